from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidDates, InvalidText
from bot.accountability.holidays import MOST_HOLIDAYS
from bot.accountability.models.rounds import RoundState
from bot.errors import Gone
from tests.accountability.groups.making import (
    ANN,
    CHANNEL,
    EARLIER,
    FIRST,
    HOST,
    MONDAY,
    NEXT_MONDAY,
    circle,
    let_in,
    opened,
    weekly,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability

DAY = timedelta(days=1)


def test_no_round_opens_on_a_holiday(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    book.holidays.add(group.id, "First of Advent", FIRST - DAY, FIRST, HOST, EARLIER)
    assert not book.rounds.plan_due(MONDAY)
    [found] = book.rows.rounds.of_series(series.id, 10)
    assert found.state is RoundState.HOLIDAY
    assert book.rows.deliveries.of_round(found.id) == []
    assert opened(book, series, NEXT_MONDAY).state is RoundState.OPEN


def test_a_removed_holiday_is_none_until_it_is_restored(book: Accountability) -> None:
    group = circle(book)
    series = weekly(book, group)
    holiday = book.holidays.add(group.id, " Yule\n", FIRST, FIRST + DAY, HOST, EARLIER)
    assert holiday.name == "Yule"
    assert book.holidays.list(group.id, EARLIER) == (holiday,)
    assert book.holidays.remove(group.id, holiday.id, HOST, EARLIER) == holiday
    assert book.holidays.list(group.id, EARLIER) == ()
    with pytest.raises(Gone, match=r"That holiday is not in the list any more\."):
        book.holidays.remove(group.id, holiday.id, HOST, EARLIER)
    book.holidays.restore(holiday, HOST, EARLIER)
    book.holidays.restore(holiday, HOST, EARLIER)
    assert book.holidays.list(group.id, EARLIER) == (holiday,)
    assert not book.rounds.plan_due(MONDAY)
    assert book.rows.rounds.latest_of_series(series.id) is None
    actions = [change.action for change in book.rows.changes.of_group(group.id)]
    assert actions[:3] == ["holiday.restore", "holiday.remove", "holiday.add"]


def test_added_twice_it_is_one_and_past_ones_are_not_listed(book: Accountability) -> None:
    group = circle(book)
    first = book.holidays.add(group.id, "Yule", FIRST, FIRST, HOST, EARLIER)
    assert book.holidays.add(group.id, "Yule", FIRST, FIRST, HOST, EARLIER) == first
    second = book.holidays.add(group.id, "Yule", FIRST, FIRST + DAY, HOST, EARLIER)
    assert book.holidays.list(group.id, MONDAY) == (first, second)
    assert book.holidays.list(group.id, MONDAY + DAY) == (second,)


def test_another_groups_holiday_cannot_be_removed(book: Accountability) -> None:
    group, other = circle(book), circle(book, channel_id=CHANNEL + 1)
    holiday = book.holidays.add(group.id, "Yule", FIRST, FIRST, HOST, EARLIER)
    with pytest.raises(Gone):
        book.holidays.remove(other.id, holiday.id, HOST, EARLIER)
    assert book.holidays.list(group.id, EARLIER) == (holiday,)
    assert book.holidays.list(other.id, EARLIER) == ()


def test_a_holiday_has_a_name_and_days_to_come(book: Accountability) -> None:
    group = circle(book)
    with pytest.raises(InvalidText, match="That name is empty"):
        book.holidays.add(group.id, "\u202e", FIRST, FIRST, HOST, EARLIER)
    with pytest.raises(InvalidDates, match="is over"):
        book.holidays.add(group.id, "Yule", FIRST - 9 * DAY, FIRST - 9 * DAY, HOST, EARLIER)
    for number in range(MOST_HOLIDAYS):
        book.holidays.add(group.id, f"{number}", FIRST, FIRST, HOST, EARLIER)
    with pytest.raises(InvalidDates, match="The group has 100 holidays to come already"):
        book.holidays.add(group.id, "Yule", FIRST, FIRST, HOST, EARLIER)
    # Those that are over don't count.
    later = MONDAY + DAY
    assert book.holidays.add(group.id, "Yule", FIRST + DAY, FIRST + DAY, HOST, later).name == "Yule"

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.calendar_days import check_days
from bot.accountability.errors import InvalidDates
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import Part
from bot.accountability.models.rounds import Expectation
from bot.errors import Gone, Refusal
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CLOSE,
    EARLIER,
    FIRST,
    HOST,
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    answered,
    circle,
    daily,
    expected_in,
    let_in,
    opened,
    redrawn,
    weekly,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability

AWAY, EXPECTED, WELCOME = Expectation.AWAY, Expectation.EXPECTED, Expectation.WELCOME
EXCUSED = Expectation.EXCUSED
DAY = timedelta(days=1)


def day(number: int) -> date:
    """Return a day of December."""
    return date(2025, 12, number)


# -- away and back


def test_who_is_away_on_the_day_is_not_expected(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    book.absences.away(group.id, ANN, day(1), day(1), EARLIER)
    book.absences.away(group.id, BEN, day(2), day(7), EARLIER)
    series = weekly(book, group)
    assert expected_in(book, opened(book, series)) == {ANN: AWAY, BEN: EXPECTED}
    assert expected_in(book, opened(book, series, NEXT_MONDAY)) == {ANN: EXPECTED, BEN: EXPECTED}


def test_away_in_the_middle_is_no_miss_and_back_is_welcome(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    found = opened(book, weekly(book, group))
    answered(book, found, BEN, MONDAY + timedelta(hours=1))
    away = book.absences.away(group.id, ANN, day(2), day(12), TUESDAY)
    book.absences.away(group.id, BEN, day(2), day(12), TUESDAY)
    assert expected_in(book, found) == {ANN: AWAY, BEN: EXPECTED}
    assert DeliveryKind.PING in redrawn(book, TUESDAY)
    assert book.absences.current(group.id, ANN, TUESDAY) == away
    assert book.absences.back(group.id, ANN, TUESDAY + DAY) == (away,)
    assert expected_in(book, found)[ANN] is WELCOME
    [over] = book.rows.absences.of_member(group.id, ANN)
    assert (over.from_on, over.until_on) == (day(2), day(2))
    assert book.absences.current(group.id, ANN, TUESDAY + DAY) is None
    assert book.absences.back(group.id, ANN, TUESDAY + DAY) == ()


def test_away_from_a_later_day_leaves_todays_round_alone(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    away = book.absences.away(group.id, ANN, day(3), day(12), TUESDAY)
    assert expected_in(book, found) == {ANN: EXPECTED}
    assert book.absences.current(group.id, ANN, TUESDAY) is None
    assert book.absences.ahead(group.id, ANN, TUESDAY) == [away]
    # Not away yet: what is to come is called off.
    assert book.absences.back(group.id, ANN, TUESDAY) == (away,)
    assert book.absences.ahead(group.id, ANN, TUESDAY) == []


def test_an_absence_is_undone_as_if_it_had_never_been(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    let_in(book, group, BEN)
    book.members.leave(group.id, BEN, MONDAY, keep=True)
    book.members.join(group.id, BEN, TUESDAY)
    for user_id, before in ((ANN, EXPECTED), (BEN, WELCOME)):
        away = book.absences.away(group.id, user_id, day(2), day(12), TUESDAY)
        assert expected_in(book, found)[user_id] is AWAY
        assert book.absences.undo(away.id, user_id, TUESDAY) == away
        assert expected_in(book, found)[user_id] is before
        with pytest.raises(Gone, match=r"That has been undone already\."):
            book.absences.undo(away.id, user_id, TUESDAY)


def test_nobody_undoes_what_is_anothers_or_over(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    away = book.absences.away(group.id, ANN, day(2), day(5), TUESDAY)
    with pytest.raises(Gone, match="undone already"):
        book.absences.undo(away.id, BEN, TUESDAY)
    with pytest.raises(Gone, match="over, so there's nothing left to undo"):
        book.absences.undo(away.id, ANN, NEXT_MONDAY)
    assert book.rows.absences.get(away.id) == away


def test_while_another_absence_lasts_undoing_one_changes_nothing(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    book.absences.away(group.id, ANN, day(2), day(5), TUESDAY)
    longer = book.absences.away(group.id, ANN, day(2), day(12), TUESDAY)
    book.absences.undo(longer.id, ANN, TUESDAY)
    assert expected_in(book, found) == {ANN: AWAY}
    current = book.absences.current(group.id, ANN, TUESDAY)
    assert current is not None
    assert current.until_on == day(5)


def test_an_answer_outlasts_an_absence_and_its_undoing(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    away = book.absences.away(group.id, ANN, day(1), day(5), MONDAY)
    answered(book, found, ANN, TUESDAY)
    book.absences.undo(away.id, ANN, TUESDAY)
    assert book.rounds.board(found.id, TUESDAY).in_ids == (ANN,)


def test_skipping_one_schedule_is_no_absence_from_another(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    slow, quick = weekly(book, group), daily(book, group)
    opened(book, slow)
    noon = MONDAY + timedelta(hours=1)
    found = opened(book, quick, noon)
    book.absences.skip(group.id, ANN, slow.id, noon)
    away = book.absences.away(group.id, ANN, day(1), day(1), noon)
    assert expected_in(book, found) == {ANN: AWAY}
    book.absences.undo(away.id, ANN, noon)
    assert expected_in(book, found) == {ANN: EXPECTED}


def test_pressing_twice_is_being_away_once(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    away = book.absences.away(group.id, ANN, day(1), day(5), MONDAY)
    assert book.absences.away(group.id, ANN, day(1), day(5), MONDAY) == away
    assert book.absences.away(group.id, ANN, day(2), day(5), TUESDAY) == away


def test_a_shorter_absence_does_not_hide_in_a_longer_one(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.absences.away(group.id, ANN, day(1), day(12), MONDAY)
    with pytest.raises(InvalidDates) as refused:
        book.absences.away(group.id, ANN, day(2), day(5), MONDAY)
    assert str(refused.value) == (
        "You're away through Fri 12 Dec already. To come back sooner, use /checkin back."
    )


def test_absences_without_a_gap_are_read_as_one(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.absences.away(group.id, ANN, day(13), day(20), MONDAY)
    book.absences.away(group.id, ANN, day(24), day(26), MONDAY)
    away = book.absences.away(group.id, ANN, day(1), day(12), MONDAY)
    assert away.until_on == day(20)
    book.absences.away(group.id, ANN, day(21), day(22), MONDAY)
    current = book.absences.current(group.id, ANN, MONDAY)
    assert current is not None
    assert (current.from_on, current.until_on) == (day(1), day(22))


def test_away_needs_a_member(book: Accountability) -> None:
    group = circle(book)
    book.members.invite(group.id, [ANN], Part.REQUIRED, HOST, EARLIER)
    for user_id in (ANN, BEN):
        with pytest.raises(Gone, match="You're not in this group"):
            book.absences.away(group.id, user_id, day(1), day(5), MONDAY)


def test_days_are_those_of_the_groups_calendar(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    # 23:30 UTC on the 30th is the 1st in Berlin.
    late = datetime(2025, 11, 30, 23, 30, tzinfo=UTC)
    with pytest.raises(InvalidDates, match=r"Sun 30 Nov 2025 is over\."):
        book.absences.away(group.id, ANN, date(2025, 11, 30), date(2025, 11, 30), late)
    # A first day that is over counts as today: in another zone, it may be today.
    away = book.absences.away(group.id, ANN, date(2025, 11, 30), day(1), late)
    assert (away.from_on, away.until_on) == (day(1), day(1))


@pytest.mark.parametrize(
    ("from_on", "until_on", "sentence"),
    [
        (day(9), day(8), "Mon 8 Dec comes before Tue 9 Dec. Choose a later last day."),
        (day(1), day(1), "Mon 1 Dec 2025 is over. Choose a day from today on."),
        (date(1, 1, 1), date(1, 1, 2), "Tue 2 Jan 1 is over. Choose a day from today on."),
        (day(2), date(2026, 12, 4), "That is longer than a year. Choose an earlier last day."),
        (day(2), date(9999, 12, 31), "That is longer than a year. Choose an earlier last day."),
        (
            date(2026, 12, 4),
            date(2026, 12, 5),
            "Fri 4 Dec 2026 is too far off. Choose a day within a year.",
        ),
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    from_on: date, until_on: date, sentence: str
) -> None:
    with pytest.raises(InvalidDates) as refused:
        check_days(from_on, until_on, day(2))
    assert str(refused.value) == sentence


@given(st.dates(), st.dates(), st.dates(date(2005, 1, 1), date(2100, 1, 1)))
def test_any_days_are_taken_or_refused_with_a_sentence(
    from_on: date, until_on: date, today: date
) -> None:
    possible = max(from_on, today) <= until_on and from_on <= today + timedelta(days=366)
    if possible and until_on - from_on <= timedelta(days=366):
        check_days(from_on, until_on, today)
    else:
        with pytest.raises(InvalidDates, match=r"\.$"):
            check_days(from_on, until_on, today)


# -- excused


def test_an_excused_member_is_not_missing_and_that_can_be_taken_back(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    found = opened(book, weekly(book, group))
    answered(book, found, BEN, MONDAY)
    assert book.absences.excuse(group.id, ANN, HOST, TUESDAY) == (found,)
    assert expected_in(book, found) == {ANN: EXCUSED, BEN: EXPECTED}
    assert book.rounds.board(found.id, TUESDAY).away_ids == (ANN,)
    for user_id in (ANN, BEN):
        with pytest.raises(Refusal, match="They're not missing in a check-in just now"):
            book.absences.excuse(group.id, user_id, HOST, TUESDAY)
    assert book.absences.unexcuse(group.id, ANN, HOST, TUESDAY) == (found,)
    assert expected_in(book, found)[ANN] is EXPECTED
    assert book.absences.unexcuse(group.id, ANN, HOST, TUESDAY) == ()
    actions = [change.action for change in book.rows.changes.of_group(group.id)]
    assert actions[:2] == ["members.unexcuse", "members.excuse"]


def test_excused_after_the_close_it_is_no_silence_either(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    book.rounds.close_due(CLOSE)
    [closed] = book.absences.excuse(group.id, ANN, HOST, CLOSE)
    assert closed.id == found.id
    ann = book.members.get(group.id, ANN)
    assert ann is not None
    assert ann.silent_rounds == 0
    book.absences.unexcuse(group.id, ANN, HOST, CLOSE)
    ann = book.members.get(group.id, ANN)
    assert ann is not None
    assert ann.silent_rounds == 1


def test_an_optional_member_who_says_so_is_away_too(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, part=Part.OPTIONAL)
    found = opened(book, weekly(book, group))
    assert expected_in(book, found) == {ANN: WELCOME}
    book.absences.away(group.id, ANN, FIRST, FIRST, MONDAY)
    assert expected_in(book, found) == {ANN: AWAY}

"""After downtime only the latest round opens; what was missed excuses everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import RoundState
from bot.accountability.schedules import Daily, Deadline
from bot.accountability.store.rounds import round_id
from tests.accountability.rounds.making import (
    ANN,
    CLOSE,
    DAY,
    FIRST,
    HOST,
    HOUR,
    MONDAY,
    WEEK,
)

if TYPE_CHECKING:
    from tests.accountability.rounds.making import Book

TUESDAY = MONDAY + DAY
LEFT, INVITED, OPTIONAL = 5, 6, 7


@pytest.mark.parametrize(
    ("down_for", "states", "late", "close_at"),
    [
        (timedelta(minutes=4), {FIRST: RoundState.OPEN}, timedelta(), CLOSE),
        (3 * HOUR, {FIRST: RoundState.OPEN}, 3 * HOUR, CLOSE),
        (24 * HOUR, {FIRST: RoundState.OPEN}, 24 * HOUR, CLOSE),
        (25 * HOUR, {FIRST: RoundState.MISSED}, None, None),
        (
            WEEK + HOUR,
            {FIRST: RoundState.MISSED, FIRST + WEEK: RoundState.OPEN},
            HOUR,
            CLOSE + WEEK,
        ),
    ],
)
def test_after_downtime_only_the_latest_opens_and_only_in_its_window(
    book: Book,
    down_for: timedelta,
    states: dict[date, RoundState],
    late: timedelta | None,
    close_at: datetime | None,
) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    now = MONDAY + down_for
    book.tick(now)
    assert book.states(series) == states
    if late is None or close_at is None:
        assert book.rows.rounds.latest_of_series(series.id) is None
        return
    found = book.latest(series)
    assert found.late_by == late
    assert found.close_at == max(close_at, now + (CLOSE - MONDAY) / 2)
    assert found.close_moved is (found.close_at > close_at)
    assert found.opens_at == (now if late else MONDAY)


def test_what_was_missed_is_told_once_and_excuses_everybody(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.tick(MONDAY + 3 * WEEK + 2 * DAY)
    missed = [FIRST + weeks * WEEK for weeks in range(4)]
    assert book.states(series) == dict.fromkeys(missed, RoundState.MISSED)
    assert book.told(group, Cause.MISSED) == [("Check-in", "2025-12-22")]
    for on in missed:
        found = book.rows.rounds.get(round_id(series.id, on))
        assert found is not None
        assert (book.kinds(found), book.expected(found)) == ([], {})
    assert book.silent_rounds(group, ANN) == 0
    assert book.series(series).silent_rounds == 0


def test_what_was_missed_on_a_holiday_was_not_missed(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.holiday(group, FIRST)
    book.tick(MONDAY + 2 * DAY)
    assert book.states(series) == {FIRST: RoundState.HOLIDAY}
    assert book.told(group, Cause.MISSED) == []


def test_a_year_of_downtime_is_recorded_in_one_piece(book: Book) -> None:
    group = book.circle(ANN)
    series = book.daily(group)
    book.tick(MONDAY)
    book.tick(MONDAY + timedelta(days=365))
    states = book.states(series)
    assert len(states) == 262
    assert list(states.values()).count(RoundState.OPEN) == 1
    assert states[date(2026, 12, 1)] is RoundState.OPEN
    assert len(book.told(group, Cause.MISSED)) == 1


def test_a_date_that_a_zone_left_out_is_skipped_without_a_word(book: Book) -> None:
    group = book.circle(ANN, zone="Pacific/Apia")
    # Apia went from Thursday, 29 December, to Saturday, 31 December 2011.
    start = datetime(2011, 12, 28, 12, tzinfo=UTC)
    series = book.timetable.add(
        group.id,
        "Check-in",
        Daily(),
        date(2011, 12, 28),
        time(9),
        Deadline(0, time(18)),
        None,
        None,
        HOST,
        start,
    )
    for hours in range(24 * 4):
        book.tick(start + hours * HOUR)
    assert book.states(series) == {
        date(2011, 12, 28): RoundState.CLOSED,
        date(2011, 12, 29): RoundState.CLOSED,
        date(2011, 12, 30): RoundState.SKIPPED,
        date(2011, 12, 31): RoundState.CLOSED,
        date(2012, 1, 1): RoundState.CLOSED,
    }
    assert book.told(group, Cause.MISSED) == []

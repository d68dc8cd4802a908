"""What the rows of schedules, rounds and attendance promise beyond what the services show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.coming import Coming
from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import Attendance, Expectation, RoundState
from tests.accountability.rounds.making import (
    ANN,
    BEN,
    CLOSE,
    DAY,
    EARLIER,
    FIRST,
    HOST,
    HOUR,
    MONDAY,
    WEEK,
)

if TYPE_CHECKING:
    from tests.accountability.rounds.making import Book


def test_the_loop_wakes_for_what_can_be_planned_and_closed_only(book: Book) -> None:
    assert (book.rows.series.next_wake(), book.rows.rounds.next_close()) == (None, None)
    one, other = book.circle(ANN, channel_id=1), book.circle(ANN, channel_id=2)
    daily, weekly = book.daily(one), book.weekly(other)
    book.tick(MONDAY)
    assert book.rows.series.next_wake() == MONDAY + DAY
    assert book.rows.rounds.next_close() == book.latest(daily).close_at
    book.rows.groups.update(replace(one, state=GroupState.PAUSED))
    assert book.rows.series.next_wake() == MONDAY + WEEK
    book.timetable.pause(weekly.id, HOST, MONDAY)
    assert book.rows.series.next_wake() is None
    book.tick(CLOSE)
    assert book.rows.rounds.next_close() is None


def test_the_longest_due_comes_first(book: Book) -> None:
    group = book.circle(ANN)
    weekly, daily = book.weekly(group), book.daily(group, now=MONDAY + HOUR)
    assert book.rows.series.due(MONDAY - HOUR) == []
    assert book.rows.series.due(MONDAY + 2 * DAY) == [weekly.id, daily.id]


def test_a_round_of_a_date_is_added_once(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    assert not book.rows.rounds.add(replace(found, state=RoundState.MISSED))
    assert not book.rows.rounds.add(replace(found, id="another id"))
    assert book.rows.rounds.get(found.id) == found


def test_everything_about_a_round_is_kept(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    changed = replace(
        book.latest(series),
        state=RoundState.CLOSED,
        nudge_at=None,
        late_by=3 * HOUR,
        close_moved=True,
        mentions_nobody=True,
        superseded=True,
        thread_id=2**62,
        closed_at=CLOSE,
    )
    book.rows.rounds.update(changed)
    assert book.rows.rounds.get(changed.id) == changed


def test_rounds_are_found_by_date_and_by_what_came_before(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    for week in range(3):
        book.tick(MONDAY + week * WEEK)
        book.tick(CLOSE + week * WEEK)
    third, second, first = book.rows.rounds.of_series(series.id, 3)
    assert [third.nominal_on, first.nominal_on] == [FIRST + 2 * WEEK, FIRST]
    assert book.rows.rounds.of_series(series.id, 1) == [third]
    assert book.rows.rounds.before(third) == second
    assert book.rows.rounds.before(first) is None
    between = book.rows.rounds.of_group(group.id, FIRST, FIRST + WEEK)
    assert between == [first, second]
    assert book.rows.rounds.accepting_of_group(group.id) == [third]


def test_the_first_mention_and_the_first_nudge_are_the_ones_that_count(book: Book) -> None:
    series = book.weekly(book.circle(ANN, BEN))
    book.tick(MONDAY)
    found = book.latest(series)
    attendance = book.rows.attendance
    for at in (MONDAY, MONDAY + HOUR):
        attendance.mark_mentioned(found.id, [ANN], at)
        attendance.mark_nudged(found.id, (ANN, HOST), at)
    assert attendance.of_round(found.id) == [
        Attendance(found.id, ANN, Expectation.EXPECTED, mentioned_at=MONDAY, nudged_at=MONDAY),
        Attendance(found.id, BEN, Expectation.EXPECTED),
    ]
    attendance.expect(found.id, ANN, Expectation.AWAY)
    ann = attendance.get(found.id, ANN)
    assert ann is not None
    assert (ann.expectation, ann.mentioned_at) == (Expectation.AWAY, MONDAY)


def test_who_has_answered_stands_before_who_has_not(book: Book) -> None:
    series = book.weekly(book.circle(ANN, BEN, 5))
    book.tick(MONDAY)
    found = book.latest(series)
    book.answer(series, found, 5, MONDAY)
    book.answer(series, found, BEN, CLOSE, late=True)
    listed = book.rows.attendance.of_round(found.id)
    assert [(each.user_id, each.checked_in, each.late) for each in listed] == [
        (5, True, False),
        (BEN, True, True),
        (ANN, False, False),
    ]


def test_the_next_close_falls_on_a_date_of_the_groups_calendar(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    coming = Coming(book.rows)
    closing = FIRST + 2 * DAY
    assert coming.closing_on(series, EARLIER) == closing
    assert coming.closing_on(series, EARLIER, later=1) == closing + WEEK
    book.holiday(group, FIRST)
    assert coming.closing_on(series, EARLIER) == closing + WEEK
    assert coming.closing_on(series, EARLIER, later=2) == closing + 3 * WEEK
    book.timetable.pause(series.id, HOST, EARLIER)
    assert coming.closing_on(book.series(series), EARLIER) is None


def test_a_long_break_is_looked_beyond(book: Book) -> None:
    group = book.circle(ANN)
    series = book.daily(group)
    book.holiday(group, FIRST, FIRST + 8 * WEEK)
    assert book.timetable.next_opening(series, EARLIER) == MONDAY + 8 * WEEK + DAY

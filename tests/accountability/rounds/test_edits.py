"""Schedules are edited without a date that comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidSchedule
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import (
    Questions,
    RoundState,
)
from bot.accountability.schedules import (
    Daily,
    Deadline,
    Weekday,
    Weekly,
)
from bot.errors import Refusal
from tests.accountability.rounds.making import (
    ANN,
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
    from bot.accountability.models.groups import PeerGroup
    from tests.accountability.rounds.making import Book

CHANGED_MEANWHILE = "Somebody else has just changed this schedule. Look at it again."
TUESDAYS = Weekly(Weekday.TUESDAY)


def actions(book: Book, group: PeerGroup) -> list[tuple[str, str]]:
    """Return what is noted of a group, oldest first."""
    found = book.rows.changes.of_group(group.id)
    return [(each.action, each.detail) for each in reversed(found)]


def test_of_two_who_edit_at_once_the_second_is_told(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.timetable.edit(series.id, series.version, HOST, EARLIER, wall_time=time(10))
    with pytest.raises(Refusal) as refused:
        book.timetable.edit(series.id, series.version, ANN, EARLIER, wall_time=time(11))
    assert str(refused.value) == CHANGED_MEANWHILE
    with pytest.raises(Refusal) as refused:
        book.timetable.set_questions(series.id, series.version, Questions(), ANN, EARLIER)
    assert str(refused.value) == CHANGED_MEANWHILE
    after = book.series(series)
    assert (after.schedule.wall_time, after.version) == (time(10), 2)
    assert actions(book, group)[1:] == [("schedule.edit", "wall_time")]


def test_an_edit_that_cannot_be_planned_changes_nothing(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    with pytest.raises(InvalidSchedule, match="still be open when the next one opens"):
        book.timetable.edit(series.id, 1, HOST, EARLIER, close=Deadline(8, time(12)))
    with pytest.raises(InvalidSchedule, match="No check-in would ever open"):
        book.timetable.edit(series.id, 1, HOST, EARLIER, starts_on=date(2199, 12, 31))
    assert book.series(series) == series


def test_before_an_edit_is_saved_what_was_due_is_planned(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    now = MONDAY + HOUR
    edited = book.timetable.edit(series.id, 1, HOST, now, rhythm=TUESDAYS)
    found = book.latest(series)
    assert (found.nominal_on, found.late_by) == (FIRST, HOUR)
    assert edited.next_at == MONDAY + DAY


def test_an_open_round_keeps_its_instants_when_its_schedule_is_edited(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    before = book.latest(series)
    book.timetable.edit(
        series.id,
        1,
        HOST,
        MONDAY + HOUR,
        wall_time=time(15),
        close=Deadline(1, time(17)),
        nudge=None,
    )
    assert book.latest(series) == before
    assert book.kinds(before).count(DeliveryKind.NUDGE) == 1


@pytest.mark.parametrize(
    ("edited_at", "wall_time", "next_at"),
    [
        # Later on the same day, after today's has opened: today's date does not come again.
        (MONDAY + HOUR, time(15), MONDAY + WEEK + 6 * HOUR),
        # To an hour that is over today, before today's has opened: today's is not caught up.
        (MONDAY - HOUR, time(7), MONDAY + WEEK - 2 * HOUR),
        # To later today, before today's has opened.
        (MONDAY - HOUR, time(15), MONDAY + 6 * HOUR),
        # To the very minute at which it is edited.
        (MONDAY - HOUR, time(8), MONDAY - HOUR),
    ],
)
def test_another_hour_never_repeats_a_date(
    book: Book, edited_at: datetime, wall_time: time, next_at: datetime
) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(edited_at)
    edited = book.timetable.edit(series.id, 1, HOST, edited_at, wall_time=wall_time, nudge=None)
    assert edited.next_at == next_at
    for hours in range(24 * 8):
        book.tick(edited_at + hours * HOUR)
    first = FIRST if edited_at > MONDAY else next_at.date()
    assert list(book.states(series)) == [*dict.fromkeys([first, FIRST + WEEK])]
    assert RoundState.MISSED not in book.states(series).values()


def test_an_edit_on_the_day_of_a_clock_change(book: Book) -> None:
    group = book.circle(ANN)
    series = book.schedule(group, Daily(), Deadline(0, time(18)), None)
    sunday = datetime(2026, 3, 29, 6, tzinfo=UTC)
    book.rows.series.move(series.id, series.cursor.restarted(sunday), sunday + HOUR)
    edited = book.timetable.edit(series.id, 1, HOST, sunday, wall_time=time(2, 30))
    # 02:30 on Sunday was left out, and is over.
    assert edited.next_at == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_another_rhythm_starts_as_soon_as_it_can(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    fortnightly = book.timetable.edit(
        series.id, 1, HOST, MONDAY + HOUR, rhythm=Weekly(Weekday.THURSDAY, every=2)
    )
    assert fortnightly.schedule.starts_on == date(2025, 12, 4)
    assert fortnightly.next_at == MONDAY + 3 * DAY
    anchored = book.timetable.edit(
        series.id,
        2,
        HOST,
        MONDAY + HOUR,
        rhythm=Weekly(Weekday.FRIDAY, every=2),
        starts_on=date(2025, 12, 12),
    )
    assert anchored.next_at == MONDAY + WEEK + 4 * DAY


def test_a_change_is_seen_in_the_messages_that_are_there(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    (ping,) = book.rows.deliveries.of_round(book.latest(series).id, DeliveryKind.PING)
    book.timetable.edit(series.id, 1, HOST, MONDAY + HOUR, name="Mondays")
    (after,) = book.rows.deliveries.of_round(book.latest(series).id, DeliveryKind.PING)
    assert after.wanted == ping.wanted + 1


def test_a_new_rhythm_ends_the_silence_of_a_group(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    for week in range(2):
        book.tick(MONDAY + week * WEEK)
        book.tick(CLOSE + week * WEEK)
    book.timetable.edit(series.id, 1, HOST, CLOSE + WEEK + HOUR, name="Mondays")
    assert book.series(series).silent_rounds == 2
    book.timetable.edit(series.id, 2, HOST, CLOSE + WEEK + HOUR, rhythm=TUESDAYS)
    assert book.series(series).silent_rounds == 0


def test_a_zone_across_the_date_line_repeats_no_date(book: Book) -> None:
    group = book.circle(ANN, zone="Pacific/Auckland")
    series = book.schedule(group, Daily(), Deadline(0, time(18)), None)
    book.tick(MONDAY - 12 * HOUR)
    planned = list(book.states(series))
    assert planned[-1] == FIRST
    # What the group's own edit does with a schedule.
    book.rows.groups.update(replace(group, zone="Pacific/Honolulu"))
    now = MONDAY - 11 * HOUR
    moved = book.series(series)
    runs = book.timetable.next_runs(moved, now, 2)
    assert [each.run.occurrence.nominal_on for each in runs] == [FIRST + DAY, FIRST + 2 * DAY]
    book.rows.series.move(series.id, moved.cursor.restarted(now), runs[0].opens_at)
    for hours in range(100):
        book.tick(now + hours * HOUR)
    states = book.states(series)
    assert list(states) == [FIRST + days * DAY for days in range(len(states))]
    assert RoundState.MISSED not in states.values()

"""A paused or removed schedule plans nothing, and nothing is made up for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.rounds import (
    RoundState,
    ScheduleState,
)
from bot.errors import Gone
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


def actions(book: Book, group: PeerGroup) -> list[tuple[str, str]]:
    """Return what is noted of a group, oldest first."""
    found = book.rows.changes.of_group(group.id)
    return [(each.action, each.detail) for each in reversed(found)]


def test_pausing_plans_nothing_and_resuming_makes_up_for_nothing(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    paused = book.timetable.pause(series.id, HOST, EARLIER)
    assert (paused.state, paused.next_at) == (ScheduleState.PAUSED, None)
    book.tick(MONDAY + WEEK + HOUR)
    resumed = book.timetable.resume(series.id, HOST, MONDAY + WEEK + HOUR)
    assert resumed.next_at == MONDAY + 2 * WEEK
    book.tick(MONDAY + WEEK + HOUR)
    assert book.states(series) == {}
    book.tick(MONDAY + 2 * WEEK)
    assert book.states(series) == {FIRST + 2 * WEEK: RoundState.OPEN}
    assert actions(book, group)[1:] == [("schedule.pause", ""), ("schedule.resume", "")]


@pytest.mark.parametrize("off", [-timedelta(microseconds=1), timedelta(), timedelta(seconds=1)])
def test_pause_and_resume_at_the_due_second_open_the_round_once_or_not_at_all(
    book: Book, off: timedelta
) -> None:
    series = book.weekly(book.circle(ANN))
    book.timetable.pause(series.id, HOST, MONDAY + off)
    book.timetable.resume(series.id, HOST, MONDAY + off)
    for seconds in (0, 2, 30):
        book.tick(MONDAY + timedelta(seconds=seconds))
    assert list(book.states(series)) == ([FIRST] if off <= timedelta() else [])


def test_pause_and_resume_after_the_opening_repeat_nothing(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    book.timetable.pause(series.id, HOST, MONDAY)
    book.timetable.resume(series.id, HOST, MONDAY)
    book.tick(MONDAY)
    assert book.states(series) == {FIRST: RoundState.OPEN}
    assert book.kinds(found).count(DeliveryKind.PING) == 1


def test_a_paused_schedules_open_round_reminds_nobody_and_has_its_summary(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.tick(MONDAY)
    found = book.latest(series)
    book.timetable.pause(series.id, HOST, MONDAY + HOUR)
    book.tick(CLOSE)
    assert DeliveryKind.NUDGE in book.kinds(found, DeliveryState.CANCELLED)
    assert DeliveryKind.SUMMARY in book.kinds(found, DeliveryState.SENT)
    assert book.silent_rounds(group, ANN) == 1


def test_a_nudge_that_is_still_to_come_comes_again_after_a_pause(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    for resumed_after, state in ((HOUR, DeliveryState.PENDING), (DAY, DeliveryState.CANCELLED)):
        book.timetable.pause(series.id, HOST, MONDAY + HOUR)
        book.timetable.resume(series.id, HOST, MONDAY + resumed_after)
        assert DeliveryKind.NUDGE in book.kinds(found, state)


def test_doing_it_twice_is_doing_it_once(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    for _ in range(2):
        book.timetable.pause(series.id, HOST, EARLIER)
    for _ in range(2):
        book.timetable.resume(series.id, HOST, EARLIER)
    book.timetable.remove(series.id, HOST, EARLIER)
    with pytest.raises(Gone):
        book.timetable.remove(series.id, HOST, EARLIER)
    for _ in range(2):
        book.timetable.restore(series.id, HOST, EARLIER)
    assert [action for action, _ in actions(book, group)] == [
        "schedule.add",
        "schedule.pause",
        "schedule.resume",
        "schedule.remove",
        "schedule.restore",
    ]


def test_a_removed_schedule_opens_nothing_and_comes_back_as_it_was(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.tick(MONDAY)
    found = book.latest(series)
    book.timetable.remove(series.id, HOST, MONDAY + HOUR)
    assert book.timetable.of(group.id) == []
    with pytest.raises(Gone):
        book.timetable.get(group.id, series.id)
    book.tick(CLOSE)
    assert DeliveryKind.SUMMARY in book.kinds(found, DeliveryState.SENT)
    assert book.rounds.board(found.id, CLOSE).next_opens_at is None
    book.tick(MONDAY + WEEK)
    restored = book.timetable.restore(series.id, HOST, MONDAY + WEEK + HOUR)
    assert restored.next_at == MONDAY + 2 * WEEK
    assert list(book.states(series)) == [FIRST]


def test_a_schedule_that_was_paused_when_it_was_removed_comes_back_paused(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.timetable.pause(series.id, HOST, EARLIER)
    book.timetable.remove(series.id, HOST, EARLIER)
    assert book.timetable.restore(series.id, HOST, EARLIER).state is ScheduleState.PAUSED

"""Who stays silent is pinged less, not more; one check-in resets all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import Part, Standing
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import Expectation, RoundState, ScheduleState
from tests.accountability.rounds.making import (
    ANN,
    BEN,
    CAT,
    CLOSE,
    DAY,
    FIRST,
    HOST,
    HOUR,
    MONDAY,
    WEEK,
)

if TYPE_CHECKING:
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from tests.accountability.rounds.making import Book

GUEST = 5


def hold(book: Book, series: Series, week: int, *answering: int) -> None:
    """Hold the round of a week; some answer it in time."""
    book.tick(MONDAY + week * WEEK)
    found = book.latest(series)
    assert found.nominal_on == FIRST + week * WEEK
    for user_id in answering:
        book.answer(series, found, user_id, MONDAY + week * WEEK + HOUR)
    book.tick(CLOSE + week * WEEK)


def notes(book: Book, group: PeerGroup) -> list[int | None]:
    """Return who got a private note."""
    return [each.user_id for each in book.rows.deliveries.of_group(group.id, DeliveryKind.NOTE)]


def test_the_third_round_that_a_member_misses_ends_their_mentions_with_one_note(
    book: Book,
) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    said = []
    for week in range(5):
        hold(book, series, week, ANN)
        said.append((book.silent_rounds(group, BEN), notes(book, group)))
    assert said == [(1, []), (2, []), (3, [BEN]), (4, [BEN]), (5, [BEN])]
    assert book.silent_rounds(group, ANN) == 0
    assert book.series(series).silent_rounds == 0


def test_one_answer_early_in_time_or_late_begins_a_members_count_anew(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    for week in range(2):
        hold(book, series, week, ANN)
    book.answer(series, book.latest(series), BEN, CLOSE + WEEK + HOUR, late=True)
    assert book.silent_rounds(group, BEN) == 0
    hold(book, series, 2, ANN)
    assert book.silent_rounds(group, BEN) == 1
    book.answer(series, None, BEN, CLOSE + 2 * WEEK + HOUR)
    assert book.silent_rounds(group, BEN) == 0
    for week in range(3, 7):
        hold(book, series, week, ANN)
    assert (book.silent_rounds(group, BEN), notes(book, group)) == (3, [BEN])


def test_who_is_not_expected_is_not_silent(book: Book) -> None:
    group = book.circle(ANN, BEN, CAT)
    book.member(group, GUEST, part=Part.OPTIONAL)
    series = book.weekly(group)
    book.tick(MONDAY)
    found = book.latest(series)
    book.rows.attendance.expect(found.id, ANN, Expectation.AWAY)
    book.rows.attendance.expect(found.id, BEN, Expectation.EXCUSED)
    book.rows.attendance.expect(found.id, CAT, Expectation.SKIPPED)
    book.tick(CLOSE)
    for user_id in (ANN, BEN, CAT, GUEST, HOST):
        assert book.silent_rounds(group, user_id) == 0
    assert book.series(series).silent_rounds == 0


def test_who_has_left_is_not_counted_and_gets_no_note(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    for week in range(2):
        hold(book, series, week, ANN)
    book.tick(MONDAY + 2 * WEEK)
    member = book.rows.members.get(group.id, BEN)
    assert member is not None
    book.rows.members.put(replace(member, standing=Standing.GONE))
    book.tick(CLOSE + 2 * WEEK)
    assert (book.silent_rounds(group, BEN), notes(book, group)) == (2, [])


def test_two_rounds_without_a_word_open_silently_and_four_pause_the_schedule(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    ladder = []
    for week in range(4):
        hold(book, series, week)
        ladder.append(
            (
                book.latest(series).mentions_nobody,
                book.series(series).state,
                book.told(group, Cause.SILENT),
                book.told(group, Cause.PAUSED),
            )
        )
    active, paused = ScheduleState.ACTIVE, ScheduleState.PAUSED
    assert ladder == [
        (False, active, [], []),
        (False, active, [("Check-in",)], []),
        (True, active, [("Check-in",)], []),
        (True, paused, [], [("Check-in",)]),
    ]
    book.tick(MONDAY + 4 * WEEK)
    assert FIRST + 4 * WEEK not in book.states(series)
    assert book.series(series).next_at is None


def test_the_notices_belong_to_the_schedule_and_not_to_the_others(book: Book) -> None:
    group = book.circle(ANN, BEN)
    weekly, daily = book.weekly(group), book.daily(group)
    for day in range(2):
        book.tick(MONDAY + day * DAY)
        book.tick(MONDAY + day * DAY + 10 * HOUR)
    (silent,) = book.rows.notices.of_cause(group.id, Cause.SILENT)
    assert silent.series_id == daily.id
    assert book.series(daily).silent_rounds == 2
    assert book.series(weekly).silent_rounds == 0


def test_one_answer_ends_the_silence_of_the_group(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    for week in range(2):
        hold(book, series, week)
    book.tick(MONDAY + 2 * WEEK)
    assert book.latest(series).mentions_nobody
    book.answer(series, book.latest(series), ANN, MONDAY + 2 * WEEK + HOUR)
    assert book.series(series).silent_rounds == 0
    assert book.told(group, Cause.SILENT) == []
    book.tick(CLOSE + 2 * WEEK)
    book.tick(MONDAY + 3 * WEEK)
    assert not book.latest(series).mentions_nobody


def test_a_late_answer_resumes_a_schedule_that_had_paused_itself(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    for week in range(4):
        hold(book, series, week)
    last = book.latest(series)
    now = CLOSE + 6 * WEEK
    book.answer(series, last, ANN, now, late=True)
    resumed = book.series(series)
    assert (resumed.state, resumed.silent_rounds) == (ScheduleState.ACTIVE, 0)
    assert resumed.next_at == MONDAY + 7 * WEEK
    assert book.told(group, Cause.PAUSED) == []
    book.tick(now)
    assert book.latest(series) == last
    book.tick(MONDAY + 7 * WEEK)
    assert book.latest(series).nominal_on == FIRST + 7 * WEEK
    assert not book.latest(series).mentions_nobody


def test_no_answer_resumes_what_a_facilitator_has_paused(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    for week in range(4):
        hold(book, series, week)
    book.timetable.pause(series.id, HOST, CLOSE + 3 * WEEK + HOUR)
    book.answer(series, book.latest(series), ANN, CLOSE + 4 * WEEK, late=True)
    assert book.series(series).state is ScheduleState.PAUSED


def test_carry_on_pings_as_ever_and_begins_at_the_bottom(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    for week in range(2):
        hold(book, series, week)
    book.timetable.carry_on(series.id, HOST, CLOSE + WEEK + HOUR)
    assert book.told(group, Cause.SILENT) == []
    for week in range(2, 5):
        hold(book, series, week)
    assert book.series(series).silent_rounds == 3
    assert book.told(group, Cause.SILENT) == [("Check-in",)]


def test_carry_on_resumes_a_schedule_that_has_paused_itself(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    for week in range(4):
        hold(book, series, week)
    carried = book.timetable.carry_on(series.id, HOST, CLOSE + 3 * WEEK + HOUR)
    assert (carried.state, carried.silent_rounds) == (ScheduleState.ACTIVE, 0)
    assert carried.next_at == MONDAY + 4 * WEEK
    assert book.told(group, Cause.PAUSED) == []


def test_rounds_in_which_nobody_was_expected_neither_count_nor_reset(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    hold(book, series, 0)
    book.absence(group, ANN, FIRST + WEEK)
    book.holiday(group, FIRST + 2 * WEEK)
    hold(book, series, 1)
    book.tick(MONDAY + 2 * WEEK)
    assert book.states(series)[FIRST + 2 * WEEK] is RoundState.HOLIDAY
    assert book.series(series).silent_rounds == 1
    hold(book, series, 3)
    assert book.series(series).silent_rounds == 2


def test_a_round_that_was_never_posted_counts_as_nobodys_silence(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    assert not book.rounds.plan_due(MONDAY)
    found = book.latest(series)
    (ping,) = book.rows.deliveries.of_round(found.id, DeliveryKind.PING)
    book.rows.deliveries.settle(ping.id, DeliveryState.FAILED, error="no_permission")
    assert not book.rounds.close_due(CLOSE)
    assert book.silent_rounds(group, ANN) == 0
    assert book.series(series).silent_rounds == 0


def test_a_round_that_is_cut_short_counts_as_nobodys_silence(book: Book) -> None:
    group = book.circle(ANN, BEN)
    series = book.weekly(group)
    book.tick(MONDAY)
    book.answer(series, book.latest(series), ANN, MONDAY + HOUR)
    book.closing.close(book.latest(series).id, MONDAY + 2 * HOUR)
    assert book.silent_rounds(group, BEN) == 0


def test_the_opening_that_is_due_stays_away_if_the_close_before_it_paused_the_schedule(
    book: Book,
) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    for week in range(3):
        hold(book, series, week)
    book.tick(MONDAY + 3 * WEEK)
    # The loop was away from before the close until after the next opening.
    assert not book.rounds.plan_due(MONDAY + 4 * WEEK)
    assert book.series(series).state is ScheduleState.PAUSED
    assert book.latest(series).nominal_on == FIRST + 3 * WEEK
    assert book.latest(series).state is RoundState.CLOSED
    assert book.accepting(series) == [book.latest(series)]

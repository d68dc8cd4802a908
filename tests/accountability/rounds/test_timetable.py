"""Schedules are added, changed, paused and removed without a date that comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidSchedule, InvalidText
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.rounds import (
    PingStyle,
    Questions,
    RoundState,
    ScheduleState,
)
from bot.accountability.schedules import (
    Daily,
    DayOfMonth,
    Deadline,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Weekday,
    Weekly,
)
from bot.errors import Gone, Refusal
from tests.accountability.rounds.making import (
    ANN,
    BERLIN,
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
    from bot.accountability.schedules import Rhythm
    from tests.accountability.rounds.making import Book

CHANGED_MEANWHILE = "Somebody else has just changed this schedule. Look at it again."
TUESDAYS = Weekly(Weekday.TUESDAY)


def actions(book: Book, group: PeerGroup) -> list[tuple[str, str]]:
    """Return what is noted of a group, oldest first."""
    found = book.rows.changes.of_group(group.id)
    return [(each.action, each.detail) for each in reversed(found)]


@pytest.mark.parametrize(
    ("rhythm", "style"),
    [
        (Daily(), PingStyle.SILENT),
        (OnWeekdays(frozenset({Weekday.TUESDAY, Weekday.FRIDAY})), PingStyle.SILENT),
        (Weekly(Weekday.MONDAY), PingStyle.MENTION),
        (Weekly(Weekday.FRIDAY, every=2), PingStyle.MENTION),
        (Monthly(DayOfMonth(31)), PingStyle.MENTION),
        (Monthly(NthWeekday(Nth.LAST, Weekday.FRIDAY)), PingStyle.MENTION),
        (Quarterly(DayOfMonth(15)), PingStyle.MENTION),
        (Quarterly(NthWeekday(Nth.SECOND, Weekday.TUESDAY)), PingStyle.MENTION),
    ],
)
def test_a_schedule_is_kept_as_it_was_chosen(book: Book, rhythm: Rhythm, style: PingStyle) -> None:
    group = book.circle(ANN)
    added = book.schedule(group, rhythm, Deadline(0, time(18, 30)), Deadline(0, time(12, 15)))
    assert book.timetable.get(group.id, added.id) == added
    assert added.schedule.rhythm == rhythm
    assert added.schedule.zone == BERLIN
    assert (added.style, added.version) == (style, 1)
    assert added.next_at == book.timetable.next_runs(added, EARLIER, 1)[0].opens_at
    assert actions(book, group) == [("schedule.add", "")]


def test_a_schedule_without_a_nudge_or_with_another_style(book: Book) -> None:
    group = book.circle(ANN)
    added = book.schedule(
        group, Weekly(Weekday.MONDAY), Deadline(2, time(12)), None, style=PingStyle.DM
    )
    assert book.timetable.of(group.id) == [added]
    assert (added.schedule.nudge, added.style) == (None, PingStyle.DM)


def test_names_are_cleaned_and_asked_for(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    edited = book.timetable.edit(series.id, 1, HOST, EARLIER, name="  Weekly\u202e \n check ")
    assert edited.name == "Weekly check"
    with pytest.raises(InvalidText, match="That name is empty"):
        book.timetable.edit(series.id, 2, HOST, EARLIER, name="\u200b ")
    assert book.series(series).name == "Weekly check"


def test_a_group_has_ten_schedules_at_most(book: Book) -> None:
    group = book.circle(ANN)
    added = [book.weekly(group) for _ in range(10)]
    with pytest.raises(Refusal, match="A group has 10 schedules at most"):
        book.weekly(group)
    book.timetable.remove(added[0].id, HOST, EARLIER)
    book.weekly(group)
    with pytest.raises(Refusal, match="Remove one first"):
        book.timetable.restore(added[0].id, HOST, EARLIER)
    assert len(book.timetable.of(group.id)) == 10


def test_a_schedule_belongs_to_its_group(book: Book) -> None:
    one, other = book.circle(ANN, channel_id=1), book.circle(ANN, channel_id=2)
    series = book.weekly(one)
    with pytest.raises(Gone, match="That schedule is not here any more"):
        book.timetable.get(other.id, series.id)


def test_a_draft_saves_nothing(book: Book) -> None:
    group = book.circle(ANN)
    draft = book.timetable.draft(
        group.id,
        "Weekly",
        Weekly(Weekday.MONDAY),
        FIRST,
        time(9),
        Deadline(2, time(12)),
        None,
        None,
        EARLIER,
    )
    runs = book.timetable.next_runs(draft, EARLIER)
    assert [each.opens_at for each in runs] == [MONDAY + weeks * WEEK for weeks in range(5)]
    series = book.weekly(group)
    book.timetable.redraft(series.id, EARLIER, rhythm=TUESDAYS, style=PingStyle.NONE)
    assert book.timetable.of(group.id) == [series]


def test_the_next_runs_mark_holidays_and_clock_changes(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.holiday(group, date(2026, 3, 30))
    before_spring = datetime(2026, 3, 20, tzinfo=UTC)
    runs = book.timetable.next_runs(series, before_spring, 3)
    assert [(each.opens_at.hour, bool(each.run.change), bool(each.holiday)) for each in runs] == [
        (8, False, False),
        (7, True, True),
        (7, False, False),
    ]
    assert book.timetable.next_opening(series, runs[0].opens_at + HOUR) == runs[2].opens_at


def test_the_first_opening_is_that_of_whichever_schedule(book: Book) -> None:
    group = book.circle(ANN)
    assert book.timetable.first_opening(group.id, EARLIER) is None
    book.weekly(group)
    assert book.timetable.first_opening(group.id, MONDAY + HOUR) == MONDAY + WEEK
    daily = book.daily(group)
    assert book.timetable.first_opening(group.id, MONDAY + HOUR) == MONDAY + DAY
    book.timetable.pause(daily.id, HOST, MONDAY + HOUR)
    assert book.timetable.first_opening(group.id, MONDAY + HOUR) == MONDAY + WEEK


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


def test_two_own_questions_fit_beside_the_commitments_and_four_without(book: Book) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    beside = Questions((" What\tmoved? ", "", "Cash?", "Cash?"))
    saved = book.timetable.set_questions(series.id, 1, beside, HOST, EARLIER)
    assert saved.questions == Questions(("What moved?", "Cash?"))
    alone = Questions(("1?", "2?", "3?", "4?"), commitments=False)
    assert book.timetable.set_questions(series.id, 2, alone, HOST, EARLIER).questions == alone
    with pytest.raises(InvalidText, match="Two questions fit beside the commitments"):
        book.timetable.set_questions(series.id, 3, Questions(("1?", "2?", "3?")), HOST, EARLIER)
    five = Questions(("1?", "2?", "3?", "4?", "5?"), commitments=False)
    with pytest.raises(InvalidText, match="Four questions fit into a form"):
        book.timetable.set_questions(series.id, 3, five, HOST, EARLIER)
    standard = book.timetable.set_questions(series.id, 3, Questions(), HOST, EARLIER)
    assert standard.questions == Questions()
    assert actions(book, group)[1:] == [
        ("schedule.questions", "2"),
        ("schedule.questions", "4"),
        ("schedule.questions", "0"),
    ]


def test_a_question_is_as_long_as_a_forms_label(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    fits = Questions(("x" * 45,))
    assert book.timetable.set_questions(series.id, 1, fits, HOST, EARLIER).questions == fits
    with pytest.raises(InvalidText) as refused:
        book.timetable.set_questions(series.id, 2, Questions(("y" * 46,)), HOST, EARLIER)
    assert str(refused.value) == f"“{'y' * 45}…” is too long. A form has room for 45 characters."

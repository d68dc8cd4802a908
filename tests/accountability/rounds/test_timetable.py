"""Schedules are added and looked at, and ask what a group wants to know."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidText
from bot.accountability.models.rounds import (
    PingStyle,
    Questions,
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

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidDates
from bot.accountability.models.rounds import CommitmentState
from bot.accountability.schedules import Kind
from tests.accountability.check_ins.making import DAY, HOUR, THURSDAY, WEEK
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CAT,
    CLOSE,
    EARLIER,
    HOST,
    MONDAY,
    daily,
    let_in,
    weekly,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.reports import GroupReport
    from tests.accountability.check_ins.making import Club

FROM, UNTIL = date(2025, 12, 1), date(2025, 12, 31)
LATER = MONDAY + 2 * WEEK


def reported(club: Club, viewer: int = ANN, now: datetime = LATER) -> GroupReport:
    return club.book.reports.report(club.group.id, FROM, UNTIL, viewer, now)


def test_a_report_says_of_each_round_what_its_summary_said(club: Club) -> None:
    let_in(club.book, club.group, CAT)
    club.book.absences.away(club.group.id, CAT, FROM, FROM, EARLIER)
    promise = club.promises("Call Dana")
    club.opens()
    club.sends(kept_ids=(promise.id,))
    club.closes()
    club.sends(who=BEN, now=THURSDAY)
    club.opens(1)
    club.sends(now=MONDAY + WEEK)
    first, second = reported(club, now=MONDAY + WEEK + HOUR).rounds
    assert (first.nominal_on, first.series_name) == (date(2025, 12, 1), club.series.name)
    assert (first.series_kind, first.series_number) == (Kind.WEEKLY, 1)
    assert (first.in_ids, first.late_ids, first.away, first.missing) == ((ANN,), (BEN,), 1, 0)
    assert (first.answered, first.expected, first.is_open) == (2, 2, False)
    board = club.book.rounds.board(first.round_id, MONDAY + WEEK + HOUR)
    assert (first.kept, first.made) == (board.kept, board.made) == (1, 1)
    assert (second.in_ids, second.missing, second.is_open) == ((ANN,), 2, True)


def test_what_is_open_is_not_summed_up(club: Club) -> None:
    club.opens()
    club.sends()
    report = reported(club, now=MONDAY + HOUR)
    assert (report.answered, report.expected, len(report.rounds)) == (0, 0, 1)
    club.closes()
    report = reported(club, now=THURSDAY)
    assert (report.answered, report.late, report.expected) == (1, 0, 2)


def test_each_reads_their_own_rate_and_nobody_elses(club: Club) -> None:
    kept, missed = club.promises("Call Dana"), club.promises("Send it")
    close = club.book.commitments.close
    close(kept.id, ANN, CommitmentState.KEPT, MONDAY)
    close(missed.id, ANN, CommitmentState.MISSED, CLOSE + DAY)
    report = reported(club)
    assert (report.own_kept, report.own_settled) == (1, 2)
    assert (reported(club, BEN).own_kept, reported(club, BEN).own_settled) == (0, 0)


def test_a_rate_is_that_of_the_days_on_the_groups_calendar(club: Club) -> None:
    for text, at in (
        ("Before", MONDAY.replace(hour=22, minute=59) - DAY),
        ("First", MONDAY.replace(hour=23) - DAY),
        ("Last", MONDAY.replace(hour=22, minute=59) + 30 * DAY),
        ("After", MONDAY.replace(hour=23) + 30 * DAY),
    ):
        promise = club.promises(text)
        club.book.commitments.close(promise.id, ANN, CommitmentState.KEPT, at)
    assert reported(club).own_kept == 2


def test_holidays_are_left_out_and_what_the_bot_missed_is_a_number(club: Club) -> None:
    club.book.holidays.add(club.group.id, "Break", FROM, FROM, HOST, EARLIER)
    assert not club.book.rounds.plan_due(MONDAY)
    assert not club.book.rounds.plan_due(MONDAY + WEEK + 5 * DAY)
    report = reported(club)
    assert (report.rounds, report.not_opened) == ((), 1)


def test_schedules_of_one_kind_are_numbered(club: Club) -> None:
    daily(club.book, club.group)
    weekly(club.book, club.group, "weekly too")
    club.opens()
    assert not club.book.rounds.plan_due(MONDAY + HOUR)
    report = reported(club, now=MONDAY + HOUR)
    assert [(each.series_kind, each.series_number) for each in report.rounds] == [
        (Kind.WEEKLY, 1),
        (Kind.WEEKLY, 2),
        (Kind.WEEKDAYS, 1),
    ]
    assert len({each.series_name for each in report.rounds}) == 3


def test_rounds_of_other_times_and_groups_are_not_in_it(club: Club) -> None:
    club.opens()
    before = club.book.reports.report(club.group.id, FROM - DAY, FROM - DAY, ANN, MONDAY)
    assert before.rounds == ()
    on = club.book.reports.report(club.group.id, FROM, FROM, ANN, MONDAY)
    assert len(on.rounds) == 1


@pytest.mark.parametrize(
    ("from_on", "until_on", "sentence"),
    [
        (UNTIL, FROM, "The last day comes before the first. Choose a later last day."),
        (
            FROM.replace(year=2024),
            UNTIL.replace(year=2025),
            "That is longer than a year. Choose a later first day.",
        ),
    ],
)
def test_days_that_make_no_report_are_asked_again(
    club: Club, from_on: date, until_on: date, sentence: str
) -> None:
    with pytest.raises(InvalidDates) as refused:
        club.book.reports.report(club.group.id, from_on, until_on, ANN, LATER)
    assert str(refused.value) == sentence


def test_a_schedule_that_was_removed_stays_in_the_report(club: Club) -> None:
    club.opens()
    club.sends()
    club.book.timetable.remove(club.series.id, HOST, MONDAY + HOUR)
    (only,) = reported(club).rounds
    assert only.in_ids == (ANN,)


def test_a_history_is_ones_own_with_what_became_of_it(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.opens()
    first = club.sends("Rest", kept_ids=(promise.id,))
    club.closes()
    early = club.sends("Sleep", now=THURSDAY)
    history = club.book.check_ins.history(club.group.id, ANN, 10, 0, THURSDAY)
    assert (history.total, history.kept, history.settled) == (2, 1, 1)
    assert history.next_opens_at == MONDAY + WEEK
    newest, oldest = history.check_ins
    assert (newest.check_in, newest.nominal_on) == (early.check_in, None)
    assert (oldest.check_in, oldest.nominal_on) == (first.check_in, date(2025, 12, 1))
    assert [each.text for each in oldest.kept] == ["Call Dana"]
    assert [(each.text, each.carried) for each in oldest.made] == [("Rest", 1)]
    page = club.book.check_ins.history(club.group.id, ANN, 1, 1, THURSDAY)
    assert [each.check_in.id for each in page.check_ins] == [first.check_in.id]
    nobody = club.book.check_ins.history(club.group.id, BEN, 10, 0, THURSDAY)
    assert nobody == replace(nobody, check_ins=(), total=0, kept=0, settled=0)

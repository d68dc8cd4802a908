from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

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
    weekly,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability

EXPECTED, SKIPPED = Expectation.EXPECTED, Expectation.SKIPPED
SECOND = FIRST + timedelta(weeks=1)


def test_the_open_round_is_skipped_once_and_that_is_undone(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN, BEN)
    found = opened(book, weekly(book, group))
    skipped = book.absences.skip(group.id, ANN, None, TUESDAY)
    assert (skipped.round, skipped.on, skipped.series.id) == (found, FIRST, "weekly")
    assert expected_in(book, found) == {ANN: SKIPPED, BEN: EXPECTED}
    assert book.rounds.board(found.id, TUESDAY).away_ids == (ANN,)
    assert book.absences.skip(group.id, ANN, None, TUESDAY) == skipped
    assert book.absences.skip_round(found.id, ANN) == skipped
    # Its date is over, but the round is not.
    book.absences.undo(skipped.absence.id, ANN, TUESDAY)
    assert expected_in(book, found) == {ANN: EXPECTED, BEN: EXPECTED}


def test_without_an_open_round_the_next_one_is_skipped(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    skipped = book.absences.skip(group.id, ANN, None, EARLIER)
    assert (skipped.round, skipped.on) == (None, FIRST)
    assert book.absences.skip(group.id, ANN, None, EARLIER) == skipped
    assert expected_in(book, opened(book, series)) == {ANN: SKIPPED}
    assert expected_in(book, opened(book, series, NEXT_MONDAY)) == {ANN: EXPECTED}


def test_a_skip_that_is_undone_before_the_round_leaves_no_trace(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    skipped = book.absences.skip(group.id, ANN, series.id, EARLIER)
    book.absences.undo(skipped.absence.id, ANN, EARLIER)
    assert expected_in(book, opened(book, series)) == {ANN: EXPECTED}


def test_one_schedule_is_skipped_and_the_other_is_not(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    slow, quick = weekly(book, group), daily(book, group)
    assert book.absences.skip(group.id, ANN, quick.id, EARLIER).on == FIRST
    assert expected_in(book, opened(book, slow)) == {ANN: EXPECTED}
    later = MONDAY + timedelta(hours=1)
    assert expected_in(book, opened(book, quick, later)) == {ANN: SKIPPED}
    # The soonest to close of those that can be skipped: the daily one is skipped already.
    assert book.absences.skip(group.id, ANN, None, later).series.id == quick.id
    assert book.absences.skip(group.id, ANN, slow.id, later).series.id == slow.id


def test_once_answered_the_next_one_is_skipped(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    found = opened(book, weekly(book, group))
    answered(book, found, ANN, MONDAY)
    assert book.absences.skip(group.id, ANN, None, TUESDAY).on == SECOND
    assert expected_in(book, found) == {ANN: EXPECTED}
    with pytest.raises(Refusal, match="You've checked in already, so there's nothing to skip"):
        book.absences.skip_round(found.id, ANN)


def test_holidays_and_days_away_need_no_skipping(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    weekly(book, group)
    book.holidays.add(group.id, "St Nicholas", FIRST, FIRST, HOST, EARLIER)
    book.absences.away(group.id, ANN, SECOND, SECOND, EARLIER)
    assert book.absences.skip(group.id, ANN, None, EARLIER).on == date(2025, 12, 15)


def test_a_schedule_of_nothing_but_holidays_has_none_to_skip(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    weekly(book, group)
    for year in (0, 1, 2):
        first = FIRST + timedelta(days=366 * year)
        later = EARLIER + timedelta(days=366 * year)
        book.holidays.add(group.id, "Long", first, first + timedelta(days=366), HOST, later)
    with pytest.raises(Refusal, match="No check-in is planned"):
        book.absences.skip(group.id, ANN, None, EARLIER)


def test_what_cannot_be_skipped_is_said(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    with pytest.raises(Refusal, match=r"No check-in is planned, so there's nothing to skip\."):
        book.absences.skip(group.id, ANN, None, EARLIER)
    with pytest.raises(Gone, match=r"That schedule is not here any more\."):
        book.absences.skip(group.id, ANN, "forged", EARLIER)
    found = opened(book, weekly(book, group))
    with pytest.raises(Gone, match="You're not in this group"):
        book.absences.skip_round(found.id, BEN)
    book.absences.away(group.id, ANN, FIRST, FIRST, MONDAY)
    with pytest.raises(Refusal, match="You're not expected in this one anyway"):
        book.absences.skip_round(found.id, ANN)
    book.rounds.close_due(CLOSE)
    for round_id in (found.id, "forged"):
        with pytest.raises(Gone, match="That check-in has closed, so there's nothing to skip"):
            book.absences.skip_round(round_id, ANN)
    book.groups.pause(group.id, HOST, CLOSE)
    with pytest.raises(Refusal, match="No check-in is planned"):
        book.absences.skip(group.id, ANN, None, CLOSE)

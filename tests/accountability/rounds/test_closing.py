"""A round closes once, says how it went, and is answered late until the next one opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Part
from bot.accountability.models.rounds import Expectation, RoundState
from bot.errors import Gone
from tests.accountability.rounds.making import (
    ANN,
    BEN,
    CAT,
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

GUEST = 5


def test_a_round_closes_at_its_instant_and_not_before(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    book.tick(CLOSE - timedelta(microseconds=1))
    assert book.latest(series).state is RoundState.OPEN
    book.tick(CLOSE + timedelta(seconds=20))
    closed = book.latest(series)
    assert (closed.state, closed.closed_at) == (
        RoundState.CLOSED,
        CLOSE + timedelta(seconds=20),
    )
    assert not closed.superseded


def test_closing_puts_one_summary_on_its_way_and_changes_the_ping(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    for minutes in range(3):
        assert not book.rounds.close_due(CLOSE + timedelta(minutes=minutes))
        book.closing.close(found.id, CLOSE + timedelta(minutes=minutes))
    assert book.kinds(found, DeliveryState.PENDING) == [DeliveryKind.SUMMARY]
    (ping,) = book.rows.deliveries.of_round(found.id, DeliveryKind.PING)
    assert ping.wanted == ping.shown + 1
    assert book.latest(series).closed_at == CLOSE


def test_what_would_come_after_the_close_is_called_off(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    book.rounds.remind(found.id, ANN, MONDAY + 5 * HOUR, MONDAY + HOUR)
    book.closing.close(found.id, MONDAY + 2 * HOUR)
    assert book.kinds(found, DeliveryState.PENDING) == [DeliveryKind.SUMMARY]
    assert sorted(book.kinds(found, DeliveryState.CANCELLED)) == [
        DeliveryKind.NUDGE,
        DeliveryKind.REMINDER,
    ]


def test_a_paused_groups_open_round_still_has_its_summary_and_counts_as_no_silence(
    book: Book,
) -> None:
    group = book.circle(ANN)
    series = book.weekly(group)
    book.tick(MONDAY)
    book.rows.groups.update(replace(group, state=GroupState.PAUSED))
    book.tick(CLOSE)
    assert DeliveryKind.SUMMARY in book.kinds(book.latest(series), DeliveryState.SENT)
    assert book.silent_rounds(group, ANN) == 0
    assert book.series(series).silent_rounds == 0


def test_late_answers_are_accepted_until_the_next_round_opens(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    assert book.accepting(series) == [found]
    book.tick(CLOSE)
    assert book.accepting(series) == [book.latest(series)]
    assert book.latest(series).state is RoundState.CLOSED
    book.tick(MONDAY + WEEK)
    assert [each.nominal_on for each in book.accepting(series)] == [FIRST + WEEK]
    ping, summary = (
        book.rows.deliveries.of_round(found.id, kind)[0]
        for kind in (DeliveryKind.PING, DeliveryKind.SUMMARY)
    )
    assert ping.wanted > ping.shown
    assert summary.wanted > summary.shown


def test_a_round_that_never_opened_accepts_nothing(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY + 2 * DAY)
    assert list(book.states(series).values()) == [RoundState.MISSED]
    assert book.accepting(series) == []


def test_which_round_is_answered_by_who_names_none(book: Book) -> None:
    group = book.circle(ANN, BEN)
    weekly, daily = book.weekly(group), book.daily(group)
    assert book.rounds.round_for_answer(group.id, ANN) is None
    book.tick(MONDAY)
    week, day = book.latest(weekly), book.latest(daily)
    assert book.rounds.open_of(group.id) == [day, week]
    assert book.rounds.round_for_answer(group.id, ANN) == day
    book.answer(daily, day, ANN, MONDAY)
    assert book.rounds.round_for_answer(group.id, ANN) == week
    book.answer(weekly, week, ANN, MONDAY)
    assert book.rounds.round_for_answer(group.id, ANN) == day
    assert book.rounds.round_for_answer(group.id, BEN) == day
    book.tick(MONDAY + 12 * HOUR)
    assert book.rounds.round_for_answer(group.id, BEN) == week


def test_with_nothing_open_the_missing_answer_late_and_the_others_early(book: Book) -> None:
    group = book.circle(ANN, BEN, CAT)
    book.member(group, GUEST, part=Part.OPTIONAL)
    series = book.weekly(group)
    book.tick(MONDAY)
    found = book.latest(series)
    book.answer(series, found, ANN, MONDAY)
    book.rows.attendance.expect(found.id, CAT, Expectation.EXCUSED)
    book.tick(CLOSE)
    answered_now = {
        user_id: book.rounds.round_for_answer(group.id, user_id)
        for user_id in (ANN, BEN, CAT, GUEST, HOST)
    }
    assert answered_now == {
        ANN: None,
        BEN: book.latest(series),
        CAT: None,
        GUEST: None,
        HOST: None,
    }


def test_there_is_no_board_of_a_round_that_nobody_knows(book: Book) -> None:
    with pytest.raises(Gone, match="That check-in is not here any more"):
        book.rounds.board("", EARLIER)

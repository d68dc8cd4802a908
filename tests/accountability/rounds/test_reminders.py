"""*Later*: one reminder to the member who asked for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.errors import Gone, Refusal
from tests.accountability.rounds.making import ANN, BEN, CLOSE, HOST, HOUR, MONDAY

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.rounds import Round
    from tests.accountability.rounds.making import Book


def pending(book: Book, found: Round) -> list[tuple[int | None, datetime]]:
    """Return who is to be reminded, and when."""
    return [
        (each.user_id, each.not_before)
        for each in book.rows.deliveries.of_round(found.id, DeliveryKind.REMINDER)
        if each.state is DeliveryState.PENDING
    ]


def test_a_second_choice_takes_the_place_of_the_first_and_of_nobody_elses(book: Book) -> None:
    series = book.weekly(book.circle(ANN, BEN))
    book.tick(MONDAY)
    found = book.latest(series)
    book.rounds.remind(found.id, BEN, MONDAY + 2 * HOUR, MONDAY)
    book.rounds.remind(found.id, ANN, MONDAY + 2 * HOUR, MONDAY)
    reminder = book.rounds.remind(found.id, ANN, MONDAY + 5 * HOUR, MONDAY)
    assert sorted(pending(book, found), key=str) == [
        (ANN, MONDAY + 5 * HOUR),
        (BEN, MONDAY + 2 * HOUR),
    ]
    delivery = book.rows.deliveries.get(reminder)
    assert delivery is not None
    assert (delivery.user_id, delivery.channel_id) == (ANN, None)


def test_a_reminder_is_taken_back_and_asked_for_again(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    at = MONDAY + 2 * HOUR
    for _ in range(2):
        book.rounds.remind(found.id, ANN, at, MONDAY)
        assert pending(book, found) == [(ANN, at)]
        book.rounds.forget_reminder(found.id, ANN, MONDAY)
        assert pending(book, found) == []


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (CLOSE, "It will have closed by then. Choose an earlier time."),
        (CLOSE + HOUR, "It will have closed by then. Choose an earlier time."),
        (MONDAY, "That time is over. Choose a later one."),
    ],
)
def test_a_reminder_comes_before_the_close(book: Book, at: datetime, sentence: str) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    with pytest.raises(Refusal) as refused:
        book.rounds.remind(book.latest(series).id, ANN, at, MONDAY)
    assert str(refused.value) == sentence
    assert pending(book, book.latest(series)) == []


def test_nobody_is_reminded_of_what_they_have_done_or_are_not_in(book: Book) -> None:
    series = book.weekly(book.circle(ANN))
    book.tick(MONDAY)
    found = book.latest(series)
    book.answer(series, found, ANN, MONDAY)
    with pytest.raises(Refusal, match="You've checked in already"):
        book.rounds.remind(found.id, ANN, MONDAY + HOUR, MONDAY)
    with pytest.raises(Gone, match="You're not in this group"):
        book.rounds.remind(found.id, BEN, MONDAY + HOUR, MONDAY)
    book.rounds.remind(found.id, HOST, MONDAY + HOUR, MONDAY)
    book.closing.close(found.id, MONDAY + timedelta(minutes=1))
    with pytest.raises(Gone, match="That check-in has closed"):
        book.rounds.remind(found.id, HOST, MONDAY + HOUR, MONDAY)

"""A board says who is in, late and away, how many are missing, and what was kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import CommitmentState, Expectation
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
    from datetime import datetime

    from bot.accountability.models.rounds import Round, Series
    from tests.accountability.rounds.making import Book

KEPT, MISSED, DROPPED = (
    CommitmentState.KEPT,
    CommitmentState.MISSED,
    CommitmentState.DROPPED,
)
DAN, EVE = 5, 6
DUE = FIRST + 2 * DAY
"""The date of the first round's close."""


def counted(book: Book, round_: Round, now: datetime = CLOSE) -> tuple[int, int]:
    """Return how many commitments were kept, of how many."""
    board = book.rounds.board(round_.id, now)
    return board.kept, board.made


def started(book: Book) -> tuple[Series, Round]:
    """Open the first round of ANN, BEN and CAT."""
    series = book.weekly(book.circle(ANN, BEN, CAT))
    book.tick(MONDAY)
    return series, book.latest(series)


def test_everybody_stands_in_one_place_in_the_order_of_their_answers(book: Book) -> None:
    group = book.circle(ANN, BEN, CAT, DAN, EVE)
    series = book.weekly(group)
    book.absence(group, DAN, FIRST)
    book.tick(MONDAY)
    found = book.latest(series)
    book.answer(series, found, CAT, MONDAY + HOUR, hands=("pricing", "a plumber"))
    book.answer(series, found, ANN, MONDAY + 2 * HOUR, hands=("taxes",))
    book.answer(series, found, BEN, CLOSE + HOUR, late=True)
    board = book.rounds.board(found.id, CLOSE + HOUR)
    assert (board.group_name, board.series_name, board.round) == ("Circle", "Check-in", found)
    assert (board.in_ids, board.late_ids) == ((CAT, ANN), (BEN,))
    assert (board.away_ids, board.missing_ids) == ((DAN,), (EVE,))
    assert board.hands == ((CAT, "pricing"), (CAT, "a plumber"), (ANN, "taxes"))
    assert board.next_opens_at == MONDAY + WEEK


def test_an_answer_counts_whatever_was_expected(book: Book) -> None:
    series, found = started(book)
    for user_id, expected in (
        (ANN, Expectation.AWAY),
        (BEN, Expectation.LEFT),
        (CAT, Expectation.SKIPPED),
    ):
        book.rows.attendance.expect(found.id, user_id, expected)
    book.answer(series, found, ANN, MONDAY)
    book.answer(series, found, BEN, MONDAY)
    book.answer(series, found, HOST, MONDAY)
    board = book.rounds.board(found.id, CLOSE)
    assert board.in_ids == (ANN, BEN, HOST)
    assert (board.away_ids, board.missing_ids) == ((CAT,), ())


def test_who_has_left_without_an_answer_stands_nowhere(book: Book) -> None:
    _, found = started(book)
    book.rows.attendance.expect(found.id, ANN, Expectation.LEFT)
    book.rows.attendance.expect(found.id, BEN, Expectation.WELCOME)
    board = book.rounds.board(found.id, CLOSE)
    assert (board.in_ids, board.away_ids, board.missing_ids) == ((), (), (CAT,))


def test_the_next_opening_leaves_holidays_out_and_ends_with_a_pause(book: Book) -> None:
    series, found = started(book)
    group = book.rows.groups.get(series.group_id)
    assert group is not None
    book.holiday(group, FIRST + WEEK)
    assert book.rounds.board(found.id, CLOSE).next_opens_at == MONDAY + 2 * WEEK
    book.timetable.pause(series.id, HOST, CLOSE)
    assert book.rounds.board(found.id, CLOSE).next_opens_at is None


def test_what_was_ticked_or_settled_counts_for_those_who_answered(book: Book) -> None:
    series, found = started(book)
    group = book.rows.groups.get(series.group_id)
    assert group is not None
    ann = book.answer(series, found, ANN, MONDAY + HOUR)
    book.answer(series, found, BEN, MONDAY + HOUR)
    at = MONDAY + HOUR
    book.promise(group, ANN, EARLIER, DUE, state=KEPT, settled_at=at, settled_in=ann)
    book.promise(group, ANN, EARLIER, DUE, state=KEPT, settled_at=EARLIER)
    book.promise(group, BEN, EARLIER, DUE, state=MISSED, settled_at=at)
    book.promise(group, BEN, EARLIER, DUE, state=DROPPED, settled_at=at)
    book.promise(group, CAT, EARLIER, DUE, state=KEPT, settled_at=at)
    assert counted(book, found) == (2, 3)


def test_what_is_due_by_the_close_and_open_was_made_and_not_kept(book: Book) -> None:
    series, found = started(book)
    group = book.rows.groups.get(series.group_id)
    assert group is not None
    book.answer(series, found, ANN, MONDAY + HOUR)
    for due_on in (DUE - WEEK, DUE, DUE + DAY, None):
        book.promise(group, ANN, EARLIER, due_on)
    book.promise(group, CAT, EARLIER, DUE)
    assert counted(book, found) == (0, 2)


def test_nobody_in_nothing_kept(book: Book) -> None:
    series, found = started(book)
    group = book.rows.groups.get(series.group_id)
    assert group is not None
    book.promise(group, ANN, EARLIER, DUE)
    assert counted(book, found) == (0, 0)


def test_a_late_tick_counts_in_its_round_and_a_later_press_in_the_next(book: Book) -> None:
    series, found = started(book)
    group = book.rows.groups.get(series.group_id)
    assert group is not None
    book.answer(series, found, ANN, MONDAY + HOUR)
    book.tick(CLOSE)
    late = book.answer(series, found, BEN, CLOSE + HOUR, late=True)
    at = CLOSE + HOUR
    book.promise(group, BEN, EARLIER, DUE, state=KEPT, settled_at=at, settled_in=late)
    book.promise(group, ANN, EARLIER, DUE, state=KEPT, settled_at=at)
    # ANN's was open at the close, and is still said to have been.
    assert counted(book, found, at) == (1, 2)
    book.tick(MONDAY + WEEK)
    following = book.latest(series)
    book.answer(series, following, ANN, MONDAY + WEEK + HOUR)
    book.answer(series, following, BEN, MONDAY + WEEK + HOUR)
    assert counted(book, following, MONDAY + WEEK + HOUR) == (1, 1)


def test_nothing_counts_in_two_rounds_of_a_schedule(book: Book) -> None:
    series, found = started(book)
    group = book.rows.groups.get(series.group_id)
    assert group is not None
    first = book.answer(series, found, ANN, MONDAY + HOUR)
    at = MONDAY + HOUR
    book.promise(group, ANN, EARLIER, DUE, state=KEPT, settled_at=at, settled_in=first)
    book.promise(group, ANN, EARLIER, DUE, state=KEPT, settled_at=at)
    book.tick(CLOSE)
    book.tick(MONDAY + WEEK)
    following = book.latest(series)
    book.answer(series, following, ANN, MONDAY + WEEK + HOUR)
    assert counted(book, found) == (2, 2)
    assert counted(book, following, CLOSE + WEEK) == (0, 0)

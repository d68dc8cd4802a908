from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import CommitmentState
from bot.errors import Gone, Refusal
from tests.accountability.check_ins.making import DAY, HOUR, THURSDAY, WEEK
from tests.accountability.groups.making import ANN, BEN, EARLIER, MONDAY, deliver, redrawn

if TYPE_CHECKING:
    from tests.accountability.check_ins.making import Club

LATER = MONDAY + DAY


def everything(club: Club) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of check-ins and commitments."""
    file = club.book.file
    return {
        table: sorted(map(tuple, file.rows(question)))
        for table, question in (
            ("check_ins", "SELECT * FROM check_ins"),
            ("commitments", "SELECT * FROM commitments"),
            ("attendance", "SELECT * FROM attendance"),
        )
    }


def test_a_removed_check_in_takes_back_all_that_it_did(club: Club) -> None:
    kept, carried = club.promises("Call Dana"), club.promises("Send it", now=EARLIER + HOUR)
    club.opens()
    sent = club.sends("Rest", hand_lines=("Pricing",), kept_ids=(kept.id,))
    deliver(club.book, MONDAY + HOUR)
    removed = club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    assert (removed.check_in, removed.until) == (sent.check_in, LATER + DAY)
    assert removed.board is not None
    assert (removed.board.in_ids, removed.board.hands) == ((), ())
    assert removed.board.missing_ids == (ANN, BEN)
    assert club.found(kept).state is CommitmentState.OPEN
    assert club.found(kept).settled_at is None
    assert club.found(carried).carried == 0
    assert club.open_texts() == ["Call Dana", "Send it"]
    assert redrawn(club.book, LATER) == {DeliveryKind.CARD, DeliveryKind.PING}
    (card,) = club.cards(LATER)
    assert (card.removed, card.moved, card.next, card.hands) == (True, "", (), ())


def test_it_comes_back_as_it_was(club: Club) -> None:
    kept = club.promises("Call Dana")
    club.promises("Send it", now=EARLIER + HOUR)
    club.opens()
    sent = club.sends("Rest", "Sleep", kept_ids=(kept.id,))
    club.book.commitments.close(sent.made[1].id, ANN, CommitmentState.KEPT, MONDAY + 2 * HOUR)
    before = everything(club)
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    assert club.open_texts() == ["Call Dana", "Send it"]
    restored = club.book.check_ins.restore(sent.check_in.id, ANN, LATER + DAY)
    assert everything(club) == before
    assert restored.board is not None
    assert restored.board.in_ids == (ANN,)
    (card,) = club.cards(LATER + DAY)
    assert (card.removed, card.next, card.kept) == (False, ("Rest", "Sleep"), ("Call Dana",))
    with pytest.raises(Gone):
        club.book.check_ins.restore(sent.check_in.id, ANN, LATER + DAY)


def test_a_promise_that_was_kept_meanwhile_stays_though_its_check_in_goes(club: Club) -> None:
    club.opens()
    sent = club.sends("Rest")
    club.book.commitments.close(sent.made[0].id, ANN, CommitmentState.KEPT, LATER)
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    found = club.found(sent.made[0])
    assert (found.state, found.check_in_id) == (CommitmentState.KEPT, None)
    assert club.book.commitments.rate(club.group.id, ANN) == (1, 1)


def test_after_a_day_it_is_gone_for_good(club: Club) -> None:
    club.opens()
    sent = club.sends("Rest")
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    assert club.book.check_ins.forget_removed(LATER + DAY) == 0
    too_late = LATER + DAY + timedelta(seconds=1)
    with pytest.raises(Gone) as refused:
        club.book.check_ins.restore(sent.check_in.id, ANN, too_late)
    assert str(refused.value) == (
        "That check-in is gone for good. You can send a new one with /checkin now."
    )
    assert club.book.check_ins.forget_removed(too_late) == 1
    assert club.book.file.rows("SELECT * FROM removed_check_ins") == []


def test_nobody_brings_back_what_another_one_removed(club: Club) -> None:
    club.opens()
    sent = club.sends("Rest")
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    with pytest.raises(Gone):
        club.book.check_ins.restore(sent.check_in.id, BEN, LATER)


def test_who_has_checked_in_again_keeps_the_new_one(club: Club) -> None:
    club.opens()
    sent = club.sends("Rest")
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    again = club.sends("Sleep", now=LATER)
    with pytest.raises(Refusal) as refused:
        club.book.check_ins.restore(sent.check_in.id, ANN, LATER)
    assert str(refused.value) == (
        "You've checked in again since, and that one stands. Remove it first to bring the old one"
        " back."
    )
    assert club.open_texts() == ["Sleep"]
    club.book.check_ins.remove(again.check_in.id, ANN, LATER)
    club.book.check_ins.restore(sent.check_in.id, ANN, LATER)
    assert club.open_texts() == ["Rest"]


def test_an_early_one_is_removed_and_comes_back_into_the_round_that_has_opened(
    club: Club,
) -> None:
    sunday = MONDAY - DAY + HOUR
    sent = club.sends("Rest", now=sunday)
    removed = club.book.check_ins.remove(sent.check_in.id, ANN, sunday)
    assert removed.board is None
    found = club.opens()
    restored = club.book.check_ins.restore(sent.check_in.id, ANN, MONDAY)
    assert (restored.check_in.round_id, restored.check_in.late) == (found.id, False)
    (card,) = club.cards(MONDAY + HOUR)
    assert card.next == ("Rest",)


def test_an_early_one_comes_back_early_while_its_round_is_to_come(club: Club) -> None:
    sent = club.sends("Rest", now=EARLIER)
    club.book.check_ins.remove(sent.check_in.id, ANN, EARLIER + HOUR)
    restored = club.book.check_ins.restore(sent.check_in.id, ANN, EARLIER + 2 * HOUR)
    assert restored.check_in == sent.check_in


def test_a_removed_late_one_leaves_the_summary(club: Club) -> None:
    club.opens()
    club.closes()
    sent = club.sends(now=THURSDAY)
    deliver(club.book, THURSDAY)
    removed = club.book.check_ins.remove(sent.check_in.id, ANN, THURSDAY)
    assert removed.board is not None
    assert removed.board.late_ids == ()
    assert DeliveryKind.SUMMARY in redrawn(club.book, THURSDAY)


def test_who_has_left_can_still_remove_theirs(club: Club) -> None:
    club.opens()
    sent = club.sends("Rest")
    club.book.members.leave(club.group.id, ANN, LATER, keep=True)
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    assert club.book.rows.check_ins.of_round(club.round.id) == []


def test_leaving_without_a_trace_takes_what_was_removed_with_it(club: Club) -> None:
    club.opens()
    sent = club.sends("Rest")
    club.book.check_ins.remove(sent.check_in.id, ANN, LATER)
    club.book.members.leave(club.group.id, ANN, LATER, keep=False)
    assert club.book.file.rows("SELECT * FROM removed_check_ins") == []


def test_removing_an_old_one_changes_its_own_round_alone(club: Club) -> None:
    first = club.opens()
    sent = club.sends()
    second = club.opens(1)
    club.sends(now=MONDAY + WEEK)
    removed = club.book.check_ins.remove(sent.check_in.id, ANN, MONDAY + WEEK)
    assert removed.board is not None
    assert removed.board.round.id == first.id
    assert club.book.rounds.board(second.id, MONDAY + WEEK).in_ids == (ANN,)

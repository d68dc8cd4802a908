from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.models.check_ins import Timing
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import CommitmentState, Questions
from tests.accountability.check_ins.making import DAY, HOUR, THURSDAY, WEEK, said
from tests.accountability.groups.making import ANN, EARLIER, MONDAY, deliver, redrawn

if TYPE_CHECKING:
    from bot.accountability.models.check_ins import Submitted
    from bot.accountability.models.rounds import Report
    from tests.accountability.check_ins.making import Club

LATER = MONDAY + DAY


def edited(club: Club, sent: Submitted, report: Report) -> Submitted:
    return club.book.check_ins.edit(sent.check_in.id, ANN, report, LATER)


def test_an_edit_rewrites_the_card_and_the_round(club: Club) -> None:
    club.opens()
    sent = club.sends(hand_lines=("Pricing",))
    deliver(club.book, MONDAY + HOUR)
    after = edited(club, sent, said(moved="Hired three", hand_lines=("Hiring",)))
    assert after.check_in.edited_at == LATER
    assert after.check_in.created_at == sent.check_in.created_at
    assert redrawn(club.book, LATER) == {DeliveryKind.CARD, DeliveryKind.PING}
    assert after.board is not None
    assert after.board.hands == ((ANN, "Hiring"),)
    (card,) = club.cards(LATER)
    assert (card.moved, card.edited) == ("Hired three", True)


def test_an_edit_after_the_close_does_not_make_it_late(club: Club) -> None:
    club.opens()
    sent = club.sends()
    club.closes()
    after = club.book.check_ins.edit(sent.check_in.id, ANN, said(moved="More"), THURSDAY)
    assert (after.timing, after.check_in.late) == (Timing.ON_TIME, False)


def test_a_late_one_stays_late(club: Club) -> None:
    club.opens()
    club.closes()
    sent = club.sends(now=THURSDAY)
    after = club.book.check_ins.edit(sent.check_in.id, ANN, said(moved="More"), THURSDAY + HOUR)
    assert (after.timing, after.check_in.late) == (Timing.LATE, True)


def test_words_can_be_mended_after_the_next_round_has_opened(club: Club) -> None:
    first = club.opens()
    sent = club.sends()
    club.opens(1)
    after = club.book.check_ins.edit(sent.check_in.id, ANN, said(moved="More"), MONDAY + WEEK)
    assert (after.check_in.round_id, after.check_in.report.moved) == (first.id, "More")


def test_a_tick_is_taken_back_and_another_one_made(club: Club) -> None:
    kept, other = club.promises("Call Dana"), club.promises("Send it", now=EARLIER + HOUR)
    club.opens()
    sent = club.sends(kept_ids=(kept.id,))
    assert (club.found(kept).carried, club.found(other).carried) == (0, 1)
    after = edited(club, sent, said(kept_ids=(other.id,)))
    kept, other = club.found(kept), club.found(other)
    assert (kept.state, kept.settled_at, kept.settled_in, kept.carried) == (
        CommitmentState.OPEN,
        None,
        None,
        1,
    )
    assert (other.state, other.settled_in, other.carried) == (
        CommitmentState.KEPT,
        sent.check_in.id,
        0,
    )
    assert after.check_in.carried_ids == (kept.id,)


def test_a_line_that_is_reworded_stays_the_same_promise(club: Club) -> None:
    club.opens()
    sent = club.sends("Call Dan", "Send it")
    after = edited(club, sent, said("Call Dana", "Send it"))
    assert [each.text for each in after.made] == ["Call Dana", "Send it"]
    assert [each.id for each in after.made] == [each.id for each in sent.made]


def test_a_line_that_is_taken_out_goes_and_a_new_one_comes(club: Club) -> None:
    club.opens()
    sent = club.sends("Call Dana", "Send it")
    assert [each.text for each in edited(club, sent, said("Send it")).made] == ["Send it"]
    assert club.open_texts() == ["Send it"]
    after = edited(club, sent, said("Send it", "Rest", "Sleep"))
    assert [each.text for each in after.made] == ["Send it", "Rest", "Sleep"]


def test_what_became_of_a_promise_meanwhile_is_not_undone_by_an_edit(club: Club) -> None:
    club.opens()
    sent = club.sends("Call Dana", "Send it", "Rest", "Sleep")
    kept, reworded, removed, gone = sent.made
    club.book.commitments.close(kept.id, ANN, CommitmentState.KEPT, LATER)
    club.book.commitments.change(reworded.id, ANN, "Send it by mail")
    club.book.commitments.remove(removed.id, ANN)
    club.book.commitments.close(gone.id, ANN, CommitmentState.DROPPED, LATER)
    after = edited(club, sent, said("Call Dana", "Send it", "Rest", moved="More"))
    assert [(each.text, each.state) for each in after.made] == [
        ("Call Dana", CommitmentState.KEPT),
        ("Send it by mail", CommitmentState.OPEN),
        ("Sleep", CommitmentState.DROPPED),
    ]


def test_what_a_form_does_not_ask_any_more_stays(club: Club) -> None:
    kept = club.promises("Call Dana")
    club.opens()
    sent = club.sends("Rest", hand_lines=("Pricing",), kept_ids=(kept.id,))
    club.asks(Questions(own=("How was it?",), commitments=False))
    after = edited(club, sent, said(moved="", own=(("How was it?", "Fine"),)))
    report = after.check_in.report
    assert (report.moved, report.hand_lines) == ("Hired two", ("Pricing",))
    assert (report.next_lines, report.own) == (("Rest",), (("How was it?", "Fine"),))
    assert club.found(kept).state is CommitmentState.KEPT
    assert club.open_texts() == ["Rest"]
    club.asks(Questions(own=("What else?",)))
    after = edited(
        club, sent, said("Rest", moved="", own=(("What else?", "No"),), kept_ids=(kept.id,))
    )
    assert after.check_in.report.own == (("What else?", "No"), ("How was it?", "Fine"))
    club.asks(Questions())
    after = edited(club, sent, replace(after.check_in.report, own=(), moved="Standard"))
    assert after.check_in.report.moved == "Standard"
    assert len(after.check_in.report.own) == 2


def test_an_early_check_in_is_edited_and_carries_no_more_than_before(club: Club) -> None:
    promise = club.promises("Call Dana")
    sent = club.sends("Rest", now=EARLIER + HOUR)
    after = club.book.check_ins.edit(sent.check_in.id, ANN, said("Rest", "Sleep"), EARLIER + DAY)
    assert (after.timing, after.check_in.carried_ids) == (Timing.EARLY, (promise.id,))
    assert club.found(promise).carried == 1

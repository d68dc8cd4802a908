from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.check_ins import Timing
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import Part
from bot.accountability.models.rounds import (
    CommitmentState,
    Expectation,
    Questions,
    ScheduleState,
)
from bot.errors import Refusal
from tests.accountability.check_ins.making import DAY, HOUR, NEXT_CLOSE, THURSDAY, WEEK
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CAT,
    EARLIER,
    HOST,
    MONDAY,
    deliver,
    expected_in,
    let_in,
    redrawn,
)

if TYPE_CHECKING:
    from tests.accountability.check_ins.making import Club


def test_a_check_in_is_kept_with_its_promises_and_shown(club: Club) -> None:
    club.opens()
    sent = club.sends("Call Dana\n- none\n", "Send it", hand_lines=("Pricing a quote",))
    assert sent.timing is Timing.ON_TIME
    assert sent.next_opens_at == MONDAY + WEEK
    assert [(each.text, each.due_on, each.state) for each in sent.made] == [
        ("Call Dana", NEXT_CLOSE, CommitmentState.OPEN),
        ("Send it", NEXT_CLOSE, CommitmentState.OPEN),
    ]
    assert sent.check_in.made_ids == tuple(each.id for each in sent.made)
    assert sent.check_in == club.book.rows.check_ins.get(sent.check_in.id)
    assert sent.board is not None
    assert (sent.board.in_ids, sent.board.missing_ids) == ((ANN,), (BEN,))
    assert sent.board.hands == ((ANN, "Pricing a quote"),)
    assert redrawn(club.book, MONDAY + HOUR) == {DeliveryKind.PING}
    (card,) = club.cards(MONDAY + HOUR)
    assert (card.moved, card.next, card.hands) == (
        "Hired two",
        ("Call Dana", "Send it"),
        ("Pricing a quote",),
    )
    assert not card.late
    assert not card.edited


def test_a_ticked_promise_is_kept_and_the_others_are_carried_over(club: Club) -> None:
    kept, carried = club.promises("Call Dana"), club.promises("Send it")
    club.opens()
    club.closes()
    sent = club.sends(now=THURSDAY, kept_ids=(kept.id,))
    kept, carried = club.found(kept), club.found(carried)
    assert (kept.state, kept.settled_at, kept.settled_in, kept.carried) == (
        CommitmentState.KEPT,
        THURSDAY,
        sent.check_in.id,
        0,
    )
    assert (carried.state, carried.carried) == (CommitmentState.OPEN, 1)
    assert sent.check_in.carried_ids == (carried.id,)
    (card,) = club.cards(THURSDAY)
    assert (card.kept, card.late) == (("Call Dana",), True)


def test_what_is_due_after_the_round_is_not_carried_over_by_it(club: Club) -> None:
    far = club.promises("Hire a technician", NEXT_CLOSE)
    due = club.promises("Call Dana", MONDAY.date())
    club.opens()
    assert club.sends().check_in.carried_ids == (due.id,)
    assert club.found(far).carried == 0


def test_what_was_carried_over_three_times_is_asked_about(club: Club) -> None:
    promise = club.promises("Call Dana")
    for week, asked in enumerate((False, False, True, True)):
        club.opens(week)
        sent = club.sends(now=MONDAY + week * WEEK)
        assert bool(sent.carried_thrice) is asked
        assert club.found(promise).carried == week + 1
    assert [each.id for each in sent.carried_thrice] == [promise.id]
    club.book.commitments.keep_on(promise.id, ANN)
    club.opens(4)
    assert club.sends(now=MONDAY + 4 * WEEK).carried_thrice == ()


def test_only_what_a_form_lists_is_carried_over(club: Club) -> None:
    for number in range(12):
        club.promises(f"Promise {number}", MONDAY.date())
    club.opens()
    assert len(club.sends().check_in.carried_ids) == 10


def test_a_schedule_that_asks_for_no_commitments_carries_none_over(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.asks(Questions(own=("How was it?",), commitments=False))
    club.opens()
    sent = club.sends(moved="", own=(("How was it?", "Fine"),))
    assert sent.check_in.carried_ids == ()
    assert club.found(promise).carried == 0
    (card,) = club.cards(MONDAY + HOUR)
    assert card.own == (("How was it?", "Fine"),)


def test_a_line_that_says_what_is_open_already_makes_no_second_promise(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.opens()
    sent = club.sends("call dana!", "Send it")
    assert [each.text for each in sent.made] == ["Send it"]
    assert club.open_texts() == ["Call Dana", "Send it"]
    assert club.found(promise).carried == 1
    (card,) = club.cards(MONDAY + HOUR)
    assert card.next == ("call dana!", "Send it")


def test_what_is_ticked_can_be_promised_again(club: Club) -> None:
    promise = club.promises("Five sales calls")
    club.opens()
    sent = club.sends("Five sales calls", kept_ids=(promise.id,))
    assert club.found(promise).state is CommitmentState.KEPT
    assert [each.text for each in sent.made] == ["Five sales calls"]


def test_ids_that_are_nobodys_anothers_or_closed_tick_nothing(club: Club) -> None:
    let_in(club.book, club.group, CAT)
    theirs = club.book.commitments.add(club.group.id, CAT, "Theirs", None, EARLIER)
    dropped = club.promises("Dropped")
    club.book.commitments.close(dropped.id, ANN, CommitmentState.DROPPED, EARLIER)
    club.opens()
    club.sends(kept_ids=("forged", theirs.id, dropped.id))
    assert club.book.commitments.get(theirs.id, CAT).state is CommitmentState.OPEN
    assert club.found(dropped).state is CommitmentState.DROPPED


def test_a_second_form_for_the_same_round_goes_into_the_first(club: Club) -> None:
    kept, also_kept = club.promises("Call Dana"), club.promises("Send it")
    club.opens()
    first = club.sends("Rest", hand_lines=("Pricing",), kept_ids=(kept.id,))
    second = club.sends(
        "rest.", "Sleep", now=MONDAY + DAY, moved="Sold three", kept_ids=(also_kept.id,)
    )
    assert second.check_in.id == first.check_in.id
    report = second.check_in.report
    assert report.moved == "Hired two\nSold three"
    assert report.next_lines == ("Rest", "Sleep")
    assert report.hand_lines == ("Pricing",)
    assert club.open_texts() == ["Rest", "Sleep"]
    assert club.found(kept).state is club.found(also_kept).state is CommitmentState.KEPT
    assert second.check_in.carried_ids == ()
    assert len(club.book.rows.check_ins.of_round(club.round.id)) == 1
    (card,) = club.cards(MONDAY + DAY)
    assert card.edited


def test_the_same_form_sent_twice_changes_nothing(club: Club) -> None:
    club.promises("Call Dana")
    club.opens()
    first = club.sends("Rest", hand_lines=("Pricing",))
    again = club.sends("Rest", hand_lines=("Pricing",), now=MONDAY + DAY)
    assert again.check_in == first.check_in
    assert again.made == first.made
    (card,) = club.cards(MONDAY + DAY)
    assert not card.edited


def test_an_early_check_in_waits_for_its_round_and_counts_as_on_time(club: Club) -> None:
    promise = club.promises("Call Dana")
    sent = club.sends("Rest", now=EARLIER + HOUR)
    assert (sent.timing, sent.board, sent.next_opens_at) == (Timing.EARLY, None, MONDAY)
    assert sent.made[0].due_on == NEXT_CLOSE
    assert club.found(promise).carried == 1
    again = club.sends("Sleep", now=EARLIER + DAY)
    assert again.check_in.id == sent.check_in.id
    found = club.opens()
    attached = club.book.check_ins.get(sent.check_in.id)
    assert (attached.round_id, attached.late) == (found.id, False)
    assert club.book.rounds.board(found.id, MONDAY).in_ids == (ANN,)
    (card,) = club.cards(MONDAY + HOUR)
    assert card.next == ("Rest", "Sleep")


def test_a_late_check_in_is_marked_and_changes_the_summary(club: Club) -> None:
    found = club.opens()
    club.closes()
    sent = club.sends(now=THURSDAY)
    assert (sent.timing, sent.check_in.late) == (Timing.LATE, True)
    assert sent.board is not None
    assert (sent.board.in_ids, sent.board.late_ids) == ((), (ANN,))
    assert DeliveryKind.SUMMARY in redrawn(club.book, THURSDAY)
    assert sent.next_opens_at == MONDAY + WEEK
    assert sent.check_in.round_id == found.id


def test_who_is_away_may_answer_and_is_in(club: Club) -> None:
    club.book.absences.away(club.group.id, ANN, MONDAY.date(), MONDAY.date(), EARLIER)
    found = club.opens()
    sent = club.sends()
    assert sent.board is not None
    assert (sent.board.in_ids, sent.board.away_ids) == ((ANN,), ())
    assert expected_in(club.book, found)[ANN] is Expectation.AWAY


def test_an_observer_who_takes_part_from_now_on_is_welcome(club: Club) -> None:
    found = club.opens()
    club.book.members.set_part(club.group.id, HOST, Part.REQUIRED, HOST, MONDAY)
    club.sends(who=HOST)
    assert expected_in(club.book, found)[HOST] is Expectation.WELCOME


def test_who_joins_in_the_middle_may_answer(club: Club) -> None:
    found = club.opens()
    club.book.members.invite(club.group.id, [CAT], Part.REQUIRED, HOST, MONDAY)
    club.book.members.join(club.group.id, CAT, MONDAY)
    club.sends(who=CAT)
    assert expected_in(club.book, found)[CAT] is Expectation.WELCOME


def test_one_check_in_ends_silence(club: Club) -> None:
    for week in range(4):
        club.opens(week)
    club.closes(MONDAY + 4 * WEEK)
    paused = club.book.rows.series.get(club.series.id)
    assert paused is not None
    assert (paused.state, paused.silent_rounds) == (ScheduleState.PAUSED, 4)
    facts = club.book.check_ins.form(
        club.group.id, ANN, MONDAY + 5 * WEEK, series_id=club.series.id
    )
    assert facts.timing is Timing.EARLY
    sent = club.sends("Rest", now=MONDAY + 5 * WEEK)
    resumed = club.book.rows.series.get(club.series.id)
    assert resumed is not None
    assert (resumed.state, resumed.silent_rounds) == (ScheduleState.ACTIVE, 0)
    assert sent.next_opens_at is not None
    assert sent.made[0].due_on is not None
    member = club.book.members.get(club.group.id, ANN)
    assert member is not None
    assert member.silent_rounds == 0


def test_what_does_not_fit_is_refused_and_nothing_is_written(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.opens()
    with pytest.raises(Refusal, match="You wrote 11 lines for what's next, and 10 fit"):
        club.sends(*(f"Call client {number}" for number in range(11)), kept_ids=(promise.id,))
    assert club.open_texts() == ["Call Dana"]
    assert club.book.rows.check_ins.of_round(club.round.id) == []


def test_a_group_that_has_ended_takes_no_check_ins(club: Club) -> None:
    club.opens()
    club.book.groups.end(club.group.id, HOST, MONDAY + HOUR)
    deliver(club.book, MONDAY + HOUR)
    with pytest.raises(Refusal, match="This group has ended"):
        club.sends()

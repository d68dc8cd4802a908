from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import CommitmentState
from bot.errors import Gone, Refusal
from tests.accountability.check_ins.making import DAY, HOUR, NEXT_CLOSE
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CAT,
    EARLIER,
    HOST,
    MONDAY,
    daily,
    deliver,
    redrawn,
)

if TYPE_CHECKING:
    from tests.accountability.check_ins.making import Club

TODAY = date(2025, 11, 27)
SOURCE = "https://discord.com/channels/1/2/3"


def test_a_promise_without_a_date_is_due_when_the_next_round_closes(club: Club) -> None:
    promise = club.book.commitments.add(
        club.group.id, ANN, " Call \n Dana ", None, EARLIER, source=SOURCE
    )
    assert (promise.text, promise.due_on, promise.source) == (
        "Call Dana",
        date(2025, 12, 3),
        SOURCE,
    )
    assert club.book.commitments.open(club.group.id, ANN) == [promise]
    assert club.book.commitments.open(club.group.id, BEN) == []
    club.opens()
    assert club.promises("Send it", now=MONDAY).due_on == NEXT_CLOSE


def test_of_several_schedules_the_next_close_counts(club: Club) -> None:
    daily(club.book, club.group)
    assert club.promises("Call Dana").due_on == date(2025, 12, 1)


def test_with_nothing_planned_a_promise_has_no_date(club: Club) -> None:
    club.book.timetable.pause(club.series.id, HOST, EARLIER)
    assert club.promises("Call Dana").due_on is None


def test_a_date_of_today_is_taken_and_one_that_is_over_is_not(club: Club) -> None:
    assert club.promises("Call Dana", TODAY).due_on == TODAY
    with pytest.raises(Refusal) as refused:
        club.promises("Send it", TODAY - timedelta(days=1))
    assert str(refused.value) == "Wed 26 Nov 2025 is over. Choose a day from today on."


def test_an_empty_promise_is_asked_again(club: Club) -> None:
    with pytest.raises(Refusal) as refused:
        club.promises(" \u200b\n")
    assert str(refused.value) == (
        "There's nothing to read in it. Write what you'll do, like “Call Dana”."
    )


def test_the_same_promise_is_not_made_twice_while_it_is_open(club: Club) -> None:
    promise = club.promises("Call Dana")
    with pytest.raises(Refusal) as refused:
        club.promises("call dana.")
    assert str(refused.value) == (
        "You've promised that already, and it's open. /commit list shows it."
    )
    club.book.commitments.close(promise.id, ANN, CommitmentState.KEPT, MONDAY)
    assert club.promises("call dana.").text == "call dana."


def test_only_members_promise(club: Club) -> None:
    with pytest.raises(Refusal, match="You're not in this group"):
        club.book.commitments.add(club.group.id, CAT, "Call Dana", None, EARLIER)


def test_a_hundred_can_be_open(club: Club) -> None:
    for number in range(100):
        club.promises(f"Promise {number}")
    with pytest.raises(Refusal) as refused:
        club.promises("One more")
    assert str(refused.value) == ("100 of yours are open. Close some first, with /commit close.")


@pytest.mark.parametrize("state", [CommitmentState.KEPT, CommitmentState.DROPPED])
def test_a_promise_is_closed_at_any_time_and_opened_again(
    club: Club, state: CommitmentState
) -> None:
    promise = club.promises("Call Dana")
    closed = club.book.commitments.close(promise.id, ANN, state, MONDAY)
    assert (closed.state, closed.settled_at, closed.settled_in) == (state, MONDAY, None)
    assert club.book.commitments.close(promise.id, ANN, state, MONDAY + DAY) == closed
    assert club.book.commitments.open(club.group.id, ANN) == []
    assert club.book.commitments.reopen(promise.id, ANN) == promise
    assert club.book.commitments.open(club.group.id, ANN) == [promise]


def test_nothing_is_missed_before_its_date_has_passed(club: Club) -> None:
    promise = club.promises("Call Dana", date(2025, 12, 1))
    last_minute = MONDAY + timedelta(hours=14, minutes=59)
    with pytest.raises(Refusal) as refused:
        club.book.commitments.close(promise.id, ANN, CommitmentState.MISSED, last_minute)
    assert str(refused.value) == (
        "It's due Mon 1 Dec, so it isn't missed yet. If you won't do it, drop it: that counts"
        " neither way."
    )
    midnight = MONDAY + timedelta(hours=15)
    missed = club.book.commitments.close(promise.id, ANN, CommitmentState.MISSED, midnight)
    assert missed.state is CommitmentState.MISSED


def test_without_a_date_nothing_is_missed(club: Club) -> None:
    club.book.timetable.pause(club.series.id, HOST, EARLIER)
    promise = club.promises("Call Dana")
    with pytest.raises(Refusal) as refused:
        club.book.commitments.close(promise.id, ANN, CommitmentState.MISSED, MONDAY)
    assert str(refused.value) == (
        "It has no date, so it can't be missed. If you won't do it, drop it: that counts neither"
        " way."
    )


def test_no_date_settles_a_promise_by_itself(club: Club) -> None:
    promise = club.promises("Call Dana")
    for week in range(3):
        club.opens(week)
    assert club.found(promise).state is CommitmentState.OPEN


def test_dropped_and_open_ones_are_not_in_the_rate(club: Club) -> None:
    due_on = TODAY + timedelta(days=1)
    kept, missed, dropped = (club.promises(text, due_on) for text in ("One", "Two", "Three"))
    club.promises("Four", due_on)
    close = club.book.commitments.close
    close(kept.id, ANN, CommitmentState.KEPT, MONDAY)
    close(missed.id, ANN, CommitmentState.MISSED, MONDAY)
    close(dropped.id, ANN, CommitmentState.DROPPED, MONDAY)
    assert club.book.commitments.rate(club.group.id, ANN) == (1, 2)
    assert club.book.commitments.rate(club.group.id, BEN) == (0, 0)


def test_what_was_said_of_a_promise_can_be_said_anew(club: Club) -> None:
    promise = club.promises("Call Dana", TODAY)
    club.book.commitments.close(promise.id, ANN, CommitmentState.MISSED, MONDAY)
    kept = club.book.commitments.close(promise.id, ANN, CommitmentState.KEPT, MONDAY + HOUR)
    assert (kept.state, kept.settled_at) == (CommitmentState.KEPT, MONDAY + HOUR)


def test_what_a_check_in_ticked_and_its_owner_opens_again_leaves_the_card(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.opens()
    club.sends(kept_ids=(promise.id,))
    deliver(club.book, MONDAY + HOUR)
    club.book.commitments.reopen(promise.id, ANN)
    assert redrawn(club.book, MONDAY + HOUR) == {DeliveryKind.CARD, DeliveryKind.PING}
    (card,) = club.cards(MONDAY + HOUR)
    assert card.kept == ()


def test_other_words_begin_to_count_anew(club: Club) -> None:
    promise = club.promises("Call everybody")
    club.opens()
    club.sends()
    assert club.found(promise).carried == 1
    changed = club.book.commitments.change(promise.id, ANN, "Call Dana\nfirst")
    assert (changed.text, changed.carried) == ("Call Dana first", 0)
    assert club.found(promise) == changed


def test_a_promise_is_removed_as_if_it_had_never_been_made(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.book.commitments.remove(promise.id, ANN)
    assert club.book.rows.commitments.get(promise.id) is None


def test_what_is_closed_is_not_changed_or_removed(club: Club) -> None:
    promise = club.promises("Call Dana")
    club.book.commitments.close(promise.id, ANN, CommitmentState.KEPT, MONDAY)
    for ask in (
        lambda: club.book.commitments.change(promise.id, ANN, "Send it"),
        lambda: club.book.commitments.keep_on(promise.id, ANN),
        lambda: club.book.commitments.remove(promise.id, ANN),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert str(refused.value) == (
            "That commitment is closed already. /commit list shows what is open."
        )


def test_nobody_elses_promise_is_there(club: Club) -> None:
    promise = club.promises("Call Dana")
    for commitment_id in (promise.id, "forged"):
        for ask in (
            lambda id_: club.book.commitments.get(id_, BEN),
            lambda id_: club.book.commitments.close(id_, BEN, CommitmentState.KEPT, MONDAY),
            lambda id_: club.book.commitments.reopen(id_, BEN),
            lambda id_: club.book.commitments.change(id_, BEN, "Hacked"),
            lambda id_: club.book.commitments.keep_on(id_, BEN),
            lambda id_: club.book.commitments.remove(id_, BEN),
        ):
            with pytest.raises(Gone) as refused:
                ask(commitment_id)
            assert str(refused.value) == (
                "That commitment is not here any more. /commit list shows yours."
            )
    assert club.found(promise) == promise

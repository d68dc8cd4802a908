"""A file that was restored: what its other life has sent is looked for, and nothing is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.dispatch import delivery_id
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import Pings
from bot.accountability.models.notices import Cause
from bot.accountability.models.views import PingView
from bot.accountability.quiet_hours import QuietHours
from tests.accountability.dispatch.making import (
    CHANNEL,
    CLOSE,
    GROUP,
    NUDGE,
    OPENS,
    ROUND,
    Bench,
    wish,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.accountability.models.deliveries import Delivery

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
RESTORED = OPENS + 2 * HOUR
PING_ID = delivery_id(DeliveryKind.PING, ROUND)


@pytest.fixture
def round_of_three(circle: Bench) -> Bench:
    """A round whose messages are on their way, none of them claimed."""
    circle.person(4, **wish(Pings.DM))
    circle.open_round(2, 3, 4)
    circle.check_in(3, OPENS)
    return circle


@pytest.fixture
def restored(round_of_three: Bench) -> Iterator[tuple[Bench, Bench]]:
    """A file that went on, and what was copied from it before its round was posted."""
    copy = round_of_three.copy("copy.db")
    copy.dispatch.hold(RESTORED)
    yield round_of_three, copy
    copy.close()


def look(copy: Bench, there: dict[str, Delivery], now: datetime) -> None:
    """Look for everything, among what is there; a thread's place can be read once it is there."""
    threads = {one.message_id for one in there.values() if one.kind is DeliveryKind.THREAD}
    while due := copy.dispatch.to_look_for(now):
        for delivery in due:
            found = there.get(delivery.id)
            if delivery.kind is DeliveryKind.THREAD:
                in_reach = delivery.channel_id in threads
                found = None
            else:
                in_reach = True
            if found is not None and found.message_id and found.message_channel_id:
                place = found.message_channel_id
                assert delivery.channel_id in {None, place}
                copy.dispatch.found(delivery.id, found.message_id, place, now)
            elif in_reach:
                copy.dispatch.absent(delivery.id)
            else:
                copy.dispatch.unfindable(delivery.id)


def sent_by(bench: Bench) -> dict[str, Delivery]:
    return {
        one.id: one
        for kind in DeliveryKind
        for one in bench.of_kind(kind)
        if one.state is DeliveryState.SENT
    }


def test_nothing_is_handed_out_while_on_hold(round_of_three: Bench) -> None:
    claim = round_of_three.claimed(DeliveryKind.PING, OPENS)
    round_of_three.dispatch.hold(OPENS)

    assert round_of_three.dispatch.held()
    assert round_of_three.dispatch.due(OPENS) == []
    assert round_of_three.claim(DeliveryKind.CARD, OPENS) is None
    assert round_of_three.dispatch.again(claim.delivery.id, OPENS) is None
    assert round_of_three.dispatch.not_found(claim.delivery.id, OPENS) is None
    assert round_of_three.dispatch.unreadable(claim.delivery.id, OPENS) is None
    assert round_of_three.dispatch.stale(OPENS) == []


def test_without_a_hold_there_is_nothing_to_look_for_and_nothing_to_end(
    round_of_three: Bench,
) -> None:
    assert round_of_three.dispatch.to_look_for(RESTORED) == []
    assert round_of_three.dispatch.resume(RESTORED) == 0
    assert round_of_three.state(DeliveryKind.PING) is DeliveryState.PENDING


def test_what_the_other_life_has_sent_is_found_with_all_that_followed(
    restored: tuple[Bench, Bench],
) -> None:
    other, copy = restored
    other.send_due(OPENS)
    there = sent_by(other)

    look(copy, there, RESTORED)
    dropped = copy.dispatch.resume(RESTORED)

    assert dropped == 0
    assert set(sent_by(copy)) == set(there)
    assert len(there) == 4  # the opening, its thread, a card, and a DM
    assert copy.send_due(RESTORED) == []
    assert copy.round.thread_id == other.round.thread_id
    assert copy.attendance(2).mentioned_at == OPENS
    assert copy.attendance(4).mentioned_at == OPENS


def test_what_it_said_may_be_old_and_is_edited(restored: tuple[Bench, Bench]) -> None:
    other, copy = restored
    other.send_due(OPENS)
    look(copy, sent_by(other), RESTORED)
    copy.dispatch.resume(RESTORED)

    stale = copy.dispatch.stale(RESTORED)
    view, _ = copy.dispatch.view(PING_ID, RESTORED)

    assert PING_ID in [one.id for one in stale]
    assert isinstance(view, PingView)
    assert view.mentions == (2,)


def test_what_is_not_there_goes_out_when_the_hold_ends(restored: tuple[Bench, Bench]) -> None:
    _, copy = restored

    look(copy, {}, RESTORED)
    assert copy.dispatch.to_look_for(RESTORED) == []
    assert copy.dispatch.resume(RESTORED + HOUR) == 0

    kinds = {one.kind for one, _ in copy.send_due(RESTORED + HOUR)}

    assert not copy.dispatch.held()
    assert kinds == {
        DeliveryKind.PING,
        DeliveryKind.THREAD,
        DeliveryKind.DM_PING,
        DeliveryKind.CARD,
    }
    assert copy.rows.notices.of_group(GROUP) == []


def test_what_could_not_be_looked_for_is_dropped_and_a_notice_says_so(
    restored: tuple[Bench, Bench],
) -> None:
    _, copy = restored
    for delivery in copy.dispatch.to_look_for(RESTORED):
        copy.dispatch.unfindable(delivery.id)

    assert copy.dispatch.to_look_for(RESTORED) == []
    # The opening, and the card that waits for its thread.
    assert copy.dispatch.resume(RESTORED) == 2

    (notice,) = copy.rows.notices.of_group(GROUP)
    assert (notice.cause, notice.detail) == (Cause.RESTORED, ("2",))
    assert copy.state(DeliveryKind.PING) is DeliveryState.CANCELLED
    assert copy.state(DeliveryKind.CARD) is DeliveryState.CANCELLED
    assert [one.kind for one, _ in copy.send_due(RESTORED)] == [DeliveryKind.NOTICE]


def test_what_nobody_has_looked_for_is_dropped_too(restored: tuple[Bench, Bench]) -> None:
    _, copy = restored

    assert copy.dispatch.resume(RESTORED) == 2


def test_what_had_been_claimed_and_is_not_there_goes_out(round_of_three: Bench) -> None:
    claim = round_of_three.claimed(DeliveryKind.PING, OPENS)
    round_of_three.dispatch.hold(RESTORED)
    round_of_three.dispatch.absent(claim.delivery.id)
    for delivery in round_of_three.dispatch.to_look_for(RESTORED):
        round_of_three.dispatch.absent(delivery.id)
    assert round_of_three.dispatch.resume(RESTORED) == 0

    again = round_of_three.dispatch.again(claim.delivery.id, RESTORED)

    assert again is not None
    assert again.view == claim.view


def test_what_expired_meanwhile_does_not_go_out(restored: tuple[Bench, Bench]) -> None:
    _, copy = restored
    look(copy, {}, RESTORED)

    copy.dispatch.resume(CLOSE)

    assert copy.delivery(PING_ID).state is DeliveryState.EXPIRED


def test_a_card_of_the_time_on_hold_needs_no_look(restored: tuple[Bench, Bench]) -> None:
    other, copy = restored
    other.send_due(OPENS)
    look(copy, sent_by(other), RESTORED)
    copy.check_in(2, RESTORED + MINUTE)

    assert copy.dispatch.to_look_for(RESTORED + MINUTE) == []
    assert copy.dispatch.resume(RESTORED + HOUR) == 0
    assert [one.kind for one, _ in copy.send_due(RESTORED + HOUR)] == [DeliveryKind.CARD]


def test_a_thread_that_the_other_life_did_not_start_is_started(
    restored: tuple[Bench, Bench],
) -> None:
    other, copy = restored
    other.arrive(other.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)
    look(copy, sent_by(other), RESTORED)
    # Where the thread would be, nothing can be read: it may or may not hold the card.
    assert copy.dispatch.resume(RESTORED) == 1

    kinds = [one.kind for one, _ in copy.send_due(RESTORED)]

    assert DeliveryKind.THREAD in kinds
    assert DeliveryKind.CARD not in kinds
    assert copy.round.thread_id == other.delivery(PING_ID).message_id


def test_who_was_asleep_at_the_opening_is_looked_for_where_they_were_mentioned(
    circle: Bench,
) -> None:
    circle.person(3, zone="America/New_York", quiet=QuietHours())
    circle.open_round(2, 3)
    circle.dispatch.hold(NUDGE)
    circle.dispatch.found(PING_ID, 1, CHANNEL, NUDGE)

    (put_off,) = circle.of_kind(DeliveryKind.PUT_OFF_MENTION)

    assert put_off.not_before == OPENS + 4 * HOUR
    assert circle.attendance(2).mentioned_at == OPENS
    assert circle.attendance(3).mentioned_at is None


def test_what_is_found_without_a_reason_to_send_it_counts_as_sent(circle: Bench) -> None:
    circle.open_round(2)
    circle.send_due(OPENS)
    circle.check_in(2, OPENS)
    circle.dispatch.hold(NUDGE)
    nudge = circle.the(DeliveryKind.NUDGE)
    circle.dispatch.found(nudge.id, 1, CHANNEL, NUDGE)

    assert circle.delivery(nudge.id).state is DeliveryState.SENT
    assert circle.attendance(2).nudged_at is None

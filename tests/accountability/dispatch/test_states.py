"""Every state of a delivery, and whatever may be said of it then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.dispatch.dispatch import BACK_OFF
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.views import PingView
from bot.errors import StorageError
from tests.accountability.dispatch.making import CHANNEL, CLOSE, OPENS, Bench

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.accountability.dispatch import Dispatch

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NOW = OPENS + 30 * SECOND
LATER = OPENS + 2 * MINUTE

PENDING, CLAIMED, SENT = DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENT
FAILED, CANCELLED, EXPIRED = DeliveryState.FAILED, DeliveryState.CANCELLED, DeliveryState.EXPIRED
STATES = (PENDING, CLAIMED, SENT, FAILED, CANCELLED, EXPIRED)

EVENTS: dict[str, Callable[[Dispatch, str], object]] = {
    "claim": lambda dispatch, one: dispatch.claim(one, NOW),
    "again within a minute": lambda dispatch, one: dispatch.again(one, NOW),
    "again after a minute": lambda dispatch, one: dispatch.again(one, LATER),
    "not found": lambda dispatch, one: dispatch.not_found(one, LATER),
    "unreadable": lambda dispatch, one: dispatch.unreadable(one, LATER),
    "sent": lambda dispatch, one: dispatch.sent(one, 1, CHANNEL, NOW),
    "found": lambda dispatch, one: dispatch.found(one, 1, CHANNEL, NOW),
    "refused": lambda dispatch, one: dispatch.failed(one, "refused", NOW),
    "uncertain": lambda dispatch, one: dispatch.uncertain(one, "time-out", NOW),
    "delayed": lambda dispatch, one: dispatch.delay(one, "outage", NOW),
    "expiry": lambda dispatch, _: dispatch.expire(CLOSE),
}

# For each event: what each of STATES becomes.
BECOMES = {
    "claim": (CLAIMED, CLAIMED, SENT, FAILED, CANCELLED, EXPIRED),
    "again within a minute": STATES,
    "again after a minute": STATES,
    "not found": STATES,
    "unreadable": STATES,
    # It may arrive though it was given up: then it is there.
    "sent": (SENT, SENT, SENT, SENT, SENT, SENT),
    "found": (SENT, SENT, SENT, SENT, SENT, SENT),
    "refused": (FAILED, FAILED, SENT, FAILED, CANCELLED, EXPIRED),
    "uncertain": STATES,
    "delayed": STATES,
    "expiry": (EXPIRED, EXPIRED, SENT, FAILED, CANCELLED, EXPIRED),
}

# Which events hand a delivery to the caller, to be sent; in any other state none does.
HANDED_OUT = {
    PENDING: {"claim"},
    CLAIMED: {"again within a minute", "not found", "unreadable"},
}


def in_state(bench: Bench, state: DeliveryState) -> str:
    """Open a round, and bring its opening into a state; return its id."""
    bench.open_round(2, 3)
    ping = bench.the(DeliveryKind.PING)
    if state not in {PENDING, CANCELLED}:
        bench.claimed(DeliveryKind.PING, OPENS)
    match state:
        case DeliveryState.SENT:
            bench.dispatch.sent(ping.id, 1, CHANNEL, OPENS)
        case DeliveryState.FAILED:
            bench.dispatch.failed(ping.id, "refused", OPENS)
        case DeliveryState.CANCELLED:
            bench.outgoing.cancel_group(ping.group_id or "")
        case DeliveryState.EXPIRED:
            bench.dispatch.expire(CLOSE)
        case _:
            pass
    return ping.id


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_each_event_in_each_state(circle: Bench, state: DeliveryState, event: str) -> None:
    ping_id = in_state(circle, state)

    handed_out = EVENTS[event](circle.dispatch, ping_id)
    circle.restart()

    assert circle.delivery(ping_id).state is BECOMES[event][STATES.index(state)]
    is_handed_out = event in HANDED_OUT.get(state, set())
    assert bool(handed_out) is is_handed_out or event == "expiry"


@pytest.mark.parametrize("state", [SENT, FAILED, CANCELLED, EXPIRED])
def test_what_has_come_to_an_end_is_not_due(circle: Bench, state: DeliveryState) -> None:
    ping_id = in_state(circle, state)

    assert ping_id not in [one.id for one in circle.dispatch.due(CLOSE - SECOND)]


class TestClaim:
    def test_nothing_is_claimed_before_its_time_or_after_it(self, circle: Bench) -> None:
        circle.open_round(2)

        assert circle.claim(DeliveryKind.PING, OPENS - SECOND) is None
        assert circle.claim(DeliveryKind.PING, CLOSE) is None
        assert circle.state(DeliveryKind.PING) is PENDING

    def test_what_is_claimed_says_the_same_until_it_is_sent(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        first = circle.claimed(DeliveryKind.PING, OPENS)
        circle.check_in(2, OPENS)
        circle.restart()

        again = circle.dispatch.again(first.delivery.id, OPENS + SECOND)

        assert again is not None
        assert again.view == first.view

    def test_a_claim_that_is_not_written_down_is_none(self, circle: Bench) -> None:
        circle.open_round(2)

        def claim_on_a_full_disk() -> None:
            with circle.rows.transaction():
                assert circle.claim(DeliveryKind.PING, OPENS)
                raise StorageError

        with pytest.raises(StorageError):
            claim_on_a_full_disk()

        assert circle.state(DeliveryKind.PING) is PENDING
        assert circle.attendance(2).mentioned_at is None

    def test_there_is_nothing_to_claim_where_there_is_nothing(self, circle: Bench) -> None:
        assert circle.dispatch.claim("no such delivery", OPENS) is None
        assert circle.dispatch.whom("no such delivery", OPENS) == []


class TestUncertainty:
    def test_a_second_attempt_needs_no_look_within_a_minute_of_the_first(
        self, circle: Bench
    ) -> None:
        circle.open_round(2)
        ping_id = circle.claimed(DeliveryKind.PING, OPENS).delivery.id

        for seconds in (2, 30, 60):
            assert circle.dispatch.again(ping_id, OPENS + seconds * SECOND) is not None
        assert circle.dispatch.again(ping_id, OPENS + 61 * SECOND) is None
        assert circle.delivery(ping_id).first_attempt_at == OPENS
        assert circle.delivery(ping_id).attempts == 4

    def test_a_clock_that_went_back_needs_a_look(self, circle: Bench) -> None:
        circle.open_round(2)
        ping_id = circle.claimed(DeliveryKind.PING, OPENS + MINUTE).delivery.id

        assert circle.dispatch.again(ping_id, OPENS) is None

    def test_after_a_look_there_is_another_minute(self, circle: Bench) -> None:
        circle.open_round(2)
        ping_id = circle.claimed(DeliveryKind.PING, OPENS).delivery.id

        assert circle.dispatch.not_found(ping_id, OPENS + 5 * MINUTE) is not None
        assert circle.dispatch.again(ping_id, OPENS + 6 * MINUTE) is not None
        assert circle.dispatch.again(ping_id, OPENS + 7 * MINUTE) is None
        assert circle.delivery(ping_id).claimed_at == OPENS

    def test_an_opening_that_cannot_be_looked_for_is_repeated_once_and_says_so(
        self, circle: Bench
    ) -> None:
        circle.open_round(2)
        ping_id = circle.claimed(DeliveryKind.PING, OPENS).delivery.id

        first = circle.dispatch.unreadable(ping_id, OPENS + 5 * MINUTE)
        second = circle.dispatch.unreadable(ping_id, OPENS + 10 * MINUTE)

        assert first is not None
        assert isinstance(first.view, PingView)
        assert (first.view.repeated, first.view.mentions) == (True, (2,))
        assert second is None
        assert circle.delivery(ping_id).state is FAILED

    def test_an_opening_that_was_repeated_says_so_for_good(self, circle: Bench) -> None:
        circle.open_round(2)
        ping_id = circle.claimed(DeliveryKind.PING, OPENS).delivery.id
        circle.dispatch.unreadable(ping_id, OPENS + 5 * MINUTE)
        circle.arrive(circle.delivery(ping_id), OPENS + 5 * MINUTE)

        view, _ = circle.dispatch.view(ping_id, OPENS + 6 * MINUTE)

        assert isinstance(view, PingView)
        assert view.repeated

    def test_anything_else_that_cannot_be_looked_for_is_not_repeated(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        nudge_id = circle.claimed(DeliveryKind.NUDGE, OPENS + timedelta(days=1)).delivery.id

        assert circle.dispatch.unreadable(nudge_id, OPENS + timedelta(days=2)) is None
        assert circle.delivery(nudge_id).state is FAILED
        assert circle.delivery(nudge_id).last_error == "unseen"

    def test_a_thread_needs_no_look_ever(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)
        thread_id = circle.claimed(DeliveryKind.THREAD, OPENS).delivery.id

        assert circle.dispatch.again(thread_id, OPENS + timedelta(hours=5)) is not None
        assert circle.dispatch.unreadable(thread_id, OPENS + timedelta(hours=5)) is not None

    def test_it_is_tried_less_and_less_often_until_it_expires(self, circle: Bench) -> None:
        circle.open_round(2)
        ping_id = circle.claimed(DeliveryKind.PING, OPENS).delivery.id
        now, waits = OPENS, []
        for _ in range(7):
            circle.dispatch.uncertain(ping_id, "time-out", now)
            retry_at = circle.delivery(ping_id).retry_at
            assert retry_at is not None
            assert circle.dispatch.due(retry_at - SECOND) == []
            assert circle.dispatch.next_wake(now) == retry_at
            waits.append(retry_at - now)
            now = retry_at
            assert circle.dispatch.not_found(ping_id, now)

        assert waits == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]
        assert circle.dispatch.not_found(ping_id, CLOSE) is None
        circle.dispatch.expire(CLOSE)
        assert circle.delivery(ping_id).state is EXPIRED

    def test_what_could_not_even_be_tried_is_tried_in_a_minute(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.dispatch.delay(circle.the(DeliveryKind.PING).id, "outage", OPENS)

        assert circle.dispatch.due(OPENS + 59 * SECOND) == []
        assert len(circle.dispatch.due(OPENS + MINUTE)) == 1


def test_the_next_wake_is_the_next_thing_that_may_be_due(circle: Bench) -> None:
    circle.open_round(2)

    assert circle.dispatch.next_wake(OPENS - MINUTE) == OPENS
    circle.send_due(OPENS)
    assert circle.dispatch.next_wake(OPENS) == OPENS + timedelta(days=1)
    assert circle.dispatch.next_wake(OPENS + timedelta(days=1)) == CLOSE
    assert circle.dispatch.next_wake(CLOSE) is None

"""The process ends between any two steps of a round, and begins anew over the same file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.dispatch import delivery_id
from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.models.groups import Pings
from tests.accountability.dispatch.making import CHANNEL, CLOSE, NUDGE, OPENS, ROUND, Bench, wish

if TYPE_CHECKING:
    from bot.accountability.dispatch import Claim

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)

WITHIN, AFTER = 20 * SECOND, 10 * MINUTE
STEPS = (
    "before the claim",
    "after the claim, before it was sent",
    "after it was sent, before that was written down",
    "after it was written down",
)
KINDS = (
    DeliveryKind.PING,
    DeliveryKind.THREAD,
    DeliveryKind.DM_PING,
    DeliveryKind.CARD,
    DeliveryKind.NUDGE,
    DeliveryKind.SUMMARY,
)


class Killed(BaseException):
    """The process ends here."""


class Discord:
    """What stands in the channels: every message by its nonce, as often as it was posted.

    Discord knows a nonce for a minute; a thread can be started once.
    """

    def __init__(self) -> None:
        self.posted: list[tuple[str, datetime]] = []

    def post(self, delivery: Delivery, now: datetime) -> int:
        known = [at for one, at in self.posted if one == delivery.id and now - at <= MINUTE]
        is_thread = delivery.kind is DeliveryKind.THREAD
        if not known and not (is_thread and self.has(delivery.id)):
            self.posted.append((delivery.id, now))
        return self.find(delivery.id) or 0

    def has(self, nonce: str) -> bool:
        return self.find(nonce) is not None

    def find(self, nonce: str) -> int | None:
        numbers = [number for number, (one, _) in enumerate(self.posted, 1) if one == nonce]
        return 7000 + numbers[0] if numbers else None

    def times(self, nonce: str) -> int:
        return [one for one, _ in self.posted].count(nonce)


class Postman:
    """Carries what is due, as the courier does, and is killed at one step of one delivery."""

    def __init__(self, bench: Bench, discord: Discord) -> None:
        self.bench = bench
        self.discord = discord
        self.kill_at: tuple[DeliveryKind, str] | None = None

    def carry(self, now: datetime) -> None:
        seen: set[str] = set()
        while due := [one for one in self.bench.dispatch.due(now) if one.id not in seen]:
            for delivery in due:
                seen.add(delivery.id)
                self._carry_one(delivery, now)

    def _carry_one(self, delivery: Delivery, now: datetime) -> None:
        self._step(delivery, STEPS[0])
        claim = self._claim(delivery, now)
        if claim is None:
            return
        self._step(delivery, STEPS[1])
        message_id = self.discord.post(claim.delivery, now)
        self._step(delivery, STEPS[2])
        self.bench.dispatch.sent(delivery.id, message_id, claim.delivery.channel_id or 9, now)
        self._step(delivery, STEPS[3])

    def _claim(self, delivery: Delivery, now: datetime) -> Claim | None:
        dispatch = self.bench.dispatch
        if delivery.state is DeliveryState.PENDING:
            return dispatch.claim(delivery.id, now)
        blindly = dispatch.again(delivery.id, now)
        if blindly is not None:
            return blindly
        message_id = self.discord.find(delivery.id)
        if message_id is None:
            return dispatch.not_found(delivery.id, now)
        dispatch.sent(delivery.id, message_id, delivery.channel_id or 9, now)
        return None

    def _step(self, delivery: Delivery, step: str) -> None:
        if self.kill_at == (delivery.kind, step):
            self.kill_at = None
            raise Killed


def live(bench: Bench, postman: Postman, down_for: timedelta) -> None:
    """Live through a round; after a death the process is down for a while."""
    for due_at in (OPENS, NUDGE, CLOSE):
        if due_at == CLOSE:
            bench.close_round()
        now = due_at
        while True:
            try:
                postman.carry(now)
                break
            except Killed:
                bench.restart()
                now += down_for


@pytest.mark.parametrize("down_for", [WITHIN, AFTER], ids=["at once", "after ten minutes"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_and_nothing_is_doubled(
    circle: Bench, kind: DeliveryKind, step: str, down_for: timedelta
) -> None:
    circle.person(4, **wish(Pings.DM))
    circle.open_round(2, 3, 4)
    circle.check_in(3, OPENS)
    discord = Discord()
    postman = Postman(circle, discord)
    postman.kill_at = (kind, step)

    live(circle, postman, down_for)

    assert postman.kill_at is None
    everything = [one for each in (*KINDS, DeliveryKind.DM_NUDGE) for one in circle.of_kind(each)]
    assert {one.state for one in everything} == {DeliveryState.SENT}
    assert {discord.times(one.id) for one in everything} == {1}
    assert len(discord.posted) == len(everything)
    ping_id = delivery_id(DeliveryKind.PING, ROUND)
    assert circle.delivery(ping_id).message_channel_id == CHANNEL
    for user_id in (2, 4):
        assert circle.attendance(user_id).mentioned_at is not None
        assert circle.attendance(user_id).nudged_at is not None
    assert circle.attendance(3).nudged_at is None

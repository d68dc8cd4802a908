"""Whatever happens, in whatever order: each delivery is claimed once, each member pinged once."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Pings, Standing
from bot.accountability.models.rounds import AWAY_STATES, Expectation, PingStyle, RoundState
from bot.accountability.models.views import DirectView, MentionsView, NudgeView, PingView, View
from bot.accountability.quiet_hours import QuietHours
from tests.accountability.dispatch.making import CHANNEL, CLOSE, OPENS, ROUND, Bench

USERS = (2, 3, 4, 5)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland")
MINUTE = timedelta(minutes=1)

users = st.sampled_from(USERS)


class Round(RuleBasedStateMachine):
    """A round, the members who do what they like, and a courier whose luck changes."""

    def __init__(self) -> None:
        super().__init__()
        # In memory where that is possible: hundreds of steps, each of them written for good.
        memory = Path("/dev/shm")  # noqa: S108 - a folder with a random name is made in it
        self._folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
        self.bench = Bench(Path(self._folder.name) / "accountability.db")
        self.now = OPENS
        self.claims: Counter[str] = Counter()
        self.rung: dict[str, Counter[int]] = {"mention": Counter(), "nudge": Counter()}

    def teardown(self) -> None:
        self.bench.close()
        self._folder.cleanup()

    @initialize(style=st.sampled_from(PingStyle), zones=st.permutations(ZONES))
    def open(self, style: PingStyle, zones: list[str]) -> None:
        self.bench.group()
        self.bench.series(style)
        for user_id, zone in zip(USERS, zones, strict=True):
            self.bench.member(user_id)
            self.bench.person(user_id, zone=zone, quiet=QuietHours())
        self.bench.open_round(*USERS)

    # -- time

    @rule(minutes=st.sampled_from([0, 1, 3, 30, 240, 720, 1440]))
    def wait(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule()
    def restart(self) -> None:
        self.bench.restart()

    @precondition(lambda self: self.now >= CLOSE and self.bench.round.state is RoundState.OPEN)
    @rule()
    def close(self) -> None:
        self.bench.close_round(self.now)
        self.bench.outgoing.cancel_nudges(ROUND)

    # -- the courier

    @rule(luck=st.sampled_from(["arrives", "times out", "is refused", "has no place", "is killed"]))
    def carry(self, luck: str) -> None:
        self.bench.dispatch.expire(self.now)
        for delivery in self.bench.dispatch.due(self.now, 3):
            if delivery.state is DeliveryState.PENDING:
                claim = self.bench.dispatch.claim(delivery.id, self.now)
                if claim is not None:
                    self.count(delivery.id, claim.view)
            else:
                claim = self.bench.dispatch.again(delivery.id, self.now)
                claim = claim or self.bench.dispatch.not_found(delivery.id, self.now)
            if claim is None:
                continue
            match luck:
                case "arrives":
                    place = claim.delivery.channel_id or 9
                    self.bench.dispatch.sent(delivery.id, 1, place, self.now)
                case "times out":
                    self.bench.dispatch.uncertain(delivery.id, "time-out", self.now)
                case "is refused":
                    direct = claim.delivery.channel_id is None
                    error = "closed_dm" if direct else "refused"
                    self.bench.dispatch.failed(delivery.id, error, self.now)
                case "has no place":
                    self.bench.dispatch.failed(delivery.id, "no_channel", self.now)
                case _:
                    self.bench.restart()

    def count(self, delivery_id: str, view: View) -> None:
        """Count whose phones ring, and look whether they may."""
        self.claims[delivery_id] += 1
        kind = "nudge" if isinstance(view, NudgeView) else "mention"
        rung: tuple[int, ...] = ()
        if isinstance(view, (PingView, MentionsView, NudgeView)):
            rung = view.mentions
        elif isinstance(view, DirectView) and view.reason != "reminder":
            kind = "nudge" if view.reason == "nudge" else "mention"
            rung = (self.bench.delivery(delivery_id).user_id or 0,)
        self.rung[kind].update(rung)
        for user_id in rung:
            attendance = self.bench.attendance(user_id)
            member = self.bench.rows.members.get(self.bench.round.group_id, user_id)
            assert attendance.missing
            assert attendance.expectation not in AWAY_STATES
            assert member is not None
            assert member.joined
            assert member.silent_rounds < 3

    # -- the members

    @rule(user_id=users)
    def answer(self, user_id: int) -> None:
        if self.bench.rows.check_ins.mine(ROUND, user_id) is None:
            self.bench.check_in(user_id, self.now)

    @rule(user_id=users)
    def take_it_back(self, user_id: int) -> None:
        mine = self.bench.rows.check_ins.mine(ROUND, user_id)
        if mine is not None:
            self.bench.outgoing.card_removed(mine.id, self.now)
            self.bench.rows.check_ins.delete(mine.id)

    @rule(user_id=users, expectation=st.sampled_from(Expectation))
    def expect(self, user_id: int, expectation: Expectation) -> None:
        self.bench.expect(user_id, expectation)

    @rule(user_id=users, standing=st.sampled_from([Standing.JOINED, Standing.GONE]))
    def stand(self, user_id: int, standing: Standing) -> None:
        self.bench.member(user_id, standing=standing)

    @rule(user_id=users, wish=st.sampled_from(Pings))
    def wish(self, user_id: int, wish: Pings) -> None:
        self.bench.person(user_id, pings=wish)

    @rule(user_id=users, minutes=st.sampled_from([1, 120]))
    def remind(self, user_id: int, minutes: int) -> None:
        self.bench.outgoing.reminder(ROUND, user_id, self.now + minutes * MINUTE)

    @rule(state=st.sampled_from([GroupState.ACTIVE, GroupState.PAUSED]))
    def pause(self, state: GroupState) -> None:
        self.bench.change_group(state=state)
        if state is GroupState.PAUSED:
            self.bench.outgoing.cancel_nudges(ROUND)
        else:
            self.bench.outgoing.nudges(self.bench.round)

    @rule()
    def plan_again(self) -> None:
        self.bench.outgoing.ping(self.bench.round, OPENS, OPENS)
        self.bench.outgoing.nudges(self.bench.round)

    # -- what is always so

    @invariant()
    def no_delivery_is_claimed_twice(self) -> None:
        assert all(times == 1 for times in self.claims.values())

    @invariant()
    def nobody_is_mentioned_or_nudged_twice(self) -> None:
        for rung in self.rung.values():
            assert all(times == 1 for times in rung.values())

    @invariant()
    def what_was_sent_stays_so(self) -> None:
        for ping in self.bench.of_kind(DeliveryKind.PING):
            if ping.message_id is not None:
                assert ping.state is DeliveryState.SENT
                assert ping.channel_id == CHANNEL


TestRound = Round.TestCase
TestRound.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

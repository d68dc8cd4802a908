from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Pings, Standing
from bot.accountability.models.rounds import Expectation, PingStyle, RoundState, ScheduleState
from bot.accountability.models.views import DirectView, NudgeView
from bot.accountability.quiet_hours import QuietHours
from tests.accountability.dispatch.making import CLOSE, NUDGE, OPENS, ROUND, Bench, wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NEW_YORK = {"zone": "America/New_York", "quiet": QuietHours()}


def nudged(bench: Bench, now: datetime) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Send what is due; return whom each nudge mentioned and named."""
    views = [view for _, view in bench.send_due(now)]
    return [(one.mentions, one.named) for one in views if isinstance(one, NudgeView)]


def test_those_who_are_missing_are_nudged_once_in_the_thread(circle: Bench) -> None:
    circle.open_round(2, 3, 4)
    circle.send_due(OPENS)
    circle.check_in(3, OPENS + HOUR)
    circle.expect(4, Expectation.AWAY)
    circle.send_due(OPENS + HOUR)

    ((delivery, view),) = circle.send_due(NUDGE)

    assert delivery.channel_id == circle.round.thread_id
    assert view == NudgeView(
        round_id=ROUND, group_name="Owners Circle", mentions=(2,), closes_at=CLOSE
    )
    assert circle.attendance(2).nudged_at == NUDGE
    assert circle.attendance(3).nudged_at is None


def both(act: Callable[[int], object]) -> None:
    for user_id in (2, 3):
        act(user_id)


REASONS: list[tuple[str, Callable[[Bench], None]]] = [
    ("everybody has answered", lambda b: both(lambda one: b.check_in(one, OPENS))),
    ("everybody is away", lambda b: both(lambda one: b.expect(one, Expectation.AWAY))),
    ("they have left", lambda b: both(lambda one: b.member(one, standing=Standing.LEFT))),
    ("they want no pings", lambda b: both(lambda one: b.person(one, pings=Pings.NONE))),
    ("they were silent for long", lambda b: both(lambda one: b.member(one, silent_rounds=3))),
    ("the group is paused", lambda bench: bench.change_group(state=GroupState.PAUSED)),
    ("the group has ended", lambda bench: bench.change_group(state=GroupState.ENDED)),
    ("the schedule is paused", lambda bench: bench.change_series(state=ScheduleState.PAUSED)),
    ("the schedule reminds nobody", lambda bench: bench.change_series(style=PingStyle.NONE)),
    ("the round has closed", lambda bench: bench.change_round(state=RoundState.CLOSED)),
    ("the round mentions nobody", lambda bench: bench.change_round(mentions_nobody=True)),
]


@pytest.mark.parametrize("reason", [one for _, one in REASONS], ids=[name for name, _ in REASONS])
def test_a_nudge_without_a_reason_is_called_off(
    circle: Bench, reason: Callable[[Bench], None]
) -> None:
    circle.open_round(2, 3)
    circle.send_due(OPENS)
    reason(circle)
    circle.send_due(NUDGE - MINUTE)

    assert circle.claim(DeliveryKind.NUDGE, NUDGE) is None
    assert circle.state(DeliveryKind.NUDGE) is DeliveryState.CANCELLED
    assert circle.attendance(2).nudged_at is None


def test_a_silent_schedule_names_those_who_are_missing(bench: Bench) -> None:
    bench.group()
    bench.series(PingStyle.SILENT)
    bench.member(2)
    bench.open_round(2)
    bench.send_due(OPENS)

    assert nudged(bench, NUDGE) == [((), (2,))]


def test_whoever_chose_dms_is_nudged_by_dm(circle: Bench) -> None:
    circle.person(3, **wish(Pings.DM))
    circle.open_round(2, 3)
    circle.send_due(OPENS)

    sent = {one.kind: (one, view) for one, view in circle.send_due(NUDGE)}

    _, nudge = sent[DeliveryKind.NUDGE]
    delivery, direct = sent[DeliveryKind.DM_NUDGE]
    assert isinstance(nudge, NudgeView)
    assert isinstance(direct, DirectView)
    assert nudge.mentions == (2,)
    assert (delivery.user_id, direct.reason) == (3, "nudge")
    assert circle.attendance(3).nudged_at == NUDGE


def test_where_all_chose_dms_nothing_is_said_in_the_thread(circle: Bench) -> None:
    circle.person(3, **wish(Pings.DM))
    circle.open_round(3)
    circle.send_due(OPENS)

    assert [one.kind for one, _ in circle.send_due(NUDGE)] == [DeliveryKind.DM_NUDGE]
    assert circle.state(DeliveryKind.NUDGE) is DeliveryState.CANCELLED


class TestQuietHours:
    def test_a_nudge_waits_for_their_end(self, circle: Bench) -> None:
        circle.person(3, **NEW_YORK)
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        circle.send_due(OPENS + 4 * HOUR)

        assert nudged(circle, NUDGE) == [((2,), ())]
        assert nudged(circle, NUDGE + 4 * HOUR - SECOND) == []
        assert nudged(circle, NUDGE + 4 * HOUR) == [((3,), ())]
        assert circle.attendance(3).nudged_at == NUDGE + 4 * HOUR

    def test_a_nudge_is_dropped_if_the_round_closes_before_their_end(self, circle: Bench) -> None:
        circle.person(3, **NEW_YORK)
        circle.open_round(2, 3, close_at=NUDGE + 3 * HOUR)
        circle.send_due(OPENS)

        assert nudged(circle, NUDGE) == [((2,), ())]
        assert len(circle.of_kind(DeliveryKind.NUDGE)) == 1

    def test_a_nudge_is_dropped_within_four_hours_of_a_mention_that_was_put_off(
        self, circle: Bench
    ) -> None:
        circle.person(3, **NEW_YORK)
        circle.open_round(2, 3, nudge_at=OPENS + 8 * HOUR)
        circle.send_due(OPENS)
        circle.send_due(OPENS + 4 * HOUR)

        assert nudged(circle, OPENS + 8 * HOUR) == [((2,), ())]

    def test_a_nudge_comes_more_than_four_hours_after_it(self, circle: Bench) -> None:
        circle.person(3, **NEW_YORK)
        circle.open_round(2, 3, nudge_at=OPENS + 8 * HOUR + MINUTE)
        circle.send_due(OPENS)
        circle.send_due(OPENS + 4 * HOUR)

        assert nudged(circle, OPENS + 8 * HOUR + MINUTE) == [((2, 3), ())]

    def test_of_a_mention_and_a_nudge_for_the_same_morning_the_mention_comes(
        self, circle: Bench
    ) -> None:
        circle.person(3, **NEW_YORK)
        circle.open_round(2, 3, nudge_at=OPENS + HOUR)
        circle.send_due(OPENS)
        circle.send_due(OPENS + HOUR)

        kinds = [one.kind for one, _ in circle.send_due(OPENS + 4 * HOUR)]

        assert kinds == [DeliveryKind.PUT_OFF_MENTION]
        assert circle.attendance(3).nudged_at is None

    def test_a_nudge_soon_after_an_opening_on_time_comes(self, circle: Bench) -> None:
        circle.open_round(2, nudge_at=OPENS + HOUR)
        circle.send_due(OPENS)

        assert nudged(circle, OPENS + HOUR) == [((2,), ())]

    def test_a_dm_waits_for_their_end_as_well(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM), **NEW_YORK)
        circle.open_round(3)
        circle.send_due(OPENS)
        circle.send_due(OPENS + 4 * HOUR)

        assert circle.send_due(NUDGE) == []
        assert [one.kind for one, _ in circle.send_due(NUDGE + 4 * HOUR)] == [DeliveryKind.DM_NUDGE]


def test_many_names_come_in_parts_and_each_once(bench: Bench) -> None:
    everybody = tuple(range(10**17, 10**17 + 150))
    bench.group()
    bench.series()
    for user_id in everybody:
        bench.member(user_id)
    bench.open_round(*everybody)
    bench.send_due(OPENS)

    parts = nudged(bench, NUDGE)

    assert len(parts) == 3
    assert sorted(one for mentions, _ in parts for one in mentions) == list(everybody)


class TestPausing:
    def test_a_round_whose_nudges_are_called_off_reminds_nobody(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.outgoing.cancel_nudges(ROUND)

        assert nudged(circle, NUDGE) == []

    def test_nudges_that_were_called_off_come_back(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.outgoing.cancel_nudges(ROUND)
        circle.outgoing.nudges(circle.round)

        assert nudged(circle, NUDGE) == [((2,), ())]

    def test_nudges_come_back_to_those_only_who_were_not_nudged(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        assert nudged(circle, NUDGE) == [((2,), ())]
        circle.outgoing.cancel_nudges(ROUND)
        circle.outgoing.nudges(circle.round)

        assert nudged(circle, NUDGE + HOUR) == []


class TestReminder:
    def test_it_comes_by_dm_at_its_time_whatever_they_chose(self, circle: Bench) -> None:
        circle.person(2, **wish(Pings.NONE))
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.outgoing.reminder(ROUND, 2, OPENS + 2 * HOUR)

        assert circle.send_due(OPENS + HOUR) == []
        ((delivery, view),) = circle.send_due(OPENS + 2 * HOUR)

        assert isinstance(view, DirectView)
        assert (delivery.user_id, delivery.channel_id, view.reason) == (2, None, "reminder")

    def test_the_latest_wish_counts(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        for hours in (2, 5, 3):
            circle.outgoing.reminder(ROUND, 2, OPENS + hours * HOUR)
        circle.outgoing.reminder(ROUND, 3, OPENS + 2 * HOUR)

        assert [one.user_id for one, _ in circle.send_due(OPENS + 2 * HOUR)] == [3]
        assert [one.user_id for one, _ in circle.send_due(OPENS + 3 * HOUR)] == [2]
        assert circle.send_due(OPENS + 5 * HOUR) == []

    def test_the_same_wish_twice_is_one(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        for _ in range(2):
            circle.outgoing.reminder(ROUND, 2, OPENS + HOUR)

        assert len(circle.send_due(OPENS + HOUR)) == 1

    @pytest.mark.parametrize("expectation", [Expectation.AWAY, Expectation.SKIPPED])
    def test_it_is_called_off_for_who_is_away(
        self, circle: Bench, expectation: Expectation
    ) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.outgoing.reminder(ROUND, 2, OPENS + HOUR)
        circle.expect(2, expectation)

        assert circle.send_due(OPENS + HOUR) == []

    def test_it_is_called_off_for_who_has_answered(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.outgoing.reminder(ROUND, 2, OPENS + HOUR)
        circle.check_in(2, OPENS)

        assert [one.kind for one, _ in circle.send_due(OPENS + HOUR)] == [DeliveryKind.CARD]

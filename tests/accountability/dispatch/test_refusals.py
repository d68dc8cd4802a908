"""What is refused for good: it goes elsewhere, or somebody is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import Pings
from bot.accountability.models.notices import Cause
from bot.accountability.models.views import MentionsView, NoteView, NoticeView, NudgeView
from tests.accountability.dispatch.making import (
    CHANNEL,
    CLOSE,
    GROUP,
    GUILD,
    HOST,
    NUDGE,
    OPENS,
    ROUND,
    Bench,
    wish,
)

if TYPE_CHECKING:
    from datetime import datetime

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def causes(bench: Bench) -> list[Cause]:
    return [one.cause for one in bench.rows.notices.of_group(GROUP)]


class TestClosedDm:
    def refused(self, bench: Bench, kind: DeliveryKind, now: datetime = OPENS) -> None:
        claim = bench.claimed(kind, now)
        bench.dispatch.failed(claim.delivery.id, "closed_dm", claim.delivery.not_before)

    def test_the_opening_names_them_in_the_thread_instead(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM))
        circle.open_round(2, 3)
        circle.claimed(DeliveryKind.PING, OPENS)
        circle.arrive(circle.the(DeliveryKind.PING), OPENS)
        self.refused(circle, DeliveryKind.DM_PING)

        sent = circle.send_due(OPENS)

        ((delivery, view),) = [(one, view) for one, view in sent if isinstance(view, MentionsView)]
        assert (view.mentions, view.named) == ((), (3,))
        assert delivery.channel_id == circle.round.thread_id
        assert circle.rows.people.get(GUILD, 3).dm_open is False

    def test_the_nudge_names_them_in_the_thread_instead_and_only_once(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM))
        circle.open_round(3)
        circle.send_due(OPENS)
        circle.claim(DeliveryKind.NUDGE, NUDGE)
        self.refused(circle, DeliveryKind.DM_NUDGE, NUDGE)

        views = [view for _, view in circle.send_due(NUDGE)]
        circle.outgoing.nudges(circle.round)

        assert [view.named for view in views if isinstance(view, NudgeView)] == [(3,)]
        assert circle.send_due(NUDGE) == []

    def test_a_reminder_names_them_in_the_thread_unless_they_answer(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        for user_id in (2, 3):
            circle.outgoing.reminder(ROUND, user_id, OPENS + HOUR)
        for one in circle.of_kind(DeliveryKind.REMINDER):
            assert circle.dispatch.claim(one.id, OPENS + HOUR)
            circle.dispatch.failed(one.id, "closed_dm", OPENS + HOUR)
        circle.check_in(2, OPENS + HOUR)

        views = [view for _, view in circle.send_due(OPENS + HOUR)]

        assert [view.named for view in views if isinstance(view, NudgeView)] == [(3,)]

    def test_they_are_told_at_their_next_command_and_nobody_else_is(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM))
        circle.person(HOST, dm_open=True)
        circle.open_round(3)
        circle.claimed(DeliveryKind.PING, OPENS)
        self.refused(circle, DeliveryKind.DM_PING)

        (kept,) = circle.notices.pending_for(GUILD, 3)

        assert isinstance(kept.view, NoticeView)
        assert kept.view.cause == Cause.DM_CLOSED
        assert circle.notices.pending_for(GUILD, HOST) == []
        assert circle.of_kind(DeliveryKind.NOTICE) == []
        circle.notices.told(kept.notice_id, OPENS)
        assert circle.notices.pending_for(GUILD, 3) == []

    def test_the_next_opening_names_them_and_sends_no_dm(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM, dm_open=False))
        circle.open_round(2, 3)

        view = circle.claimed(DeliveryKind.PING, OPENS).view

        assert view.model_dump()["named"] == (3,)
        assert circle.of_kind(DeliveryKind.DM_PING) == []

    def test_a_dm_that_arrives_shows_that_they_are_open_again(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM))
        circle.open_round(3)
        circle.notices.raise_(GROUP, Cause.DM_CLOSED, OPENS, user_id=3)
        circle.send_due(OPENS)

        assert circle.rows.people.get(GUILD, 3).dm_open is True
        assert circle.notices.pending_for(GUILD, 3) == []


class TestNote:
    def note(self, bench: Bench) -> None:
        bench.open_round(2)
        bench.member(2, silent_rounds=3)
        bench.outgoing.note(GROUP, 2, ROUND, CLOSE)

    def test_it_comes_by_dm_once_where_dms_are_open(self, circle: Bench) -> None:
        circle.person(2, dm_open=True)
        self.note(circle)
        circle.outgoing.note(GROUP, 2, ROUND, CLOSE)

        ((delivery, view),) = circle.send_due(CLOSE)

        assert (delivery.user_id, delivery.channel_id) == (2, None)
        assert view == NoteView(group_id=GROUP, group_name="Owners Circle", round_id=ROUND)

    @pytest.mark.parametrize("dm_open", [None, False])
    def test_it_waits_for_their_next_command_else(
        self, circle: Bench, *, dm_open: bool | None
    ) -> None:
        circle.person(2, dm_open=dm_open)
        self.note(circle)

        assert circle.send_due(CLOSE) == []
        (kept,) = circle.notices.pending_for(GUILD, 2)
        assert kept.view == NoteView(group_id=GROUP, group_name="Owners Circle", round_id=ROUND)
        assert circle.notices.pending_for(GUILD, 3) == []

    def test_it_waits_for_their_next_command_if_the_dm_is_refused(self, circle: Bench) -> None:
        circle.person(2, **wish(Pings.DM))
        self.note(circle)
        circle.claimed(DeliveryKind.NOTE, CLOSE)
        circle.dispatch.failed(circle.the(DeliveryKind.NOTE).id, "closed_dm", CLOSE)

        causes_kept = [type(one.view) for one in circle.notices.pending_for(GUILD, 2)]

        assert causes_kept == [NoticeView, NoteView]

    def test_it_is_not_told_to_who_is_back(self, circle: Bench) -> None:
        self.note(circle)
        circle.send_due(CLOSE)
        circle.member(2, silent_rounds=0)

        assert circle.notices.pending_for(GUILD, 2) == []

    def test_it_is_not_sent_to_who_is_back_or_wants_no_pings(self, circle: Bench) -> None:
        circle.person(2, **wish(Pings.NONE, dm_open=True))
        self.note(circle)

        assert circle.send_due(CLOSE) == []
        assert circle.notices.pending_for(GUILD, 2) == []


class TestNoChannel:
    @pytest.mark.parametrize("error", ["no_channel", "no_permission"])
    def test_the_facilitators_are_told_once_and_once_more_when_it_is_over(
        self, circle: Bench, error: str
    ) -> None:
        circle.person(HOST, dm_open=True)
        circle.open_round(2)
        ping = circle.claimed(DeliveryKind.PING, OPENS)
        circle.dispatch.failed(ping.delivery.id, error, OPENS)
        circle.check_in(2, OPENS)
        card = circle.dispatch.due(OPENS)
        told = circle.send_due(OPENS)

        assert circle.state(DeliveryKind.PING) is DeliveryState.FAILED
        notices = [(one, view) for one, view in told if isinstance(view, NoticeView)]
        assert [(one.user_id, view.cause, view.fixed) for one, view in notices] == [
            (HOST, Cause.NO_CHANNEL, False),
            # The card has arrived in the same channel.
            (HOST, Cause.NO_CHANNEL, True),
        ]
        assert notices[0][1].detail == (str(CHANNEL),)
        assert card
        assert causes(circle) == []

    def test_without_an_open_dm_it_is_told_at_the_next_command(self, circle: Bench) -> None:
        circle.open_round(2)
        ping = circle.claimed(DeliveryKind.PING, OPENS)
        circle.dispatch.failed(ping.delivery.id, "no_channel", OPENS)

        assert [one.kind for one, _ in circle.send_due(OPENS)] == []
        assert len(circle.notices.pending_for(GUILD, HOST)) == 1

    def test_what_may_have_arrived_is_not_sent_elsewhere(self, circle: Bench) -> None:
        circle.open_round(2, channel_id=99)
        ping = circle.claimed(DeliveryKind.PING, OPENS)
        circle.dispatch.uncertain(ping.delivery.id, "time-out", OPENS)
        assert circle.dispatch.again(ping.delivery.id, OPENS + 5 * SECOND)
        circle.dispatch.failed(ping.delivery.id, "no_permission", OPENS + 5 * SECOND)

        assert circle.state(DeliveryKind.PING) is DeliveryState.FAILED
        assert circle.the(DeliveryKind.PING).channel_id == 99

    def test_another_refusal_is_the_end_of_it(self, circle: Bench) -> None:
        circle.open_round(2)
        ping = circle.claimed(DeliveryKind.PING, OPENS)
        circle.dispatch.failed(ping.delivery.id, "refused", OPENS)

        assert circle.the(DeliveryKind.PING).last_error == "refused"
        assert causes(circle) == []

"""What messages show: when they are sent, and each time that they are edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.accountability.dispatch import delivery_id
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Standing
from bot.accountability.models.rounds import (
    Commitment,
    CommitmentState,
    Expectation,
    Report,
    RoundState,
)
from bot.accountability.models.views import (
    CardView,
    EndingView,
    InvitationView,
    PingView,
    SummaryView,
)
from bot.errors import Gone
from tests.accountability.dispatch.making import CHANNEL, CLOSE, GROUP, OPENS, ROUND, Bench

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def stale(bench: Bench, now: datetime) -> list[DeliveryKind]:
    return [one.kind for one in bench.dispatch.stale(now)]


def ping_now(bench: Bench, now: datetime) -> PingView:
    view, version = bench.dispatch.view(bench.the(DeliveryKind.PING).id, now)
    bench.dispatch.shown(bench.the(DeliveryKind.PING).id, version)
    assert isinstance(view, PingView)
    return view


class TestOpening:
    def test_it_is_edited_once_for_many_answers_and_shows_them_all(self, circle: Bench) -> None:
        circle.open_round(2, 3, 4)
        circle.send_due(OPENS)
        assert stale(circle, OPENS) == []
        for user_id in (2, 3):
            circle.check_in(user_id, OPENS)

        assert stale(circle, OPENS) == [DeliveryKind.PING]
        view = ping_now(circle, OPENS)

        assert (view.checked_in, view.to_come, view.mentions) == (2, 1, (2, 3, 4))
        assert stale(circle, OPENS) == []

    def test_an_answer_during_an_edit_makes_it_stale_again(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        circle.check_in(2, OPENS)
        ping = circle.the(DeliveryKind.PING)
        _, version = circle.dispatch.view(ping.id, OPENS)
        circle.check_in(3, OPENS)
        circle.dispatch.shown(ping.id, version)

        assert stale(circle, OPENS) == [DeliveryKind.PING]
        assert ping_now(circle, OPENS).checked_in == 2

    def test_an_answer_before_it_was_sent_makes_it_stale_once_it_is(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        claim = circle.claimed(DeliveryKind.PING, OPENS)
        circle.check_in(2, OPENS)
        assert stale(circle, OPENS) == []

        circle.arrive(claim.delivery, OPENS)

        assert stale(circle, OPENS) == [DeliveryKind.PING]

    def test_who_has_left_is_not_named_any_more(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        circle.expect(3, Expectation.LEFT)

        assert ping_now(circle, OPENS).mentions == (2,)

    def test_how_late_it_was_stays_as_it_said(self, circle: Bench) -> None:
        circle.open_round(2, late_by=2 * HOUR)
        circle.send_due(OPENS)

        assert ping_now(circle, OPENS + DAY).late_minutes == 120

    @pytest.mark.parametrize(
        ("change", "is_open", "accepts"),
        [
            ({}, True, True),
            ({"state": RoundState.CLOSED, "closed_at": CLOSE}, False, True),
            ({"state": RoundState.CLOSED, "closed_at": CLOSE, "superseded": True}, False, False),
        ],
    )
    def test_its_buttons_go_with_the_round(
        self, circle: Bench, change: dict[str, object], *, is_open: bool, accepts: bool
    ) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.change_round(**change)

        view = ping_now(circle, CLOSE)

        assert (view.is_open, view.accepts) == (is_open, accepts)

    def test_its_buttons_go_with_the_group(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.change_group(state=GroupState.ENDED, ended_at=OPENS)

        assert ping_now(circle, CLOSE).accepts is False

    def test_one_that_was_deleted_is_not_edited(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.check_in(2, OPENS)
        circle.dispatch.vanished(circle.the(DeliveryKind.PING).id)

        assert stale(circle, OPENS) == []
        assert circle.state(DeliveryKind.PING) is DeliveryState.SENT

    def test_an_edit_that_is_put_off_waits(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.send_due(OPENS)
        circle.outgoing.refresh(ROUND)
        circle.rows.deliveries.edit_later(circle.the(DeliveryKind.PING).id, OPENS + HOUR)

        assert stale(circle, OPENS) == []
        assert circle.dispatch.next_wake(OPENS) == OPENS + HOUR
        assert stale(circle, OPENS + HOUR) == [DeliveryKind.PING]


class TestCard:
    def test_it_shows_the_report_and_the_promises_that_were_kept(self, circle: Bench) -> None:
        circle.open_round(2)
        report = Report("Two demos", ("Call Bea",), ("pricing",), (("Cash?", "Fine"),))
        circle.check_in(2, OPENS, report=report, late=True)
        kept = Commitment("c1", GROUP, 2, "Write the offer", CommitmentState.KEPT, OPENS)
        circle.rows.commitments.add(replace(kept, settled_at=OPENS, settled_in="check-in-2"))

        views = [view for _, view in circle.send_due(OPENS)]

        assert views[-1] == CardView(
            check_in_id="check-in-2",
            round_id=ROUND,
            user_id=2,
            moved="Two demos",
            next=("Call Bea",),
            kept=("Write the offer",),
            hands=("pricing",),
            own=(("Cash?", "Fine"),),
            late=True,
        )

    def test_it_is_edited_when_the_check_in_is(self, circle: Bench) -> None:
        circle.open_round(2)
        check_in = circle.check_in(2, OPENS)
        circle.send_due(OPENS)
        edited = replace(check_in, report=Report("Three demos"), edited_at=OPENS + HOUR)
        circle.rows.check_ins.update(edited)
        circle.outgoing.refresh_card(check_in.id)

        view, _ = circle.dispatch.view(circle.the(DeliveryKind.CARD).id, OPENS)

        assert DeliveryKind.CARD in stale(circle, OPENS)
        assert isinstance(view, CardView)
        assert (view.moved, view.edited) == ("Three demos", True)

    def test_once_it_is_sent_its_words_are_kept_with_the_check_in_alone(
        self, circle: Bench
    ) -> None:
        circle.open_round(2)
        circle.check_in(2, OPENS)
        circle.send_due(OPENS)

        assert circle.the(DeliveryKind.CARD).payload is None

    def remove(self, bench: Bench) -> None:
        with bench.rows.transaction():
            bench.outgoing.card_removed("check-in-2", OPENS)
            bench.rows.check_ins.delete("check-in-2")

    def test_one_that_is_taken_back_shows_nothing_any_more(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.check_in(2, OPENS)
        circle.send_due(OPENS)
        circle.rows.deliveries.edit_later(circle.the(DeliveryKind.CARD).id, OPENS + HOUR)
        self.remove(circle)

        view, _ = circle.dispatch.view(circle.the(DeliveryKind.CARD).id, OPENS)

        assert view == CardView(check_in_id="check-in-2", round_id=ROUND, user_id=2, removed=True)
        assert DeliveryKind.CARD in stale(circle, OPENS)

    def test_one_that_is_taken_back_in_time_is_never_sent(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.check_in(2, OPENS)
        self.remove(circle)

        assert DeliveryKind.CARD not in [one.kind for one, _ in circle.send_due(OPENS)]

    def test_one_whose_check_in_went_without_a_word_is_not_sent_either(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.check_in(2, OPENS)
        circle.rows.check_ins.delete("check-in-2")

        assert DeliveryKind.CARD not in [one.kind for one, _ in circle.send_due(OPENS)]

    def test_one_on_its_way_is_sent_again_without_its_words_and_edited(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.check_in(2, OPENS)
        circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)
        circle.arrive(circle.claimed(DeliveryKind.THREAD, OPENS).delivery, OPENS)
        card = circle.claimed(DeliveryKind.CARD, OPENS)
        assert isinstance(card.view, CardView)
        assert card.view.moved == "Two demos"
        self.remove(circle)

        again = circle.dispatch.again(card.delivery.id, OPENS + SECOND)

        assert again is not None
        assert isinstance(again.view, CardView)
        assert again.view.removed
        circle.arrive(again.delivery, OPENS)
        assert DeliveryKind.CARD in stale(circle, OPENS)

    def test_one_that_comes_back_is_shown_again_where_it_stands(self, circle: Bench) -> None:
        circle.open_round(2)
        check_in = circle.check_in(2, OPENS)
        circle.send_due(OPENS)
        self.remove(circle)
        circle.rows.check_ins.add(check_in)
        circle.outgoing.card(check_in, OPENS)

        view, _ = circle.dispatch.view(circle.the(DeliveryKind.CARD).id, OPENS)

        assert isinstance(view, CardView)
        assert (view.removed, view.moved) == (False, "Two demos")
        assert circle.send_due(OPENS) == []

    def test_one_that_comes_back_before_it_was_sent_is_sent(self, circle: Bench) -> None:
        circle.open_round(2)
        check_in = circle.check_in(2, OPENS)
        self.remove(circle)
        circle.rows.check_ins.add(check_in)
        circle.outgoing.card(check_in, OPENS)

        assert DeliveryKind.CARD in [one.kind for one, _ in circle.send_due(OPENS)]

    def test_an_early_answer_has_none_until_its_round_opens(self, circle: Bench) -> None:
        circle.open_round(2)
        early = replace(circle.check_in(2, OPENS), id="early", round_id=None, user_id=3)
        circle.outgoing.card(early, OPENS)

        assert len(circle.of_kind(DeliveryKind.CARD)) == 1


class TestSummary:
    def test_it_is_edited_when_somebody_answers_late(self, circle: Bench) -> None:
        circle.open_round(2, 3, 4)
        circle.send_due(OPENS)
        circle.check_in(2, OPENS)
        circle.expect(4, Expectation.AWAY)
        circle.close_round()
        sent = {one.kind: view for one, view in circle.send_due(CLOSE)}
        first = sent[DeliveryKind.SUMMARY]
        circle.check_in(3, CLOSE + HOUR, late=True)

        view, _ = circle.dispatch.view(circle.the(DeliveryKind.SUMMARY).id, CLOSE + HOUR)

        assert isinstance(first, SummaryView)
        assert (first.in_ids, first.late_ids, first.away_ids, first.missing) == ((2,), (), (4,), 1)
        assert DeliveryKind.SUMMARY in stale(circle, CLOSE + HOUR)
        assert isinstance(view, SummaryView)
        assert (view.in_ids, view.late_ids, view.missing) == ((2,), (3,), 0)
        assert circle.the(DeliveryKind.SUMMARY).payload is None


class TestGroup:
    def test_an_invitation_says_who_is_invited_and_who_has_joined(self, circle: Bench) -> None:
        circle.member(5, standing=Standing.INVITED, joined_at=None)
        group = circle.rows.groups.get(GROUP)
        assert group is not None
        circle.outgoing.invitation(group, OPENS)
        circle.send_due(OPENS)
        circle.member(5, standing=Standing.JOINED)
        circle.outgoing.refresh_invitation(GROUP, OPENS)

        view, _ = circle.dispatch.view(circle.the(DeliveryKind.INVITATION).id, OPENS)

        assert stale(circle, OPENS) == [DeliveryKind.INVITATION]
        assert isinstance(view, InvitationView)
        assert (view.invited, set(view.joined)) == ((), {1, 2, 3, 4, 5})
        assert view.first_opens_at == datetime(2026, 12, 14, 8, tzinfo=UTC)
        assert view.rhythm.startswith("Every Monday at 09:00, Berlin time")

    def test_an_invitation_that_was_posted_long_ago_is_posted_anew(self, circle: Bench) -> None:
        group = circle.rows.groups.get(GROUP)
        assert group is not None
        for now in (OPENS, OPENS + HOUR, OPENS + 2 * DAY):
            circle.outgoing.invitation(group, now)
            circle.send_due(now)

        assert [one.not_before for one in circle.of_kind(DeliveryKind.INVITATION)] == [
            OPENS,
            OPENS + 2 * DAY,
        ]

    def test_an_invitation_that_was_deleted_is_posted_anew(self, circle: Bench) -> None:
        group = circle.rows.groups.get(GROUP)
        assert group is not None
        circle.outgoing.invitation(group, OPENS)
        circle.send_due(OPENS)
        circle.dispatch.vanished(circle.the(DeliveryKind.INVITATION).id)
        circle.outgoing.invitation(group, OPENS)

        assert len(circle.send_due(OPENS)) == 1

    def test_a_group_that_ends_says_how_it_was(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        circle.check_in(2, OPENS)
        for number, state in enumerate(CommitmentState):
            made = Commitment(f"c{number}", GROUP, 2, "Call Bea", state, OPENS)
            is_open = state is CommitmentState.OPEN
            circle.rows.commitments.add(replace(made, settled_at=None if is_open else OPENS))
        circle.change_round(state=RoundState.CLOSED, closed_at=OPENS + HOUR)
        circle.change_group(state=GroupState.ENDED, ended_at=OPENS + HOUR)
        group = circle.rows.groups.get(GROUP)
        assert group is not None
        circle.outgoing.cancel_group(GROUP)
        circle.outgoing.summary(ROUND, OPENS + HOUR)
        circle.outgoing.ending(group, OPENS + HOUR)

        sent = circle.send_due(OPENS + HOUR)

        assert [one.kind for one, _ in sent] == [
            DeliveryKind.CARD,
            *sorted((DeliveryKind.SUMMARY, DeliveryKind.ENDING), key=_by_id),
        ]
        (ending,) = (view for _, view in sent if isinstance(view, EndingView))
        assert ending == EndingView(
            group_id=GROUP, group_name="Owners Circle", rounds=1, check_ins=1, kept=1, made=2
        )
        assert {one.channel_id for one, _ in sent[1:]} == {CHANNEL}
        assert circle.state(DeliveryKind.NUDGE) is DeliveryState.CANCELLED

    def test_a_group_that_was_reopened_meanwhile_does_not_end(self, circle: Bench) -> None:
        group = circle.rows.groups.get(GROUP)
        assert group is not None
        circle.outgoing.ending(group, OPENS)

        assert circle.send_due(OPENS) == []

    def test_a_group_that_ends_twice_says_so_twice(self, circle: Bench) -> None:
        circle.change_group(state=GroupState.ENDED, ended_at=OPENS)
        group = circle.rows.groups.get(GROUP)
        assert group is not None
        for now in (OPENS, OPENS + DAY):
            circle.outgoing.ending(group, now)
            circle.outgoing.ending(group, now)
            assert len(circle.send_due(now)) == 1


def test_what_is_never_edited_has_nothing_to_show(circle: Bench) -> None:
    circle.open_round(2)

    with pytest.raises(Gone):
        circle.dispatch.view(circle.the(DeliveryKind.NUDGE).id, OPENS)
    with pytest.raises(Gone):
        circle.dispatch.view("no such delivery", OPENS)


def _by_id(kind: DeliveryKind) -> str:
    about = ROUND if kind is DeliveryKind.SUMMARY else GROUP
    return delivery_id(kind, about)

"""The order in which a round's messages come, and the places to which they go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.rounds import Report
from bot.accountability.models.views import CardView, SummaryView, ThreadView
from bot.accountability.schedules import Daily
from tests.accountability.dispatch.making import (
    CHANNEL,
    CLOSE,
    NUDGE,
    OPENS,
    OTHER_CHANNEL,
    ROUND,
    Bench,
)

if TYPE_CHECKING:
    from datetime import datetime

HOUR = timedelta(hours=1)
THREAD = 777


def kinds_due(bench: Bench, now: datetime) -> list[DeliveryKind]:
    return [one.kind for one in bench.dispatch.due(now)]


def test_the_opening_comes_first_then_the_thread_then_the_cards(circle: Bench) -> None:
    circle.open_round(2, 3)
    circle.check_in(2, OPENS)

    assert kinds_due(circle, OPENS) == [DeliveryKind.PING]
    assert circle.claim(DeliveryKind.THREAD, OPENS) is None
    ping = circle.claimed(DeliveryKind.PING, OPENS)
    assert kinds_due(circle, OPENS) == [DeliveryKind.PING]
    circle.arrive(ping.delivery, OPENS)
    assert kinds_due(circle, OPENS) == [DeliveryKind.THREAD]
    assert circle.claim(DeliveryKind.CARD, OPENS) is None
    thread = circle.claimed(DeliveryKind.THREAD, OPENS)
    circle.arrive(thread.delivery, OPENS)
    assert kinds_due(circle, OPENS) == [DeliveryKind.CARD]
    assert circle.claimed(DeliveryKind.CARD, OPENS).delivery.channel_id == circle.round.thread_id


def test_the_thread_is_started_from_the_opening_and_has_its_id(circle: Bench) -> None:
    circle.open_round(2)
    ping_id = circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)

    view = circle.claimed(DeliveryKind.THREAD, OPENS).view
    circle.arrive(circle.the(DeliveryKind.THREAD), OPENS)

    assert view == ThreadView(
        round_id=ROUND,
        name="Check-in · 7 Dec",
        ping_channel_id=CHANNEL,
        ping_message_id=ping_id,
    )
    assert circle.round.thread_id == ping_id


def test_a_group_with_several_schedules_names_them_in_its_threads(circle: Bench) -> None:
    circle.series(series_id="series-00002")
    circle.open_round(2)
    circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)

    view = circle.claimed(DeliveryKind.THREAD, OPENS).view

    assert isinstance(view, ThreadView)
    assert view.name == "Weekly · 7 Dec"


def test_daily_rounds_have_a_thread_for_the_week(bench: Bench) -> None:
    bench.group()
    bench.series(rhythm=Daily())
    bench.member(2)
    bench.open_round(2, nominal_on=date(2026, 12, 9))
    bench.arrive(bench.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)

    view = bench.claimed(DeliveryKind.THREAD, OPENS).view

    assert isinstance(view, ThreadView)
    assert view.name == "Check-in · week of 7 Dec"


def test_a_round_that_shares_a_thread_is_opened_and_summed_up_in_it(bench: Bench) -> None:
    bench.group()
    bench.series(rhythm=Daily())
    bench.member(2)
    bench.open_round(2, thread_id=THREAD)

    opened = bench.send_due(OPENS)
    bench.close_round()
    closed = bench.send_due(CLOSE)

    assert [(one.kind, one.channel_id) for one, _ in opened] == [(DeliveryKind.PING, THREAD)]
    assert [(one.kind, one.channel_id) for one, _ in closed] == [(DeliveryKind.SUMMARY, THREAD)]


def test_other_rounds_are_summed_up_in_the_channel(circle: Bench) -> None:
    circle.open_round(2)
    circle.send_due(OPENS)
    circle.check_in(2, OPENS, report=Report("Two demos", hand_lines=("pricing",)))
    circle.send_due(OPENS + HOUR)
    circle.close_round()

    sent = circle.send_due(CLOSE)

    ((delivery, view),) = sent
    assert (delivery.channel_id, circle.round.thread_id is None) == (CHANNEL, False)
    assert isinstance(view, SummaryView)
    assert (view.in_ids, view.missing, view.hands) == ((2,), 0, ((2, "pricing"),))


def test_nothing_is_summed_up_that_is_open(circle: Bench) -> None:
    circle.open_round(2)
    circle.outgoing.summary(ROUND, OPENS)

    assert circle.claim(DeliveryKind.SUMMARY, OPENS) is None
    assert circle.state(DeliveryKind.SUMMARY) is DeliveryState.CANCELLED


def test_a_summary_that_was_called_off_is_asked_for_again(circle: Bench) -> None:
    circle.open_round(2)
    circle.outgoing.summary(ROUND, OPENS)
    circle.claim(DeliveryKind.SUMMARY, OPENS)

    circle.close_round()

    assert circle.claimed(DeliveryKind.SUMMARY, CLOSE).delivery.channel_id == CHANNEL


class TestWithoutThread:
    def test_cards_and_nudges_go_to_the_channel_if_none_can_be_started(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)
        circle.check_in(2, OPENS)
        circle.claimed(DeliveryKind.THREAD, OPENS)
        circle.dispatch.failed(circle.the(DeliveryKind.THREAD).id, "no_permission", OPENS)

        ((card, view),) = circle.send_due(OPENS)
        ((nudge, _),) = circle.send_due(NUDGE)

        assert isinstance(view, CardView)
        assert (card.channel_id, nudge.channel_id) == (CHANNEL, CHANNEL)
        assert circle.rows.notices.of_group(circle.round.group_id) == []

    def test_none_is_started_from_an_opening_that_was_deleted(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)
        circle.dispatch.vanished(circle.the(DeliveryKind.PING).id)

        assert circle.claim(DeliveryKind.THREAD, OPENS) is None
        assert circle.state(DeliveryKind.THREAD) is DeliveryState.CANCELLED

    def test_none_is_started_from_an_opening_that_was_refused(self, circle: Bench) -> None:
        circle.open_round(2)
        circle.check_in(2, OPENS)
        circle.claimed(DeliveryKind.PING, OPENS)
        circle.dispatch.failed(circle.the(DeliveryKind.PING).id, "refused", OPENS)

        assert circle.claim(DeliveryKind.THREAD, OPENS) is None
        assert circle.claimed(DeliveryKind.CARD, OPENS).delivery.channel_id == CHANNEL


class TestDeletedThread:
    def test_a_card_goes_to_the_channel_and_so_do_those_after_it(self, circle: Bench) -> None:
        circle.open_round(2, 3)
        circle.send_due(OPENS)
        circle.check_in(2, OPENS)
        circle.claimed(DeliveryKind.CARD, OPENS)
        circle.dispatch.failed(circle.the(DeliveryKind.CARD).id, "no_channel", OPENS)

        again = circle.dispatch.again(circle.the(DeliveryKind.CARD).id, OPENS)
        assert again is not None
        circle.arrive(again.delivery, OPENS)
        circle.check_in(3, OPENS)

        assert again.delivery.channel_id == CHANNEL
        assert [one.channel_id for one, _ in circle.send_due(OPENS)] == [CHANNEL]
        assert circle.round.thread_id is None

    def test_an_opening_goes_to_the_channel_and_starts_a_thread_of_its_own(
        self, bench: Bench
    ) -> None:
        bench.group()
        bench.series(rhythm=Daily())
        bench.member(2)
        bench.open_round(2, thread_id=THREAD)
        ping = bench.claimed(DeliveryKind.PING, OPENS)
        bench.dispatch.failed(ping.delivery.id, "no_channel", OPENS)

        again = bench.dispatch.again(ping.delivery.id, OPENS)
        assert again is not None
        message_id = bench.arrive(again.delivery, OPENS)
        bench.send_due(OPENS)

        assert again.view == ping.view
        assert again.delivery.channel_id == CHANNEL
        assert bench.round.thread_id == message_id


def test_a_round_of_a_group_that_moved_goes_on_in_the_new_channel_if_the_old_one_is_gone(
    circle: Bench,
) -> None:
    circle.open_round(2)
    circle.send_due(OPENS)
    circle.change_group(channel_id=OTHER_CHANNEL)
    circle.close_round()
    summary = circle.claimed(DeliveryKind.SUMMARY, CLOSE)
    assert summary.delivery.channel_id == CHANNEL

    circle.dispatch.failed(summary.delivery.id, "no_channel", CLOSE)

    again = circle.dispatch.again(summary.delivery.id, CLOSE)
    assert again is not None
    assert again.delivery.channel_id == OTHER_CHANNEL
    circle.dispatch.failed(summary.delivery.id, "no_channel", CLOSE)
    assert circle.state(DeliveryKind.SUMMARY) is DeliveryState.FAILED


def test_what_is_due_is_said_with_the_place_where_it_goes_now(circle: Bench) -> None:
    circle.open_round(2)
    circle.check_in(2, OPENS)
    circle.arrive(circle.claimed(DeliveryKind.PING, OPENS).delivery, OPENS)
    circle.arrive(circle.claimed(DeliveryKind.THREAD, OPENS).delivery, OPENS)

    (card,) = circle.dispatch.due(OPENS)

    assert (card.kind, card.channel_id) == (DeliveryKind.CARD, circle.round.thread_id)

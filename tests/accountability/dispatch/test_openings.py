from __future__ import annotations

from datetime import timedelta

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Part, Pings, Standing
from bot.accountability.models.rounds import Expectation, PingStyle, Questions, RoundState
from bot.accountability.models.views import DirectView, MentionsView, PingView
from bot.accountability.quiet_hours import QuietHours
from tests.accountability.dispatch.making import (
    CHANNEL,
    CLOSE,
    GROUP,
    GUILD,
    OPENS,
    ROUND,
    Bench,
    wish,
)

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
# In New York the group's 09:00 is 03:00: quiet until 07:00, which is 12:00 UTC.
NEW_YORK = {"zone": "America/New_York", "quiet": QuietHours()}
NOON = OPENS + 4 * HOUR


def opening(bench: Bench) -> PingView:
    view = bench.claimed(DeliveryKind.PING, OPENS).view
    assert isinstance(view, PingView)
    return view


def test_an_opening_mentions_those_who_are_expected_in_the_channel(circle: Bench) -> None:
    circle.open_round(2, 3, 4)

    claim = circle.claimed(DeliveryKind.PING, OPENS)

    assert claim.delivery.channel_id == CHANNEL
    assert claim.view == PingView(
        round_id=ROUND,
        group_name="Owners Circle",
        series_name="",
        nominal_on=OPENS.date(),
        questions=("What moved?", "What's next?"),
        mentions=(2, 3, 4),
        closes_at=CLOSE,
        to_come=3,
    )
    assert {circle.attendance(user_id).mentioned_at for user_id in (2, 3, 4)} == {OPENS}


@pytest.mark.parametrize(
    "expectation", [one for one in Expectation if one is not Expectation.EXPECTED]
)
def test_nobody_is_mentioned_who_is_not_expected(circle: Bench, expectation: Expectation) -> None:
    circle.open_round(2, 3)
    circle.expect(3, expectation)

    assert opening(circle).mentions == (2,)
    assert circle.attendance(3).mentioned_at is None


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.LEFT, Standing.GONE])
def test_nobody_is_mentioned_who_is_not_a_member_by_now(circle: Bench, standing: Standing) -> None:
    circle.open_round(2, 3)
    circle.member(3, standing=standing)

    assert opening(circle).mentions == (2,)


def test_whoever_answered_early_is_counted_and_not_mentioned(circle: Bench) -> None:
    circle.open_round(2, 3)
    circle.check_in(3, OPENS)

    view = opening(circle)

    assert (view.mentions, view.named) == ((2,), ())
    assert (view.checked_in, view.to_come) == (1, 1)


def test_whoever_missed_three_rounds_is_neither_mentioned_nor_named(circle: Bench) -> None:
    circle.member(2, silent_rounds=2)
    circle.member(3, silent_rounds=3)
    circle.open_round(2, 3)

    view = opening(circle)

    assert (view.mentions, view.named, view.to_come) == ((2,), (), 2)


def test_a_group_that_is_silent_is_opened_silently_and_nobody_is_named(circle: Bench) -> None:
    circle.person(3, **wish(Pings.DM, dm_open=True))
    circle.open_round(2, 3, mentions_nobody=True)

    view = opening(circle)

    assert (view.mentions, view.named, view.silent) == ((), (), True)
    assert circle.of_kind(DeliveryKind.DM_PING) == []


def test_a_silent_schedule_names_and_rings_no_phone(bench: Bench) -> None:
    bench.group()
    bench.series(PingStyle.SILENT)
    bench.member(2)
    bench.member(3, pings=Pings.NONE)
    bench.open_round(2, 3)

    view = opening(bench)

    assert (view.mentions, view.named, view.silent) == ((), (2,), True)
    assert bench.attendance(2).mentioned_at is None


def test_a_wish_for_one_group_counts_more_than_the_one_for_all(circle: Bench) -> None:
    circle.person(2, **wish(Pings.NONE))
    circle.member(2, pings=Pings.MENTION)
    circle.member(3, pings=Pings.NONE)
    circle.open_round(2, 3)

    assert opening(circle).mentions == (2,)


def test_whoever_chose_dms_gets_one_and_is_not_named(circle: Bench) -> None:
    circle.person(3, **wish(Pings.DM))
    circle.open_round(2, 3)

    view = opening(circle)
    direct = circle.claimed(DeliveryKind.DM_PING, OPENS + SECOND)

    assert (view.mentions, view.named) == ((2,), ())
    assert (direct.delivery.channel_id, direct.delivery.user_id) == (None, 3)
    assert direct.view == DirectView(
        reason="ping",
        round_id=ROUND,
        group_name="Owners Circle",
        server_id=GUILD,
        channel_id=CHANNEL,
        closes_at=CLOSE,
    )
    assert circle.attendance(3).mentioned_at == OPENS + SECOND


def test_a_wish_that_changes_before_the_opening_is_posted_counts(circle: Bench) -> None:
    circle.person(3, **wish(Pings.DM))
    circle.open_round(2, 3)
    circle.person(2, **wish(Pings.DM))
    circle.person(3, **wish(Pings.MENTION))

    assert opening(circle).mentions == (3,)
    assert circle.the(DeliveryKind.DM_PING).user_id == 2


@pytest.mark.parametrize("answered", [True, False])
def test_a_dm_comes_only_while_it_has_a_reason(circle: Bench, *, answered: bool) -> None:
    circle.person(3, **wish(Pings.DM))
    circle.open_round(3)
    opening(circle)
    if answered:
        circle.check_in(3, OPENS)
    else:
        circle.expect(3, Expectation.AWAY)

    assert circle.claim(DeliveryKind.DM_PING, OPENS + SECOND) is None
    assert circle.state(DeliveryKind.DM_PING) is DeliveryState.CANCELLED


class TestQuietHours:
    def test_who_is_asleep_is_left_out_and_mentioned_in_the_thread_when_they_end(
        self, circle: Bench
    ) -> None:
        circle.person(3, **NEW_YORK)
        circle.person(4, **NEW_YORK)
        circle.open_round(2, 3, 4)

        first = [(one.kind, view) for one, view in circle.send_due(OPENS)]
        later = circle.send_due(NOON)

        (ping,) = (view for kind, view in first if kind is DeliveryKind.PING)
        assert isinstance(ping, PingView)
        assert (ping.mentions, ping.named) == ((2,), ())
        ((delivery, view),) = later
        assert delivery.channel_id == circle.round.thread_id
        assert view == MentionsView(
            round_id=ROUND, group_name="Owners Circle", mentions=(3, 4), closes_at=CLOSE
        )
        assert circle.attendance(3).mentioned_at == NOON

    def test_nothing_comes_when_they_have_answered_or_left_by_then(self, circle: Bench) -> None:
        circle.person(3, **NEW_YORK)
        circle.person(4, **NEW_YORK)
        circle.open_round(2, 3, 4)
        circle.send_due(OPENS)
        circle.check_in(3, OPENS + HOUR)
        circle.expect(4, Expectation.AWAY)

        assert [one.kind for one, _ in circle.send_due(NOON)] == [DeliveryKind.CARD]
        assert circle.attendance(3).mentioned_at is None

    def test_each_end_of_quiet_hours_has_one_mention(self, circle: Bench) -> None:
        circle.person(3, **NEW_YORK)
        circle.person(4, zone="America/Chicago", quiet=QuietHours())
        circle.open_round(2, 3, 4)
        opening(circle)

        put_off = circle.of_kind(DeliveryKind.PUT_OFF_MENTION)

        assert [one.not_before for one in put_off] == [NOON, NOON + HOUR]

    def test_nobody_is_mentioned_after_the_close(self, circle: Bench) -> None:
        circle.person(3, **NEW_YORK)
        circle.open_round(2, 3, close_at=NOON, nudge_at=None)
        opening(circle)

        assert circle.of_kind(DeliveryKind.PUT_OFF_MENTION) == []

    def test_the_clock_of_the_group_counts_where_their_own_is_unknown(self, bench: Bench) -> None:
        bench.group(zone="America/New_York")
        bench.series()
        bench.member(2)
        bench.person(2, quiet=QuietHours())
        bench.open_round(2)

        assert opening(bench).mentions == ()

    def test_a_dm_waits_for_their_end_as_well(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM), **NEW_YORK)
        circle.open_round(3)
        opening(circle)

        assert circle.the(DeliveryKind.DM_PING).not_before == NOON
        assert circle.claim(DeliveryKind.DM_PING, OPENS + HOUR) is None
        assert circle.claim(DeliveryKind.DM_PING, NOON) is not None

    def test_a_dm_that_was_held_up_into_the_night_waits_for_its_end(self, circle: Bench) -> None:
        circle.person(3, **wish(Pings.DM), quiet=QuietHours())
        circle.open_round(3)
        opening(circle)
        night = OPENS + 14 * HOUR  # 23:00 in Berlin

        assert circle.claim(DeliveryKind.DM_PING, night) is None
        later = circle.of_kind(DeliveryKind.DM_PING)

        assert [one.state for one in later] == [DeliveryState.CANCELLED, DeliveryState.PENDING]
        assert later[1].not_before == OPENS + 22 * HOUR
        assert circle.attendance(3).mentioned_at is None


class TestManyNames:
    def test_what_does_not_fit_follows_in_the_thread_and_everybody_comes_once(
        self, bench: Bench
    ) -> None:
        everybody = tuple(range(10**17, 10**17 + 230))
        bench.group()
        bench.series()
        for user_id in everybody:
            bench.member(user_id)
        bench.open_round(*everybody)

        sent = [view for _, view in bench.send_due(OPENS)]

        told = [view.mentions for view in sent if isinstance(view, (PingView, MentionsView))]
        assert sorted(user_id for part in told for user_id in part) == list(everybody)
        assert max(map(len, told)) <= 100
        assert max(len(" ".join(f"<@{one}>" for one in part)) for part in told) <= 2000
        assert len(told) == 4
        assert {bench.attendance(user_id).mentioned_at for user_id in everybody} == {OPENS}

    def test_long_questions_leave_less_room_in_the_opening(self, bench: Bench) -> None:
        everybody = tuple(range(10**17, 10**17 + 60))
        bench.group()
        bench.series(questions=Questions(("Why?" * 25,) * 4, commitments=False))
        for user_id in everybody:
            bench.member(user_id)
        bench.open_round(*everybody)

        view = opening(bench)

        assert view.questions == ("Why?" * 25,) * 4
        assert 0 < len(view.mentions) < 40


class TestLateness:
    def test_an_opening_says_how_late_it_is_when_it_leaves(self, circle: Bench) -> None:
        circle.open_round(2, late_by=2 * HOUR, close_moved=True)

        view = circle.claimed(DeliveryKind.PING, OPENS + 30 * MINUTE).view

        assert isinstance(view, PingView)
        assert (view.late_minutes, view.close_moved) == (150, True)

    def test_a_few_seconds_are_not_late(self, circle: Bench) -> None:
        circle.open_round(2)

        view = circle.claimed(DeliveryKind.PING, OPENS + 4 * MINUTE).view

        assert isinstance(view, PingView)
        assert view.late_minutes == 0


@pytest.mark.parametrize(
    ("questions", "asked"),
    [
        (Questions(), ("What moved?", "What's next?")),
        (Questions(("Cash?",)), ("Cash?", "What's next?")),
        (Questions(("Cash?",), commitments=False), ("Cash?",)),
    ],
)
def test_an_opening_says_what_is_asked(
    bench: Bench, questions: Questions, asked: tuple[str, ...]
) -> None:
    bench.group()
    bench.series(questions=questions)
    bench.open_round()

    assert opening(bench).questions == asked


def test_nothing_is_opened_that_has_closed_meanwhile(circle: Bench) -> None:
    circle.open_round(2)
    circle.change_round(state=RoundState.CLOSED)

    assert circle.claim(DeliveryKind.PING, OPENS) is None
    assert circle.state(DeliveryKind.PING) is DeliveryState.CANCELLED
    assert circle.attendance(2).mentioned_at is None


def test_nothing_is_opened_of_a_group_that_has_ended(circle: Bench) -> None:
    circle.open_round(2)
    circle.change_group(state=GroupState.ENDED, ended_at=OPENS)

    assert circle.claim(DeliveryKind.PING, OPENS) is None


def test_whom_to_look_up_are_those_who_would_be_told_and_were_not_seen_lately(
    circle: Bench,
) -> None:
    circle.member(2, seen_at=OPENS - 9 * MINUTE)
    circle.member(3, seen_at=OPENS - 11 * MINUTE)
    circle.member(5, part=Part.OBSERVER)
    circle.person(6, **wish(Pings.DM))
    circle.member(6)
    circle.open_round(2, 3, 4, 6)
    circle.expect(4, Expectation.AWAY)

    assert circle.dispatch.whom(circle.the(DeliveryKind.PING).id, OPENS) == [3, 6]
    opening(circle)
    assert circle.dispatch.whom(circle.the(DeliveryKind.DM_PING).id, OPENS) == [6]


def test_somebody_who_turns_out_to_be_gone_is_not_mentioned(circle: Bench) -> None:
    circle.open_round(2, 3)
    ping = circle.the(DeliveryKind.PING)
    assert circle.dispatch.whom(ping.id, OPENS) == [2, 3]
    circle.member(2, seen_at=OPENS)
    circle.member(3, standing=Standing.GONE)

    assert opening(circle).mentions == (2,)
    assert circle.rows.members.get(GROUP, 3) is not None

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import InvalidText, UnknownZone
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupKind, GroupState, Part, Standing
from bot.errors import Gone, Refusal
from tests.accountability.groups.making import (
    ANN,
    BERLIN,
    CHANNEL,
    CLOSE,
    EARLIER,
    ELSEWHERE,
    HERE,
    HOST,
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    circle,
    deliver,
    expected_in,
    latest,
    let_in,
    opened,
    redrawn,
    weekly,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability


def test_who_makes_a_group_runs_it_and_has_joined(book: Accountability) -> None:
    group = book.groups.create(
        HERE, CHANNEL, " Owners\nCircle ", "Asia/Calcutta", GroupKind.TEAM, ANN, EARLIER
    )
    assert group.name == "Owners Circle"
    assert group.zone == "Asia/Kolkata"
    assert group.state is GroupState.ACTIVE
    ann = book.members.get(group.id, ANN)
    assert ann is not None
    assert (ann.part, ann.standing, ann.runs) == (Part.REQUIRED, Standing.JOINED, True)
    assert book.groups.of_member(HERE, ANN) == book.groups.run_by(HERE, ANN) == [group]
    assert [change.action for change in book.rows.changes.of_group(group.id)] == ["group.create"]


@pytest.mark.parametrize(
    ("name", "zone", "error", "sentence"),
    [
        ("\u200b \u2800", BERLIN, InvalidText, "That name is empty. Type one with letters, like"),
        ("Circle", "../../etc/passwd", UnknownZone, "no time zone I know"),
        ("Circle", "EST", UnknownZone, "no time zone I know"),
    ],
)
def test_a_group_has_a_name_and_a_zone(
    book: Accountability, name: str, zone: str, error: type[Refusal], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        book.groups.create(HERE, CHANNEL, name, zone, GroupKind.OWNERS, HOST, EARLIER)
    assert book.groups.in_guild(HERE) == []


def test_a_channel_has_one_group_and_the_refusal_does_not_name_it(book: Accountability) -> None:
    circle(book, name="Secret Circle")
    with pytest.raises(Refusal) as refused:
        circle(book)
    assert str(refused.value) == "That channel has a group already. Choose another channel."
    other = circle(book, channel_id=12)
    with pytest.raises(Refusal, match="has a group already"):
        book.groups.edit(other.id, channel_id=CHANNEL, actor=HOST, now=EARLIER)


def test_two_groups_of_a_server_are_apart(book: Accountability) -> None:
    one, two = circle(book), circle(book, channel_id=12, name="Two")
    let_in(book, two, ANN)
    assert book.groups.in_channel(HERE, CHANNEL) == one
    assert book.groups.in_channel(HERE, 12) == two
    assert book.groups.in_channel(HERE, 13) is None
    assert book.groups.in_guild(HERE) == [one, two] or book.groups.in_guild(HERE) == [two, one]
    assert book.groups.of_member(HERE, ANN) == [two]
    assert book.members.get(one.id, ANN) is None
    series = weekly(book, two)
    weekly(book, one, "other")
    found = opened(book, series)
    book.groups.end(one.id, HOST, TUESDAY)
    assert latest(book, series) == found
    assert set(expected_in(book, found)) == {ANN}


def test_another_server_sees_nothing_of_a_group(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    with pytest.raises(Gone, match="not here any more"):
        book.groups.get(ELSEWHERE, group.id)
    with pytest.raises(Gone, match="not here any more"):
        book.groups.get(HERE, "forged")
    assert book.groups.get(HERE, group.id) == group
    assert book.groups.in_channel(ELSEWHERE, CHANNEL) is None
    assert book.groups.of_member(ELSEWHERE, ANN) == []
    assert book.groups.run_by(ELSEWHERE, HOST) == []
    assert book.groups.in_guild(ELSEWHERE) == []
    book.members.gone(ELSEWHERE, ANN, MONDAY)
    assert book.groups.of_member(HERE, ANN) == [group]


def test_what_is_not_given_stays_and_the_messages_are_redrawn(book: Accountability) -> None:
    group = circle(book)
    found = opened(book, weekly(book, group))
    renamed = book.groups.edit(group.id, name="Founders", actor=HOST, now=TUESDAY)
    assert (renamed.name, renamed.zone, renamed.channel_id) == ("Founders", BERLIN, CHANNEL)
    assert book.groups.get(HERE, group.id) == renamed
    assert DeliveryKind.PING in redrawn(book, TUESDAY)
    assert book.groups.edit(group.id, name="Founders ", actor=HOST, now=TUESDAY) == renamed
    moved = book.groups.edit(group.id, channel_id=12, join_role_ids=(7,), actor=HOST, now=TUESDAY)
    assert (moved.channel_id, moved.join_role_ids) == (12, (7,))
    still = book.rows.rounds.get(found.id)
    assert still is not None
    assert still.channel_id == CHANNEL
    assert book.rows.changes.of_group(group.id)[0].detail == "channel_id, join_role_ids"


def test_another_zone_moves_what_is_to_come_and_repeats_no_date(book: Accountability) -> None:
    group = circle(book)
    series = weekly(book, group)
    found = opened(book, series)
    book.groups.edit(group.id, zone="America/New_York", actor=HOST, now=MONDAY + timedelta(hours=1))
    # 09:00 in New York is still to come today; today's round has been opened.
    assert not book.rounds.plan_due(MONDAY + timedelta(hours=6))
    assert latest(book, series) == found
    moved = book.rows.series.get(series.id)
    assert moved is not None
    assert moved.next_at == NEXT_MONDAY + timedelta(hours=6)


def test_what_is_due_by_the_old_clock_still_opens(book: Accountability) -> None:
    group = circle(book)
    series = weekly(book, group)
    # By the new clock, Monday, 09:00 was eight hours ago.
    book.groups.edit(group.id, zone="Asia/Tokyo", actor=HOST, now=MONDAY)
    assert latest(book, series).opens_at == MONDAY
    moved = book.rows.series.get(series.id)
    assert moved is not None
    assert moved.next_at == NEXT_MONDAY - timedelta(hours=8)


def test_a_zone_that_is_not_known_any_more_can_be_changed(book: Accountability) -> None:
    group = circle(book)
    series = weekly(book, group)
    book.rows.groups.update(replace(group, zone="Europe/Atlantis"))
    assert [failure.id for failure in book.rounds.plan_due(MONDAY)] == [series.id]
    book.groups.edit(group.id, zone=BERLIN, actor=HOST, now=TUESDAY)
    assert not book.rounds.plan_due(TUESDAY)
    assert opened(book, series, NEXT_MONDAY).opens_at == NEXT_MONDAY


def test_a_pause_opens_nothing_and_nothing_is_made_up_for(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    assert book.groups.pause(group.id, HOST, EARLIER).paused_at == EARLIER
    assert book.groups.pause(group.id, HOST, MONDAY).paused_at == EARLIER
    assert not book.rounds.plan_due(MONDAY)
    assert book.rows.rounds.latest_of_series(series.id) is None
    resumed = book.groups.resume(group.id, HOST, MONDAY + timedelta(hours=1))
    assert (resumed.state, resumed.paused_at) == (GroupState.ACTIVE, None)
    assert book.groups.resume(group.id, HOST, TUESDAY) == resumed
    assert not book.rounds.plan_due(MONDAY + timedelta(hours=1))
    assert book.rows.rounds.latest_of_series(series.id) is None
    assert opened(book, series, NEXT_MONDAY).opens_at == NEXT_MONDAY
    actions = [change.action for change in book.rows.changes.of_group(group.id)]
    assert actions.count("group.pause") == actions.count("group.resume") == 1


def test_an_open_round_reminds_nobody_while_paused_and_is_summed_up(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    series = weekly(book, group)
    found = opened(book, series)
    book.groups.pause(group.id, HOST, MONDAY + timedelta(hours=1))
    deliver(book, TUESDAY)
    [nudge] = book.rows.deliveries.of_round(found.id, DeliveryKind.NUDGE)
    assert nudge.state is DeliveryState.CANCELLED
    assert not book.rounds.close_due(CLOSE)
    deliver(book, CLOSE)
    [summary] = book.rows.deliveries.of_round(found.id, DeliveryKind.SUMMARY)
    assert summary.state is DeliveryState.SENT


def test_paused_and_resumed_at_the_due_second_it_opens_once(book: Accountability) -> None:
    group = circle(book)
    series = weekly(book, group)
    book.groups.pause(group.id, HOST, MONDAY)
    book.groups.resume(group.id, HOST, MONDAY)
    assert opened(book, series).opens_at == MONDAY
    assert opened(book, series) == latest(book, series)
    assert len(book.rows.rounds.of_series(series.id, 10)) == 1


def test_the_invitation_is_posted_once_and_kept_up_to_date(book: Accountability) -> None:
    group = circle(book)
    weekly(book, group)
    book.members.invite(group.id, [ANN], Part.REQUIRED, HOST, EARLIER)
    book.groups.post_invitation(group.id, HOST, EARLIER)
    book.groups.post_invitation(group.id, HOST, EARLIER)
    [invitation] = book.rows.deliveries.of_group(group.id, DeliveryKind.INVITATION)
    claim = book.dispatch.claim(invitation.id, EARLIER)
    assert claim is not None
    book.dispatch.sent(invitation.id, 900, CHANNEL, EARLIER)
    book.members.join(group.id, ANN, EARLIER + timedelta(minutes=1))
    assert redrawn(book, EARLIER) == {DeliveryKind.INVITATION}


def test_the_settings_can_be_taken_along(book: Accountability) -> None:
    group = circle(book)
    let_in(book, group, ANN)
    book.members.invite(group.id, [4], Part.OPTIONAL, HOST, EARLIER)
    book.members.leave(group.id, ANN, EARLIER, keep=True)
    weekly(book, group)
    book.holidays.add(
        group.id, "Yule", EARLIER.date(), EARLIER.date() + timedelta(days=2), HOST, EARLIER
    )
    assert book.groups.export(group.id) == {
        "name": "Circle",
        "kind": "owners",
        "zone": BERLIN,
        "channel_id": "11",
        "created_at": "2025-11-27T08:00:00+00:00",
        "join_role_ids": [],
        "members": [
            {"user_id": "1", "part": "observer", "facilitator": True, "joined": True},
            {"user_id": "4", "part": "optional", "facilitator": False, "joined": False},
        ],
        "schedules": [
            {
                "name": "weekly",
                "state": "active",
                "rhythm": {"kind": "weekly", "weekday": 0, "every": 1},
                "starts_on": "2025-12-01",
                "opens": "09:00",
                "closes": {"days": 2, "time": "12:00"},
                "nudges": {"days": 1, "time": "09:00"},
                "style": "mention",
                "questions": [],
                "commitments": True,
            }
        ],
        "holidays": [{"name": "Yule", "from": "2025-11-27", "until": "2025-11-29"}],
    }

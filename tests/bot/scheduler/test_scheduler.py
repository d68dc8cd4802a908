"""A round from its opening to its summary, carried by the real courier to the stand-in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from tests.bot.scheduler.station import MONDAY, NAP

if TYPE_CHECKING:
    from tests.bot.scheduler.station import Station

A_MINUTE = timedelta(minutes=1)


async def test_a_round_opens_reminds_and_closes_each_at_its_time(station: Station) -> None:
    station.start()
    await station.until(MONDAY)
    assert station.posted() == []
    await station.until(MONDAY + A_MINUTE)
    (ping,) = station.posted()
    assert "To come 2" in ping.text
    (delivery,) = station.book.rows.deliveries.of_round(station.round.id, DeliveryKind.PING)
    assert MONDAY <= delivery.not_before < MONDAY + A_MINUTE
    assert ping.message is not None
    late = ping.message.created_at - delivery.not_before
    assert timedelta() <= late <= timedelta(seconds=1)  # the scheduler's shortest nap
    assert station.ann.pings == [station.ann.view(ping)]
    assert [dm.content.splitlines()[0] for dm in station.ben.dms] == [
        "The check-in of **Circle** is open."
    ]

    await station.check_in(station.ann)
    assert "To come 1" in ping.text
    (card,) = station.posted(station.thread)
    assert "**Moved** Much" in card.text

    await station.until(MONDAY + timedelta(days=1, minutes=1))
    assert len(station.ben.dms) == 2
    assert station.ben.dms[1].content.startswith("**Circle**: still time to check in.")

    await station.until(MONDAY + timedelta(days=2, hours=3, minutes=1))
    ping, summary = station.posted()
    assert "You can still add yours." in ping.text
    assert summary.content.startswith("**Circle · 4 Mar**")
    assert len(station.ann.pings) == 1
    states = {one.kind: one.state for one in station.deliveries()}
    assert states.pop(DeliveryKind.NUDGE) is DeliveryState.CANCELLED  # Ben wants DMs
    assert set(states.values()) == {DeliveryState.SENT}


async def test_it_is_quick_to_hear_of_a_change_and_rests_otherwise(station: Station) -> None:
    station.start()
    await station.until(MONDAY - timedelta(days=1))
    requests = len(station.stand_in.requests)
    await station.live(hours=12)
    # Nobody was asked for anything.
    assert len(station.stand_in.requests) == requests
    assert station.scheduler.age is not None
    assert station.scheduler.age <= NAP.total_seconds()
    assert station.scheduler.hold is None


async def test_who_has_left_the_server_is_not_mentioned(station: Station) -> None:
    station.start()
    station.stand_in.world.remove_member(station.guild, station.ann)
    await station.until(MONDAY + A_MINUTE)
    (ping,) = station.posted()
    assert ping.message is not None
    assert not ping.message.pinged
    assert "To come 1" in ping.text
    assert len(station.ben.dms) == 1


async def test_who_left_long_ago_is_noticed_within_a_day(station: Station) -> None:
    station.start()
    station.stand_in.world.remove_member(station.guild, station.ann)
    await station.live(hours=31)
    member = station.book.members.get(station.group.id, station.ann.id)
    assert member is not None
    assert member.standing == "gone"


async def test_a_message_that_somebody_deleted_is_not_missed(station: Station) -> None:
    station.start()
    await station.until(MONDAY + A_MINUTE)
    (ping,) = station.posted()
    assert ping.message is not None
    station.stand_in.world.delete_message(ping.message)
    await station.check_in(station.ann)
    await station.until(MONDAY + timedelta(days=3))
    (summary,) = station.posted()
    assert summary.content.startswith("**Circle · 4 Mar**")
    assert station.book.dispatch.stale(station.clock.now()) == []


async def test_many_answers_at_once_are_one_edit(station: Station) -> None:
    station.start()
    await station.until(MONDAY + A_MINUTE)
    (ping,) = station.posted()
    edits = [one for one in station.stand_in.requests if one.method == "PATCH"]
    station.stand_in.faults.slow("PATCH /channels/{channel_id}/messages/{message_id}", 0.05)
    for person in (station.ann, station.ben):
        station.answer(person)
    await station.stand_in.settle()
    assert "In 2" in ping.text
    made = [one for one in station.stand_in.requests if one.method == "PATCH"]
    assert len(made) - len(edits) <= 2


async def test_who_will_be_mentioned_is_looked_for_some_minutes_before(station: Station) -> None:
    station.start()
    await station.until(MONDAY - timedelta(minutes=5))
    station.stand_in.requests.clear()
    station.scheduler.nudge()
    await station.stand_in.settle()
    before = asked(station)
    assert len(set(before)) == 3
    await station.until(MONDAY + A_MINUTE)
    # The opening need not ask any more.
    assert asked(station) == before
    assert len(station.posted()) == 1


def asked(station: Station) -> list[str]:
    return [one.path for one in station.stand_in.requests if "/members/" in one.path]

"""While something is badly wrong nothing is opened, sent or missed; and it goes on as it should."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import RoundState
from bot.deletions import Deletion, Deletions
from bot.playground.server.world.permissions import Permission
from bot.scheduler.facts import ANOTHER_COPY, RESTORED, RESUME, TICK
from bot.scheduler.scheduler import Hold
from tests.bot.scheduler.station import MONDAY, Station

if TYPE_CHECKING:
    from pathlib import Path

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CLOSE = MONDAY + timedelta(days=2, hours=3)


def notices(station: Station) -> list[Cause]:
    return [one.cause for one in station.book.rows.notices.of_group(station.group.id)]


def pings(station: Station) -> int:
    return sum("**Check-in: Circle**" in one.content for one in station.posted())


def set_wrong(station: Station, error: timedelta) -> None:
    """Set the computer's clock wrong by so much; Discord's stays right."""
    station.clock.set(station.clock.now() + error)
    station.stand_in.clock_error += error


def put_right(station: Station) -> None:
    """Set the computer's clock right again."""
    station.clock.set(station.clock.now() - station.stand_in.clock_error)
    station.stand_in.clock_error = timedelta()


# -- the clock


@pytest.mark.parametrize("error", [timedelta(days=8), timedelta(days=400), timedelta(hours=-1)])
async def test_a_clock_that_jumps_opens_nothing_and_misses_nothing(
    station: Station, error: timedelta
) -> None:
    station.start()
    await station.until(MONDAY - AN_HOUR)
    set_wrong(station, error)
    await station.live(minutes=5)
    assert station.scheduler.hold is Hold.CLOCK
    assert station.book.rows.rounds.of_series(station.series_id, 1) == []
    put_right(station)
    # The jump back is another reason to look; then both agree three times.
    await station.live(minutes=2)
    assert station.scheduler.hold is None
    await station.until(MONDAY + A_MINUTE)
    assert pings(station) == 1
    assert station.round.state is RoundState.OPEN


async def test_a_clock_that_is_wrong_at_the_start_holds_until_it_is_right(station: Station) -> None:
    set_wrong(station, MONDAY + AN_HOUR - station.clock.now())
    station.start()
    await station.live(minutes=5)
    assert station.scheduler.hold is Hold.CLOCK
    assert station.channel.messages == {}
    assert station.book.rows.facts.get(TICK) is None
    put_right(station)
    await station.live(minutes=2)
    assert station.scheduler.hold is None


async def test_a_clock_that_went_back_while_the_bot_was_off_holds(station: Station) -> None:
    station.start()
    await station.live(hours=2)
    await station.kill()
    set_wrong(station, -AN_HOUR)
    await station.restart()
    await station.live(minutes=1)
    assert station.scheduler.hold is Hold.CLOCK


async def test_those_who_run_the_group_are_told_of_a_hold_that_lasts(station: Station) -> None:
    station.start()
    await station.live(minutes=1)
    set_wrong(station, A_DAY)
    await station.live(minutes=9)
    assert notices(station) == []
    await station.live(minutes=2)
    assert notices(station) == [Cause.CLOCK]
    put_right(station)
    await station.live(minutes=3)
    assert notices(station) == []
    assert station.channel.messages == {}


async def test_a_hold_during_which_something_was_due_ends_with_it_a_little_late(
    station: Station,
) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    set_wrong(station, -AN_HOUR)
    await station.live(minutes=11)
    put_right(station)
    await station.live(minutes=3)
    (ping,) = station.posted()
    assert re.search(r"I was down, sorry: this is 1[0-2] minutes late\.", ping.content)


# -- a folder that was restored or copied


async def restored(station: Station, copy: Path) -> None:
    """Go back to a copy, and see that nothing is sent by that."""
    before = len(station.stand_in.requests)
    await station.go_back(copy)
    await station.live(minutes=5)
    assert station.scheduler.hold is Hold.RESTORED
    made = station.stand_in.requests[before:]
    assert {one.method for one in made} <= {"GET"}


async def test_what_was_sent_since_the_backup_is_found_and_not_sent_again(
    station: Station,
) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    copy = station.copy()
    await station.until(MONDAY + AN_HOUR)
    ping_id = station.posted()[0].id
    thread_id = station.round.thread_id
    await restored(station, copy)
    (delivery,) = station.book.rows.deliveries.of_round(station.round.id, DeliveryKind.PING)
    assert (delivery.state, delivery.message_id) == (DeliveryState.SENT, ping_id)
    assert station.round.thread_id == thread_id

    await station.resume()
    assert station.scheduler.hold is None
    assert station.book.rows.facts.get(RESUME) is None
    await station.check_in(station.ann)
    await station.until(CLOSE + AN_HOUR)
    assert [pings(station), len(station.posted()), len(station.posted(station.thread))] == [1, 2, 1]
    assert len(station.ann.pings) == 1
    assert len(station.ben.dms) == 2
    assert notices(station) == []


async def test_a_whole_round_that_was_sent_since_is_found(station: Station) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    copy = station.copy()
    await station.until(MONDAY + AN_HOUR)
    await station.check_in(station.ann)
    await station.until(MONDAY + A_DAY + AN_HOUR)
    await restored(station, copy)
    await station.resume()
    await station.live(hours=1)
    assert pings(station) == 1
    assert len(station.ben.dms) == 2


async def test_what_is_not_there_goes_out_after_the_word(station: Station) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    copy = station.copy()
    await station.kill()
    await station.clock.advance(hours=1)
    await restored(station, copy)
    assert station.channel.messages == {}
    await station.live(minutes=10)
    assert station.channel.messages == {}
    await station.resume()
    assert pings(station) == len(station.ben.dms) == 1


async def test_what_can_t_be_looked_for_is_dropped_and_told(station: Station) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    copy = station.copy()
    await station.kill()
    await station.clock.advance(hours=1)
    station.stand_in.world.set_overwrite(
        station.channel, station.role, deny=Permission.READ_MESSAGE_HISTORY
    )
    await restored(station, copy)
    await station.resume()
    await station.live(hours=1)
    assert pings(station) == 0
    assert notices(station) == [Cause.RESTORED]


async def test_a_server_that_is_out_of_reach_delays_the_word_and_not_for_ever(
    station: Station,
) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    copy = station.copy()
    await station.kill()
    await station.clock.advance(hours=1)
    station.stand_in.world.set_guild_available(station.guild, available=False)
    await restored(station, copy)
    await station.resume()
    await station.live(minutes=9)
    assert station.scheduler.hold is Hold.RESTORED
    await station.live(minutes=2)
    assert station.scheduler.hold is None


async def test_a_word_that_was_said_before_the_start_counts(station: Station) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    copy = station.copy()
    await station.until(MONDAY + AN_HOUR)
    await station.go_back(copy)
    await station.resume()
    await station.live(minutes=2)
    assert station.scheduler.hold is None
    assert pings(station) == 1


async def test_a_restart_does_not_end_the_hold_and_a_moved_folder_is_none(
    station: Station,
) -> None:
    station.start()
    await station.live(minutes=1)
    await station.restart()
    await station.live(minutes=1)
    assert station.scheduler.hold is None
    await station.go_back(station.copy())
    await station.live(minutes=1)
    await station.restart()
    await station.live(minutes=1)
    assert station.scheduler.hold is Hold.RESTORED
    assert station.book.rows.facts.get(RESTORED) is not None


async def test_what_was_deleted_for_good_is_not_brought_back(station: Station) -> None:
    station.start()
    await station.until(MONDAY + AN_HOUR)
    await station.check_in(station.ann)
    copy = station.copy()
    await station.live(minutes=5)
    deletions, now = Deletions(station.path.parent), station.clock.now()
    deletions.add(Deletion(now, station.group.id, station.ann.id))
    deletions.add(Deletion(now, "a group that this file does not know"))
    deletions.add(Deletion(now, "another of the kind", station.ben.id))
    await station.go_back(copy)
    await station.live(minutes=1)
    assert station.scheduler.hold is Hold.RESTORED
    member = station.book.members.get(station.group.id, station.ann.id)
    assert member is not None
    assert not member.joined
    assert station.book.rows.check_ins.of_round(station.round.id) == []

    copy = station.copy()
    deletions.add(Deletion(station.clock.now(), station.group.id))
    await station.go_back(copy)
    await station.live(minutes=1)
    assert station.book.rows.groups.get(station.group.id) is None


async def test_a_group_is_noted_before_it_is_deleted_for_good(station: Station) -> None:
    station.start()
    station.book.groups.end(station.group.id, station.host.id, station.clock.now())
    await station.live(days=32)
    assert station.book.rows.groups.get(station.group.id) is None
    (noted,) = Deletions(station.path.parent).since(None)
    assert (noted.group_id, noted.user_id) == (station.group.id, None)


# -- another copy of the bot


async def test_another_copy_is_noticed_and_this_one_sends_nothing(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    for by_another in (True, True, False, True, True):
        station.scheduler.answered(by_another=by_another)
    assert station.scheduler.hold is None
    station.scheduler.answered(by_another=True)
    await station.until(MONDAY + AN_HOUR)
    assert station.scheduler.hold is Hold.ANOTHER_COPY
    assert caplog.text.count("Another copy of the bot runs with this token") == 1
    assert station.book.rows.facts.get(ANOTHER_COPY) is not None
    assert notices(station) == [Cause.ANOTHER_COPY]
    assert station.channel.messages == {}

    await station.resume()
    await station.live(minutes=1)
    assert station.scheduler.hold is None
    assert notices(station) == []
    assert pings(station) == 1
    assert station.book.rows.facts.get(ANOTHER_COPY) is None


async def test_whoever_starts_the_bot_again_has_stopped_the_other_one(station: Station) -> None:
    station.start()
    await station.live(minutes=1)
    for _ in range(3):
        station.scheduler.answered(by_another=True)
    await station.live(minutes=1)
    await station.restart()
    await station.live(minutes=1)
    assert station.scheduler.hold is None
    assert station.book.rows.facts.get(ANOTHER_COPY) is None
    assert notices(station) == []

"""The process is ended at every step of every delivery: nothing is lost, nothing comes twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.playground.server.world.permissions import Permission
from tests.bot.scheduler.station import MONDAY

if TYPE_CHECKING:
    from tests.bot.scheduler.station import Station

NUDGE = MONDAY + timedelta(days=1)
CLOSE = MONDAY + timedelta(days=2, hours=3)


async def week(station: Station, pause: timedelta) -> None:
    """Live through a round; where the process ends, it is down for a while and comes back."""

    async def go_on() -> None:
        await station.stand_in.settle()
        while station.fuse.burnt:
            await station.kill()
            await station.clock.advance(seconds=pause.total_seconds())
            await station.restart()
            await station.stand_in.settle()

    station.start()
    for at in (MONDAY, NUDGE, CLOSE):
        await station.until(at + timedelta(minutes=1))
        await go_on()
        if at is MONDAY:
            station.answer(station.ann)
            await go_on()
        # Long enough for whatever was put off.
        await station.live(minutes=15)
        await go_on()


def what_came(station: Station) -> dict[str, int]:
    """Return how many messages of each kind stand there, and how they look in the end."""
    ping, *others = station.posted()
    thread = station.posted(station.thread)
    return {
        "pings": 1,
        "closed pings": ping.text.count("You can still add yours."),
        "summaries": sum("**Circle · 4 Mar**" in one.text for one in others),
        "others": len(others) - 1,
        "cards": sum("**Moved** Much" in one.text for one in thread),
        "others in the thread": len(thread) - 1,
        "openings by DM": sum("is open." in one.text for one in station.ben.dms),
        "nudges by DM": sum("still time" in one.text for one in station.ben.dms),
        "pings of Ann": len(station.ann.pings),
    }


EXPECTED = {
    "pings": 1,
    "closed pings": 1,
    "summaries": 1,
    "others": 0,
    "cards": 1,
    "others in the thread": 0,
    "openings by DM": 1,
    "nudges by DM": 1,
    "pings of Ann": 1,
}


STEPS = 46
OPENED = 18
"""In so many of them a round opens, with its thread and a DM."""
REPEATED = "You may have seen this before"
SOON, LATER = timedelta(seconds=2), timedelta(minutes=10)


async def test_without_an_end_all_of_it_comes_once_in_so_many_steps(station: Station) -> None:
    await week(station, SOON)
    assert what_came(station) == EXPECTED
    assert len(station.fuse.passed) == STEPS


# The step before one is the same end as the step after the one before it.
@pytest.mark.parametrize("step", range(0, STEPS, 2))
async def test_ended_at_any_step_nothing_is_lost_or_doubled(station: Station, step: int) -> None:
    await ended_at(station, step, LATER)


@pytest.mark.parametrize("step", range(1, OPENED, 4))
async def test_nor_is_it_if_the_process_is_back_within_a_minute(
    station: Station, step: int
) -> None:
    await ended_at(station, step, SOON)


@pytest.mark.proof
@pytest.mark.parametrize("pause", [SOON, LATER], ids=["soon", "later"])
@pytest.mark.parametrize("step", range(STEPS))
async def test_every_step_with_every_pause(station: Station, step: int, pause: timedelta) -> None:
    await ended_at(station, step, pause)


async def ended_at(station: Station, step: int, pause: timedelta) -> None:
    """End the process at a step, and see what has come in the end."""
    station.fuse.at = step
    await week(station, pause)
    assert len(station.fuse.passed) >= step
    assert station.kills == 1
    assert what_came(station) == EXPECTED
    states = {(one.kind, one.state) for one in station.deliveries()}
    nobody = (DeliveryKind.NUDGE, DeliveryState.CANCELLED)
    assert {state for _, state in states - {nobody}} == {DeliveryState.SENT}


# -- where the history may not be read


@pytest.fixture
async def blind(station: Station) -> Station:
    """Lend a station whose bot may not read what stands in the channel."""
    station.stand_in.world.set_overwrite(
        station.channel, station.role, deny=Permission.READ_MESSAGE_HISTORY
    )
    await station.stand_in.settle()
    return station


async def test_what_was_not_noted_within_a_minute_is_repeated_once_and_says_so(
    blind: Station,
) -> None:
    blind.fuse.at = "after send"
    await week(blind, LATER)
    first, second, *others = blind.posted()
    assert "**Check-in: Circle**" in first.content
    assert "**Check-in: Circle**" in second.content
    assert REPEATED not in first.content
    assert REPEATED in second.content
    assert not any("**Check-in: Circle**" in one.content for one in others)


async def test_within_a_minute_it_needs_no_history(blind: Station) -> None:
    blind.fuse.at = "after send"
    await week(blind, SOON)
    assert sum("**Check-in: Circle**" in one.content for one in blind.posted()) == 1


async def test_what_is_no_opening_is_not_repeated(blind: Station) -> None:
    blind.start()
    await blind.until(CLOSE - timedelta(seconds=1))
    blind.fuse.at = "after send"
    await blind.live(minutes=1)
    await blind.kill()
    await blind.clock.advance(minutes=10)
    await blind.restart()
    await blind.live(hours=1)
    assert sum("**Circle · 4 Mar**" in one.content for one in blind.posted()) == 1
    (summary,) = blind.book.rows.deliveries.of_round(blind.round.id, DeliveryKind.SUMMARY)
    assert (summary.state, summary.last_error) == (DeliveryState.FAILED, "unseen")

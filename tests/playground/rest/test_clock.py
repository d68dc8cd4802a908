"""The clock, moved by hand, here and in another process."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.playground.server import VirtualClock
from tests.playground.waiting import until

if TYPE_CHECKING:
    from bot.playground.server import StandIn

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)


async def test_sleepers_wake_in_order_each_at_its_own_time() -> None:
    clock = VirtualClock(NOON)
    woken: list[tuple[str, datetime]] = []

    async def sleep(name: str, hours: int) -> None:
        await clock.sleep_until(NOON + timedelta(hours=hours))
        woken.append((name, clock.now()))

    sleepers = [asyncio.create_task(sleep(name, hours)) for name, hours in [("b", 2), ("a", 1)]]
    await asyncio.sleep(0)
    await clock.advance(days=1)
    await asyncio.gather(*sleepers)

    assert woken == [("a", NOON + timedelta(hours=1)), ("b", NOON + timedelta(hours=2))]
    assert clock.now() == NOON + timedelta(days=1)


async def test_who_sleeps_again_on_the_way_is_woken_again_on_the_way() -> None:
    clock = VirtualClock(NOON)
    rounds: list[datetime] = []

    async def every_hour() -> None:
        while True:
            await clock.sleep_until(clock.now() + timedelta(hours=1))
            rounds.append(clock.now())

    task = asyncio.create_task(every_hour())
    await asyncio.sleep(0)
    await clock.advance(hours=5)
    task.cancel()

    assert rounds == [NOON + timedelta(hours=each) for each in range(1, 6)]


async def test_a_clock_that_was_wrong_wakes_who_is_due() -> None:
    clock = VirtualClock(NOON)
    late = asyncio.create_task(clock.sleep_until(NOON + timedelta(days=2)))
    soon = asyncio.create_task(clock.sleep_until(NOON + timedelta(hours=1)))
    await asyncio.sleep(0)

    clock.set(NOON + timedelta(days=1))
    await soon
    assert not late.done()
    clock.set(NOON - timedelta(days=1))
    # It may never come: whoever waits looks again.
    await late

    with pytest.raises(ValueError, match="forward"):
        await clock.advance(hours=-1)


async def test_who_sets_the_clock_makes_no_time_pass() -> None:
    clock = VirtualClock(NOON)
    sleeper = asyncio.create_task(clock.sleep_until(NOON + timedelta(minutes=1)))
    await asyncio.sleep(0)
    before = clock.monotonic()
    await clock.advance(minutes=3)
    clock.set(NOON - timedelta(days=1))
    await clock.advance(seconds=20)
    assert clock.monotonic() - before == 200
    await sleeper


async def test_to_live_is_to_finish_everything_at_its_own_time(stand_in: StandIn) -> None:
    begun: list[datetime] = []
    finished: list[datetime] = []

    async def work() -> None:
        async with aiohttp.ClientSession() as web:
            await web.get(stand_in.api_url + "/gateway")
        finished.append(stand_in.clock.now())

    async def every_day() -> None:
        while True:
            await stand_in.clock.sleep_until(stand_in.clock.now() + timedelta(days=1))
            begun.append(stand_in.clock.now())
            await asyncio.create_task(work(), name="scheduler: work")

    task = asyncio.create_task(every_day())
    await asyncio.sleep(0)
    start = stand_in.clock.now()
    await stand_in.live(days=3, hours=5)
    task.cancel()

    assert begun == finished == [start + timedelta(days=each) for each in (1, 2, 3)]
    assert stand_in.clock.now() == start + timedelta(days=3, hours=5)


async def test_every_answer_tells_discord_s_time(stand_in: StandIn) -> None:
    url = stand_in.api_url + "/gateway"
    async with aiohttp.ClientSession() as web:
        right = await web.get(url)
        stand_in.clock_error = timedelta(hours=2)
        wrong = await web.get(stand_in.api_url + "/users/@me")

    assert right.headers["Date"] == "Mon, 03 Mar 2031 09:00:00 GMT"
    assert wrong.status == 401
    assert wrong.headers["Date"] == "Mon, 03 Mar 2031 07:00:00 GMT"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        VirtualClock(datetime(2031, 3, 3))  # noqa: DTZ001 - what is refused


async def test_another_process_reads_moves_and_awaits_the_time(stand_in: StandIn) -> None:
    url = stand_in.clock_url
    later = stand_in.clock.now() + timedelta(hours=1)
    async with aiohttp.ClientSession() as web:
        waiting = asyncio.create_task(web.get(url + "/wait", params={"until": later.isoformat()}))
        moved = await web.post(url + "/advance", json={"hours": 2})
        waited = await waiting
        told = await web.get(url)

        assert (await moved.json()) == (await told.json())
        assert datetime.fromisoformat((await told.json())["now"]) == later + timedelta(hours=1)
        assert datetime.fromisoformat((await waited.json())["now"]) >= later


@pytest.mark.parametrize("wanted", ["soon", "2031-03-03T12:00:00", None])
async def test_a_time_that_is_none_is_refused(stand_in: StandIn, wanted: str | None) -> None:
    async with aiohttp.ClientSession() as web:
        answer = await web.get(
            stand_in.clock_url + "/wait", params={"until": wanted} if wanted else {}
        )
        assert answer.status == 400


async def test_unknown_units_are_refused(stand_in: StandIn) -> None:
    async with aiohttp.ClientSession() as web:
        answer = await web.post(stand_in.clock_url + "/advance", json={"fortnights": 1})
        assert answer.status == 400


async def test_who_waits_is_answered_when_the_stand_in_stops(stand_in: StandIn) -> None:
    async with aiohttp.ClientSession() as web:
        tomorrow = (stand_in.clock.now() + timedelta(days=1)).isoformat()
        waiting = asyncio.create_task(
            web.get(stand_in.clock_url + "/wait", params={"until": tomorrow})
        )
        await until(lambda: stand_in.clock.sleepers)
        await stand_in.stop()
        assert (await waiting).status == 200


async def test_no_page_in_a_browser_moves_it(stand_in: StandIn) -> None:
    before = stand_in.clock.now()
    elsewhere = {"Origin": "https://example.org"}
    async with (
        aiohttp.ClientSession(headers=elsewhere) as page,
        page.post(f"{stand_in.clock_url}/advance", json={"days": 1}) as answer,
    ):
        assert answer.status == 403
    assert stand_in.clock.now() == before

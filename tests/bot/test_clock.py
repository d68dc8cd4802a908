"""Clocks: the computer's own, and one that is followed over loopback."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.clock import Clock, ClockUnreachableError, RemoteClock, SystemClock
from bot.playground.server.clock import MONDAY_MORNING, VirtualClock
from bot.playground.server.rest.clock import ClockRoutes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def _served(clock: VirtualClock, port: int = 0) -> AsyncIterator[str]:
    app = web.Application()
    stopped = asyncio.Event()
    ClockRoutes(clock, stopped).add_to(app)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    host, bound = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{bound}/clock"
    finally:
        stopped.set()
        await runner.cleanup()


async def _until_it_says(clock: Clock, instant: datetime) -> None:
    async with asyncio.timeout(10):
        while clock.now() != instant:  # noqa: ASYNC110 - a clock has no event for being set back
            await asyncio.sleep(0.005)


async def test_the_computer_s_clock_is_in_utc_and_waits() -> None:
    clock = SystemClock()
    before, passed = clock.now(), clock.monotonic()
    assert before.tzinfo is UTC
    assert abs(before - datetime.now(UTC)) < timedelta(seconds=5)
    at = before + timedelta(milliseconds=30)
    await clock.sleep_until(at)
    assert clock.now() >= at
    assert clock.monotonic() > passed
    await asyncio.wait_for(clock.sleep_until(before - timedelta(days=1)), 1)


async def test_who_waits_for_a_clock_that_is_set_back_looks_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.clock._LONGEST_NAP", 0.001)
    computer = SystemClock()
    waiting = asyncio.create_task(computer.sleep_until(computer.now() + timedelta(hours=1)))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    before = datetime.now(UTC) - timedelta(minutes=1)
    monkeypatch.setattr(computer, "now", lambda: before)
    await asyncio.wait_for(waiting, 10)

    there = VirtualClock()
    async with _served(there) as url, RemoteClock(url) as clock:
        waiting = asyncio.create_task(clock.sleep_until(MONDAY_MORNING + timedelta(hours=1)))
        await there.advance(minutes=5)
        await _until_it_says(clock, MONDAY_MORNING + timedelta(minutes=5))
        there.set(MONDAY_MORNING)
        await asyncio.wait_for(waiting, 10)


async def test_a_remote_clock_tells_what_it_was_told() -> None:
    async with _served(VirtualClock()) as url, RemoteClock(url) as clock:
        assert clock.now() == MONDAY_MORNING


async def test_a_remote_clock_follows_forwards_and_backwards() -> None:
    there = VirtualClock()
    async with _served(there) as url, RemoteClock(url) as clock:
        await there.advance(days=1, seconds=0.000001)
        await _until_it_says(clock, MONDAY_MORNING + timedelta(days=1, microseconds=1))
        there.set(MONDAY_MORNING - timedelta(hours=1))
        await _until_it_says(clock, MONDAY_MORNING - timedelta(hours=1))
        assert clock.monotonic() == timedelta(days=1, microseconds=1).total_seconds()


async def test_sleepers_wake_when_the_remote_clock_is_there() -> None:
    there = VirtualClock()
    async with _served(there) as url, RemoteClock(url) as clock:
        await clock.sleep_until(MONDAY_MORNING)
        soon = asyncio.create_task(clock.sleep_until(MONDAY_MORNING + timedelta(hours=1)))
        late = asyncio.create_task(clock.sleep_until(MONDAY_MORNING + timedelta(hours=3)))
        await there.advance(hours=2)
        await asyncio.wait_for(soon, 10)
        assert not late.done()
        await there.advance(hours=1)
        await asyncio.wait_for(late, 10)


async def test_a_clock_that_comes_back_is_followed_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    there = VirtualClock()
    async with _served(there) as url:
        clock = RemoteClock(url)
        await clock.__aenter__()
    try:
        async with asyncio.timeout(10):
            while "time stands still" not in caplog.text:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.01)
        await there.advance(hours=1)
        async with _served(there, int(url.split(":")[2].split("/")[0])):
            await _until_it_says(clock, MONDAY_MORNING + timedelta(hours=1))
    finally:
        await clock.__aexit__(None, None, None)
    assert caplog.text.count("time stands still") == 1


async def test_no_clock_at_the_address_is_told(unused_tcp_port: int) -> None:
    clock = RemoteClock(f"http://127.0.0.1:{unused_tcp_port}/clock")
    with pytest.raises(ClockUnreachableError, match="Start the stand-in, or remove SOUNDING"):
        async with clock:
            pass
    with pytest.raises(RuntimeError):
        clock.now()

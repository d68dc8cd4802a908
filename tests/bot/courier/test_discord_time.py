"""Discord's own clock, as its answers tell it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import discord
import pytest
from discord.http import HTTPClient

from bot.courier.discord_time import DiscordTime
from bot.playground.server import StandIn, VirtualClock
from bot.playground.server.clock import MONDAY_MORNING


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


async def test_it_is_what_every_answer_says_carried_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async with StandIn() as stand_in:
        monkeypatch.setattr(discord.http.Route, "BASE", stand_in.api_url)
        stand_in.clock_error = timedelta(hours=1)
        time = DiscordTime(stand_in.clock.monotonic)
        assert time.now() is None
        http = HTTPClient(asyncio.get_running_loop(), http_trace=time.trace())
        try:
            await http.static_login(stand_in.token)
            assert time.now() == MONDAY_MORNING - timedelta(hours=1)
            await stand_in.clock.advance(minutes=4)
            # Whoever sets the clock changes nothing.
            stand_in.clock.set(MONDAY_MORNING)
            assert time.now() == MONDAY_MORNING - timedelta(minutes=56)
            async with asyncio.timeout(5):
                socket = await http.ws_connect(stand_in.gateway_url)
                await socket.close()
            assert time.now() == MONDAY_MORNING - timedelta(minutes=56)
        finally:
            await http.close()


async def test_an_old_answer_says_nothing(clock: VirtualClock) -> None:
    time = DiscordTime(clock.monotonic)
    time.hear("Mon, 03 Mar 2031 09:00:00 GMT")
    await clock.advance(minutes=5)
    assert time.now() == clock.now()
    await clock.advance(seconds=1)
    assert time.now() is None


@pytest.mark.parametrize("date", [None, "", "yesterday", "Mon, 03 Mar 2031 09:00:00 -0000"])
def test_what_is_no_date_is_not_heard(clock: VirtualClock, date: str | None) -> None:
    time = DiscordTime(clock.monotonic)
    time.hear(date)
    assert time.now() is None

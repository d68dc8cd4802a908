"""What tests of the stand-in need: a fresh one, and discord.py pointed to it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import discord
import pytest
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.playground.server import StandIn
from bot.playground.server.rules.schema import Schema
from tests.playground.answers import wrong_answers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OPENAPI = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"


@pytest.fixture
def openapi() -> Path | None:
    """Lend Discord's own description of its API, None where it is absent."""
    return OPENAPI if OPENAPI.exists() else None


@pytest.fixture
async def stand_in(openapi: Path | None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    """Lend a stand-in that discord.py talks to; at the end, what it answered must be right."""
    made = StandIn(openapi=openapi)
    await made.start()
    monkeypatch.setattr(discord.http.Route, "BASE", made.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(made.gateway_url))
    yield made
    await made.stop()
    assert made.journal.crashes == []
    if openapi:
        assert wrong_answers(made, Schema(openapi)) == []


@pytest.fixture
async def bare_client(stand_in: StandIn) -> AsyncIterator[discord.AutoShardedClient]:
    """Lend discord.py's own client, connected and ready; it sees what the test made before."""
    client = discord.AutoShardedClient(
        intents=discord.Intents.default(),
        allowed_mentions=discord.AllowedMentions.none(),
        # Each wait for a further server at the start is as long; two seconds otherwise.
        guild_ready_timeout=0.005,
    )
    async with client:
        await client.login(stand_in.token)
        running = asyncio.create_task(client.connect(reconnect=True))
        await asyncio.wait_for(client.wait_until_ready(), 5)
        yield client
    await running

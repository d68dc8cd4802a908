"""discord.py's own HTTP client, logged in; and a server to be in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from discord.http import HTTPClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel, Guild


@pytest.fixture
async def http(stand_in: StandIn) -> AsyncIterator[HTTPClient]:
    """Lend the client that discord.py makes its requests with, logged in."""
    client = HTTPClient(asyncio.get_running_loop())
    await client.static_login(stand_in.token)
    yield client
    await client.close()


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    """Lend a server with the bot in it."""
    return stand_in.world.add_guild("Owners")


@pytest.fixture
def general(stand_in: StandIn, guild: Guild) -> Channel:
    """Lend the server's first channel."""
    return stand_in.world.channels[guild.system_channel_id or 0]

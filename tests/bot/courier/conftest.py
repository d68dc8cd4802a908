"""The connection to a world with one server in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
import pytest
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.courier.connection import Connection
from bot.courier.discord_time import DiscordTime
from bot.playground.server import StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server import Person
    from bot.playground.server.world.models import Channel, Guild, Role

# View, send (in threads too), public threads, history.
NEEDED = 0x400 | 0x800 | 0x10000 | 0x800000000 | 0x4000000000


@dataclass
class World:
    """The stand-in, one server with the bot and Alice in it, and the connection to it."""

    stand_in: StandIn
    guild: Guild
    general: Channel
    alice: Person
    connection: Connection

    @property
    def role(self) -> Role:
        """The bot's own role."""
        member = self.guild.members[self.stand_in.world.bot.id]
        return self.guild.roles[next(iter(member.roles))]


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    async with StandIn() as stand_in:
        monkeypatch.setattr(discord.http.Route, "BASE", stand_in.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(stand_in.gateway_url))
        guild = stand_in.world.add_guild("Owners", bot_permissions=NEEDED)
        general = stand_in.world.channels[guild.system_channel_id or 0]
        alice = stand_in.person("Alice", guild=guild)
        time = DiscordTime(stand_in.clock.monotonic)
        client = discord.AutoShardedClient(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=0.005,
            http_trace=time.trace(),
        )
        async with client:
            await client.login(stand_in.token)
            running = asyncio.create_task(client.connect())
            await asyncio.wait_for(client.wait_until_ready(), 5)
            yield World(stand_in, guild, general, alice, Connection(client, time))
        await running
    assert stand_in.journal.crashes == []

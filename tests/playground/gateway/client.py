"""discord.py's own client, as the tests of gateway, interactions and people start it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

import discord
from discord import app_commands

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server import StandIn

Client = TypeVar("Client", bound=discord.Client)
GUILDS = discord.Intents(guilds=True)


class Bot(discord.AutoShardedClient):
    """A client that notes the messages it was told of, and identifies without waiting."""

    def __init__(
        self,
        intents: discord.Intents = GUILDS,
        *,
        shard_count: int | None = None,
        heartbeat_timeout: float = 60.0,
    ) -> None:
        super().__init__(
            intents=intents,
            guild_ready_timeout=0.02,
            shard_count=shard_count,
            heartbeat_timeout=heartbeat_timeout,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.resumes = 0
        self.readies = 0

    async def setup_hook(self) -> None:
        """Give the stand-in the commands, where a test has made some."""
        if self.tree.get_commands():
            await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do without the five seconds between two identifies."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)

    async def on_shard_resumed(self, _shard_id: int) -> None:
        self.resumes += 1

    async def on_ready(self) -> None:
        self.readies += 1


@asynccontextmanager
async def running(bot: Client, stand_in: StandIn) -> AsyncIterator[Client]:
    """Log a client in, wait until it is ready, and close it in the end."""
    await bot.login(stand_in.token)
    task = asyncio.create_task(bot.connect())
    try:
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({ready, task}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await task
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)

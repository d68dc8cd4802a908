"""A client that keeps all that the stand-in tells it, and the comparison with the document."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
import pytest

from tests.playground.rules.events import event_faults

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server import StandIn
    from bot.playground.server.rules.schema import Schema

PLAIN = discord.Intents.default()


class Watcher(discord.AutoShardedClient):
    """A client that keeps all that the gateway tells it."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.02, enable_debug_events=True)
        self.tree = discord.app_commands.CommandTree(self)
        self.events: list[tuple[str, dict[str, Any]]] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do without the five seconds between two identifies."""

    async def on_socket_raw_receive(self, text: str) -> None:
        payload = json.loads(text)
        if payload["op"] == 0:
            self.events.append((payload["t"], payload["d"]))


@asynccontextmanager
async def watched(
    stand_in: StandIn, schema: Schema, intents: discord.Intents = PLAIN
) -> AsyncIterator[Watcher]:
    """Connect a client; in the end hold all that crossed the wire against the document."""
    client = Watcher(intents)
    await client.login(stand_in.token)
    running = asyncio.create_task(client.connect())
    try:
        await asyncio.wait_for(client.wait_until_ready(), 10)
        yield client
        await stand_in.gateway.caught_up()
    finally:
        await client.close()
        await running
    wrong = faults_in(stand_in, schema, client)
    wrong += [f"refused: {violation}" for violation in stand_in.violations]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def faults_in(stand_in: StandIn, schema: Schema, client: Watcher) -> list[str]:
    """Return where an event or an answer was other than Discord's, each once."""
    wrong = {
        f"{name}: {fault}"
        for name, data in client.events
        for fault in event_faults(schema, name, data)
    }
    wrong |= {
        f"{each.method} {each.route} → {each.status}: {fault}"
        for each in stand_in.requests
        for fault in schema.response_faults(
            each.method, each.route or each.path, each.status, each.answer, closed=True
        )
    }
    return sorted(wrong)

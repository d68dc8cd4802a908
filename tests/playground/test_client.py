"""The unmodified discord.py client against the stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import discord

    from bot.playground.server import StandIn


async def test_it_logs_in_and_is_ready(
    stand_in: StandIn, bare_client: discord.AutoShardedClient
) -> None:
    assert bare_client.user is not None
    assert bare_client.user.id == stand_in.world.bot.id


@pytest.fixture
def owners(stand_in: StandIn) -> int:
    """Have a server before the client connects."""
    return stand_in.world.add_guild("Owners").id


async def test_it_talks_in_a_channel(
    owners: int, stand_in: StandIn, bare_client: discord.AutoShardedClient
) -> None:
    guild = bare_client.get_guild(owners)
    assert guild is not None
    assert guild.system_channel is not None
    message = await guild.system_channel.send("Hello")
    await message.edit(content="Hello, owners")

    listed = [each.content async for each in guild.system_channel.history()]

    assert listed == ["Hello, owners"]
    assert stand_in.violations == []

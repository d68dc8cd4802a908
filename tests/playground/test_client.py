"""The unmodified discord.py client against the stand-in."""

from __future__ import annotations

import asyncio
import io

import discord
import pytest

from bot.playground.server import StandIn
from bot.playground.server.settling import NotSettledError


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


async def test_it_writes_to_one_person(
    owners: int, stand_in: StandIn, bare_client: discord.AutoShardedClient
) -> None:
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(stand_in.world.guilds[owners], alice)
    user = await bare_client.fetch_user(alice.id)

    await user.send("Only for you")

    (dm,) = [each for each in stand_in.world.channels.values() if alice.id in each.recipients]
    assert [each.content for each in dm.messages.values()] == ["Only for you"]
    assert stand_in.violations == []


async def test_it_downloads_what_somebody_uploaded(
    owners: int, bare_client: discord.AutoShardedClient
) -> None:
    guild = bare_client.get_guild(owners)
    assert guild is not None
    assert guild.system_channel is not None
    sent = await guild.system_channel.send(file=discord.File(io.BytesIO(b"# Rent"), "rent.md"))

    assert await sent.attachments[0].read() == b"# Rent"


async def test_settling_waits_for_what_a_message_sets_off(
    owners: int, stand_in: StandIn, bare_client: discord.AutoShardedClient
) -> None:
    world = stand_in.world
    general = world.channels[world.guilds[owners].system_channel_id or 0]
    alice = world.add_user("Alice")
    world.add_member(world.guilds[owners], alice)

    async def on_message(message: discord.Message) -> None:
        if message.author.id == alice.id:
            answer = await message.channel.send("One")
            await answer.add_reaction("👍")
            await answer.edit(content="Two")

    bare_client.on_message = on_message  # type: ignore[attr-defined]  # as `@client.event` does
    world.say(general, alice, "Hello")
    await stand_in.settle()

    assert list(general.messages.values())[-1].content == "Two"
    assert list(general.messages.values())[-1].reactions


async def test_settling_names_what_does_not_end(
    owners: int, stand_in: StandIn, bare_client: discord.AutoShardedClient
) -> None:
    world = stand_in.world
    general = world.channels[world.guilds[owners].system_channel_id or 0]
    done = asyncio.Event()

    async def on_message(_message: discord.Message) -> None:
        await done.wait()

    bare_client.on_message = on_message  # type: ignore[attr-defined]  # as `@client.event` does
    world.say(general, world.bot, "Hello")

    with pytest.raises(NotSettledError, match="on_message"):
        await stand_in.settle(within=0.05)
    done.set()
    await stand_in.settle()


async def test_without_discords_description_it_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    async with StandIn():
        told = [record.message for record in caplog.records if "description" in record.message]

    assert told == ["Requests are not checked against Discord's API description: none was given."]

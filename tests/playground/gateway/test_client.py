"""discord.py at the gateway: what it is told, and what it misses when it is dropped."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import discord
import pytest
from discord import gateway as client_gateway
from discord.gateway import DiscordWebSocket

from bot.playground.server.gateway import Drop
from bot.playground.server.world.models import Intent
from tests.playground.gateway.client import Bot, running

if TYPE_CHECKING:
    from bot.playground.server import StandIn

MESSAGES = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


async def test_a_client_learns_of_its_servers_with_itself_as_the_only_member(
    stand_in: StandIn,
) -> None:
    guild = stand_in.world.add_guild("Owners")
    stand_in.world.add_member(guild, stand_in.world.add_user("Alice"))
    async with running(Bot(), stand_in) as bot:
        shown = bot.get_guild(guild.id)
        assert shown is not None
        assert shown.name == "Owners"
        assert [member.id for member in shown.members] == [stand_in.world.bot.id]
        assert shown.member_count == 3
        assert [channel.name for channel in shown.text_channels] == ["general"]


from_client = DiscordWebSocket.from_client


@pytest.mark.parametrize("compression", [None, "zlib-stream", "zstd-stream"])
async def test_every_compression_carries_the_same(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, compression: str | None
) -> None:
    if compression != "zstd-stream":
        monkeypatch.setattr(discord.utils, "_ActiveDecompressionContext", Zlib)
    if compression is None:
        monkeypatch.setattr(DiscordWebSocket, "from_client", partial(from_client, compress=False))
    guild = stand_in.world.add_guild("Größe 日本語 🙂")
    async with running(Bot(), stand_in) as bot:
        for number in range(50):
            stand_in.world.add_channel(guild, f"channel-{number}")
        await stand_in.gateway.caught_up()
        shown = bot.get_guild(guild.id)
        assert shown is not None
        assert shown.name == "Größe 日本語 🙂"
        assert len(shown.text_channels) == 51


class Zlib:
    """What discord.py decompresses with where `zstandard` is not installed."""

    COMPRESSION_TYPE = "zlib-stream"

    def __init__(self) -> None:
        import zlib  # noqa: PLC0415 - only here

        self._context = zlib.decompressobj()

    def decompress(self, data: bytes) -> str:
        assert data.endswith(b"\x00\x00\xff\xff")
        return self._context.decompress(data).decode()


@pytest.mark.parametrize("how", [each for each in Drop if each is not Drop.INVALID])
async def test_nothing_is_lost_or_doubled_when_the_connection_is(
    stand_in: StandIn, how: Drop
) -> None:
    guild = stand_in.world.add_guild("Owners")
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)
    channel = stand_in.world.channels_of(guild.id)[0]
    # A client notices silence only by the time it waits for a sign of life.
    async with running(Bot(MESSAGES, heartbeat_timeout=0.5), stand_in) as bot:
        said = []
        for number in range(5):
            message = stand_in.world.say(channel, alice, "")
            message.content = f"<@{stand_in.world.bot.id}> {number}"
            text = f"<@{stand_in.world.bot.id}> {number}"
            stand_in.world.say(channel, alice, text)
            said.append(text)
            if number == 2:
                await stand_in.gateway.drop(how)
        while bot.resumes == 0:
            await bot.wait_for("shard_resumed", timeout=5)
        await stand_in.settle()
        assert [text for text in bot.heard if text] == said
        assert bot.readies == 1


async def test_after_an_invalid_session_the_client_begins_anew(stand_in: StandIn) -> None:
    stand_in.world.add_guild("Owners")
    async with running(Bot(MESSAGES), stand_in) as bot:
        await stand_in.gateway.drop(Drop.INVALID)
        await bot.wait_for("ready", timeout=5)
        assert bot.resumes == 0
        assert bot.readies == 2
        assert stand_in.gateway.online


async def test_each_shard_is_told_of_its_own_servers_only(stand_in: StandIn) -> None:
    guilds = []
    for number in range(4):
        guilds.append(stand_in.world.add_guild(f"Owners {number}"))
        await stand_in.clock.advance(seconds=0.001)
    async with running(Bot(MESSAGES, shard_count=2), stand_in) as bot:
        await stand_in.gateway.connected(shards=2)
        assert {guild.id: guild.shard_id for guild in bot.guilds} == {
            guild.id: (guild.id >> 22) % 2 for guild in guilds
        }
        assert {guild.shard_id for guild in bot.guilds} == {0, 1}
        alice = stand_in.world.add_user("Alice")
        stand_in.world.add_member(guilds[0], alice)
        dm = stand_in.world.open_dm(alice, stand_in.world.bot)
        stand_in.world.say(dm, alice, "for the first shard")
        await stand_in.settle()
        assert bot.heard == ["for the first shard"]


async def test_without_an_intent_its_events_stay_away(stand_in: StandIn) -> None:
    guild = stand_in.world.add_guild("Owners")
    channel = stand_in.world.channels_of(guild.id)[0]
    async with running(Bot(), stand_in) as bot:
        stand_in.world.say(channel, stand_in.world.bot, "unheard")
        await stand_in.settle()
        assert bot.heard == []


async def test_without_the_content_intent_a_message_comes_empty(stand_in: StandIn) -> None:
    guild = stand_in.world.add_guild("Owners")
    channel = stand_in.world.channels_of(guild.id)[0]
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)
    async with running(Bot(MESSAGES), stand_in) as bot:
        stand_in.world.say(channel, alice, "a secret")
        stand_in.world.say(channel, stand_in.world.bot, "own")
        stand_in.world.say(channel, alice, f"hello <@{stand_in.world.bot.id}>")
        await stand_in.settle()
        assert bot.heard == ["", "own", f"hello <@{stand_in.world.bot.id}>"]


async def test_a_privileged_intent_that_was_not_granted_ends_the_client(
    stand_in: StandIn,
) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(Bot(discord.Intents(guilds=True, members=True)), stand_in):
            pass


async def test_with_the_members_intent_everybody_is_there(stand_in: StandIn) -> None:
    stand_in.world.application.privileged = Intent.GUILD_MEMBERS
    guild = stand_in.world.add_guild("Owners")
    async with running(Bot(discord.Intents(guilds=True, members=True)), stand_in) as bot:
        shown = bot.get_guild(guild.id)
        assert shown is not None
        assert len(shown.members) == 2
        alice = stand_in.world.add_user("Alice")
        stand_in.world.add_member(guild, alice)
        await stand_in.gateway.caught_up()
        assert shown.get_member(alice.id) is not None
        stand_in.world.remove_member(guild, alice)
        await stand_in.gateway.caught_up()
        assert shown.get_member(alice.id) is None


async def test_members_may_be_asked_for_one_by_one_and_not_all_at_once(
    stand_in: StandIn,
) -> None:
    guild = stand_in.world.add_guild("Owners")
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)
    async with running(Bot(), stand_in) as bot:
        shown = bot.get_guild(guild.id)
        assert shown is not None
        found = await shown.query_members(user_ids=[alice.id, 1])
        assert [member.name for member in found] == ["alice"]
        found = await shown.query_members(query="ali")
        assert [member.name for member in found] == ["alice"]


async def test_an_outage_is_told_and_its_end(stand_in: StandIn) -> None:
    guild = stand_in.world.add_guild("Owners")
    channel = stand_in.world.channels_of(guild.id)[0]
    async with running(Bot(MESSAGES), stand_in) as bot:
        shown = bot.get_guild(guild.id)
        assert shown is not None
        stand_in.world.set_guild_available(guild, available=False)
        stand_in.world.say(channel, stand_in.world.bot, "unheard")
        await stand_in.gateway.caught_up()
        assert shown.unavailable
        stand_in.world.set_guild_available(guild, available=True)
        await stand_in.settle()
        assert not shown.unavailable
        assert bot.heard == []


async def test_a_bot_that_joins_or_leaves_is_told(stand_in: StandIn) -> None:
    async with running(Bot(), stand_in) as bot:
        guild = stand_in.world.add_guild("Owners")
        await stand_in.gateway.caught_up()
        assert bot.get_guild(guild.id) is not None
        stand_in.world.remove_member(guild, stand_in.world.bot)
        await stand_in.gateway.caught_up()
        assert bot.get_guild(guild.id) is None


async def test_presence_is_taken_and_tells_nobody(stand_in: StandIn) -> None:
    async with running(Bot(), stand_in) as bot:
        await bot.change_presence(activity=discord.Game("chess"))
        await stand_in.gateway.caught_up()
        assert not bot.is_closed()


async def test_heartbeats_are_answered(stand_in: StandIn) -> None:
    stand_in.gateway.heartbeat_seconds = 0.02
    async with running(Bot(), stand_in) as bot:
        shard = bot.get_shard(0)
        assert shard is not None
        acknowledged = asyncio.Event()
        keeper = client_gateway.KeepAliveHandler.ack

        def ack(self: client_gateway.KeepAliveHandler) -> None:
            keeper(self)
            acknowledged.set()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(client_gateway.KeepAliveHandler, "ack", ack)
            await asyncio.wait_for(acknowledged.wait(), 5)
        assert shard.latency < 5

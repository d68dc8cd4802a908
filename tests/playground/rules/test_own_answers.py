"""The stand-in itself speaks as Discord's document says: its answers and its events.

Without this a wrong world would make every story agree with it. What people do and what the
client does is played through with the unmodified discord.py; each answer and each event that
crossed the wire is then held against the document, and keys that it does not know are faults.
"""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
import pytest

from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.models import ChannelType, Intent, Overwrite
from tests.playground.rules.test_messages_of_discord_py import (
    FULL_EMBED,
    Buttons,
    Layout,
    file,
)
from tests.playground.rules.watching import Watcher, watched

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.rules.schema import Schema
    from bot.playground.server.world.models import Channel, Guild, User

ALL = discord.Intents.all()


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    """Lend a server in which the bot may do anything."""
    return stand_in.world.add_guild("Owners", bot_permissions=discord.Permissions.all().value)


@pytest.fixture
def alice(stand_in: StandIn, guild: Guild) -> User:
    """Lend a member."""
    user = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, user)
    return user


@pytest.fixture
def general(stand_in: StandIn, guild: Guild) -> Channel:
    """Lend the server's first channel."""
    return stand_in.world.channels[guild.system_channel_id or 0]


def place(client: Watcher, channel: Channel) -> discord.TextChannel:
    found = client.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


async def test_of_messages(
    stand_in: StandIn, schema: Schema, general: Channel, alice: User
) -> None:
    async with watched(stand_in, schema) as client:
        channel = place(client, general)
        async with channel.typing():
            sent = await channel.send("Hello", nonce="12", silent=True)
        await sent.edit(content="Hello, owners", embed=FULL_EMBED.copy())
        await channel.send(embeds=[FULL_EMBED, discord.Embed(title="a")], file=file("chart.png"))
        menu = await channel.send("Choose", view=Buttons())
        await menu.edit(view=None)
        layout = await channel.send(view=Layout(), files=[file("chart.png"), file("a.md")])
        await layout.edit(view=Layout())
        everyone = discord.AllowedMentions.all()
        await sent.reply(f"<@{alice.id}> and @everyone", allowed_mentions=everyone)
        with_files = await channel.send(files=[file("a.md"), file("b.md")])
        await with_files.remove_attachments(with_files.attachments[0])
        assert [each.id async for each in channel.history(limit=50)]
        assert (await channel.fetch_message(sent.id)).embeds
        await sent.add_reaction("🦉")
        assert [user async for user in (await sent.fetch()).reactions[0].users()]
        await sent.pin()
        assert [each async for each in channel.pins()]
        await sent.unpin()
        await sent.clear_reactions()
        await sent.delete()
        await channel.delete_messages([menu, with_files])
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(sent.id)


async def test_of_what_people_write(
    stand_in: StandIn, schema: Schema, general: Channel, alice: User
) -> None:
    async with watched(stand_in, schema) as client:
        world = stand_in.world
        said = world.say(general, alice, "Nobody may read this")
        world.say(general, alice, f"<@{world.bot.id}> may read this")
        world.add_reaction(said, alice, "🦉")
        world.remove_reaction(said, alice, "🦉")
        world.pin(said)
        world.type_in(general, alice)
        dm = world.open_dm(alice, world.bot)
        world.say(dm, alice, "Hello, bot")
        world.delete_message(said)
        await stand_in.gateway.caught_up()
        names = {name for name, _ in client.events}
    assert {"MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "TYPING_START", "MESSAGE_DELETE"} <= names


async def test_of_direct_messages(stand_in: StandIn, schema: Schema, alice: User) -> None:
    async with watched(stand_in, schema) as client:
        user = await client.fetch_user(alice.id)
        message = await user.send("Only for you", view=Buttons(), embed=FULL_EMBED.copy())
        await message.edit(content="Still only for you", attachments=[file("a.md")])
        dm = await user.create_dm()
        assert [each async for each in dm.history()]
        stand_in.world.edit_user(alice, dms_open=False)
        with pytest.raises(discord.Forbidden):
            await user.send("And now?")


async def test_of_threads(stand_in: StandIn, schema: Schema, general: Channel, alice: User) -> None:
    async with watched(stand_in, schema) as client:
        channel = place(client, general)
        start = await channel.send("Pricing")
        thread = await start.create_thread(name="Pricing", auto_archive_duration=1440)
        await thread.send("First")
        await thread.join()
        await thread.add_user(discord.Object(alice.id))
        await thread.edit(name="Prices", slowmode_delay=5)
        private = await channel.create_thread(name="Board", type=discord.ChannelType.private_thread)
        await private.send("Between us")
        await private.remove_user(discord.Object(alice.id))
        await private.leave()
        await thread.edit(archived=True)
        assert [each async for each in channel.archived_threads()]
        assert await channel.guild.active_threads() is not None
        stand_in.world.start_thread(general, alice, "By Alice")
        await thread.delete()


async def test_of_servers_channels_and_roles(
    stand_in: StandIn, schema: Schema, guild: Guild, alice: User
) -> None:
    async with watched(stand_in, schema) as client:
        shown = client.get_guild(guild.id)
        assert shown is not None
        category = await shown.create_category("Library")
        channel = await shown.create_text_channel("pricing", topic="Prices", category=category)
        await channel.edit(name="prices", slowmode_delay=5, nsfw=True)
        await channel.set_permissions(shown.default_role, send_messages=False)
        await channel.set_permissions(shown.default_role, overwrite=None)
        await channel.delete()
        role = discord.Object(stand_in.world.add_role(guild, "Librarian").id)
        member = await shown.fetch_member(alice.id)
        await member.add_roles(role)
        await member.edit(nick="Ann")
        await member.timeout(timedelta(minutes=5))
        await member.remove_roles(role)
        assert await shown.fetch_roles()
        assert await shown.fetch_channels()
        assert await client.fetch_guild(guild.id)
        assert [each async for each in client.fetch_guilds()]
        with pytest.raises(discord.Forbidden):
            await client.http.get_members(guild.id, 10, None)
        assert await client.application_info()
        await client.fetch_channel(guild.system_channel_id or 0)


async def test_of_what_happens_in_servers(
    stand_in: StandIn, schema: Schema, guild: Guild, alice: User
) -> None:
    async with watched(stand_in, schema) as client:
        world = stand_in.world
        role = world.add_role(guild, "Librarian")
        world.edit_role(role, name="Librarians")
        world.delete_role(role)
        for kind in (ChannelType.VOICE, ChannelType.FORUM, ChannelType.CATEGORY):
            world.add_channel(guild, kind.name.lower(), kind)
        hidden = Overwrite(guild.id, is_member=False, deny=1024)
        board = world.add_channel(guild, "board", overwrites=[hidden])
        world.edit_channel(board, ChannelEdit(name="the-board"))
        world.delete_channel(board)
        world.edit_guild(guild, name="Founders")
        world.time_out(guild.members[world.bot.id], stand_in.clock.now() + timedelta(minutes=1))
        world.time_out(guild.members[world.bot.id], None)
        world.remove_member(guild, alice)
        other = world.add_guild("Others")
        world.set_guild_available(other, available=False)
        world.set_guild_available(other, available=True)
        world.remove_member(other, world.bot)
        await stand_in.gateway.caught_up()
        names = [name for name, _ in client.events]
    assert "GUILD_MEMBER_REMOVE" not in names
    assert names.count("GUILD_CREATE") == 3


async def test_of_a_client_that_may_know_everything(
    stand_in: StandIn, schema: Schema, guild: Guild, alice: User, general: Channel
) -> None:
    stand_in.world.application.privileged = (
        Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
    )
    async with watched(stand_in, schema, ALL) as client:
        world = stand_in.world
        bob = world.add_user("Bob")
        world.edit_member(world.add_member(guild, bob), nick="Bobby")
        world.say(general, alice, f"Everybody reads this, <@{bob.id}> too")
        world.remove_member(guild, bob)
        shown = client.get_guild(guild.id)
        assert shown is not None
        assert await shown.query_members("Ali", limit=5)
        assert [each async for each in shown.fetch_members()]
        await stand_in.gateway.caught_up()
        names = {name for name, _ in client.events}
    assert {"GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE", "GUILD_MEMBER_UPDATE"} <= names


async def test_of_refusals(
    stand_in: StandIn, schema: Schema, general: Channel, guild: Guild
) -> None:
    async with watched(stand_in, schema) as client:
        channel = place(client, general)
        for refused in ("x" * 2001, "", " "):
            with pytest.raises(discord.HTTPException):
                await channel.send(refused)
        with pytest.raises(discord.HTTPException):
            await channel.send(embed=discord.Embed(title="x" * 257))
        with pytest.raises(discord.NotFound):
            await client.fetch_user(1)
        with pytest.raises(discord.NotFound):
            await client.fetch_channel(1)
        shown = client.get_guild(guild.id)
        assert shown is not None
        with pytest.raises(discord.NotFound):
            await shown.fetch_member(1)
        stand_in.violations.clear()


async def test_of_commands(stand_in: StandIn, schema: Schema, guild: Guild) -> None:
    async with watched(stand_in, schema) as client:
        tree = client.tree

        @tree.command()
        async def ask(_interaction: discord.Interaction, _question: str) -> None:
            """Ask the library."""

        @tree.context_menu(name="Ask the library")
        async def about(_interaction: discord.Interaction, _message: discord.Message) -> None:
            pass

        tree.copy_global_to(guild=discord.Object(guild.id))
        await tree.sync()
        await tree.sync(guild=discord.Object(guild.id))
        made = await tree.fetch_commands()
        assert [command.name for command in made] == ["ask", "Ask the library"]
        await tree.fetch_command(made[0].id)
        await made[0].edit(description="Ask it")
        await made[0].delete()


async def test_of_files(stand_in: StandIn, schema: Schema, general: Channel) -> None:
    async with watched(stand_in, schema) as client:
        channel = place(client, general)
        sent = await channel.send(file=discord.File(io.BytesIO(b"text"), "a.md", spoiler=True))
        assert sent.attachments[0].filename == "SPOILER_a.md"
        assert await sent.attachments[0].read() == b"text"

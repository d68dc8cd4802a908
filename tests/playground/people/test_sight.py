"""What people see of servers, channels and messages, and what they may do in them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import discord
import pytest

from bot.playground.server.people import Impossible
from bot.playground.server.world.models import ChannelType
from bot.playground.server.world.permissions import Permission
from tests.playground.gateway.client import Bot, running

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild

Interaction = discord.Interaction[discord.Client]


async def test_people_talk_and_read(stand_in: StandIn, alice: Person, bob: Person) -> None:
    said = await alice.says("Hello", files=[("a.txt", b"x")])
    await bob.says("Hi @everyone")
    assert alice.sees() == "Alice: Hello\na.txt\nBob: Hi @everyone"
    assert said in bob.messages()
    assert said.files == [("a.txt", b"x")]
    assert bob.finds("Hello") == said
    with pytest.raises(Impossible, match="finds no 'Bye'"):
        bob.finds("Bye")
    assert stand_in.requests == []


async def test_people_are_pinged_where_they_see_it(
    stand_in: StandIn, guild: Guild, alice: Person, bob: Person
) -> None:
    hidden = stand_in.world.add_channel(guild, "hidden")
    stand_in.world.set_overwrite(hidden, bob, deny=Permission.VIEW_CHANNEL)
    first = await alice.says(f"look {bob.mention}")
    await alice.says(f"look {bob.mention}", channel=hidden)
    assert bob.pings == [first]
    assert alice.pings == []


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), (" \n", "empty"), ("x" * 2001, "2000 characters, not 2001")],
)
async def test_what_cannot_be_said(alice: Person, text: str, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        await alice.says(text)


async def test_nobody_writes_where_they_may_not(
    stand_in: StandIn, guild: Guild, alice: Person
) -> None:
    mute = stand_in.world.add_channel(guild, "mute")
    stand_in.world.set_overwrite(mute, alice, deny=Permission.SEND_MESSAGES)
    with pytest.raises(Impossible, match="cannot write in #mute"):
        await alice.says("x", channel=mute)
    forum = stand_in.world.add_channel(guild, "forum", ChannelType.FORUM)
    with pytest.raises(Impossible, match="cannot write in #forum"):
        await alice.says("x", channel=forum)
    until = stand_in.clock.now() + timedelta(hours=1)
    stand_in.world.time_out(guild.members[alice.id], until)
    with pytest.raises(Impossible, match="cannot write in #general"):
        await alice.says("x")


async def test_roles_open_channels_and_close_them(
    stand_in: StandIn, guild: Guild, alice: Person
) -> None:
    world = stand_in.world
    librarian = world.add_role(guild, "Librarian")
    desk = world.add_channel(guild, "desk")
    world.set_overwrite(desk, guild.everyone, deny=Permission.VIEW_CHANNEL)
    world.set_overwrite(desk, librarian, allow=Permission.VIEW_CHANNEL)
    world.say(desk, world.bot, "for librarians")
    with pytest.raises(Impossible, match="does not see #desk"):
        alice.sees(desk)
    await alice.gets(librarian)
    assert alice.sees(desk) == "Sounding Board: for librarians"
    await alice.loses(librarian)
    with pytest.raises(Impossible, match="does not see #desk"):
        alice.sees(desk)


async def test_people_come_and_go(stand_in: StandIn, guild: Guild, alice: Person) -> None:
    other = stand_in.world.add_guild("Others")
    await alice.joins(other)
    with pytest.raises(Impossible, match="already"):
        await alice.joins(other)
    assert alice.guild is guild
    await alice.leaves()
    assert alice.guild is other
    with pytest.raises(Impossible, match="not in Owners"):
        await alice.leaves(guild)
    owner = stand_in.person("Olivia")
    with pytest.raises(Impossible, match="in no server"):
        _ = owner.channel
    own = stand_in.world.add_guild("Hers", owner=owner)
    assert owner.guild is own
    with pytest.raises(Impossible, match="or owns it"):
        await owner.leaves()


async def test_who_sees_no_channel_is_nowhere(
    stand_in: StandIn, guild: Guild, alice: Person
) -> None:
    for channel in stand_in.world.channels_of(guild.id):
        stand_in.world.set_overwrite(channel, alice, deny=Permission.VIEW_CHANNEL)
    with pytest.raises(Impossible, match="sees no channel"):
        await alice.says("x")


async def test_dms_reach_who_takes_them(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    async with running(bot, stand_in):
        user = await bot.fetch_user(alice.id)
        await user.send("one")
        assert [each.content for each in alice.dms] == ["one"]
        alice.dms_open = False
        assert not alice.dms_open
        with pytest.raises(discord.Forbidden) as refused:
            await user.send("two")
        assert refused.value.code == 50007
        alice.dms_open = True
        await user.send("three")
        assert [each.content for each in alice.dms] == ["one", "three"]


async def test_everything_in_an_embed_can_be_read(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    @bot.tree.command()
    async def show(interaction: Interaction) -> None:
        """Show."""
        embed = discord.Embed(title="Title", description="Words")
        embed.set_author(name="Author").set_footer(text="Footer")
        embed.add_field(name="Name", value="Value")
        await interaction.response.send_message("Content", embed=embed)

    async with running(bot, stand_in):
        reply = await alice.slash("show")
        assert reply.text == "Content\nAuthor\nTitle\nWords\nName\nValue\nFooter"
        assert reply.embeds[0]["title"] == "Title"
        assert reply.content == "Content"
        assert not reply.gone
        assert reply.id
        assert "Content" in repr(reply)

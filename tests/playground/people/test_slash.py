"""Slash commands: every type of option, what Discord's client refuses, completions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
import pytest
from discord import app_commands

from bot.playground.server.people import Impossible, NotAnswered
from bot.playground.server.world.permissions import Permission
from tests.playground.gateway.client import running

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild
    from tests.playground.gateway.client import Bot

Interaction = discord.Interaction[discord.Client]


async def test_every_type_of_option_arrives_as_what_it_is(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person, bob: Person
) -> None:
    seen: dict[str, object] = {}

    @bot.tree.command()
    async def every(  # noqa: PLR0913, PLR0917 - one of each type
        interaction: Interaction,
        text: str,
        whole: int,
        number: float,
        truth: bool,  # noqa: FBT001 - an option of a command
        user: discord.Member,
        channel: discord.TextChannel,
        role: discord.Role,
        who: discord.Member | discord.Role,
        file: discord.Attachment,
        fruit: Literal["apple", "pear"],
        nothing: str | None = None,
    ) -> None:
        """Take one of each."""
        seen.update({name: value for name, value in interaction.namespace})  # noqa: C416 - no mapping
        assert (user.id, user.name, user.roles[-1].name) == (bob.id, "bob", "Librarian")
        assert isinstance(who, discord.Role)
        seen["bytes"] = await file.read()
        seen["nothing"] = nothing
        names = [text, str(whole), str(number), str(truth), channel.name, role.name, fruit]
        await interaction.response.send_message(" ".join(names), ephemeral=True)

    librarian = stand_in.world.add_role(guild, "Librarian")
    await bob.gets(librarian)
    async with running(bot, stand_in):
        reply = await alice.slash(
            "every",
            {"channel": alice.channel},
            text="hello",
            whole=3,
            number=2.5,
            truth=True,
            user=bob,
            role=librarian,
            who=librarian,
            file=("notes.md", b"# Notes"),
            fruit="pear",
        )
    assert reply.content == "hello 3 2.5 True general Librarian pear"
    assert reply.ephemeral
    assert seen["bytes"] == b"# Notes"
    assert seen["nothing"] is None
    assert isinstance(seen["file"], discord.Attachment)
    assert seen["file"].content_type == "text/markdown; charset=utf-8"
    assert stand_in.violations == []


async def test_what_a_command_knows_of_its_place(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person
) -> None:
    known: list[object] = []

    @bot.tree.command()
    async def where(interaction: Interaction) -> None:
        """Tell where it was."""
        assert isinstance(interaction.user, discord.Member)
        assert isinstance(interaction.channel, discord.TextChannel)
        known.extend(
            [
                interaction.guild_id,
                interaction.channel.name,
                interaction.user.name,
                interaction.permissions.send_messages,
                interaction.app_permissions.manage_messages,
                interaction.context.guild,
                interaction.is_guild_integration(),
                interaction.locale,
                interaction.guild_locale,
                interaction.filesize_limit,
                interaction.message,
            ]
        )
        await interaction.response.send_message("here")

    async with running(bot, stand_in):
        reply = await alice.slash("where")
    assert known == [
        guild.id,
        "general",
        "alice",
        True,
        False,
        True,
        True,
        discord.Locale.american_english,
        discord.Locale.american_english,
        10 * 1024 * 1024,
        None,
    ]
    assert not reply.ephemeral
    message = reply.message
    assert message is not None
    assert message.interaction_metadata is not None
    assert message.interaction_metadata["user"]["id"] == str(alice.id)


async def test_a_command_in_a_dm(stand_in: StandIn, bot: Bot, alice: Person) -> None:
    @bot.tree.command()
    @app_commands.allowed_contexts(guilds=False, dms=True)
    async def secret(interaction: Interaction) -> None:
        """Work in DMs only."""
        assert isinstance(interaction.channel, discord.DMChannel)
        assert interaction.context.dm_channel
        await interaction.response.send_message(f"psst {interaction.user.name}")

    async with running(bot, stand_in):
        reply = await alice.slash("secret", channel=alice.dm)
        assert reply.content == "psst alice"
        assert alice.dms == [reply]
        with pytest.raises(Impossible, match="not for servers"):
            await alice.slash("secret")


async def test_groups_of_commands_and_groups_in_groups(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    library = app_commands.Group(name="library", description="The library.")
    tag = app_commands.Group(name="tag", description="Its tags.", parent=library)

    @library.command()
    async def add(interaction: Interaction, title: str) -> None:
        """Add something."""
        await interaction.response.send_message(f"added {title}")

    @tag.command()
    async def rename(interaction: Interaction, old: str, new: str) -> None:
        """Rename something."""
        await interaction.response.send_message(f"{old} is {new}")

    bot.tree.add_command(library)
    async with running(bot, stand_in):
        assert (await alice.slash("library add", title="X")).content == "added X"
        assert (await alice.slash("library tag rename", old="a", new="b")).content == "a is b"
        for name, hint in [
            ("library", "needs a subcommand: .*/library add"),
            ("library tag", "/library tag rename"),
            ("library remove", "/library add"),
            ("shelf", "only"),
        ]:
            with pytest.raises(Impossible, match=hint):
                await alice.slash(name)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "'text' is required"),
        ({"text": "ab"}, "3 to 5 characters, not 2"),
        ({"text": "abcdef"}, "3 to 5 characters, not 6"),
        ({"text": 3}, "takes text"),
        ({"text": "abc", "colour": "red"}, "no option 'colour'"),
        ({"text": "abc", "whole": 11}, "1 to 10"),
        ({"text": "abc", "whole": 0}, "1 to 10"),
        ({"text": "abc", "whole": 2.5}, "whole number"),
        ({"text": "abc", "whole": True}, "whole number"),
        ({"text": "abc", "number": "2"}, "takes a number"),
        ({"text": "abc", "truth": "yes"}, "True or False"),
        ({"text": "abc", "fruit": "plum"}, "does not offer 'plum'"),
        ({"text": "abc", "user": "bob"}, "is nobody"),
        ({"text": "abc", "role": "admin"}, "takes roles"),
        ({"text": "abc", "place": "general"}, "takes channels"),
        ({"text": "abc", "file": "notes.md"}, r"a file is \(name, bytes\)"),
        ({"text": "abc", "file": ("big.md", bytes(10 * 1024 * 1024 + 1))}, "more than Discord"),
    ],
)
async def test_what_an_option_does_not_take_cannot_be_sent(
    stand_in: StandIn, bot: Bot, alice: Person, given: dict[str, object], why: str
) -> None:
    @bot.tree.command()
    async def pick(  # noqa: PLR0913, PLR0917 - one of each type
        interaction: Interaction,
        text: app_commands.Range[str, 3, 5],
        whole: app_commands.Range[int, 1, 10] = 1,
        number: float = 0.0,
        truth: bool = True,  # noqa: FBT001, FBT002 - an option of a command
        fruit: Literal["apple", "pear"] = "pear",
        user: discord.User | None = None,
        role: discord.Role | None = None,
        place: discord.TextChannel | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Pick."""
        given = (text, whole, number, truth, fruit, user, role, place, file)
        await interaction.response.send_message(f"{text}, {given.count(None)} of them nothing")

    async with running(bot, stand_in):
        with pytest.raises(Impossible, match=why):
            await alice.slash("pick", given)
        assert (await alice.slash("pick", text="abc")).content == "abc, 4 of them nothing"


async def test_hidden_channels_and_channels_of_another_kind_are_not_offered(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person
) -> None:
    hidden = stand_in.world.add_channel(guild, "hidden")
    stand_in.world.set_overwrite(hidden, guild.everyone, deny=Permission.VIEW_CHANNEL)
    thread = stand_in.world.start_thread(alice.channel, alice, "a thread")

    @bot.tree.command()
    async def pick(interaction: Interaction, place: discord.TextChannel) -> None:
        """Pick."""
        await interaction.response.send_message(place.mention)

    async with running(bot, stand_in):
        with pytest.raises(Impossible, match="#hidden is hidden"):
            await alice.slash("pick", place=hidden)
        with pytest.raises(Impossible, match="a channel like #a thread"):
            await alice.slash("pick", place=thread)


async def test_a_command_is_there_for_those_who_may_use_it_where_they_may(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person
) -> None:
    world = stand_in.world

    @bot.tree.command()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(interaction: Interaction) -> None:
        """Set up."""
        await interaction.response.send_message("set up")

    @bot.tree.command(nsfw=True)
    async def wild(interaction: Interaction) -> None:
        """Be wild."""
        await interaction.response.send_message("wild")

    @bot.tree.command()
    async def plain(interaction: Interaction) -> None:
        """Be plain."""
        await interaction.response.send_message("plain")

    hidden = world.add_channel(guild, "hidden")
    world.set_overwrite(hidden, guild.everyone, deny=Permission.VIEW_CHANNEL)
    mute = world.add_channel(guild, "mute")
    world.set_overwrite(mute, guild.everyone, deny=Permission.SEND_MESSAGES)
    without = world.add_channel(guild, "without")
    world.set_overwrite(without, guild.everyone, deny=Permission.USE_APPLICATION_COMMANDS)
    elsewhere = world.add_guild("Elsewhere", with_bot=False)
    admin = world.add_role(guild, "Admin", Permission.ADMINISTRATOR)
    async with running(bot, stand_in):
        for name, channel, why in [
            ("setup", None, "lack MANAGE_GUILD"),
            ("wild", None, "age-restricted"),
            ("plain", hidden, "does not see #hidden"),
            ("plain", mute, "cannot write in #mute"),
            ("plain", without, "may not use commands"),
        ]:
            with pytest.raises(Impossible, match=why):
                await alice.slash(name, channel=channel)
        await alice.joins(elsewhere)
        with pytest.raises(Impossible, match="the bot is not in this server"):
            await alice.slash("plain", channel=world.channels_of(elsewhere.id)[0])
        await alice.gets(admin)
        assert (await alice.slash("setup")).content == "set up"
        assert (await alice.slash("plain", channel=hidden)).content == "plain"


async def test_a_command_of_one_server_is_not_there_in_another(
    stand_in: StandIn, bot: Bot, guild: Guild, alice: Person
) -> None:
    other = stand_in.world.add_guild("Others")
    carol = stand_in.person("Carol", guild=other)

    @bot.tree.command(guild=discord.Object(guild.id))
    async def own(interaction: Interaction) -> None:
        """Be here only."""
        await interaction.response.send_message("own")

    async with running(bot, stand_in):
        await bot.tree.sync(guild=discord.Object(guild.id))
        assert (await alice.slash("own")).content == "own"
        with pytest.raises(Impossible, match="no command 'own'"):
            await carol.slash("own")


async def test_completions_are_offered_while_somebody_types(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    @bot.tree.command()
    async def read(interaction: Interaction, name: str, part: int = 1) -> None:
        """Read."""
        await interaction.response.send_message(f"{name} {part}")

    @read.autocomplete("name")
    async def names(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        part = interaction.namespace.part
        return [app_commands.Choice(name=f"{current}{n} ({part})", value=str(n)) for n in (1, 2)]

    @read.autocomplete("part")
    async def parts(_interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return [app_commands.Choice(name=f"part {current}", value=7)]

    async with running(bot, stand_in):
        assert await alice.autocomplete("read", "name", "pro") == [
            ("pro1 (None)", "1"),
            ("pro2 (None)", "2"),
        ]
        assert await alice.autocomplete("read", "name", "", part=3) == [
            ("1 (3)", "1"),
            ("2 (3)", "2"),
        ]
        assert await alice.autocomplete("read", "part", "x", name="y") == [("part x", 7)]
        with pytest.raises(Impossible, match="no option 'colour'"):
            await alice.autocomplete("read", "colour", "r")


async def test_an_option_without_completions_completes_nothing(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    @bot.tree.command()
    async def plain(interaction: Interaction, text: str) -> None:
        """Say."""
        await interaction.response.send_message(text)

    async with running(bot, stand_in):
        with pytest.raises(Impossible, match="completes nothing"):
            await alice.autocomplete("plain", "text", "x")


async def test_too_many_completions_are_no_answer(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    stand_in.interactions.answer_within = 0.2

    @bot.tree.command()
    async def read(interaction: Interaction, name: str) -> None:
        """Read."""
        await interaction.response.send_message(name)

    @read.autocomplete("name")
    async def names(_interaction: Interaction, _current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"x{number}", value="x") for number in range(26)]

    async with running(bot, stand_in):
        with pytest.raises(NotAnswered, match="more than 25"):
            await alice.autocomplete("read", "name", "")
    assert stand_in.violations

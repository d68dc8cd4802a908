"""What people do reaches the bot as Discord would send it: commands, menus, forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands, ui

from bot.playground.server.world.models import ChannelType
from tests.playground.rules.test_commands_of_discord_py import Tone  # noqa: TC001 - evaluated by discord.py
from tests.playground.rules.watching import Watcher, watched

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people.person import Person
    from bot.playground.server.rules.schema import Schema
    from bot.playground.server.world.models import Guild

Given = discord.Interaction[discord.Client]
Seen = dict[str, Any]


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    """Lend a server."""
    return stand_in.world.add_guild("Owners")


@pytest.fixture
def alice(stand_in: StandIn, guild: Guild) -> Person:
    """Lend a member with a role."""
    role = stand_in.world.add_role(guild, "Librarian")
    return stand_in.person("Alice", guild=guild, roles=[role])


def last(client: Watcher) -> Seen:
    """Return what the bot was last told to have been done."""
    told = [event for name, event in client.events if name == "INTERACTION_CREATE"]
    data: Seen = told[-1]["data"]
    return data


class Choices(ui.View):
    """A menu of each kind, and a button."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        options = [discord.SelectOption(label=name, value=name.lower()) for name in ("One", "Two")]
        self.add_item(ui.Select(custom_id="text", options=options, max_values=2, row=0))
        self.add_item(ui.UserSelect(custom_id="user", row=1))
        self.add_item(ui.RoleSelect(custom_id="role", row=2))
        self.add_item(ui.ChannelSelect(custom_id="channel", row=3))
        self.add_item(ui.Button(label="Go", custom_id="go", row=4))


def form() -> ui.Modal:
    """Return a form with four parts that are not text, and one that is."""
    modal = ui.Modal(title="A form", custom_id="form:1")
    days = [discord.CheckboxGroupOption(label=day) for day in ("Monday", "Friday")]
    sizes = [discord.RadioGroupOption(label=size) for size in ("Small", "Large")]
    parts: dict[str, ui.Item[Any]] = {
        "Text": ui.TextInput(custom_id="text", default="Hello"),
        "Files": ui.FileUpload(custom_id="files", max_values=2),
        "Days": ui.CheckboxGroup(custom_id="days", options=days),
        "Size": ui.RadioGroup(custom_id="size", options=sizes, required=False),
        "Sure": ui.Checkbox(custom_id="sure"),
    }
    for label, component in parts.items():
        modal.add_item(ui.Label(text=label, component=component))
    return modal


async def test_of_a_command_with_options_of_every_kind(
    stand_in: StandIn, schema: Schema, guild: Guild, alice: Person
) -> None:
    bob = stand_in.person("Bob", guild=guild)
    board = stand_in.world.add_channel(guild, "board")
    async with watched(stand_in, schema) as client:

        @client.tree.command()
        async def everything(  # noqa: PLR0913, PLR0917 - one of each kind
            given: Given,
            file: discord.Attachment,
            where: discord.TextChannel,
            who: discord.Member,
            role: discord.Role,
            number: int,
            share: float,
            text: str,
            tone: Tone,
            *,
            private: bool,
        ) -> None:
            """Take one of each kind."""
            content = await file.read()
            shown = [where.name, who.display_name, role.name, number, share, text, tone.value]
            await given.response.send_message(f"{shown} {content!r} {private}")

        await client.tree.sync()
        reply = await alice.slash(
            "everything",
            file=("a.md", b"text"),
            where=board,
            who=bob,
            role=guild.everyone,
            number=3,
            share=2,
            text="Hello",
            tone="WARM",
            private=True,
        )
    expected = ["board", "Bob", "@everyone", 3, 2.0, "Hello", "warm"]
    assert reply.text == f"{expected} b'text' True"


async def test_of_a_subcommand_and_its_completion(
    stand_in: StandIn, schema: Schema, alice: Person
) -> None:
    async with watched(stand_in, schema) as client:
        group = app_commands.Group(name="article", description="Read the library")

        @group.command()
        async def read(given: Given, title: str, page: int = 1) -> None:
            """Read an article."""
            await given.response.send_message(f"{title}, page {page}", ephemeral=True)

        @read.autocomplete("title")
        async def offer(_given: Given, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=typed.title(), value="7")]

        client.tree.add_command(group)
        await client.tree.sync()
        assert await alice.autocomplete("article read", "title", "pri") == [("Pri", "7")]
        reply = await alice.slash("article read", title="7", page=2)
    assert (reply.text, reply.ephemeral) == ("7, page 2", True)


async def test_of_context_menus(stand_in: StandIn, schema: Schema, alice: Person) -> None:
    async with watched(stand_in, schema) as client:

        @client.tree.context_menu(name="Ask the library")
        async def ask(given: Given, message: discord.Message) -> None:
            await given.response.send_message(f"You ask: {message.content}", ephemeral=True)

        @client.tree.context_menu(name="Who is this?")
        async def about(given: Given, member: discord.Member) -> None:
            await given.response.send_message(member.display_name)

        await client.tree.sync()
        said = await alice.says("How much should I charge?")
        asked = await alice.context_menu("Ask the library", said)
        told = await alice.context_menu("Who is this?", alice)
    assert asked.text == "You ask: How much should I charge?"
    assert told.text == "Alice"


async def test_of_buttons_and_menus(
    stand_in: StandIn, schema: Schema, guild: Guild, alice: Person
) -> None:
    async with watched(stand_in, schema) as client:

        @client.tree.command()
        async def choose(given: Given) -> None:
            """Show all menus."""
            await given.response.send_message("Choose", view=Choices())

        async def on_interaction(given: Given) -> None:
            if given.type is discord.InteractionType.component:
                await given.response.edit_message(content="Chosen")

        client.event(on_interaction)
        await client.tree.sync()
        reply = await alice.slash("choose")
        pressed = await reply.click("Go")
        assert pressed.text.startswith("Chosen")
        await reply.choose("text", "One", "Two")
        assert last(client)["values"] == ["one", "two"]
        await reply.choose("user", alice)
        assert str(alice.id) in last(client)["resolved"]["members"]
        await reply.choose("role", guild.everyone)
        await reply.choose("channel", alice.channel)
        assert str(alice.channel.id) in last(client)["resolved"]["channels"]


async def test_of_a_form_with_every_kind_of_field(
    stand_in: StandIn, schema: Schema, alice: Person
) -> None:
    async with watched(stand_in, schema) as client:

        @client.tree.command()
        async def fill(given: Given) -> None:
            """Open a form."""
            await given.response.send_modal(form())

        async def on_interaction(given: Given) -> None:
            if given.type is discord.InteractionType.modal_submit:
                await given.response.send_message("Thanks")

        client.event(on_interaction)
        await client.tree.sync()
        modal = (await alice.slash("fill")).modal
        assert modal is not None
        assert modal.fields == ["Text", "Files", "Days", "Size", "Sure"]
        given = {"Files": [("a.md", b"text")], "Days": ["Friday"], "Sure": True}
        reply = await modal.submit(given)
        assert reply.text == "Thanks"
        sent = {
            each["component"]["custom_id"]: each["component"] for each in last(client)["components"]
        }
    assert sent["text"]["value"] == "Hello"
    assert len(sent["files"]["values"]) == 1
    assert sent["days"]["values"] == ["Friday"]
    assert sent["size"]["value"] is None
    assert sent["sure"]["value"] is True


async def test_of_what_people_do_in_threads_and_direct_messages(
    stand_in: StandIn, schema: Schema, alice: Person
) -> None:
    async with watched(stand_in, schema) as client:

        @client.tree.command()
        async def ask(given: Given) -> None:
            """Ask."""
            await given.response.defer(ephemeral=True)
            await given.followup.send("Here", view=Choices())

        await client.tree.sync()
        thread = stand_in.world.start_thread(
            alice.channel, alice, "Board", kind=ChannelType.PRIVATE_THREAD
        )
        stand_in.world.join_thread(thread, stand_in.world.bot)
        assert (await alice.slash("ask", channel=thread)).ephemeral
        assert (await alice.slash("ask", channel=alice.dm)).content == "Here"

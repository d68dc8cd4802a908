"""The stand-in speaks of interactions as Discord does: its events and its answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands, ui

from bot.playground.server.interactions import Act, Resolved
from bot.playground.server.rules.callbacks import InteractionType
from bot.playground.server.world.files import StoredFile
from tests.playground.rules.test_messages_of_discord_py import (
    FULL_EMBED,
    Buttons,
    Layout,
    file,
)
from tests.playground.rules.watching import Watcher, watched

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.interactions import Interaction
    from bot.playground.server.rules.schema import Schema
    from bot.playground.server.world.models import Channel, Guild, Message, User

Given = discord.Interaction[discord.Client]


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    """Lend a server."""
    return stand_in.world.add_guild("Owners")


@pytest.fixture
def alice(stand_in: StandIn, guild: Guild) -> User:
    """Lend a member with a role."""
    user = stand_in.world.add_user("Alice")
    role = stand_in.world.add_role(guild, "Librarian")
    stand_in.world.add_member(guild, user, [role])
    return user


@pytest.fixture
def general(stand_in: StandIn, guild: Guild) -> Channel:
    """Lend the server's first channel."""
    return stand_in.world.channels[guild.system_channel_id or 0]


async def answered(
    stand_in: StandIn,
    client: Watcher,
    act: Act,
    at: Channel,
    by: User,
    how: Any,  # noqa: ANN401
) -> Interaction:
    """Do something as a person, and let the bot answer it in its way."""
    done = asyncio.get_running_loop().create_future()

    async def on_interaction(given: Given) -> None:
        try:
            await how(given)
        except Exception as error:  # noqa: BLE001 - the test shall see it
            done.set_exception(error)
        else:
            done.set_result(None)

    client.on_interaction = on_interaction  # type: ignore[attr-defined]  # how discord.py listens
    interaction = stand_in.interactions.start(by, at, act)
    await asyncio.wait_for(done, 5)
    return interaction


def command(name: str = "ask", kind: int = 1, **more: object) -> Act:
    return Act(InteractionType.COMMAND, {"id": "5", "name": name, "type": kind, **more})


def press(message: Message, custom_id: str = "do:primary") -> Act:
    data = {"component_type": 2, "custom_id": custom_id, "id": 2}
    return Act(InteractionType.COMPONENT, data, source=message)


async def with_text(given: Given) -> None:
    answer = await given.response.send_message("Hello", embed=FULL_EMBED.copy(), view=Buttons())
    assert answer.resource is not None
    await given.edit_original_response(content="Hello again", attachments=[file("chart.png")])
    assert (await given.original_response()).content == "Hello again"
    sent = await given.followup.send("And more", wait=True, ephemeral=True)
    await sent.edit(content="And less")
    await sent.delete()
    await given.delete_original_response()


async def in_secret(given: Given) -> None:
    await given.response.send_message("Only you", ephemeral=True, files=[file("a.md")])
    await given.edit_original_response(view=Buttons())


async def later(given: Given) -> None:
    await given.response.defer(ephemeral=True, thinking=True)
    await given.followup.send("Now")
    await given.followup.send(view=Layout(), files=[file("chart.png"), file("a.md")])


async def later_as_layout(given: Given) -> None:
    await given.response.defer()
    await given.edit_original_response(view=Layout(), attachments=[file("chart.png"), file("a.md")])


async def with_form(given: Given) -> None:
    modal = ui.Modal(title="A form", custom_id="form:1")
    modal.add_item(ui.Label(text="Text", component=ui.TextInput(custom_id="text")))
    await given.response.send_modal(modal)


@pytest.mark.parametrize("how", [with_text, in_secret, later, later_as_layout, with_form])
async def test_of_commands(
    stand_in: StandIn,
    schema: Schema,
    general: Channel,
    alice: User,
    how: Any,  # noqa: ANN401
) -> None:
    async with watched(stand_in, schema) as client:
        await answered(stand_in, client, command(), general, alice, how)


@pytest.mark.parametrize("how", [with_text, later])
async def test_of_commands_in_direct_messages(
    stand_in: StandIn,
    schema: Schema,
    alice: User,
    how: Any,  # noqa: ANN401
) -> None:
    async with watched(stand_in, schema) as client:
        dm = stand_in.world.open_dm(alice, stand_in.world.bot)
        await answered(stand_in, client, command(), dm, alice, how)


async def test_of_commands_in_threads(
    stand_in: StandIn, schema: Schema, general: Channel, alice: User
) -> None:
    async with watched(stand_in, schema) as client:
        thread = stand_in.world.start_thread(general, alice, "Pricing")
        await answered(stand_in, client, command(), thread, alice, with_text)


async def test_of_everything_that_a_command_can_name(
    stand_in: StandIn, schema: Schema, guild: Guild, general: Channel, alice: User
) -> None:
    world = stand_in.world
    outsider = world.add_user("Outsider")
    resolved = Resolved(world, alice.id, guild.id)
    role = next(iter(guild.roles.values()))
    stored = StoredFile(general.id, "a.md", b"text", "text/markdown")
    upload = world.files.store(world.snowflakes.next(), stored)
    upload.ephemeral = True
    options = [
        {"type": 11, "name": "file", "value": resolved.add_attachment(upload)},
        {"type": 7, "name": "where", "value": resolved.add_channel(general)},
        {"type": 6, "name": "who", "value": resolved.add_user(alice.id)},
        {"type": 6, "name": "other", "value": resolved.add_user(outsider.id)},
        {"type": 8, "name": "role", "value": resolved.add_role(role)},
    ]
    act = command(options=options, resolved=resolved.json())

    async def check(given: Given) -> None:
        data: Any = given.data
        namespace = app_commands.Namespace(given, data["resolved"], data["options"])
        assert isinstance(namespace.file, discord.Attachment)
        assert isinstance(namespace.where, app_commands.AppCommandChannel)
        assert isinstance(namespace.who, discord.Member)
        assert isinstance(namespace.other, discord.User)
        assert isinstance(namespace.role, discord.Role)
        assert given.app_permissions.send_messages
        assert given.permissions.send_messages
        assert isinstance(given.user, discord.Member)
        assert [each.name for each in given.user.roles] == ["@everyone", "Librarian"]

    async with watched(stand_in, schema) as client:
        await answered(stand_in, client, act, general, alice, check)


async def test_of_the_target_of_a_message_command(
    stand_in: StandIn, schema: Schema, guild: Guild, general: Channel, alice: User
) -> None:
    said = stand_in.world.say(general, alice, "How much should I charge?")
    resolved = Resolved(stand_in.world, alice.id, guild.id)
    target = resolved.add_message(said)
    act = command("Ask the library", 3, target_id=target, resolved=resolved.json())
    async with watched(stand_in, schema) as client:
        await answered(stand_in, client, act, general, alice, in_secret)
        ((_, event),) = [one for one in client.events if one[0] == "INTERACTION_CREATE"]
    shown = event["data"]["resolved"]["messages"][target]
    assert shown["content"] == "How much should I charge?"


async def test_of_presses(stand_in: StandIn, schema: Schema, general: Channel, alice: User) -> None:
    async def update(given: Given) -> None:
        await given.response.edit_message(content="Pressed", view=Buttons())
        await given.followup.send("Thanks", ephemeral=True)

    async def update_later(given: Given) -> None:
        await given.response.defer()
        await given.edit_original_response(content="Later")

    async with watched(stand_in, schema) as client:
        first = await answered(stand_in, client, command(), general, alice, show_buttons)
        assert first.original is not None
        for how in (update, update_later, in_secret, with_form):
            await answered(stand_in, client, press(first.original), general, alice, how)
        who = Resolved(stand_in.world, alice.id, general.guild_id)
        chosen = {
            "component_type": 5,
            "custom_id": "who",
            "id": 3,
            "values": [who.add_user(alice.id)],
            "resolved": who.json(),
        }
        act = Act(InteractionType.COMPONENT, chosen, source=first.original)
        await answered(stand_in, client, act, general, alice, update)


async def show_buttons(given: Given) -> None:
    await given.response.send_message("Choose", view=Buttons())


async def test_of_forms(stand_in: StandIn, schema: Schema, general: Channel, alice: User) -> None:
    part = {"type": 4, "id": 2, "custom_id": "text", "value": "Hello"}
    data = {"custom_id": "form:1", "components": [{"type": 18, "id": 1, "component": part}]}

    async def close(given: Given) -> None:
        await given.response.defer()

    async with watched(stand_in, schema) as client:
        opened = await answered(stand_in, client, command(), general, alice, with_form)
        before = {"triggering_interaction_metadata": opened.metadata}
        act = Act(InteractionType.MODAL_SUBMIT, data, metadata=before)
        for how in (with_text, in_secret, later, close):
            await answered(stand_in, client, act, general, alice, how)


async def test_of_completion(
    stand_in: StandIn, schema: Schema, general: Channel, alice: User
) -> None:
    options = [{"type": 3, "name": "title", "value": "pri", "focused": True}]
    data = {"id": "5", "name": "article", "type": 1, "options": options}
    act = Act(InteractionType.AUTOCOMPLETE, data, option_type=3)

    async def offer(given: Given) -> None:
        choices = [app_commands.Choice(name="Pricing", value="7")]
        await given.response.autocomplete(choices)

    async with watched(stand_in, schema) as client:
        interaction = await answered(stand_in, client, act, general, alice, offer)
    assert interaction.choices == [("Pricing", "7")]


async def test_of_refused_answers(
    stand_in: StandIn, schema: Schema, general: Channel, alice: User
) -> None:
    async def too_long(given: Given) -> None:
        with pytest.raises(discord.HTTPException):
            await given.response.send_message("x" * 2001)
        await given.response.send_message("Short")
        with pytest.raises(discord.HTTPException):
            await given.edit_original_response(content="x" * 2001)
        with pytest.raises(discord.HTTPException):
            await given.followup.send("x" * 2001)

    async with watched(stand_in, schema) as client:
        await answered(stand_in, client, command(), general, alice, too_long)
        assert len(stand_in.violations) == 3
        stand_in.violations.clear()

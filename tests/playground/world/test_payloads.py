"""What the world tells is what Discord describes, with no key too many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.playground.server.clock import VirtualClock
from bot.playground.server.rules.schema import Schema
from bot.playground.server.world import payloads
from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.files import StoredFile
from bot.playground.server.world.models import (
    ChannelType,
    MessageType,
    Overwrite,
    Reference,
    Viewer,
)
from bot.playground.server.world.world import World

OPENAPI = Path(__file__).parents[3].parent / "shared" / "discord" / "openapi.json"


@pytest.fixture
def schema() -> Schema:
    """Lend Discord's own description of its answers."""
    if not OPENAPI.exists():
        pytest.skip("Discord's description is absent")
    return Schema(OPENAPI)


@pytest.fixture
def world() -> World:
    """Lend a world with a server in it."""
    world = World(VirtualClock())
    world.add_guild("Owners")
    return world


def full_message(world: World) -> Any:  # noqa: ANN401 - JSON
    """Return a message with everything that a message can have."""
    guild = next(iter(world.guilds.values()))
    general = world.channels[guild.system_channel_id or 0]
    first = world.say(general, world.bot, "First")
    stored = StoredFile(general.id, "a.md", b"# A", "text/markdown")
    attachment = world.files.store(world.snowflakes.next(), stored)
    attachment.description = "An article"
    draft = Draft(
        content=f"<@{guild.owner_id}>",
        type=MessageType.REPLY,
        embeds=[{"type": "rich", "title": "T"}],
        components=[
            {
                "type": 1,
                "id": 1,
                "components": [{"type": 2, "id": 2, "style": 1, "custom_id": "x", "label": "X"}],
            }
        ],
        attachments=[attachment],
        reference=Reference(general.id, first.id, guild.id),
        nonce="1",
    )
    message = world.add_message(general, world.bot, draft)
    world.add_reaction(message, world.bot, "👍")
    world.start_thread(general, world.bot, "Thread", message=message)
    return payloads.message(world, message, Viewer(world.bot.id))


def test_a_message_with_everything(schema: Schema, world: World) -> None:
    assert schema.object_faults("MessageResponse", full_message(world), closed=True) == []


def test_a_server_and_what_is_in_it(schema: Schema, world: World) -> None:
    guild = next(iter(world.guilds.values()))
    kinds = [
        ChannelType.TEXT,
        ChannelType.VOICE,
        ChannelType.CATEGORY,
        ChannelType.ANNOUNCEMENT,
        ChannelType.FORUM,
    ]
    for kind in kinds:
        made = world.add_channel(
            guild, "x", kind, overwrites=[Overwrite(guild.id, is_member=False)]
        )
        shown = payloads.channel(world, made, world.bot.id)
        assert schema.object_faults("GuildChannelResponse", shown, closed=True) == []
    told = payloads.guild(guild, with_counts=True)
    assert schema.object_faults("GuildWithCountsResponse", told, closed=True) == []
    for member in guild.members.values():
        shown = payloads.member(member, world.users[member.user_id])
        assert schema.object_faults("GuildMemberResponse", shown, closed=True) == []


@pytest.mark.parametrize("kind", [ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD])
def test_threads_and_dms(schema: Schema, world: World, kind: ChannelType) -> None:
    guild = next(iter(world.guilds.values()))
    general = world.channels[guild.system_channel_id or 0]
    thread = world.start_thread(general, world.bot, "Thread", kind=kind)
    shown = payloads.channel(world, thread, world.bot.id)
    assert schema.object_faults("ThreadResponse", shown, closed=True) == []
    dm = world.open_dm(world.bot, world.users[guild.owner_id])
    shown = payloads.channel(world, dm, world.bot.id)
    assert schema.object_faults("PrivateChannelResponse", shown, closed=True) == []


def test_the_application_and_its_commands(schema: Schema, world: World) -> None:
    told = payloads.application(world)
    assert schema.object_faults("PrivateApplicationResponse", told, closed=True) == []
    body = {"name": "ask", "description": "Ask", "default_member_permissions": 32, "contexts": [0]}
    command, _ = world.put_command(None, body)
    shown = payloads.command(command)
    assert schema.object_faults("ApplicationCommandResponse", shown, closed=True) == []
    assert (shown["default_member_permissions"], shown["dm_permission"]) == ("32", False)

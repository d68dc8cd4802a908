"""Whatever is asked for, in whatever words: an answer that Discord could have given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.playground.server import StandIn
from bot.playground.server.rest import all_routes
from bot.playground.server.rules.schema import Schema
from bot.playground.server.world.permissions import Permission
from tests.playground.answers import wrong_answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.playground.server.world.world import World

BODIES: list[Any] = [
    None,
    {},
    [],
    "text",
    [{"name": "x"}],
    {"content": 1, "name": 1, "type": "x", "recipient_id": "x", "embeds": {}, "messages": "x"},
    {"content": "x", "name": "x", "type": 99, "components": [{}], "flags": -1, "roles": ["x"]},
    {"permission_overwrites": [{}], "communication_disabled_until": "soon", "nick": 3},
]


def paths(world: World, template: str) -> Iterator[str]:
    """Fill a template with ids that exist, all of a new server, and with some that do not."""
    guild = world.add_guild("Owners", bot_permissions=Permission.ADMINISTRATOR)
    general = world.channels[guild.system_channel_id or 0]
    message = world.say(general, world.bot, "Hello").id
    command, _ = world.put_command(None, {"name": f"c{guild.id}", "description": "x"})
    known = {
        "application_id": world.application.id,
        "channel_id": general.id,
        "command_id": command.id,
        "emoji_name": "%F0%9F%91%8D",
        "guild_id": guild.id,
        "message_id": message,
        "overwrite_id": guild.id,
        "role_id": guild.id,
        "user_id": guild.owner_id,
    }
    for value in (None, guild.id, "175928847299117063", "x"):
        yield template.format_map({name: value or one for name, one in known.items()})


@pytest.mark.parametrize("described", [True, False])
async def test_no_request_makes_it_fail(openapi: Path | None, *, described: bool) -> None:
    if described and openapi is None:
        pytest.skip("Discord's description is absent")
    async with StandIn(openapi=openapi if described else None) as stand_in:
        headers = {"Authorization": f"Bot {stand_in.token}"}
        async with aiohttp.ClientSession(headers=headers) as web:
            for route in all_routes(dict):
                for path in paths(stand_in.world, route.template):
                    for body in BODIES:
                        url = stand_in.api_url + path
                        async with web.request(route.method, url, json=body) as answer:
                            await answer.read()

        failed = [each for each in stand_in.requests if each.status == 500]
        assert [(each.method, each.path, each.body) for each in failed[:5]] == []
        if described and openapi:
            assert wrong_answers(stand_in, Schema(openapi)) == []

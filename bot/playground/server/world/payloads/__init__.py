"""The world in Discord's JSON, as a given viewer is shown it.

Each function is checked against Discord's own description in the tests.
"""

from bot.playground.server.world.payloads.application import (
    application,
    application_stub,
    command,
)
from bot.playground.server.world.payloads.guilds import (
    guild,
    guild_create,
    my_guild,
    unavailable_guild,
)
from bot.playground.server.world.payloads.messages import (
    attachment,
    message,
    partial_emoji,
    reaction,
)
from bot.playground.server.world.payloads.people import iso, member, role, user
from bot.playground.server.world.payloads.places import channel, thread_member

__all__ = [
    "application",
    "application_stub",
    "attachment",
    "channel",
    "command",
    "guild",
    "guild_create",
    "iso",
    "member",
    "message",
    "my_guild",
    "partial_emoji",
    "reaction",
    "role",
    "thread_member",
    "unavailable_guild",
    "user",
]

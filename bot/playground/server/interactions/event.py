"""The event by which the bot learns of an interaction, in Discord's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.rules.kinds import Kind
from bot.playground.server.world import payloads
from bot.playground.server.world.access import permissions
from bot.playground.server.world.models import Viewer

if TYPE_CHECKING:
    from bot.playground.server.interactions.interaction import Act, Interaction
    from bot.playground.server.world.models import Json
    from bot.playground.server.world.world import World

ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024
_IN_GUILD, _IN_DM = 0, 1
_FORGED_ID = 1_000_000


def interaction_create(world: World, one: Interaction, act: Act) -> Json:
    """Return the event's data."""
    channel = world.channels[one.channel_id]
    account = world.users[one.user_id]
    bits = str(int(permissions(world, one.user_id, channel)))
    event: Json = {
        "version": 1,
        "id": str(one.id),
        "application_id": str(world.application.id),
        "type": int(one.kind),
        "token": one.token,
        "data": act.data,
        "channel_id": str(channel.id),
        "channel": payloads.channel(world, channel, world.bot.id) | {"permissions": bits},
        "app_permissions": str(int(permissions(world, world.bot.id, channel))),
        "locale": account.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners(one.guild_id),
        "context": _IN_DM if one.guild_id is None else _IN_GUILD,
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
    }
    if one.source is not None:
        viewer = Viewer(world.bot.id, world.application.privileged)
        shown = payloads.message(world, one.source, viewer)
        if act.forged is not None:
            row = {"type": int(Kind.ACTION_ROW), "id": _FORGED_ID, "components": [act.forged]}
            shown["components"] = [*shown["components"], row]
        event["message"] = shown
    member = world.member(one.guild_id, one.user_id)
    if one.guild_id is None or member is None:
        return event | {"user": payloads.user(account)}
    guild = world.guilds[one.guild_id]
    return event | {
        "guild_id": str(guild.id),
        "guild_locale": guild.preferred_locale,
        "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": []},
        "member": payloads.member(member, account) | {"permissions": bits},
    }


def owners(guild_id: int | None) -> Json:
    """Return for whom the application was installed: the server, or, in its DM, nobody's."""
    return {"0": str(guild_id or 0)}

"""Answers a client that asks for a server's members over the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.gateway.intents import Intent
from bot.playground.server.gateway.protocol import CloseCode, Refused
from bot.playground.server.world import payloads

if TYPE_CHECKING:
    from bot.playground.server.gateway.session import Session
    from bot.playground.server.world.models import Guild, Json, Member
    from bot.playground.server.world.world import World

_MOST = 100


def members_chunk(world: World, session: Session, asked: object) -> Json:
    """Return the data of the GUILD_MEMBERS_CHUNK that answers.

    Without the members intent the list of everybody stays empty; single members can be asked for.

    Raises:
        Refused: 4002 for what cannot be understood.
    """
    if not isinstance(asked, dict):
        raise Refused(CloseCode.DECODE_ERROR)
    guild_id = str(asked.get("guild_id", ""))
    guild = world.guilds.get(int(guild_id)) if guild_id.isdigit() else None
    if guild is None or session.viewer.user_id not in guild.members:
        raise Refused(CloseCode.DECODE_ERROR)
    user_ids = asked.get("user_ids")
    if user_ids is not None:
        wanted = user_ids if isinstance(user_ids, list) else [user_ids]
        found = [guild.members[int(each)] for each in wanted if int(each) in guild.members]
        missing = [str(each) for each in wanted if int(each) not in guild.members]
    else:
        found = _matching(world, session, guild, asked)
        missing = []
    data: Json = {
        "guild_id": guild_id,
        "members": [payloads.member(each, world.users[each.user_id]) for each in found],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": missing,
    }
    if asked.get("nonce") is not None:
        data["nonce"] = asked["nonce"]
    return data


def _matching(world: World, session: Session, guild: Guild, asked: Json) -> list[Member]:
    query = str(asked.get("query", "")).lower()
    limit = int(asked.get("limit", 0))
    if not query and not session.intents & Intent.GUILD_MEMBERS:
        return []
    members = list(guild.members.values())
    found = [
        each
        for each in members
        if (each.nick or world.users[each.user_id].username).lower().startswith(query)
    ]
    return found[: min(limit, _MOST) if query else limit or len(found)]

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
    guild = world.guilds.get(_number(asked.get("guild_id")))
    if guild is None or session.viewer.user_id not in guild.members:
        raise Refused(CloseCode.DECODE_ERROR)
    found, missing = _found(world, session, guild, asked)
    data: Json = {
        "guild_id": str(guild.id),
        "members": [payloads.member(each, world.users[each.user_id]) for each in found],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": [str(each) for each in missing],
    }
    if asked.get("nonce") is not None:
        data["nonce"] = asked["nonce"]
    return data


def _found(
    world: World, session: Session, guild: Guild, asked: Json
) -> tuple[list[Member], list[int]]:
    """Return the members that were asked for, and the ids of those who are none."""
    ids = asked.get("user_ids")
    if ids is not None:
        wanted = [_number(each) for each in (ids if isinstance(ids, list) else [ids])]
        found = [guild.members[each] for each in wanted if each in guild.members]
        return found, [each for each in wanted if each not in guild.members]
    query = str(asked.get("query") or "").lower()
    limit = _number(asked.get("limit", 0))
    if not query and not session.intents & Intent.GUILD_MEMBERS:
        return [], []
    matching = [
        each
        for each in guild.members.values()
        if (each.nick or world.users[each.user_id].username).lower().startswith(query)
    ]
    most = min(limit, _MOST) if query else limit or len(matching)
    return matching[:most], []


def _number(sent: object) -> int:
    """Return a number or an id that was sent as text.

    Raises:
        Refused: 4002.
    """
    digits = str(sent) if isinstance(sent, (str, int)) and not isinstance(sent, bool) else ""
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(CloseCode.DECODE_ERROR)
    return int(digits)

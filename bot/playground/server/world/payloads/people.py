"""Users, members and roles in Discord's JSON."""

from datetime import datetime

from bot.playground.server.world.models import Json, Member, Role, User


def iso(instant: datetime) -> str:
    """Return an instant as Discord writes it, with microseconds and offset."""
    return instant.isoformat(timespec="microseconds")


def user(account: User) -> Json:
    """Return a user object."""
    payload: Json = {
        "id": str(account.id),
        "username": account.username,
        "global_name": account.global_name,
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "banner": None,
        "accent_color": None,
    }
    if account.bot:
        payload["bot"] = True
    return payload


def member(one: Member, account: User | None = None) -> Json:
    """Return a member object; without `account` it lacks `user`, as messages and presences do."""
    payload: Json = {
        "roles": [str(role_id) for role_id in sorted(one.roles)],
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "joined_at": iso(one.joined_at),
        "premium_since": None,
        "communication_disabled_until": iso(one.timed_out_until) if one.timed_out_until else None,
        "flags": 0,
        "pending": False,
        "mute": False,
        "deaf": False,
    }
    if account is not None:
        payload["user"] = user(account)
    return payload


def role(one: Role) -> Json:
    """Return a role object."""
    payload: Json = {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": one.color,
        "colors": {"primary_color": one.color, "secondary_color": None, "tertiary_color": None},
        "hoist": one.hoist,
        "managed": one.bot_id is not None,
        "mentionable": one.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.bot_id is not None:
        payload["tags"] = {"bot_id": str(one.bot_id)}
    return payload

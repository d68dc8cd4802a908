"""Holds gateway events against Discord's document, which describes their parts but not them.

What an event adds to an object is named here, from Discord's guide to the gateway; everything
else in it must be what REST would answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.rules.schema import Schema

Json = dict[str, Any]

GUILD_CREATE_ADDS = (
    *("joined_at", "large", "unavailable", "member_count", "members", "channels", "threads"),
    *("presences", "voice_states", "stage_instances", "guild_scheduled_events"),
    "soundboard_sounds",
)
CHANNELS = {0: "Guild", 2: "Guild", 4: "Guild", 5: "Guild", 13: "Guild", 15: "Guild"}
THREADS = (10, 11, 12)
KEYS: dict[str, set[str]] = {
    "RESUMED": set(),
    "MESSAGE_DELETE": {"id", "channel_id"},
    "MESSAGE_DELETE_BULK": {"ids", "channel_id"},
    "MESSAGE_REACTION_ADD": {"user_id", "channel_id", "message_id", "emoji", "burst", "type"},
    "MESSAGE_REACTION_REMOVE": {"user_id", "channel_id", "message_id", "emoji", "burst", "type"},
    "CHANNEL_PINS_UPDATE": {"channel_id"},
    "TYPING_START": {"channel_id", "user_id", "timestamp"},
    "GUILD_DELETE": {"id"},
    "GUILD_ROLE_DELETE": {"guild_id", "role_id"},
    "GUILD_MEMBER_REMOVE": {"guild_id", "user"},
    "THREAD_DELETE": {"id", "guild_id", "parent_id", "type"},
    "THREAD_MEMBERS_UPDATE": {"id", "guild_id", "member_count"},
    "THREAD_MEMBER_UPDATE": {"id", "guild_id", "user_id", "join_timestamp", "flags"},
    "THREAD_LIST_SYNC": {"guild_id", "threads", "members"},
    "GUILD_MEMBERS_CHUNK": {"guild_id", "members", "chunk_index", "chunk_count"},
    "USER_UPDATE": {"id", "username"},
    "INTEGRATION_CREATE": {"id", "guild_id"},
}


def event_faults(schema: Schema, name: str, data: Json) -> list[str]:
    """Return in what an event differs from what Discord would send."""
    check = CHECKS.get(name)
    if check is not None:
        return check(schema, data)
    if name not in KEYS:
        return [f"{name} is not an event that is known here"]
    return [f"{name} lacks {key}" for key in sorted(KEYS[name] - data.keys())]


def member_faults(schema: Schema, member: Json, *, user: bool = True) -> list[str]:
    """Check a member; within messages and interactions it comes without its user."""
    shown = dict(member)
    shown.pop("permissions", None)
    if not user:
        faults = ["a member within something else has no user"] if "user" in member else []
        return faults + _without(
            schema.object_faults("GuildMemberResponse", shown, closed=True), "user"
        )
    return schema.object_faults("GuildMemberResponse", shown, closed=True)


def message_faults(schema: Schema, message: Json) -> list[str]:
    """Check a message as an event brings it."""
    shown = dict(message)
    faults: list[str] = []
    for key in ("guild_id", "channel_type"):
        shown.pop(key, None)
    if "member" in shown:
        faults += member_faults(schema, shown.pop("member"), user=False)
    mentions = [dict(one) for one in shown.get("mentions", [])]
    for one in mentions:
        if "member" in one:
            faults += member_faults(schema, one.pop("member"), user=False)
    shown["mentions"] = mentions
    return faults + schema.object_faults("MessageResponse", shown, closed=True)


def channel_faults(schema: Schema, channel: Json) -> list[str]:
    """Check a channel, thread or DM."""
    kind = channel.get("type")
    shown = dict(channel)
    shown.pop("newly_created", None)
    if kind in THREADS:
        return schema.object_faults("ThreadResponse", shown, closed=True)
    name = "GuildChannelResponse" if kind in CHANNELS else "PrivateChannelResponse"
    return schema.object_faults(name, shown, closed=True)


def _guild_create(schema: Schema, data: Json) -> list[str]:
    # Of a server that the bot joins just now nothing is said of an outage.
    needed = [key for key in GUILD_CREATE_ADDS if key != "unavailable"]
    faults = [f"GUILD_CREATE lacks {key}" for key in needed if key not in data]
    plain = {key: value for key, value in data.items() if key not in GUILD_CREATE_ADDS}
    faults += schema.object_faults("GuildResponse", plain, closed=True)
    for member in data.get("members", []):
        faults += member_faults(schema, member)
    for channel in [*data.get("channels", []), *data.get("threads", [])]:
        faults += channel_faults(schema, channel)
    return faults


def _ready(schema: Schema, data: Json) -> list[str]:
    wanted = {"v", "user", "guilds", "session_id", "resume_gateway_url", "application"}
    faults = [f"READY lacks {key}" for key in sorted(wanted - data.keys())]
    faults += [
        f"a server in READY is only announced: {guild}"
        for guild in data["guilds"]
        if guild.keys() != {"id", "unavailable"}
    ]
    return faults + schema.object_faults("UserResponse", data["user"])


def _member(schema: Schema, data: Json) -> list[str]:
    shown = dict(data)
    faults = [] if shown.pop("guild_id", None) else ["a member's event lacks guild_id"]
    return faults + member_faults(schema, shown)


def _role(schema: Schema, data: Json) -> list[str]:
    faults = [] if data.get("guild_id") else ["a role's event lacks guild_id"]
    return faults + schema.object_faults("GuildRoleResponse", data["role"], closed=True)


def _guild(schema: Schema, data: Json) -> list[str]:
    return schema.object_faults("GuildResponse", data, closed=True)


def _interaction(schema: Schema, data: Json) -> list[str]:
    wanted = {
        *("id", "application_id", "type", "token", "version", "channel", "channel_id"),
        *("app_permissions", "locale", "entitlements", "authorizing_integration_owners"),
        *("context", "attachment_size_limit", "data"),
    }
    if "guild_id" in data:
        wanted |= {"member", "guild", "guild_locale"}
    else:
        wanted |= {"user"}
    faults = [f"INTERACTION_CREATE lacks {key}" for key in sorted(wanted - data.keys())]
    if {"user", "member"} <= data.keys():
        faults.append("INTERACTION_CREATE has both a user and a member")
    faults += [
        f"INTERACTION_CREATE: {key} is no number written as text"
        for key in ("id", "application_id", "channel_id", "app_permissions")
        if not (isinstance(data.get(key), str) and data[key].isdigit())
    ]
    if "member" in data:
        faults += member_faults(schema, data["member"])
        if not str(data["member"].get("permissions", "")).isdigit():
            faults.append("INTERACTION_CREATE: the member comes without permissions")
    if "user" in data:
        faults += schema.object_faults("UserResponse", data["user"], closed=True)
    if "message" in data:
        faults += message_faults(schema, data["message"])
    faults += _resolved(schema, data.get("data", {}).get("resolved", {}))
    return faults + _given(data.get("type"), data.get("data", {}))


def _given(kind: object, data: Json) -> list[str]:
    """Check what was done: a command with options, a component, or a form."""
    if kind in (2, 4):
        faults = _lacking("a command", {"id": str, "name": str, "type": int}, data)
        if data.get("type") != 1:
            return faults + _lacking("a context menu", {"target_id": str, "resolved": dict}, data)
        return faults + [one for option in data.get("options", []) for one in _option(option)]
    if kind == 3:
        faults = _lacking("a press", {"custom_id": str, "component_type": int, "id": int}, data)
        if data.get("component_type") != 2:
            faults += _lacking("a menu", {"values": list}, data)
        return faults
    faults = _lacking("a form", {"custom_id": str, "components": list}, data)
    return faults + [one for part in data.get("components", []) for one in _part(part)]


def _option(option: Json) -> list[str]:
    faults = _lacking("an option", {"name": str, "type": int}, option)
    if option.get("type") in (1, 2):
        inner = option.get("options", [])
        return faults + [one for each in inner for one in _option(each)]
    wanted: dict[object, type] = {4: int, 5: bool, 10: float}
    value = option.get("value")
    if option.get("focused"):
        wanted = {}
    kind = wanted.get(option.get("type"), str)
    number = kind is float and isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, kind) and not number:
        faults.append(f"the value of {option} is no {kind.__name__}")
    return faults


def _part(part: Json) -> list[str]:
    faults = _lacking("a part", {"type": int, "id": int}, part)
    kind = part.get("type")
    if kind == 10:
        return faults
    if kind == 18:
        return faults + _lacking("a label", {"component": dict}, part) + _part(part["component"])
    if kind == 1:
        inner = part.get("components", [])
        return faults + [one for each in inner for one in _part(each)]
    wanted: dict[object, dict[str, Any]] = {
        4: {"value": str},
        21: {"value": (str, type(None))},
        23: {"value": bool},
    }
    return faults + _lacking(
        "a field", {"custom_id": str} | wanted.get(kind, {"values": list}), part
    )


def _lacking(what: str, wanted: dict[str, Any], data: Json) -> list[str]:
    return [
        f"{what} has no sound {key}: {data.get(key)!r}"
        for key, kind in wanted.items()
        if key not in data or not isinstance(data[key], kind)
    ]


def _resolved(schema: Schema, resolved: Json) -> list[str]:
    faults: list[str] = []
    for user in resolved.get("users", {}).values():
        faults += schema.object_faults("UserResponse", user, closed=True)
    for user_id, member in resolved.get("members", {}).items():
        if user_id not in resolved.get("users", {}):
            faults.append("a resolved member comes without their user")
        # Partial: without the user, and without what is only of voice.
        found = member_faults(schema, member, user=False)
        faults += _without(found, "mute", "deaf")
    for role in resolved.get("roles", {}).values():
        faults += schema.object_faults("GuildRoleResponse", role, closed=True)
    for message in resolved.get("messages", {}).values():
        faults += message_faults(schema, message)
    for attachment in resolved.get("attachments", {}).values():
        faults += schema.object_faults("MessageAttachmentResponse", attachment, closed=True)
    for channel in resolved.get("channels", {}).values():
        lacking = {"id", "name", "type", "permissions"} - channel.keys()
        faults += [f"a resolved channel lacks {key}" for key in sorted(lacking)]
    return faults


def _without(faults: list[str], *keys: str) -> list[str]:
    missing = {f'body: "{key}" is a required property' for key in keys}
    return [fault for fault in faults if fault not in missing]


CHECKS: dict[str, Callable[[Schema, Json], list[str]]] = {
    "READY": _ready,
    "GUILD_CREATE": _guild_create,
    "GUILD_UPDATE": _guild,
    "GUILD_MEMBER_ADD": _member,
    "GUILD_MEMBER_UPDATE": _member,
    "GUILD_ROLE_CREATE": _role,
    "GUILD_ROLE_UPDATE": _role,
    "CHANNEL_CREATE": channel_faults,
    "CHANNEL_UPDATE": channel_faults,
    "CHANNEL_DELETE": channel_faults,
    "THREAD_CREATE": channel_faults,
    "THREAD_UPDATE": channel_faults,
    "MESSAGE_CREATE": message_faults,
    "MESSAGE_UPDATE": message_faults,
    "INTERACTION_CREATE": _interaction,
}

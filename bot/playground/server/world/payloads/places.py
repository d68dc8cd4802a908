"""Channels, threads and DMs in Discord's JSON."""

from datetime import datetime

from bot.playground.server.world.models import Channel, ChannelType, Json, Overwrite, ThreadState
from bot.playground.server.world.payloads.people import iso, user
from bot.playground.server.world.state import WorldState

_WITH_TEXT = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT, ChannelType.FORUM})


def channel(world: WorldState, place: Channel, viewer_id: int | None = None) -> Json:
    """Return a channel, thread or DM object; a thread tells `viewer_id` of their membership."""
    if place.type is ChannelType.DM:
        return _dm(world, place, viewer_id)
    if place.thread is not None:
        return _thread(place, place.thread, viewer_id)
    payload: Json = {
        "id": str(place.id),
        "type": int(place.type),
        "guild_id": str(place.guild_id),
        "name": place.name,
        "position": place.position,
        "parent_id": _id(place.parent_id),
        "permission_overwrites": [_overwrite(each) for each in place.overwrites.values()],
        "nsfw": place.nsfw,
        "flags": 0,
    }
    if place.type in _WITH_TEXT:
        payload["topic"] = place.topic
        payload["last_message_id"] = _id(place.last_message_id)
        payload["last_pin_timestamp"] = _time(place.last_pin_at)
        payload["rate_limit_per_user"] = place.slowmode_seconds
    if place.type is ChannelType.VOICE:
        payload |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if place.type is ChannelType.FORUM:
        payload |= {"available_tags": [], "default_reaction_emoji": None, "default_forum_layout": 0}
        payload["default_sort_order"] = None
    return payload


def thread_member(thread: Channel, user_id: int, joined_at: datetime) -> Json:
    """Return a thread member object."""
    return {
        "id": str(thread.id),
        "user_id": str(user_id),
        "join_timestamp": iso(joined_at),
        "flags": 0,
    }


def _dm(world: WorldState, place: Channel, viewer_id: int | None) -> Json:
    others = [each for each in place.recipients if each != viewer_id]
    return {
        "id": str(place.id),
        "type": int(place.type),
        "last_message_id": _id(place.last_message_id),
        "last_pin_timestamp": _time(place.last_pin_at),
        "flags": 0,
        "recipients": [user(world.users[each]) for each in others],
    }


def _thread(place: Channel, state: ThreadState, viewer_id: int | None) -> Json:
    metadata: Json = {
        "archived": state.archived,
        "archive_timestamp": iso(state.archived_at),
        "auto_archive_duration": state.auto_archive_minutes,
        "locked": state.locked,
        "create_timestamp": iso(state.created_at),
    }
    if place.type is ChannelType.PRIVATE_THREAD:
        metadata["invitable"] = state.invitable
    payload: Json = {
        "id": str(place.id),
        "type": int(place.type),
        "guild_id": str(place.guild_id),
        "parent_id": _id(place.parent_id),
        "owner_id": str(state.owner_id),
        "name": place.name,
        "last_message_id": _id(place.last_message_id),
        "last_pin_timestamp": _time(place.last_pin_at),
        "rate_limit_per_user": place.slowmode_seconds,
        "flags": 0,
        "thread_metadata": metadata,
        "message_count": state.total_messages,
        "total_message_sent": state.total_messages,
        "member_count": len(state.members),
    }
    joined_at = state.members.get(viewer_id) if viewer_id is not None else None
    if viewer_id is not None and joined_at is not None:
        payload["member"] = thread_member(place, viewer_id, joined_at)
    return payload


def _overwrite(one: Overwrite) -> Json:
    return {
        "id": str(one.target_id),
        "type": 1 if one.is_member else 0,
        "allow": str(one.allow),
        "deny": str(one.deny),
    }


def _id(snowflake: int | None) -> str | None:
    return None if snowflake is None else str(snowflake)


def _time(instant: datetime | None) -> str | None:
    return None if instant is None else iso(instant)

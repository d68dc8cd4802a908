"""Servers in Discord's JSON."""

from bot.playground.server.world.access import can_view, guild_permissions
from bot.playground.server.world.models import Guild, Intent, Json, Viewer
from bot.playground.server.world.payloads.people import iso, member, role
from bot.playground.server.world.payloads.places import channel
from bot.playground.server.world.state import WorldState


def guild(one: Guild, *, with_counts: bool = False) -> Json:
    """Return a guild object as REST answers it."""
    payload: Json = {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(one.owner_id),
        "application_id": None,
        "region": "us-east",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None if one.system_channel_id is None else str(one.system_channel_id),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(each) for each in one.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.preferred_locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }
    if with_counts:
        payload["approximate_member_count"] = len(one.members)
        payload["approximate_presence_count"] = len(one.members)
    return payload


def guild_create(world: WorldState, one: Guild, viewer: Viewer) -> Json:
    """Return what GUILD_CREATE tells: without the members intent, the viewer is its only member."""
    if one.unavailable:
        return unavailable_guild(one.id)
    everybody = bool(viewer.intents & Intent.GUILD_MEMBERS)
    shown = [m for m in one.members.values() if everybody or m.user_id == viewer.user_id]
    threads = [
        thread
        for thread in world.threads_of(one.id)
        if thread.thread and not thread.thread.archived and can_view(world, viewer.user_id, thread)
    ]
    return guild(one) | {
        "joined_at": iso(one.members[viewer.user_id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [member(each, world.users[each.user_id]) for each in shown],
        "channels": [channel(world, each, viewer.user_id) for each in world.channels_of(one.id)],
        "threads": [channel(world, each, viewer.user_id) for each in threads],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def my_guild(world: WorldState, one: Guild, user_id: int) -> Json:
    """Return a server as it stands in the list of one's own."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "banner": None,
        "owner": one.owner_id == user_id,
        "permissions": str(int(guild_permissions(world, user_id, one.id))),
        "features": [],
    }


def unavailable_guild(guild_id: int) -> Json:
    """Return a server that is down, or not sent yet."""
    return {"id": str(guild_id), "unavailable": True}

"""Messages in Discord's JSON: emptied for a viewer who may not read them."""

from bot.playground.server.world.models import (
    Attachment,
    Channel,
    ChannelType,
    Intent,
    Json,
    Message,
    MessageFlag,
    Viewer,
)
from bot.playground.server.world.payloads.people import iso, user
from bot.playground.server.world.payloads.places import channel
from bot.playground.server.world.state import WorldState

_REPLY_OR_STARTER = frozenset({19, 21})


def message(world: WorldState, one: Message, viewer: Viewer, *, reveal: bool = False) -> Json:
    """Return a message object as REST answers it.

    Args:
        world: Where it was posted.
        one: The message.
        viewer: Who reads; without the message content intent they read only what is their own,
            what mentions them and what is in their DMs.
        reveal: Show the content all the same, as for the target of a message command.
    """
    payload = _message(world, one, viewer, reveal=reveal)
    reference = one.reference
    if reference is None:
        return payload
    payload["message_reference"] = {
        "type": 0,
        "channel_id": str(reference.channel_id),
        **({"message_id": str(reference.message_id)} if reference.message_id else {}),
        **({"guild_id": str(reference.guild_id)} if reference.guild_id else {}),
    }
    if one.type in _REPLY_OR_STARTER:
        place = world.channels.get(reference.channel_id)
        target = place.messages.get(reference.message_id or 0) if place else None
        shown = _message(world, target, viewer, reveal=False) if target else None
        payload["referenced_message"] = shown
    return payload


def attachment(world: WorldState, one: Attachment) -> Json:
    """Return an attachment object, with links that are signed now."""
    url = world.files.url(one.id)
    payload: Json = {
        "id": str(one.id),
        "filename": one.filename,
        "size": one.size,
        "url": url,
        "proxy_url": url,
    }
    if one.content_type is not None:
        payload["content_type"] = one.content_type
    if one.description is not None:
        payload["description"] = one.description
    if one.ephemeral:
        payload["ephemeral"] = True
    return payload


def reaction(emoji: str, users: set[int], viewer_id: int) -> Json:
    """Return the count of one emoji below a message."""
    return {
        "emoji": partial_emoji(emoji),
        "count": len(users),
        "count_details": {"burst": 0, "normal": len(users)},
        "burst_colors": [],
        "me_burst": False,
        "me": viewer_id in users,
    }


def partial_emoji(emoji: str) -> Json:
    """Return an emoji object for `🙂` or `name:id`."""
    name, _, custom_id = emoji.partition(":")
    return {"id": custom_id or None, "name": name}


def _message(world: WorldState, one: Message, viewer: Viewer, *, reveal: bool) -> Json:
    place = world.channels[one.channel_id]
    readable = reveal or _may_read(place, one, viewer)
    payload: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel_id),
        "type": int(one.type),
        "author": user(world.users[one.author_id]),
        "content": one.content if readable else "",
        "timestamp": iso(one.created_at),
        "edited_timestamp": iso(one.edited_at) if one.edited_at else None,
        "flags": int(one.flags),
        "tts": one.tts,
        "pinned": one.pinned,
        "mention_everyone": one.mention_everyone,
        "mentions": [user(world.users[each]) for each in one.mentions],
        "mention_roles": [str(each) for each in one.mention_roles],
        "attachments": [attachment(world, each) for each in one.attachments] if readable else [],
        "embeds": one.embeds if readable else [],
        "components": one.components if readable else [],
    }
    return payload | _extras(world, place, one, viewer)


def _extras(world: WorldState, place: Channel, one: Message, viewer: Viewer) -> Json:
    """Return the keys that only some messages have."""
    extras: Json = {}
    if one.reactions:
        extras["reactions"] = [
            reaction(emoji, users, viewer.user_id) for emoji, users in one.reactions.items()
        ]
    if one.nonce is not None and viewer.user_id == one.author_id:
        extras["nonce"] = one.nonce
    if one.application_id is not None:
        extras["application_id"] = str(one.application_id)
    if one.webhook_id is not None:
        extras["webhook_id"] = str(one.webhook_id)
    if one.interaction is not None:
        extras["interaction"] = one.interaction
    if one.interaction_metadata is not None:
        extras["interaction_metadata"] = one.interaction_metadata
    thread = world.channels.get(one.id) if one.flags & MessageFlag.HAS_THREAD else None
    if thread is not None:
        extras["thread"] = channel(world, thread, viewer.user_id)
    if place.thread is not None:
        extras["position"] = list(place.messages).index(one.id) if one.id in place.messages else 0
    return extras


def _may_read(place: Channel, one: Message, viewer: Viewer) -> bool:
    return (
        bool(viewer.intents & Intent.MESSAGE_CONTENT)
        or one.author_id == viewer.user_id
        or place.type is ChannelType.DM
        or viewer.user_id in one.mentions
    )

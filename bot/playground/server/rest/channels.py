"""Channels and threads by their id: reading, changing and deleting them."""

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.places import channel_of, require
from bot.playground.server.world import payloads
from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.models import Channel, ChannelType, Json, Overwrite
from bot.playground.server.world.permissions import Permission

_MEMBER = 1
# What somebody who only writes in a thread may do to it: open it again.
_REOPENING = frozenset({"archived"})


def routes() -> list[Route]:
    """Return the routes."""
    overwrite = "/channels/{channel_id}/permissions/{overwrite_id}"
    return [
        Route("GET", "/channels/{channel_id}", _get),
        Route("PATCH", "/channels/{channel_id}", _edit),
        Route("DELETE", "/channels/{channel_id}", _delete),
        Route("PUT", overwrite, _put_overwrite),
        Route("DELETE", overwrite, _delete_overwrite),
    ]


async def _get(call: Call) -> Answer:
    channel = channel_of(call)
    return Answer(payloads.channel(call.world, channel, call.bot_id))


async def _edit(call: Call) -> Answer:
    channel = channel_of(call)
    body = call.json
    if channel.thread is not None:
        _check_may_edit_thread(call, channel, body)
    elif channel.type is ChannelType.DM:
        raise errors.not_in_dm()
    else:
        require(call, channel, Permission.MANAGE_CHANNELS)
        if "permission_overwrites" in body:
            require(call, channel, Permission.MANAGE_ROLES)
    edit = ChannelEdit(
        name=body.get("name"),
        topic=(body["topic"] or "") if "topic" in body else None,
        position=body.get("position"),
        nsfw=body.get("nsfw"),
        slowmode_seconds=body.get("rate_limit_per_user"),
        overwrites=overwrites_of(call),
        archived=body.get("archived"),
        locked=body.get("locked"),
        auto_archive_minutes=body.get("auto_archive_duration"),
    )
    call.world.edit_channel(channel, edit)
    return Answer(payloads.channel(call.world, channel, call.bot_id))


async def _delete(call: Call) -> Answer:
    channel = channel_of(call)
    payload = payloads.channel(call.world, channel, call.bot_id)
    if channel.type is ChannelType.DM:
        # Closing a DM deletes nothing: the same channel opens again.
        return Answer(payload)
    needed = Permission.MANAGE_THREADS if channel.thread else Permission.MANAGE_CHANNELS
    require(call, channel, needed)
    call.world.delete_channel(channel)
    return Answer(payload)


async def _put_overwrite(call: Call) -> Answer:
    channel = _where_overwrites_may_change(call)
    overwrite = _overwrite(call.json | {"id": call.id("overwrite_id")})
    others = [each for each in channel.overwrites.values() if each.target_id != overwrite.target_id]
    call.world.edit_channel(channel, ChannelEdit(overwrites=[*others, overwrite]))
    return NOTHING


async def _delete_overwrite(call: Call) -> Answer:
    channel = _where_overwrites_may_change(call)
    target_id = call.id("overwrite_id")
    others = [each for each in channel.overwrites.values() if each.target_id != target_id]
    call.world.edit_channel(channel, ChannelEdit(overwrites=others))
    return NOTHING


def overwrites_of(call: Call) -> list[Overwrite] | None:
    """Return the overwrites that a body names, None when it names none."""
    sent = call.json.get("permission_overwrites")
    return None if sent is None else [_overwrite(each) for each in sent]


def _overwrite(sent: Json) -> Overwrite:
    return Overwrite(
        target_id=int(sent["id"]),
        is_member=sent.get("type") == _MEMBER,
        allow=int(sent.get("allow") or 0),
        deny=int(sent.get("deny") or 0),
    )


def _where_overwrites_may_change(call: Call) -> Channel:
    channel = channel_of(call)
    if channel.thread is not None or channel.guild_id is None:
        raise errors.wrong_channel_type()
    require(call, channel, Permission.MANAGE_ROLES)
    return channel


def _check_may_edit_thread(call: Call, thread: Channel, body: Json) -> None:
    """Refuse to change a thread that is not the bot's own, but for opening it again.

    Raises:
        RestFault: 50083 while it is archived and not opened by the same request, 50013.
    """
    state = thread.thread
    if state is None:
        return
    if state.archived and body.get("archived") is not False:
        raise errors.archived_thread()
    if set(body) <= _REOPENING and body.get("archived") is False and not state.locked:
        require(call, thread, Permission.SEND_MESSAGES_IN_THREADS)
        return
    owns = state.owner_id == call.bot_id and not state.locked and "locked" not in body
    if not owns:
        require(call, thread, Permission.MANAGE_THREADS)

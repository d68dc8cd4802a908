"""Reading messages: one, a page of them, the pinned ones; and deleting many at once."""

from datetime import timedelta

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.places import channel_of, message_of
from bot.playground.server.snowflakes import made_at
from bot.playground.server.world import payloads
from bot.playground.server.world.access import permissions
from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.models import Channel, ChannelType, Message, MessageType, Reference
from bot.playground.server.world.permissions import Permission

_MAX_PAGE = 100
_DEFAULT_PAGE = 50
_MAX_PINS = 250
_MIN_BULK = 2
_MAX_PIN_PAGE = 50
_BULK_DELETE_AGE = timedelta(days=14)
_ANY_ID = 2**64


def routes() -> list[Route]:
    """Return the routes."""
    all_of_them = "/channels/{channel_id}/messages"
    return [
        Route("GET", all_of_them, _list),
        Route("POST", all_of_them + "/bulk-delete", _bulk_delete),
        Route("GET", all_of_them + "/pins", _list_pins),
        Route("PUT", all_of_them + "/pins/{message_id}", _pin),
        Route("DELETE", all_of_them + "/pins/{message_id}", _unpin),
        Route("GET", all_of_them + "/{message_id}", _get),
    ]


async def _get(call: Call) -> Answer:
    channel = channel_of(call, Permission.READ_MESSAGE_HISTORY)
    message = message_of(call, channel)
    return Answer(payloads.message(call.world, message, call.viewer))


async def _list(call: Call) -> Answer:
    """Answer a page of messages, newest first; none to who may not read what was before."""
    channel = channel_of(call)
    limit = call.number("limit", _DEFAULT_PAGE, 1, _MAX_PAGE)
    if not permissions(call.world, call.bot_id, channel) & Permission.READ_MESSAGE_HISTORY:
        return Answer([])
    page = _page(call, [each for each in channel.messages.values() if not each.ephemeral], limit)
    return Answer([payloads.message(call.world, each, call.viewer) for each in page])


def _page(call: Call, messages: list[Message], limit: int) -> list[Message]:
    messages.sort(key=lambda message: message.id)
    if "around" in call.query:
        middle = call.number("around", 0, 0, _ANY_ID)
        older = [each for each in messages if each.id < middle]
        newer = [each for each in messages if each.id >= middle]
        found = [*older[max(0, len(older) - limit // 2) :], *newer[: limit - limit // 2]]
    elif "after" in call.query:
        found = [each for each in messages if each.id > call.number("after", 0, 0, _ANY_ID)]
        found = found[:limit]
    else:
        before_id = call.number("before", _ANY_ID, 0, _ANY_ID)
        found = [each for each in messages if each.id < before_id][-limit:]
    return found[::-1]


async def _bulk_delete(call: Call) -> Answer:
    channel = channel_of(call, Permission.MANAGE_MESSAGES)
    if channel.guild_id is None:
        raise errors.not_in_dm()
    ids = [int(each) for each in call.json.get("messages") or []]
    if not _MIN_BULK <= len(ids) <= _MAX_PAGE:
        raise errors.too_few_to_bulk_delete()
    oldest = call.world.clock.now() - _BULK_DELETE_AGE
    if any(made_at(each) < oldest for each in ids):
        raise errors.too_old_to_bulk_delete()
    for each in ids:
        if each in channel.messages:
            call.world.delete_message(channel.messages[each])
    return NOTHING


async def _list_pins(call: Call) -> Answer:
    channel = channel_of(call)
    limit = call.number("limit", _MAX_PIN_PAGE, 1, _MAX_PIN_PAGE)
    reads = permissions(call.world, call.bot_id, channel) & Permission.READ_MESSAGE_HISTORY
    pinned = [each for each in reversed(channel.messages.values()) if each.pinned and reads]
    items = [
        {
            "pinned_at": payloads.iso(each.created_at),
            "message": payloads.message(call.world, each, call.viewer),
        }
        for each in pinned[:limit]
    ]
    return Answer({"items": items, "has_more": len(pinned) > limit})


async def _pin(call: Call) -> Answer:
    channel = _where_pins_may_change(call)
    message = message_of(call, channel)
    if message.pinned:
        return NOTHING
    if sum(each.pinned for each in channel.messages.values()) >= _MAX_PINS:
        raise errors.too_many_pins()
    call.world.pin(message)
    reference = Reference(channel.id, message.id, channel.guild_id)
    notice = Draft(type=MessageType.CHANNEL_PINNED_MESSAGE, reference=reference)
    call.world.add_message(channel, call.world.bot, notice)
    return NOTHING


async def _unpin(call: Call) -> Answer:
    channel = _where_pins_may_change(call)
    message = message_of(call, channel)
    if message.pinned:
        call.world.pin(message, pinned=False)
    return NOTHING


def _where_pins_may_change(call: Call) -> Channel:
    needed = Permission.PIN_MESSAGES | Permission.READ_MESSAGE_HISTORY
    channel = channel_of(call, needed)
    if channel.type is ChannelType.CATEGORY:
        raise errors.wrong_channel_type()
    return channel

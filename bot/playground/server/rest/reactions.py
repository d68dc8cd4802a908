"""Reactions below messages."""

from urllib.parse import unquote

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.places import channel_of, message_of, require
from bot.playground.server.world import payloads
from bot.playground.server.world.models import Message, User
from bot.playground.server.world.permissions import Permission

_MAX_PAGE = 100
_DEFAULT_PAGE = 25
# Below this code point stand letters, digits and punctuation of most alphabets; no emoji but the
# keycaps, which end with U+20E3, and © and ®.
_FIRST_SYMBOL = 0x2000
_OTHER_EMOJI = ("©", "®")


def routes() -> list[Route]:
    """Return the routes."""
    all_of_them = "/channels/{channel_id}/messages/{message_id}/reactions"
    one = all_of_them + "/{emoji_name}"
    return [
        Route("DELETE", all_of_them, _clear),
        Route("GET", one, _list),
        Route("DELETE", one, _clear_one),
        Route("PUT", one + "/@me", _add),
        Route("DELETE", one + "/@me", _remove_own),
        Route("DELETE", one + "/{user_id}", _remove),
    ]


async def _add(call: Call) -> Answer:
    channel = channel_of(call, Permission.READ_MESSAGE_HISTORY)
    message = message_of(call, channel)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        # Joining another's reaction needs less than starting one.
        require(call, channel, Permission.ADD_REACTIONS)
    call.world.add_reaction(message, call.world.bot, emoji)
    return NOTHING


async def _remove_own(call: Call) -> Answer:
    message = message_of(call, channel_of(call, Permission.READ_MESSAGE_HISTORY))
    _take_back(call, message, call.world.bot)
    return NOTHING


async def _remove(call: Call) -> Answer:
    message = message_of(call, channel_of(call, Permission.MANAGE_MESSAGES))
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    _take_back(call, message, user)
    return NOTHING


async def _list(call: Call) -> Answer:
    message = message_of(call, channel_of(call, Permission.READ_MESSAGE_HISTORY))
    limit = call.number("limit", _DEFAULT_PAGE, 1, _MAX_PAGE)
    after = call.number("after", 0, 0, 2**64)
    users = sorted(each for each in message.reactions.get(_emoji(call), ()) if each > after)
    return Answer([payloads.user(call.world.users[each]) for each in users[:limit]])


async def _clear(call: Call) -> Answer:
    message = message_of(call, channel_of(call, Permission.MANAGE_MESSAGES))
    for emoji in list(message.reactions):
        _remove_all(call, message, emoji)
    return NOTHING


async def _clear_one(call: Call) -> Answer:
    message = message_of(call, channel_of(call, Permission.MANAGE_MESSAGES))
    _remove_all(call, message, _emoji(call))
    return NOTHING


def _remove_all(call: Call, message: Message, emoji: str) -> None:
    for user_id in list(message.reactions.get(emoji, ())):
        call.world.remove_reaction(message, call.world.users[user_id], emoji)


def _take_back(call: Call, message: Message, user: User) -> None:
    emoji = _emoji(call)
    if user.id in message.reactions.get(emoji, ()):
        call.world.remove_reaction(message, user, emoji)


def _emoji(call: Call) -> str:
    """Return the emoji of the path: one of Unicode's, or `name:id`."""
    emoji = unquote(call.parameters["emoji_name"])
    name, _, custom_id = emoji.partition(":")
    if custom_id:
        if not (name and custom_id.isascii() and custom_id.isdigit()):
            raise errors.unknown_emoji()
    elif not any(ord(each) >= _FIRST_SYMBOL or each in _OTHER_EMOJI for each in emoji):
        raise errors.unknown_emoji()
    return emoji

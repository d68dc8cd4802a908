"""Starting threads, who is in them, and finding the archived ones."""

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.places import channel_of, message_of, require
from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_view
from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.models import (
    Channel,
    ChannelType,
    Intent,
    Json,
    ThreadState,
    User,
)
from bot.playground.server.world.permissions import Permission

_PARENTS = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT})
_MIN_PAGE = 2
_MAX_PAGE = 100
_DEFAULT_PAGE = 50


def routes() -> list[Route]:
    """Return the routes."""
    channel = "/channels/{channel_id}"
    return [
        Route("POST", channel + "/messages/{message_id}/threads", _start_from_message),
        Route("POST", channel + "/threads", _start),
        Route("GET", channel + "/threads/archived/public", _archived_public),
        Route("GET", channel + "/threads/archived/private", _archived_private),
        Route("GET", channel + "/thread-members", _list_members),
        Route("PUT", channel + "/thread-members/@me", _join),
        Route("DELETE", channel + "/thread-members/@me", _leave),
        Route("GET", channel + "/thread-members/{user_id}", _get_member),
        Route("PUT", channel + "/thread-members/{user_id}", _add_member),
        Route("DELETE", channel + "/thread-members/{user_id}", _remove_member),
    ]


async def _start_from_message(call: Call) -> Answer:
    channel = channel_of(call)
    if channel.type not in _PARENTS:
        raise errors.wrong_channel_type()
    require(call, channel, Permission.CREATE_PUBLIC_THREADS | Permission.READ_MESSAGE_HISTORY)
    message = message_of(call, channel)
    if message.id in call.world.channels:
        raise errors.thread_exists()
    world = call.world
    kind = (
        ChannelType.ANNOUNCEMENT_THREAD
        if channel.type is ChannelType.ANNOUNCEMENT
        else ChannelType.PUBLIC_THREAD
    )
    thread = world.start_thread(channel, world.bot, call.json["name"], message=message, kind=kind)
    _set_up(call, thread)
    return Answer(payloads.channel(world, thread, call.bot_id), 201)


async def _start(call: Call) -> Answer:
    channel = channel_of(call)
    if channel.type not in _PARENTS:
        raise errors.wrong_channel_type()
    kind = ChannelType(call.json.get("type") or ChannelType.PRIVATE_THREAD)
    public = kind is not ChannelType.PRIVATE_THREAD
    needed = Permission.CREATE_PUBLIC_THREADS if public else Permission.CREATE_PRIVATE_THREADS
    require(call, channel, needed)
    world = call.world
    thread = world.start_thread(channel, world.bot, call.json["name"], kind=kind)
    _set_up(call, thread)
    return Answer(payloads.channel(world, thread, call.bot_id), 201)


async def _archived_public(call: Call) -> Answer:
    channel = channel_of(call, Permission.READ_MESSAGE_HISTORY)
    return _archived(call, channel, private=False)


async def _archived_private(call: Call) -> Answer:
    needed = Permission.READ_MESSAGE_HISTORY | Permission.MANAGE_THREADS
    return _archived(call, channel_of(call, needed), private=True)


async def _list_members(call: Call) -> Answer:
    """Answer who is in a thread; without the privileged intent Discord refuses the list."""
    thread, state = _thread_of(call)
    if not call.viewer.intents & Intent.GUILD_MEMBERS:
        raise errors.missing_access()
    members = state.members.items()
    return Answer([payloads.thread_member(thread, each, at) for each, at in members])


async def _get_member(call: Call) -> Answer:
    thread, state = _thread_of(call)
    user_id = call.bot_id if call.parameters["user_id"] == "@me" else call.id("user_id")
    if user_id not in state.members:
        raise errors.unknown_member()
    return Answer(payloads.thread_member(thread, user_id, state.members[user_id]))


async def _join(call: Call) -> Answer:
    thread, state = _thread_of(call)
    _check_open(state)
    call.world.join_thread(thread, call.world.bot)
    return NOTHING


async def _leave(call: Call) -> Answer:
    thread, state = _thread_of(call)
    _check_open(state)
    call.world.leave_thread(thread, call.world.bot)
    return NOTHING


async def _add_member(call: Call) -> Answer:
    thread, state = _thread_of(call)
    _check_open(state)
    require(call, thread, Permission.SEND_MESSAGES_IN_THREADS)
    user = _user_of(call)
    parent = call.world.channels.get(thread.parent_id or 0)
    if parent is None or not can_view(call.world, user.id, parent):
        raise errors.missing_access()
    call.world.join_thread(thread, user)
    return NOTHING


async def _remove_member(call: Call) -> Answer:
    thread, state = _thread_of(call)
    _check_open(state)
    own_private = state.owner_id == call.bot_id and thread.type is ChannelType.PRIVATE_THREAD
    if not own_private:
        require(call, thread, Permission.MANAGE_THREADS)
    call.world.leave_thread(thread, _user_of(call))
    return NOTHING


def _archived(call: Call, channel: Channel, *, private: bool) -> Answer:
    """Answer the archived threads below a channel, the latest archived first."""
    limit = call.number("limit", _DEFAULT_PAGE, _MIN_PAGE, _MAX_PAGE)
    found = [
        each
        for each in call.world.threads_of(channel.guild_id or 0)
        if each.parent_id == channel.id
        and each.thread
        and each.thread.archived
        and (each.type is ChannelType.PRIVATE_THREAD) is private
    ]
    before = call.query.get("before")
    shown: list[Json] = []
    for each in reversed(found):
        payload = payloads.channel(call.world, each, call.bot_id)
        if before is None or payload["thread_metadata"]["archive_timestamp"] < before:
            shown.append(payload)
    shown.sort(key=lambda each: str(each["thread_metadata"]["archive_timestamp"]), reverse=True)
    joined = [each["member"] for each in shown[:limit] if "member" in each]
    more = len(shown) > limit
    return Answer({"threads": shown[:limit], "members": joined, "has_more": more})


def _set_up(call: Call, thread: Channel) -> None:
    """Give a new thread what else was asked for; who was told of it is told of that too."""
    if thread.thread is not None:
        thread.thread.invitable = bool(call.json.get("invitable", True))
    minutes = call.json.get("auto_archive_duration")
    slowmode = call.json.get("rate_limit_per_user")
    if minutes or slowmode:
        edit = ChannelEdit(auto_archive_minutes=minutes, slowmode_seconds=slowmode)
        call.world.edit_channel(thread, edit)


def _thread_of(call: Call) -> tuple[Channel, ThreadState]:
    channel = channel_of(call)
    if channel.thread is None:
        raise errors.wrong_channel_type()
    return channel, channel.thread


def _user_of(call: Call) -> User:
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    return user


def _check_open(state: ThreadState) -> None:
    if state.archived:
        raise errors.archived_thread()

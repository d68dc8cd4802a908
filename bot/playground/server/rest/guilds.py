"""Servers, their channels, roles and members."""

from datetime import datetime

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.channels import overwrites_of
from bot.playground.server.rest.places import guild_of, member_of, require_in_guild
from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_view
from bot.playground.server.world.models import ChannelType, Guild, Intent, Member, Role
from bot.playground.server.world.permissions import Permission

_MAX_PAGE = 1000


def routes() -> list[Route]:
    """Return the routes."""
    return [
        Route("GET", "/guilds/{guild_id}", _get),
        Route("DELETE", "/users/@me/guilds/{guild_id}", _leave),
        Route("GET", "/guilds/{guild_id}/channels", _list_channels),
        Route("POST", "/guilds/{guild_id}/channels", _create_channel),
        Route("GET", "/guilds/{guild_id}/threads/active", _active_threads),
        Route("GET", "/guilds/{guild_id}/roles", _list_roles),
        Route("GET", "/guilds/{guild_id}/roles/{role_id}", _get_role),
        Route("GET", "/guilds/{guild_id}/members", _list_members),
        Route("GET", "/guilds/{guild_id}/members/search", _search_members),
        Route("GET", "/guilds/{guild_id}/members/{user_id}", _get_member),
        Route("PATCH", "/guilds/{guild_id}/members/@me", _edit_own_member),
        Route("PATCH", "/guilds/{guild_id}/members/{user_id}", _edit_member),
        Route("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", _give_role),
        Route("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", _take_role),
    ]


async def _get(call: Call) -> Answer:
    return Answer(payloads.guild(guild_of(call), with_counts=call.flag("with_counts")))


async def _leave(call: Call) -> Answer:
    call.world.remove_member(guild_of(call), call.world.bot)
    return NOTHING


async def _list_channels(call: Call) -> Answer:
    """Answer every channel, the hidden ones too: Discord does not keep their names secret."""
    channels = call.world.channels_of(guild_of(call).id)
    return Answer([payloads.channel(call.world, each, call.bot_id) for each in channels])


async def _create_channel(call: Call) -> Answer:
    guild = guild_of(call)
    require_in_guild(call, guild, Permission.MANAGE_CHANNELS)
    parent = call.json.get("parent_id")
    overwrites = overwrites_of(call)
    channel = call.world.add_channel(
        guild,
        call.json["name"],
        ChannelType(call.json.get("type") or 0),
        overwrites=overwrites,
        parent=call.world.channels.get(int(parent)) if parent else None,
    )
    channel.topic = call.json.get("topic")
    return Answer(payloads.channel(call.world, channel, call.bot_id), 201)


async def _active_threads(call: Call) -> Answer:
    threads = [
        thread
        for thread in call.world.threads_of(guild_of(call).id)
        if thread.thread
        and not thread.thread.archived
        and can_view(call.world, call.bot_id, thread)
    ]
    joined = [
        payloads.thread_member(each, call.bot_id, each.thread.members[call.bot_id])
        for each in threads
        if each.thread and call.bot_id in each.thread.members
    ]
    shown = [payloads.channel(call.world, each, call.bot_id) for each in threads]
    return Answer({"threads": shown, "members": joined, "has_more": False})


async def _list_roles(call: Call) -> Answer:
    return Answer([payloads.role(each) for each in guild_of(call).roles.values()])


async def _get_role(call: Call) -> Answer:
    return Answer(payloads.role(_role_of(call, guild_of(call))))


async def _list_members(call: Call) -> Answer:
    """Answer a page of members; without the privileged intent Discord refuses the list."""
    guild = guild_of(call)
    if not call.viewer.intents & Intent.GUILD_MEMBERS:
        raise errors.missing_access()
    limit = call.number("limit", 1, 1, _MAX_PAGE)
    after = call.number("after", 0, 0, 2**64)
    members = sorted(guild.members.values(), key=lambda member: member.user_id)
    page = [each for each in members if each.user_id > after][:limit]
    return Answer([_member(call, each) for each in page])


async def _search_members(call: Call) -> Answer:
    """Answer the members whose name begins so; this needs no intent, but a name."""
    guild = guild_of(call)
    start = call.query.get("query", "").casefold()
    if not start:
        raise errors.bad_form("query", "BASE_TYPE_REQUIRED", "This field is required")
    limit = call.number("limit", 1, 1, _MAX_PAGE)
    found = [
        member
        for member in guild.members.values()
        if any(name.casefold().startswith(start) for name in _names(call, member))
    ]
    return Answer([_member(call, each) for each in found[:limit]])


async def _get_member(call: Call) -> Answer:
    return Answer(_member(call, member_of(guild_of(call), call.id("user_id"))))


async def _edit_own_member(call: Call) -> Answer:
    guild = guild_of(call)
    require_in_guild(call, guild, Permission.CHANGE_NICKNAME)
    member = member_of(guild, call.bot_id)
    if "nick" in call.json:
        call.world.edit_member(member, nick=call.json["nick"] or "")
    return Answer(_member(call, member))


async def _edit_member(call: Call) -> Answer:
    guild = guild_of(call)
    member = member_of(guild, call.id("user_id"))
    body = call.json
    roles = body.get("roles")
    if "nick" in body:
        require_in_guild(call, guild, Permission.MANAGE_NICKNAMES)
    if "communication_disabled_until" in body:
        require_in_guild(call, guild, Permission.MODERATE_MEMBERS)
        until = body["communication_disabled_until"]
        call.world.time_out(member, datetime.fromisoformat(until) if until else None)
    if roles is not None:
        for changed in member.roles ^ {int(each) for each in roles}:
            _check_may_assign(call, guild, changed)
    call.world.edit_member(
        member,
        roles=[int(each) for each in roles] if roles is not None else None,
        nick=(body["nick"] or "") if "nick" in body else None,
    )
    return Answer(_member(call, member))


async def _give_role(call: Call) -> Answer:
    guild = guild_of(call)
    member = member_of(guild, call.id("user_id"))
    role = _role_of(call, guild)
    _check_may_assign(call, guild, role.id)
    call.world.edit_member(member, roles=member.roles | {role.id})
    return NOTHING


async def _take_role(call: Call) -> Answer:
    guild = guild_of(call)
    member = member_of(guild, call.id("user_id"))
    role = _role_of(call, guild)
    _check_may_assign(call, guild, role.id)
    call.world.edit_member(member, roles=member.roles - {role.id})
    return NOTHING


def _check_may_assign(call: Call, guild: Guild, role_id: int) -> None:
    """Refuse a role that is not below the bot's highest, is another bot's, or does not exist."""
    require_in_guild(call, guild, Permission.MANAGE_ROLES)
    role = guild.roles.get(role_id)
    if role is None:
        raise errors.unknown_role()
    own = [guild.roles[each].position for each in guild.members[call.bot_id].roles]
    owns = guild.owner_id == call.bot_id
    if role.bot_id is not None or (not owns and role.position >= max(own, default=0)):
        raise errors.missing_permissions()


def _role_of(call: Call, guild: Guild) -> Role:
    role = guild.roles.get(call.id("role_id"))
    if role is None:
        raise errors.unknown_role()
    return role


def _member(call: Call, member: Member) -> dict[str, object]:
    return payloads.member(member, call.world.users[member.user_id])


def _names(call: Call, member: Member) -> list[str]:
    user = call.world.users[member.user_id]
    return [name for name in (member.nick, user.global_name, user.username) if name]

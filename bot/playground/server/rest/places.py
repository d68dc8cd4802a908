"""Finds what a request names, and refuses what the bot does not see or may not do."""

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import Call
from bot.playground.server.world import access
from bot.playground.server.world.models import Channel, Guild, Member, Message


def guild_of(call: Call) -> Guild:
    """Return the server of the path, one that the bot is in.

    Raises:
        RestFault: 10004.
    """
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None or call.bot_id not in guild.members:
        raise errors.unknown_guild()
    if guild.unavailable:
        raise errors.unavailable()
    return guild


def member_of(guild: Guild, user_id: int) -> Member:
    """Return a member.

    Raises:
        RestFault: 10007.
    """
    member = guild.members.get(user_id)
    if member is None:
        raise errors.unknown_member()
    return member


def channel_of(call: Call, needed: int = 0) -> Channel:
    """Return the channel of the path, where the bot may do what is needed.

    Raises:
        RestFault: 10003 unknown, 50001 hidden or not the bot's, 50013 something needed is missing.
    """
    channel = call.world.channels.get(call.id("channel_id"))
    if channel is None:
        raise errors.unknown_channel()
    guild = call.world.guilds.get(channel.guild_id or 0)
    if guild is not None and guild.unavailable:
        raise errors.unavailable()
    if not access.can_view(call.world, call.bot_id, channel):
        raise errors.missing_access()
    require(call, channel, needed)
    return channel


def require(call: Call, channel: Channel, needed: int) -> None:
    """Refuse when the bot lacks a permission in a channel.

    Raises:
        RestFault: 50013.
    """
    if needed & ~access.permissions(call.world, call.bot_id, channel):
        raise errors.missing_permissions()


def require_in_guild(call: Call, guild: Guild, needed: int) -> None:
    """Refuse when the bot lacks a permission in a server at large.

    Raises:
        RestFault: 50013.
    """
    if needed & ~access.guild_permissions(call.world, call.bot_id, guild.id):
        raise errors.missing_permissions()


def message_of(call: Call, channel: Channel, parameter: str = "message_id") -> Message:
    """Return the message of the path, as far as the bot can fetch it: ephemeral ones are not.

    Raises:
        RestFault: 10008.
    """
    message = channel.messages.get(call.id(parameter))
    if message is None or message.ephemeral:
        raise errors.unknown_message()
    return message

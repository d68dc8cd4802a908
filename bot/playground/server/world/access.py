"""Who sees and may do what in this world: the rules of `permissions` over the world's state."""

from bot.playground.server.world import permissions as rules
from bot.playground.server.world.models import Channel, ChannelType, Member, Message, Overwrite
from bot.playground.server.world.permissions import NONE, Permission
from bot.playground.server.world.state import WorldState

# What two people may do in their DM: nobody moderates it.
IN_DM = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.PIN_MESSAGES
)


def guild_permissions(world: WorldState, user_id: int, guild_id: int) -> Permission:
    """Return what a member may do in a server at large; nothing for who is not in it."""
    guild = world.guilds.get(guild_id)
    member = guild.members.get(user_id) if guild else None
    if guild is None or member is None:
        return NONE
    roles = [guild.roles[each].permissions for each in member.roles]
    return rules.base_permissions(guild.owner_id, user_id, guild.everyone.permissions, roles)


def permissions(world: WorldState, user_id: int, channel: Channel) -> Permission:
    """Return what a user may do in a channel, thread or DM; nothing where it is hidden."""
    if channel.guild_id is None:
        return IN_DM if user_id in channel.recipients else NONE
    member = world.member(channel.guild_id, user_id)
    if member is None:
        return NONE
    if channel.thread is None:
        return _in_channel(world, member, channel)
    parent = world.channels.get(channel.parent_id or 0)
    if parent is None:
        return NONE
    bits = _in_channel(world, member, parent, in_thread=True)
    private = channel.type is ChannelType.PRIVATE_THREAD
    belongs = user_id in channel.thread.members
    return bits if rules.sees_thread(bits, private=private, belongs=belongs) else NONE


def can_send(world: WorldState, user_id: int, channel: Channel) -> bool:
    """Tell whether a user may write in a channel, thread or DM; a locked thread needs a keeper."""
    bits = permissions(world, user_id, channel)
    thread = channel.thread
    if thread and thread.archived and thread.locked and not bits & Permission.MANAGE_THREADS:
        return False
    return rules.may_send(bits, in_thread=thread is not None)


def can_view(world: WorldState, user_id: int, channel: Channel) -> bool:
    """Tell whether a channel exists for a user."""
    return bool(permissions(world, user_id, channel) & Permission.VIEW_CHANNEL)


def can_see(world: WorldState, user_id: int, message: Message) -> bool:
    """Tell whether a message exists for a user: not deleted, not ephemeral for another."""
    if message.deleted:
        return False
    if message.visible_to is not None and user_id not in message.visible_to:
        return False
    channel = world.channels.get(message.channel_id)
    return channel is not None and can_view(world, user_id, channel)


def can_dm(world: WorldState, sender_id: int, recipient_id: int) -> bool:
    """Tell whether a DM would be let through: a server in common, and DMs not closed."""
    recipient = world.users.get(recipient_id)
    if recipient is None or not recipient.dms_open:
        return False
    return any(sender_id in guild.members for guild in world.guilds_of(recipient_id))


def _in_channel(
    world: WorldState, member: Member, channel: Channel, *, in_thread: bool = False
) -> Permission:
    base = guild_permissions(world, member.user_id, member.guild_id)
    overwrites = channel.overwrites
    until = member.timed_out_until
    return rules.channel_permissions(
        base,
        _change(overwrites.get(member.guild_id)),
        [_change(overwrites[each]) for each in member.roles if each in overwrites],
        _change(overwrites.get(member.user_id)),
        timed_out=until is not None and until > world.clock.now(),
        in_thread=in_thread,
    )


def _change(overwrite: Overwrite | None) -> rules.Change:
    return rules.Change(overwrite.allow, overwrite.deny) if overwrite else rules.NO_OVERWRITE

"""Who sees and may do what in this world: the rules of `permissions` over the world's state."""

from bot.playground.server.world.models import Channel, ChannelType, Message
from bot.playground.server.world.state import WorldState

VIEW_CHANNEL = 1 << 10
ADMINISTRATOR = 1 << 3
ALL = (1 << 53) - 1


def guild_permissions(world: WorldState, user_id: int, guild_id: int) -> int:
    """Return what a member may do in a server at large; nothing for who is not in it."""
    guild = world.guilds.get(guild_id)
    member = guild.members.get(user_id) if guild else None
    if guild is None or member is None:
        return 0
    if guild.owner_id == user_id:
        return ALL
    bits = guild.everyone.permissions
    for role_id in member.roles:
        bits |= guild.roles[role_id].permissions
    return ALL if bits & ADMINISTRATOR else bits


def permissions(world: WorldState, user_id: int, channel: Channel) -> int:
    """Return what a user may do in a channel, thread or DM; nothing where it is hidden."""
    if channel.guild_id is None:
        return ALL if user_id in channel.recipients else 0
    place = channel
    if channel.thread is not None and channel.parent_id in world.channels:
        place = world.channels[channel.parent_id]
    bits = guild_permissions(world, user_id, channel.guild_id)
    member = world.member(channel.guild_id, user_id)
    if bits == ALL or member is None:
        return bits
    everyone = place.overwrites.get(channel.guild_id)
    if everyone:
        bits = bits & ~everyone.deny | everyone.allow
    roles = [place.overwrites[each] for each in member.roles if each in place.overwrites]
    for overwrite in roles:
        bits &= ~overwrite.deny
    for overwrite in roles:
        bits |= overwrite.allow
    own = place.overwrites.get(user_id)
    if own:
        bits = bits & ~own.deny | own.allow
    return bits if bits & VIEW_CHANNEL else 0


def can_view(world: WorldState, user_id: int, channel: Channel) -> bool:
    """Tell whether a channel exists for a user."""
    if channel.type is ChannelType.PRIVATE_THREAD and channel.thread:
        inside = user_id in channel.thread.members
        moderates = permissions(world, user_id, channel) & (1 << 34)
        if not inside and not moderates:
            return False
    return bool(permissions(world, user_id, channel) & VIEW_CHANNEL)


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

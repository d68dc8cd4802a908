"""Who may do what where: Discord's permissions, from roles and overwrites to the last exception.

Pure arithmetic on numbers. Follows https://discord.com/developers/docs/topics/permissions and
knows nothing of the stand-in's guilds, members and channels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Permission(IntFlag):
    """The bits of a set of permissions."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


NONE = Permission(0)
ALL = ~NONE

EVERYONE_BY_DEFAULT = (
    Permission.CREATE_INSTANT_INVITE
    | Permission.ADD_REACTIONS
    | Permission.STREAM
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.USE_VAD
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.REQUEST_TO_SPEAK
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.USE_EXTERNAL_STICKERS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EMBEDDED_ACTIVITIES
    | Permission.USE_SOUNDBOARD
    | Permission.USE_EXTERNAL_SOUNDS
    | Permission.SEND_VOICE_MESSAGES
    | Permission.SEND_POLLS
    | Permission.USE_EXTERNAL_APPS
)
"""What @everyone has in a new server."""

IN_TIMEOUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
"""All that is left to a member in a timeout."""

_NEED_SENDING = (
    Permission.MENTION_EVERYONE
    | Permission.SEND_TTS_MESSAGES
    | Permission.ATTACH_FILES
    | Permission.EMBED_LINKS
)


@dataclass(frozen=True, slots=True)
class Change:
    """What one overwrite of a channel gives and takes away; what is in both is given."""

    allow: int = 0
    deny: int = 0


NO_OVERWRITE = Change()


def base_permissions(
    owner_id: int, member_id: int, everyone_bits: int, role_bits: Iterable[int]
) -> Permission:
    """Return what a member may do in a server, before any channel has its say."""
    if owner_id == member_id:
        return ALL
    bits = everyone_bits
    for role in role_bits:
        bits |= role
    if bits & Permission.ADMINISTRATOR:
        return ALL
    return Permission(bits) & ALL


def channel_permissions(
    base: int,
    everyone: Change = NO_OVERWRITE,
    roles: Iterable[Change] = (),
    member: Change = NO_OVERWRITE,
    *,
    timed_out: bool = False,
    in_thread: bool = False,
) -> Permission:
    """Return what a member may do in a channel of a server, or in a thread below it.

    A thread has no overwrites of its own: the channel's count. Who sees it at all is asked with
    `sees_thread`, who may write with `may_send`.

    Args:
        base: The result of `base_permissions`.
        everyone: The channel's overwrite for @everyone.
        roles: The channel's overwrites for the roles that the member has, in any order.
        member: The channel's overwrite for this member.
        timed_out: Whether the member is in a timeout; owners and administrators cannot be.
        in_thread: Whether a thread of the channel is meant.
    """
    if base & Permission.ADMINISTRATOR:
        return ALL
    bits = _apply(base, everyone.allow, everyone.deny)
    allow = deny = 0
    for role in roles:
        allow |= role.allow
        deny |= role.deny
    bits = _apply(bits, allow, deny)
    bits = _apply(bits, member.allow, member.deny)
    if timed_out:
        bits &= IN_TIMEOUT
    if not bits & Permission.VIEW_CHANNEL:
        return NONE
    if not may_send(bits, in_thread=in_thread):
        bits &= ~_NEED_SENDING
    return Permission(bits) & ALL


def may_send(bits: int, *, in_thread: bool = False) -> bool:
    """Return whether the permissions allow a message; in a thread another bit decides."""
    needed = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
    return bool(bits & needed)


def sees_thread(bits: int, *, private: bool = False, belongs: bool = False) -> bool:
    """Return whether a member sees a thread.

    Args:
        bits: What the member may do in it, as for any thread of the channel.
        private: Whether the thread is private.
        belongs: Whether the member was added to the thread.
    """
    if not bits & Permission.VIEW_CHANNEL:
        return False
    return not private or belongs or bool(bits & Permission.MANAGE_THREADS)


def _apply(bits: int, allow: int, deny: int) -> int:
    return (bits & ~deny) | allow

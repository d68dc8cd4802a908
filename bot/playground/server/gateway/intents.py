"""Which intents a client must have asked for to be told of an event.

Who may see what in a channel is the world's business; here it is only about what was asked for.
"""

from __future__ import annotations

from enum import IntFlag

from bot.playground.server.gateway.protocol import CloseCode, Refused


class Intent(IntFlag):
    """Discord's gateway intents."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
_KNOWN = sum(Intent)

# For events of a server, by the beginning of their name; the longest that fits counts. Of members
# the world itself tells only those who may know, because everybody is told of their own.
_IN_GUILDS = {
    "GUILD_": Intent.GUILDS,
    "CHANNEL_": Intent.GUILDS,
    "THREAD_": Intent.GUILDS,
    "GUILD_MEMBER_ADD": Intent.GUILD_MEMBERS,
    "GUILD_MEMBER_REMOVE": Intent.GUILD_MEMBERS,
    "GUILD_AUDIT_LOG_ENTRY_": Intent.GUILD_MODERATION,
    "GUILD_BAN_": Intent.GUILD_MODERATION,
    "GUILD_EMOJIS_": Intent.GUILD_EXPRESSIONS,
    "GUILD_STICKERS_": Intent.GUILD_EXPRESSIONS,
    "GUILD_INTEGRATIONS_": Intent.GUILD_INTEGRATIONS,
    "GUILD_SCHEDULED_EVENT_": Intent.GUILD_SCHEDULED_EVENTS,
    "INTEGRATION_": Intent.GUILD_INTEGRATIONS,
    "INVITE_": Intent.GUILD_INVITES,
    "VOICE_": Intent.GUILD_VOICE_STATES,
    "WEBHOOKS_": Intent.GUILD_WEBHOOKS,
    "PRESENCE_": Intent.GUILD_PRESENCES,
    "MESSAGE_": Intent.GUILD_MESSAGES,
    "MESSAGE_REACTION_": Intent.GUILD_MESSAGE_REACTIONS,
    "MESSAGE_POLL_": Intent.GUILD_MESSAGE_POLLS,
    "TYPING_": Intent.GUILD_MESSAGE_TYPING,
}
_IN_DMS = {
    "CHANNEL_": Intent.DIRECT_MESSAGES,
    "MESSAGE_": Intent.DIRECT_MESSAGES,
    "MESSAGE_REACTION_": Intent.DIRECT_MESSAGE_REACTIONS,
    "MESSAGE_POLL_": Intent.DIRECT_MESSAGE_POLLS,
    "TYPING_": Intent.DIRECT_MESSAGE_TYPING,
}
_ALWAYS = frozenset({"GUILD_MEMBER_UPDATE"})


def covers(intents: Intent, event: str, *, in_guild: bool) -> bool:
    """Tell whether somebody with these intents is told of an event; some need none."""
    if event in _ALWAYS:
        return True
    table = _IN_GUILDS if in_guild else _IN_DMS
    fitting = [begin for begin in table if event.startswith(begin)]
    return not fitting or bool(intents & table[max(fitting, key=len)])


def granted(asked: object, allowed: int) -> Intent:
    """Return the intents of an identify.

    Args:
        asked: The identify's `intents`.
        allowed: The privileged ones that the application has.

    Raises:
        Refused: 4013 for what is no set of intents, 4014 for a privileged one that is not allowed.
    """
    if isinstance(asked, bool) or not isinstance(asked, int) or asked < 0 or asked & ~_KNOWN:
        raise Refused(CloseCode.INVALID_INTENTS)
    if asked & PRIVILEGED & ~allowed:
        raise Refused(CloseCode.DISALLOWED_INTENTS)
    return Intent(asked)

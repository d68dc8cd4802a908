"""What the stand-in's world is made of: people, servers, places and messages, as plain data.

No rules, no JSON: see `permissions` for who may do what and `payloads` for Discord's form.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, IntFlag
from typing import Any, Protocol

Json = dict[str, Any]


class HasId(Protocol):
    """Whatever stands for something in the world: a user, a person, a channel."""

    @property
    def id(self) -> int:
        """The snowflake."""
        ...


class ChannelType(IntEnum):
    """Discord's kinds of channel that the stand-in has."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = frozenset(
    {ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD}
)


class MessageType(IntEnum):
    """Discord's kinds of message that the stand-in makes."""

    DEFAULT = 0
    CHANNEL_PINNED_MESSAGE = 6
    USER_JOIN = 7
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER_MESSAGE = 21
    CONTEXT_MENU_COMMAND = 23


class MessageFlag(IntFlag):
    """Discord's message flags that matter here."""

    NONE = 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


class Intent(IntFlag):
    """The gateway intents that change what somebody is shown."""

    NONE = 0
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


class CommandType(IntEnum):
    """Discord's kinds of application command."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


@dataclass(slots=True)
class User:
    """An account: a person's, or a bot's."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-US"


@dataclass(slots=True)
class Role:
    """A role of a server; the one whose id is the server's is @everyone."""

    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies one role or member beyond their roles."""

    target_id: int
    is_member: bool
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Member:
    """A user in a server; `roles` never holds @everyone."""

    guild_id: int
    user_id: int
    joined_at: datetime
    roles: set[int] = field(default_factory=set)
    nick: str | None = None
    timed_out_until: datetime | None = None


@dataclass(slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    system_channel_id: int | None = None
    preferred_locale: str = "en-US"
    unavailable: bool = False

    @property
    def everyone(self) -> Role:
        """The role that every member has."""
        return self.roles[self.id]


@dataclass(slots=True)
class ThreadState:
    """What a thread has beyond a channel."""

    owner_id: int
    created_at: datetime
    archived_at: datetime
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive_minutes: int = 1440
    members: dict[int, datetime] = field(default_factory=dict)
    total_messages: int = 0


@dataclass(slots=True)
class Channel:
    """A place for messages: a server's channel, a thread (`thread` is set) or a DM."""

    id: int
    type: ChannelType
    guild_id: int | None = None
    name: str = ""
    position: int = 0
    parent_id: int | None = None
    topic: str | None = None
    nsfw: bool = False
    slowmode_seconds: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: tuple[int, ...] = ()
    thread: ThreadState | None = None
    messages: dict[int, "Message"] = field(default_factory=dict)
    last_message_id: int | None = None
    last_pin_at: datetime | None = None


@dataclass(slots=True)
class Attachment:
    """A file of a message; its bytes lie in the CDN under `id`."""

    id: int
    filename: str
    size: int
    content_type: str | None = None
    description: str | None = None
    ephemeral: bool = False


@dataclass(slots=True)
class Reference:
    """What a message answers to."""

    channel_id: int
    message_id: int | None
    guild_id: int | None


@dataclass(slots=True)
class Message:
    """A message; `visible_to` is set for ephemeral ones, `deleted` once it is gone."""

    id: int
    channel_id: int
    author_id: int
    created_at: datetime
    content: str = ""
    type: MessageType = MessageType.DEFAULT
    edited_at: datetime | None = None
    flags: MessageFlag = MessageFlag.NONE
    tts: bool = False
    pinned: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pinged: frozenset[int] = frozenset()
    reactions: dict[str, set[int]] = field(default_factory=dict)
    reference: Reference | None = None
    nonce: str | int | None = None
    application_id: int | None = None
    webhook_id: int | None = None
    interaction: Json | None = None
    interaction_metadata: Json | None = None
    visible_to: frozenset[int] | None = None
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & MessageFlag.EPHEMERAL)


@dataclass(slots=True)
class ApplicationCommand:
    """A command as registered; `body` is what the bot sent, completed with Discord's defaults."""

    id: int
    application_id: int
    version: int
    guild_id: int | None
    type: CommandType
    name: str
    body: Json


@dataclass(slots=True)
class Application:
    """The bot's application; `privileged` are the privileged intents its owner has switched on."""

    id: int
    name: str
    bot_id: int
    owner_id: int
    token: str
    privileged: Intent = Intent.NONE
    commands: dict[int, ApplicationCommand] = field(default_factory=dict)
    creates: Counter[tuple[int | None, date]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Through whose eyes a payload is made: their id, and the intents they hold."""

    user_id: int
    intents: Intent = Intent.NONE

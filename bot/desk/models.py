"""The desk's values: a server's settings, what stands behind a button, what was posted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server's admins have chosen, and what was done once for it.

    Attributes:
        guild_id: The server.
        librarian_role_ids: The roles whose members keep the library; none: Manage Server alone.
        welcomed: Whether the welcome was posted, or can't be: it is said at the first command.
        starters_offered: Whether the removal of the starter articles was offered.
    """

    guild_id: int
    librarian_role_ids: tuple[int, ...] = ()
    welcomed: bool = False
    starters_offered: bool = False


@dataclass(frozen=True, slots=True)
class Memo:
    """What stands behind a button: found by its random id, its kind and its server.

    Attributes:
        id: Random, URL-safe, 12 characters.
        kind: What it is ("question", "draft"): a button of one kind never opens another's memo.
        guild_id: The server in which it was made; it is found in no other.
        owner_id: Whose it is.
        data: JSON-able.
        expires_at: When it is deleted.
    """

    id: str
    kind: str
    guild_id: int
    owner_id: int
    data: Mapping[str, object] = field(default_factory=dict)
    expires_at: datetime | None = None


class PostState(StrEnum):
    """Where a post stands on its way."""

    DRAFT = "draft"
    CLAIMED = "claimed"
    SENT = "sent"
    UNDONE = "undone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Post:
    """A message that the bot writes for a member, in a channel or as a DM: once.

    Attributes:
        id: Random; it stands in the `custom_id` of the message's own components, so that the
            message can be recognised in the channel's history.
        kind: How it is shown ("share", "question", "told").
        guild_id: The server it belongs to.
        channel_id: Where it goes; None for a DM.
        owner_id: Who posts it, or who gets the DM.
        data: What it shows; frozen when it is claimed.
        state: Where it stands.
        nonce: Discord returns the first message for the same nonce, for about a minute.
        first_attempt_at: When it was claimed first.
        message_id: The message, once it is known.
    """

    id: str
    kind: str
    guild_id: int
    channel_id: int | None
    owner_id: int
    data: Mapping[str, object]
    state: PostState
    nonce: str
    first_attempt_at: datetime | None = None
    message_id: int | None = None

"""What the courier asks of Discord, and every way in which that can end.

`gateway` has it over discord.py; a simulation has its own. Nothing in here is of discord.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ui.reply import Reply


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes.

    Attributes:
        guild_id: The server that it belongs to, of a DM too.
        channel_id: A channel or thread; None for a DM.
        user_id: Who gets the DM.
    """

    guild_id: int
    channel_id: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Landed:
    """Where a message is."""

    message_id: int
    channel_id: int


class Why(StrEnum):
    """Why Discord refuses something for good."""

    CLOSED_DM = "closed_dm"
    NO_CHANNEL = "no_channel"
    """The channel or thread is gone, or the bot was put out of the server."""
    NO_PERMISSION = "no_permission"
    REFUSED = "refused"
    """For a reason of another kind: the bot has sent what can't be sent."""


class RefusedError(Exception):
    """It was not done, and never will be."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why


class UncertainError(Exception):
    """It may have been done or not: the connection broke, or nothing came back in time."""


class NotNowError(Exception):
    """It was not done, and may be later: the server has an outage, or nothing could be asked."""


class UnseenError(Exception):
    """The history of a channel may not be read, or not all of it was looked through."""


class VanishedError(Exception):
    """The message is there no more."""


class Discord(Protocol):
    """The other side."""

    def serves(self, guild_id: int) -> bool:
        """Tell whether a server can be reached: it is there, and has no outage."""
        ...

    def time(self) -> datetime | None:
        """Return what time Discord says it is; None if it has not said so lately."""
        ...

    async def ask_time(self) -> None:
        """Let Discord say what time it is; nothing is raised if it doesn't."""
        ...

    async def is_member(self, guild_id: int, user_id: int) -> bool:
        """Tell whether somebody is on a server.

        Raises:
            NotNowError: It can't be known.
        """
        ...

    async def send(self, place: Place, reply: Reply, nonce: str, *, within: float) -> Landed:
        """Send a message; Discord returns the first one with the same nonce, for about a minute.

        Args:
            place: Where.
            reply: What.
            nonce: At most 25 characters.
            within: After so many seconds it must not leave any more.

        Raises:
            RefusedError: It won't be sent.
            UncertainError: It may have been sent.
        """
        ...

    async def find(self, place: Place, mark: str, since: datetime) -> Landed | None:
        """Look for an own message with a mark in the `custom_id` of one of its components.

        Args:
            place: Where.
            mark: The last part of the `custom_id`.
            since: Older messages are not looked at.

        Raises:
            RefusedError: There is no such place.
            UnseenError: It may not look there, or there is too much.
            NotNowError: It can't look now.
        """
        ...

    async def edit(self, message: Landed, reply: Reply) -> None:
        """Let a message show something else; nobody's phone rings.

        Raises:
            VanishedError: It is there no more.
            RefusedError: It can't be edited.
            UncertainError: It may have been edited; to do it again is no harm.
        """
        ...

    async def start_thread(self, message: Landed, name: str) -> int:
        """Start a thread from a message, and return its id; one that is there already will do.

        Raises:
            VanishedError: The message is there no more.
            RefusedError: It can't be started.
            UncertainError: It may have been started; to do it again is no harm.
        """
        ...

"""A pretend Discord: what was posted, and everything that can go wrong, behind the courier's port.

The real courier and the real scheduler run over it, with no socket and no waiting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from bot.courier.port import (
    Landed,
    NotNowError,
    Place,
    RefusedError,
    UncertainError,
    UnseenError,
    VanishedError,
    Why,
)
from bot.ui.reply import Button

if TYPE_CHECKING:
    from random import Random

    from bot.ui.reply import Reply
    from tests.simulation.sim_clock import SimClock

# "In the past few minutes", says Discord of how long it knows a nonce; not less than one.
NONCE_HOLDS = timedelta(seconds=60)
DM_CHANNELS = 10**9


class Crash(BaseException):
    """The program is killed here and now."""


class Mishap(Enum):
    """What may happen to a request."""

    NONE = "none"
    BUSY = "an error of Discord's, and nothing was done"
    REPLY_LOST = "done, and the reply was lost"
    TIMED_OUT = "not done, and no reply"
    KILLED_BEFORE = "killed before it left"
    KILLED_AFTER = "killed after it was done"


LIKELY = {
    Mishap.BUSY: 0.02,
    Mishap.REPLY_LOST: 0.02,
    Mishap.TIMED_OUT: 0.02,
    Mishap.KILLED_BEFORE: 0.01,
    Mishap.KILLED_AFTER: 0.01,
}


@dataclass
class Posted:
    """A message as it stands in a channel."""

    id: int
    channel_id: int
    at: datetime
    nonce: str
    content: str
    marks: frozenset[str]
    mentions: tuple[int, ...]
    edits: int = 0


@dataclass
class PretendDiscord:
    """What Discord would know; it outlives the program.

    Attributes:
        rng: Decides on mishaps.
        likely: How likely each mishap is; the rest goes well.
        real_now: What time it really is, whatever the program's clock says.
        outage_until: Until when nothing can be asked.
        readable: Whether histories may be read.
    """

    rng: Random
    clock: SimClock
    likely: dict[Mishap, float] = field(default_factory=lambda: dict(LIKELY))
    posted: list[Posted] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    absent: set[int] = field(default_factory=set)
    closed_dms: set[int] = field(default_factory=set)
    outage_until: datetime | None = None
    readable: bool = True
    killed: bool = False
    asked: int = 0
    _last_id: int = 1_000_000

    # -- the port

    def serves(self, guild_id: int) -> bool:
        """Tell whether there is no outage."""
        del guild_id
        return self.outage_until is None or self.clock.real() >= self.outage_until

    def time(self) -> datetime | None:
        """Tell what time it really is."""
        return self.clock.real() if self.serves(0) else None

    async def ask_time(self) -> None:
        """It is known already."""
        self._alive()

    async def is_member(self, guild_id: int, user_id: int) -> bool:
        """Tell whether somebody is there."""
        self._alive()
        if not self.serves(guild_id):
            raise NotNowError("an outage")
        return user_id not in self.absent

    async def send(self, place: Place, reply: Reply, nonce: str, *, within: float) -> Landed:
        """Post a message, or meet with a mishap."""
        del within
        self._alive()
        if place.user_id is not None and place.user_id in self.closed_dms:
            raise RefusedError(Why.CLOSED_DM)
        mishap = self._before()
        channel_id = place.channel_id or DM_CHANNELS + (place.user_id or 0)
        landed = self._post(channel_id, nonce, reply)
        self._after(mishap)
        return landed

    async def find(self, place: Place, mark: str, since: datetime) -> Landed | None:
        """Look through what was posted."""
        self._alive()
        if not self.serves(place.guild_id):
            raise NotNowError("an outage")
        if not self.readable:
            raise UnseenError
        channel_id = place.channel_id or DM_CHANNELS + (place.user_id or 0)
        # Discord's times are Discord's; `since` comes from a clock that may be minutes off.
        since -= timedelta(minutes=5)
        for one in self.posted:
            if one.channel_id == channel_id and mark in one.marks and one.at >= since:
                return Landed(one.id, channel_id)
        return None

    async def edit(self, message: Landed, reply: Reply) -> None:
        """Let a message show something else."""
        self._alive()
        mishap = self._before()
        found = next((one for one in self.posted if one.id == message.message_id), None)
        if found is None:
            raise VanishedError
        found.content = reply.content
        found.edits += 1
        self._after(mishap)

    async def start_thread(self, message: Landed, name: str) -> int:
        """Start a thread, or find it there."""
        del name
        self._alive()
        mishap = self._before()
        if all(one.id != message.message_id for one in self.posted):
            raise VanishedError
        self.threads.add(message.message_id)
        self._after(mishap)
        return message.message_id

    # -- what goes wrong

    def kill(self) -> None:
        """End the program: whatever it still tries raises."""
        self.killed = True
        raise Crash

    def _alive(self) -> None:
        self.asked += 1
        if self.killed:
            raise Crash

    def _drawn(self) -> Mishap:
        drawn = self.rng.random()
        for one, likely in self.likely.items():
            if drawn < likely:
                return one
            drawn -= likely
        return Mishap.NONE

    def _before(self) -> Mishap:
        if not self.serves(0):
            raise UncertainError("an outage")
        mishap = self._drawn()
        if mishap is Mishap.KILLED_BEFORE:
            self.kill()
        if mishap in {Mishap.BUSY, Mishap.TIMED_OUT}:
            raise UncertainError(mishap.value)
        return mishap

    def _after(self, mishap: Mishap) -> None:
        if mishap is Mishap.KILLED_AFTER:
            self.kill()
        if mishap is Mishap.REPLY_LOST:
            raise UncertainError(mishap.value)

    def _post(self, channel_id: int, nonce: str, reply: Reply) -> Landed:
        now = self.clock.real()
        for former in reversed(self.posted):
            if now - former.at > NONCE_HOLDS:
                break
            if former.nonce == nonce and former.channel_id == channel_id:
                return Landed(former.id, channel_id)
        self._last_id += 1
        marks = frozenset(_marks(reply))
        made = Posted(
            self._last_id, channel_id, now, nonce, reply.content, marks, tuple(reply.mentions)
        )
        self.posted.append(made)
        return Landed(made.id, channel_id)


def _marks(reply: Reply) -> list[str]:
    """Return the last part of every `custom_id` of a message."""
    buttons = [
        button
        for row in reply.rows
        if isinstance(row, tuple)
        for button in row
        if isinstance(button, Button)
    ]
    return [button.argument for button in buttons]

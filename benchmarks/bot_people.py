"""People who use a bot without pause, and how long it keeps them waiting.

An interaction goes from the stand-in, in this process, through the gateway to the bot, and its
answer comes back by REST: the time between is what a person waits for, but for the internet.
"""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, TypeVar

from bot.playground.server.people import NotAnswered, People

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.playground.server import StandIn
    from bot.playground.server.interactions import Interaction
    from bot.playground.server.people import Person

T = TypeVar("T")

MANAGE_SERVER = 1 << 5
# View, send (in threads too), public threads, embeds, files, history: what the invitation asks for.
INVITED = 0x400 | 0x800 | 0x4000 | 0x8000 | 0x10000 | 0x800000000 | 0x4000000000
_TO_KEEP_A_PROMISE = 120.0


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody waited, in milliseconds.

    Attributes:
        first: For the first answer, which may be the promise of one.
        whole: For what they asked for.
    """

    first: float
    whole: float


class Waits:
    """The waits of one time, by what was done."""

    def __init__(self) -> None:
        self.by_act: dict[str, list[Wait]] = defaultdict(list)
        self.unanswered: dict[str, int] = defaultdict(int)


class Crowd(People):
    """The members of one server, who take turns, so that nobody does anything too often.

    Args:
        stand_in: Where they are.
        members: How many.
        librarians: How many more there are who may manage the server.
    """

    def __init__(self, stand_in: StandIn, members: int = 1000, librarians: int = 50) -> None:
        super().__init__(
            stand_in.world,
            stand_in.gateway,
            stand_in.interactions,
            stand_in.journal,
            stand_in.settle,
        )
        self.journal = stand_in.journal
        self.promise_within = _TO_KEEP_A_PROMISE
        self.guild = self.world.add_guild("Owners", bot_permissions=INVITED)
        hosts = self.world.add_role(self.guild, "Hosts", MANAGE_SERVER)
        self._members = cycle(
            [self.person(f"Member {n}", guild=self.guild) for n in range(members)]
        )
        self._librarians = cycle(
            [
                self.person(f"Librarian {n}", guild=self.guild, roles=[hosts])
                for n in range(librarians)
            ]
        )
        self._waits: dict[int, Wait] = {}

    def member(self) -> Person:
        """Return the member whose turn it is."""
        return next(self._members)

    def librarian(self) -> Person:
        """Return the librarian whose turn it is."""
        return next(self._librarians)

    def tidy(self) -> None:
        """Forget what was asked of the stand-in, which keeps everything for tests to see.

        Whatever it keeps beyond that is never looked through again by the garbage collector of
        this process, which would hold up the answers that are timed.
        """
        self.journal.requests.clear()
        gc.freeze()

    async def wait_for_answer(self, one: Interaction) -> None:
        """Wait as everybody does, and look at the clock."""
        now = asyncio.get_running_loop().time
        within = self.interactions.answer_within
        await one.news.until(lambda: one.callback is not None, within)
        first = now() - one.sent_at
        await super().wait_for_answer(one)
        self._waits[one.user_id] = Wait(first * 1000, (now() - one.sent_at) * 1000)

    async def timed(self, waits: Waits, act: str, who: Person, doing: Awaitable[T]) -> T | None:
        """Return what came of something that a person does, and note how long they waited.

        Returns:
            None when there was no answer in time.
        """
        try:
            came_of_it = await doing
        except NotAnswered:
            waits.unanswered[act] += 1
            return None
        waits.by_act[act].append(self._waits.pop(who.id))
        return came_of_it

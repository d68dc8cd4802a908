"""The scheduler: at each tick it asks whether it may do anything, and then does what is due."""

from __future__ import annotations

import logging
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.accountability.models.notices import Cause
from bot.courier.courier import Courier
from bot.courier.looking import Lookout
from bot.courier.presence import Presence
from bot.deletions import Deletions
from bot.scheduler.alarms import Alarms
from bot.scheduler.loop import Loop
from bot.scheduler.restored import Restored
from bot.scheduler.steps import Step
from bot.scheduler.trust import Trust
from bot.scheduler.twin import Twin
from bot.scheduler.work import Work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord

    Nightly = Callable[[datetime], Awaitable[object]]

log = logging.getLogger(__name__)

LONGEST_NAP = timedelta(seconds=30)


class Hold(StrEnum):
    """Why nothing is done for now."""

    CLOCK = "clock"
    """The computer's clock can't be trusted, or nobody has said so yet."""
    RESTORED = "restored"
    """The data folder was restored or copied."""
    ANOTHER_COPY = "another copy"
    """Another copy of the bot runs with this token."""


_CAUSES = {Hold.CLOCK: Cause.CLOCK, Hold.ANOTHER_COPY: Cause.ANOTHER_COPY}


class Scheduler:
    """Opens, closes, and lets the courier carry.

    Args:
        books: The follow-up's file.
        discord: The other side.
        clock: The one clock.
        file: Where the follow-up's file is; None: it is never on hold after a restore.
        longest_nap: For how long it sleeps at most, by the clock.
        nightly: What is done once a night beside its own work, given the time.

    Attributes:
        hold: Why nothing is done for now, or None.
    """

    def __init__(
        self,
        books: Books,
        discord: Discord,
        clock: Clock,
        *,
        file: Path | None = None,
        longest_nap: timedelta = LONGEST_NAP,
        nightly: Nightly | None = None,
    ) -> None:
        self._books = books
        self._clock = clock
        self._longest_nap = longest_nap
        self._loop = Loop(self._tick, clock)
        presence = Presence(books, discord, clock)
        self._courier = Courier(books, discord, clock, presence, self._loop.nudge)
        self._trust = Trust(books, discord, clock)
        self._twin = Twin(books)
        self._restored = Restored(books, Lookout(books, discord, clock), clock, file)
        deletions = None if file is None else Deletions(file.parent)
        self._work = Work(books, self._courier, presence, deletions, nightly)
        self._alarms = Alarms(books, clock)
        self._telling = Step("The telling of holds", self._tell)
        self._looking = Step("The search for what was sent already", self._look)
        self.hold: Hold | None = Hold.CLOCK

    @property
    def age(self) -> float | None:
        """How many seconds ago the last tick ended; None before the first."""
        return self._loop.age

    def start(self) -> None:
        """Begin; once it has begun, nothing happens."""
        self._loop.start()

    def nudge(self) -> None:
        """Look at once what is due: something has changed."""
        self._loop.nudge()

    def answered(self, *, by_another: bool) -> None:
        """Take note of a first answer to a person; see `Twin`."""
        self._twin.answered(by_another=by_another)
        if self._twin.noticed:
            self._courier.on_hold = True
            self._loop.nudge()

    def finish(self) -> None:
        """Begin nothing more; what is on its way goes on."""
        self._loop.finish()
        self._courier.finish()

    async def stop(self) -> None:
        """End, wherever it is: what is on its way counts as uncertain."""
        await self._loop.stop()
        await self._work.stop()
        await self._courier.stop()

    async def _tick(self) -> datetime:
        now = self._clock.now()
        try:
            self._say(await self._find_hold(now))
        except Exception:
            self._courier.on_hold = True  # until it is known
            raise
        self._courier.on_hold = self.hold is not None
        await self._telling.take(now)
        if self.hold is None:
            await self._work.do(now)
        elif self.hold is Hold.RESTORED:
            await self._looking.take(now)
        return await self._next_wake(now)

    async def _find_hold(self, now: datetime) -> Hold | None:
        # First: it asks when the file was last in use, and from the next line on that is now.
        restored = await self._restored.is_on_hold()
        untrusted = await self._trust.hold() is not None
        if await self._twin.is_there(now):
            return Hold.ANOTHER_COPY
        if untrusted:
            return Hold.CLOCK
        return Hold.RESTORED if restored else None

    def _say(self, hold: Hold | None) -> None:
        if hold is not self.hold:
            if hold is None:
                log.info("The scheduler goes on.")
            else:
                log.warning("Nothing is opened or sent for now: %s.", hold)
        self.hold = hold

    async def _tell(self, now: datetime) -> None:
        await self._alarms.update(_CAUSES.get(self.hold) if self.hold else None, now)

    async def _look(self, now: datetime) -> None:
        await self._work.plan(now)
        if await self._restored.look():
            self._loop.nudge()

    async def _next_wake(self, now: datetime) -> datetime:
        if self.hold is not None:
            return now + min(self._longest_nap, LONGEST_NAP)
        due = await self._books.run(lambda book: book.dispatch.next_wake(now))
        latest = now + self._longest_nap
        return latest if due is None else min(due, latest)

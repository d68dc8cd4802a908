"""The program under test: the real scheduler and courier over one file, until it is killed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.accountability.accountability import Accountability
from bot.scheduler.scheduler import Scheduler
from tests.simulation.pretend_discord import Crash

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from tests.simulation.pretend_discord import PretendDiscord
    from tests.simulation.sim_clock import SimClock

T = TypeVar("T")

# A tick every half minute for 45 days would be mostly ticks; what is due wakes it anyway.
LONGEST_NAP = timedelta(hours=6)
_QUIET_TURNS = 8


class SimBooks:
    """Runs work on the file at once, in the loop itself; the program may be killed around it."""

    def __init__(self, path: Path, discord: PretendDiscord, rng: Random, risk: float) -> None:
        self._discord = discord
        self._rng = rng
        self._risk = risk
        self.book = Accountability(path)
        # A kill is no power cut: what was written is written.
        self.book.file.write("PRAGMA synchronous = OFF")
        self.runs = 0

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work, unless the program is dead."""
        self.runs += 1
        self._may_be_killed()
        done = work(self.book)
        self._may_be_killed()
        return done

    def _may_be_killed(self) -> None:
        if self._discord.killed:
            raise Crash
        if self._rng.random() < self._risk:
            self._discord.kill()


class Program:
    """One life of the program, from its start to its end."""

    def __init__(
        self, path: Path, discord: PretendDiscord, clock: SimClock, rng: Random, risk: float
    ) -> None:
        self._before = asyncio.all_tasks()
        # Whoever is killed has nobody to tell what went wrong.
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        self._discord = discord
        discord.killed = False
        self.books = SimBooks(path, discord, rng, risk)
        self.scheduler = Scheduler(self.books, discord, clock, longest_nap=LONGEST_NAP)
        self.scheduler.start()

    @property
    def works(self) -> bool:
        """Whether it is alive and not on hold."""
        return not self._discord.killed and self.scheduler.hold is None

    async def settle(self) -> None:
        """Let it do all that it does at this time."""
        quiet, seen = 0, -1
        while quiet < _QUIET_TURNS:
            await asyncio.sleep(0)
            now = self.books.runs + self._discord.asked
            quiet = quiet + 1 if now == seen else 0
            seen = now

    async def end(self) -> None:
        """Be gone, as after SIGKILL: whatever was in the middle stays there."""
        self._discord.killed = True
        me = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() - self._before if task is not me]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.books.book.close()

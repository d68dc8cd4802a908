"""The one loop: it wakes when something is due, at least every so often, and when it is told."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.clock import Clock

log = logging.getLogger(__name__)

# Whatever is said to be due, everything else gets its time.
_SHORTEST_NAP = timedelta(seconds=1)
_AFTER_A_FAILURE = timedelta(seconds=30)


class Loop:
    """Ticks, one after the other, until it is stopped; nothing else ends it.

    Args:
        tick: What is done; it returns when the next one is due at the latest.
        clock: The clock.
    """

    def __init__(self, tick: Callable[[], Awaitable[datetime]], clock: Clock) -> None:
        self._tick = tick
        self._clock = clock
        self._sleeping: asyncio.Task[None] | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._wanted = False
        self._ticked = asyncio.Event()
        self._wake_at = clock.now()
        self._last: float | None = None

    @property
    def age(self) -> float | None:
        """How many seconds ago the last tick ended; None before the first."""
        return None if self._last is None else self._clock.monotonic() - self._last

    def start(self) -> None:
        """Begin; once it has begun, nothing happens."""
        if self._sleeping is None:
            self._sleeping = asyncio.create_task(self._live(), name="scheduler")

    def nudge(self) -> None:
        """Tick at once, or once more if it is ticking; before the start nothing happens."""
        if self._sleeping is None:
            return
        self._wanted = True
        if self._ticking is None:
            # A task of its own, with a name: whoever waits for what the bot does sees it.
            self._ticking = asyncio.create_task(self._tick_while_wanted(), name="scheduler: tick")

    def finish(self) -> None:
        """Begin no further tick."""
        if self._sleeping is not None:
            self._sleeping.cancel()
            self._sleeping = None
        self._wanted = False

    async def stop(self) -> None:
        """End, wherever it is."""
        self.finish()
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)

    async def _live(self) -> None:
        while True:
            self.nudge()
            try:
                await self._sleep()
            except Exception:  # nothing may end it
                log.exception("The scheduler could not sleep")
                await asyncio.sleep(_SHORTEST_NAP.total_seconds())

    async def _sleep(self) -> None:
        """Return when the next tick is due; every tick on the way may move that."""
        while True:
            self._ticked.clear()
            if self._ticking is not None:
                await self._ticked.wait()
                continue
            ticked = asyncio.create_task(self._ticked.wait(), name="scheduler sleeps")
            slept = asyncio.create_task(self._slept(), name="scheduler sleeps")
            try:
                await asyncio.wait({ticked, slept}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ticked.cancel()
                slept.cancel()
            if slept.done():
                slept.result()
                return

    async def _slept(self) -> None:
        await self._clock.sleep_until(self._wake_at)

    async def _tick_while_wanted(self) -> None:
        try:
            while self._wanted:
                self._wanted = False
                await self._tick_once()
        finally:
            self._ticking = None
            self._ticked.set()

    async def _tick_once(self) -> None:
        now = self._clock.now()
        self._wake_at = now + _AFTER_A_FAILURE
        try:
            self._wake_at = max(now + _SHORTEST_NAP, await self._tick())
        except Exception:
            log.exception("A tick of the scheduler failed")
        self._last = self._clock.monotonic()

"""The clock of a world that somebody lives in: it goes with the real time, and may be moved on."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.playground.server.page.errors import Refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.playground.server.clock import VirtualClock

BEAT = 1.0
"""How many real seconds there are between two beats."""
FARTHEST = timedelta(days=31)
"""So far the clock is moved at once, at most."""
_LOOKED_FOR = timedelta(days=14)
_A_MOMENT = timedelta(seconds=1)


class Heart:
    """Lets time pass: by itself, or as far as somebody wants.

    Args:
        clock: The world's.
        live: Lets so many seconds pass, with all that happens in them.
        tell: Called whenever it begins to move and when it stands again.
        written: How many messages there are: by it one sees that something has happened.
    """

    def __init__(
        self,
        clock: VirtualClock,
        live: Callable[[float], Awaitable[None]],
        tell: Callable[[], None],
        written: Callable[[], int],
    ) -> None:
        self._clock = clock
        self._live = live
        self._tell = tell
        self._written = written
        self._busy = asyncio.Lock()
        self._beating: asyncio.Task[None] | None = None

    @property
    def moving(self) -> bool:
        """Whether somebody is moving it."""
        return self._busy.locked()

    def start(self) -> None:
        """Let it go."""
        self._beating = asyncio.create_task(self._beat(), name="page: heart")

    async def stop(self) -> None:
        """Let it stand."""
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)

    async def standing(self) -> None:
        """Return once nobody moves it."""
        async with self._busy:
            pass

    @asynccontextmanager
    async def held(self) -> AsyncIterator[Callable[[datetime], Awaitable[None]]]:
        """Keep it from others, and get what lets time pass until an instant.

        Where it has come to is told each time, for those who look on.
        """
        async with self._busy:
            self._tell()
            try:
                yield self._pass_and_tell
            finally:
                asyncio.get_running_loop().call_soon(self._tell)

    async def move(self, span: timedelta) -> None:
        """Let time pass as it does in life.

        Raises:
            Refused: It would go back or too far, or is being moved already.
        """
        self._check(span)
        await self._moved(self._clock.now() + span)

    async def move_to(self, at: datetime) -> None:
        """Let time pass until an instant; as `move`."""
        self._check(at - self._clock.now())
        await self._moved(at)

    async def move_to_next(self) -> None:
        """Let time pass until something is written, two weeks at most.

        Raises:
            Refused: It is being moved already.
        """
        self._check(timedelta())
        async with self.held():
            end, written = self._clock.now() + _LOOKED_FOR, self._written()
            while self._written() == written and self._clock.now() < end:
                waking = self._clock.next_waking
                if waking is None or waking > end:
                    break
                await self._pass_until(max(waking, self._clock.now() + _A_MOMENT))

    async def _moved(self, at: datetime) -> None:
        async with self.held():
            await self._pass_until(at)

    async def _pass_until(self, at: datetime) -> None:
        await self._live((at - self._clock.now()).total_seconds())

    async def _pass_and_tell(self, at: datetime) -> None:
        await self._pass_until(at)
        self._tell()

    def _check(self, span: timedelta) -> None:
        if self.moving:
            raise Refused("The clock is moving already.")
        if not timedelta() <= span <= FARTHEST:
            raise Refused(f"The clock goes forward only, and {FARTHEST.days} days at once.")

    async def _beat(self) -> None:
        before = time.monotonic()
        while True:
            await asyncio.sleep(BEAT)
            now = time.monotonic()
            passed, before = timedelta(seconds=now - before), now
            if not self.moving:
                await self._clock.move_to(self._clock.now() + passed)
                self._tell()

"""The simulation's clock: what time it really is, and what the program's computer thinks."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta


class SimClock:
    """A `Clock` whose wall clock may be wrong; its monotonic one and the real time are not.

    Args:
        start: The real time at first.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._real = start
        self.error = timedelta()
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def real(self) -> datetime:
        """Return what time it really is."""
        return self._real

    def now(self) -> datetime:
        """Return what the computer's clock shows."""
        return self._real + self.error

    def monotonic(self) -> float:
        """Return the seconds that have really passed."""
        return (self._real - self._start).total_seconds()

    async def sleep_until(self, at: datetime) -> None:
        """Return once the computer's clock shows `at`."""
        if at <= self.now():
            return
        woken = asyncio.get_running_loop().create_future()
        sleeper = (at, woken)
        self._sleepers.append(sleeper)
        try:
            await woken
        finally:
            if sleeper in self._sleepers:
                self._sleepers.remove(sleeper)

    def next_waking(self) -> datetime | None:
        """Return the real time at which somebody is woken next."""
        at = min((at for at, _ in self._sleepers), default=None)
        return None if at is None else max(at - self.error, self._real)

    def move_to(self, real: datetime) -> None:
        """Let time pass, and wake who waits for it."""
        self._real = max(real, self._real)
        for sleeper in list(self._sleepers):
            at, woken = sleeper
            if at <= self.now() and not woken.done():
                self._sleepers.remove(sleeper)
                woken.set_result(None)

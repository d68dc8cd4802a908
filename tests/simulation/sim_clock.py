"""The simulation's clock: what time it really is, and what the program's computer thinks."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

_Sleeper = tuple[datetime, asyncio.Future[None]]


class SimClock:
    """A `Clock` whose wall clock may be wrong; its monotonic one and the real time are not.

    Args:
        start: The real time at first.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._real = start
        self._error = timedelta()
        self._sleepers: list[_Sleeper] = []

    def real(self) -> datetime:
        """Return what time it really is."""
        return self._real

    @property
    def error(self) -> timedelta:
        """How far the computer's clock is ahead of the real time."""
        return self._error

    @error.setter
    def error(self, error: timedelta) -> None:
        """Set the computer's clock; whoever waits for a time of day looks again if it goes back."""
        before, self._error = self._error, error
        if error < before:
            self._wake(self._sleepers)

    def now(self) -> datetime:
        """Return what the computer's clock shows."""
        return self._real + self._error

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
        return None if at is None else max(at - self._error, self._real)

    def move_to(self, real: datetime) -> None:
        """Let time pass, and wake who waits for it."""
        self._real = max(real, self._real)
        self._wake([sleeper for sleeper in self._sleepers if sleeper[0] <= self.now()])

    def _wake(self, sleepers: list[_Sleeper]) -> None:
        for sleeper in list(sleepers):
            self._sleepers.remove(sleeper)
            if not sleeper[1].done():
                sleeper[1].set_result(None)

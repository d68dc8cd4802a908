"""What time it is: the one clock that services and schedulers are given.

Nothing below reads the computer's clock itself, so that tests and the playground can move time.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, Self

import aiohttp

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)

_LONGEST_NAP = 30.0
# Less than that is a clock that is kept right, and not one that was set.
_SET_BACK = timedelta(seconds=1)
_PATIENCE = aiohttp.ClientTimeout(total=1.0)
_BETWEEN_READINGS = 0.02
_FAULTS = (aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError, KeyError, TypeError)


class Clock(Protocol):
    """Tells the time, and waits for a time."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only pass: nobody sets them, and only differences mean something."""
        ...

    async def sleep_until(self, at: datetime) -> None:
        """Return once the clock has reached `at`; at once if it has passed already.

        Also, soon, when the clock was set back: it may reach `at` in a year, or never.
        """
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the seconds that this computer has been awake for, since some time."""
        return time.monotonic()

    async def sleep_until(self, at: datetime) -> None:
        """Return once the clock has reached `at`, or was set back.

        It looks again every half minute: the clock may be set, and a laptop's lid closed.
        """
        latest = self.now()
        while (left := (at - self.now()).total_seconds()) > 0:
            await asyncio.sleep(min(left, _LONGEST_NAP))
            if self.now() < latest - _SET_BACK:
                return
            latest = self.now()


class ClockUnreachableError(Exception):
    """There is no clock at the address."""


class RemoteClock:
    """Follows a clock that another program on this computer moves; for development only.

    Use it as an asynchronous context manager: it reads the time once before anything else, and then
    whenever it moves.

    Args:
        url: Where the time is read; below it, `wait?until=…` answers when a time is reached.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._told: tuple[datetime, float] | None = None
        self._moved = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self._follower: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        try:
            self._take(await self._read(self._session, self._url))
        except _FAULTS as error:
            await self._session.close()
            raise ClockUnreachableError(
                f"There is no clock at {self._url}. Start the stand-in, or remove"
                " SOUNDING_BOARD_CLOCK."
            ) from error
        self._follower = asyncio.create_task(self._follow(self._session), name="clock")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._follower is not None:
            self._follower.cancel()
            with suppress(asyncio.CancelledError):
                await self._follower
        if self._session is not None:
            await self._session.close()

    def now(self) -> datetime:
        """Return the instant as it was last told, in UTC."""
        return self._last()[0]

    def monotonic(self) -> float:
        """Return how many seconds have passed there, whatever the clock was set to."""
        return self._last()[1]

    async def sleep_until(self, at: datetime) -> None:
        """Return once the clock has reached `at`, or was set back."""
        latest = self.now()
        while latest <= self.now() < at:
            latest = self.now()
            await self._moved.wait()

    def _last(self) -> tuple[datetime, float]:
        if self._told is None:
            raise RuntimeError("The clock is not being followed yet.")
        return self._told

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        reached = True
        while True:
            # The wait ends when the clock goes on. It also ends after a while, because a clock that
            # is set back reaches nothing.
            later = (self.now() + timedelta(microseconds=1)).isoformat()
            try:
                with suppress(asyncio.TimeoutError):
                    self._take(await self._read(session, f"{self._url}/wait", until=later))
                self._take(await self._read(session, self._url))
                reached = True
            except _FAULTS:
                if reached:
                    _log.warning("The clock at %s does not answer; time stands still.", self._url)
                reached = False
                await asyncio.sleep(_LONGEST_NAP / 60)
            await asyncio.sleep(_BETWEEN_READINGS)

    @staticmethod
    async def _read(
        session: aiohttp.ClientSession, url: str, **query: str
    ) -> tuple[datetime, float]:
        async with session.get(url, params=query, raise_for_status=True) as response:
            told = await response.json()
        return datetime.fromisoformat(told["now"]).astimezone(UTC), float(told["monotonic"])

    def _take(self, told: tuple[datetime, float]) -> None:
        if told != self._told:
            self._told = told
            self._moved.set()
            self._moved = asyncio.Event()

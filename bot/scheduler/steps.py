"""The steps of a tick: one that fails is logged, rests for a while, and stops nothing else."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

log = logging.getLogger(__name__)

_FIRST_REST = timedelta(seconds=15)
_LONGEST_REST = timedelta(minutes=10)


class Step:
    """Something that is done at ticks.

    Args:
        name: What it is, for the log: "The planning of rounds".
        work: It, given the time.
        every: How much time lies between two, at least.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[datetime], Awaitable[object]],
        *,
        every: timedelta = timedelta(),
    ) -> None:
        self._name = name
        self._work = work
        self._every = every
        self._failures = 0
        self._done_at: datetime | None = None
        self._rest = timedelta()

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is to be done; after a clock was set back, it is."""
        return self._done_at is None or not timedelta() <= now - self._done_at < self._rest

    async def take(self, now: datetime) -> None:
        """Do it, if it is due; what goes wrong is logged."""
        if not self.is_due(now):
            return
        self._done_at = now
        try:
            await self._work(now)
        except Exception:
            log.exception("%s failed; it is tried again in a while", self._name)
            self._rest = min(_FIRST_REST * 2**self._failures, _LONGEST_REST)
            self._failures = min(self._failures + 1, 10)
        else:
            self._rest = self._every
            self._failures = 0

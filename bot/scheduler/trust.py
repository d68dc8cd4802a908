"""Whether the computer's clock can be trusted, asked at each tick."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.accountability.clock_watch import ClockWatch, HoldCause, Reading, watch
from bot.scheduler.facts import TICK

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord

# Many ticks may follow each other within a second; one write for some seconds is enough.
_STORED_EVERY = timedelta(seconds=10)


class Trust:
    """Reads the clocks and remembers what they said.

    Args:
        books: Where the last trusted tick stands.
        discord: Whose answers tell the time as well.
        clock: The clock that is to be trusted or not.
    """

    def __init__(self, books: Books, discord: Discord, clock: Clock) -> None:
        self._books = books
        self._discord = discord
        self._clock = clock
        self._watch: ClockWatch | None = None
        self._written: datetime | None = None

    async def hold(self) -> HoldCause | None:
        """Read the clocks; return why nothing is to be done, or None."""
        before = self._watch or ClockWatch(await self._stored())
        if before.hold is not None:
            # Its own clock can't be trusted, and an old answer says little.
            await self._discord.ask_time()
        reading = Reading(self._clock.now(), self._clock.monotonic(), self._discord.time())
        self._watch = now = watch(before, reading)
        if now.hold is None and now.stored_at is not None:
            await self._store(now.stored_at)
        return now.hold

    async def _stored(self) -> datetime | None:
        text = await self._books.run(lambda book: book.rows.facts.get(TICK))
        return None if text is None else datetime.fromisoformat(text)

    async def _store(self, at: datetime) -> None:
        if self._written is not None and timedelta() <= at - self._written < _STORED_EVERY:
            return
        await self._books.run(lambda book: book.rows.facts.put(TICK, at.isoformat()))
        self._written = at

"""Telling those who run groups that everything is on hold, where it lasts.

On hold nothing is sent: they read it on top of their next command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import GroupState
from bot.accountability.models.notices import Cause

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.clock import Clock
    from bot.courier.books import Books

# In seconds: a clock that is put right at once concerns nobody.
_PATIENCE = {Cause.CLOCK: 600.0, Cause.ANOTHER_COPY: 0.0}


class Alarms:
    """Raises a notice in every group while a hold lasts, and takes it back after it.

    Args:
        books: Where notices are.
        clock: The clock.
    """

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock
        self._since: dict[Cause, float] = {}
        # Not known at the start: the bot may have ended while it was on hold.
        self._raised: dict[Cause, bool | None] = dict.fromkeys(_PATIENCE)

    async def update(self, cause: Cause | None, now: datetime) -> None:
        """Take note of why everything is on hold, or that nothing is."""
        for each, patience in _PATIENCE.items():
            if each is not cause:
                self._since.pop(each, None)
                await self._set(each, now, raised=False)
                continue
            since = self._since.setdefault(each, self._clock.monotonic())
            if self._clock.monotonic() - since >= patience:
                await self._set(each, now, raised=True)

    async def _set(self, cause: Cause, now: datetime, *, raised: bool) -> None:
        if self._raised[cause] is not raised:
            await self._books.run(lambda book: _tell_all(book, cause, now, raised=raised))
            self._raised[cause] = raised


def _tell_all(book: Accountability, cause: Cause, now: datetime, *, raised: bool) -> None:
    tell = book.notices.raise_ if raised else book.notices.fixed
    with book.rows.transaction():
        for guild_id in book.rows.groups.all_guilds():
            for group in book.rows.groups.of_guild(guild_id):
                if group.state is GroupState.ACTIVE or not raised:
                    tell(group.id, cause, now)

"""A data folder that was restored or copied: on hold until the operator says *resume*."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.accountability.models.notices import Cause
from bot.backups.marker import read_marker, remove_marker
from bot.courier.looking import Looked
from bot.courier.port import UNSEEN
from bot.scheduler.facts import RESTORED, RESUME
from bot.scheduler.origin import came_from_elsewhere, note_origin

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from bot.accountability.accountability import Accountability
    from bot.accountability.store.notices import FactRows
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.looking import Lookout

log = logging.getLogger(__name__)


def _forget_old_word(facts: FactRows, file: Path) -> None:
    """Forget a *resume* that came with the restored file: it was for another hold."""
    marker, said = read_marker(file.parent), facts.get(RESUME)
    if marker is not None and said is not None and said < marker.at.isoformat():
        facts.delete(RESUME)


class Restored:
    """Notices that the file is not the one of the last start, and looks for what was sent since.

    Args:
        books: The file.
        lookout: What looks.
        clock: The clock.
        file: Where the file is; None: it is never on hold.
    """

    def __init__(self, books: Books, lookout: Lookout, clock: Clock, file: Path | None) -> None:
        self._books = books
        self._lookout = lookout
        self._clock = clock
        self._file = file
        self._started = False
        self._looked = Looked()

    async def is_on_hold(self) -> bool:
        """Tell whether nothing may be sent; the first time, look which file it is."""
        if self._file is None:
            return False
        if not self._started:
            await self._start(self._file)
        return await self._books.run(lambda book: book.rows.facts.get(RESTORED)) is not None

    async def _start(self, file: Path) -> None:
        now = self._clock.now()

        def begin(book: Accountability) -> bool:
            facts = book.rows.facts
            with book.rows.transaction():
                elsewhere = came_from_elsewhere(facts, file)
                if elsewhere:
                    facts.put(RESTORED, now.isoformat())
                    _forget_old_word(facts, file)
                note_origin(facts, file)
            remove_marker(file.parent)
            return elsewhere

        if await self._books.run(begin):
            log.warning(
                "The data folder was restored or copied: nothing is sent, and what was sent since"
                " is looked for. When all is well, run `python -m bot resume`."
            )
        self._started = True

    async def look(self) -> None:
        """Look for what is due; once `resume` was said, look a last time, and end the hold."""
        resumed = await self._books.run(lambda book: book.rows.facts.get(RESUME)) is not None
        # What was not there some time ago may be there now, if another copy still runs.
        self._looked = await self._lookout.look(None if resumed else self._looked)
        if resumed and not self._looked.later:
            await self._end(self._clock.now(), self._looked.unseen)

    async def _end(self, now: datetime, unseen: Collection[str]) -> None:
        """Give up what could not be looked for, tell those who run the groups, and go on."""

        def end(book: Accountability) -> None:
            with book.rows.transaction():
                for group_id, dropped in _drop(book, unseen, now).items():
                    book.notices.raise_(group_id, Cause.RESTORED, now, detail=(str(dropped),))
                for fact in (RESTORED, RESUME):
                    book.rows.facts.delete(fact)

        await self._books.run(end)
        log.warning(
            "The hold after the restore has ended; %d messages that could not be looked for are"
            " not sent.",
            len(unseen),
        )
        self._looked = Looked()


def _drop(book: Accountability, unseen: Collection[str], now: datetime) -> dict[str, int]:
    """Give deliveries up; return of how many of each group."""
    dropped: dict[str, int] = {}
    for delivery_id in unseen:
        delivery = book.rows.deliveries.get(delivery_id)
        book.dispatch.failed(delivery_id, UNSEEN, now)
        if delivery is not None and delivery.group_id is not None:
            dropped[delivery.group_id] = dropped.get(delivery.group_id, 0) + 1
    return dropped

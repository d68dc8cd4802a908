"""A data folder that was restored or copied: on hold until the operator says *resume*."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.backups.marker import read_marker, remove_marker
from bot.deletions import Deletions
from bot.errors import Refusal
from bot.scheduler.facts import RESTORED, RESUME, TICK, USED
from bot.scheduler.origin import came_from_elsewhere, note_origin

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.accountability import Accountability
    from bot.accountability.store.notices import FactRows
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.looking import Lookout

log = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=10)
# What is made up for is due some seconds after it was planned; by then it was looked for too.
_ALL_PLANNED = timedelta(minutes=1)


def _delete_again(book: Accountability, folder: Path, now: datetime) -> None:
    """Delete what the file brings back, though it was deleted for good since."""
    tick = book.rows.facts.get(TICK)
    since = None if tick is None else datetime.fromisoformat(tick)
    for deletion in Deletions(folder).since(since):
        if deletion.user_id is None:
            book.rows.groups.delete(deletion.group_id)
            continue
        with suppress(Refusal):  # it does not know of them either
            book.members.leave(deletion.group_id, deletion.user_id, now, keep=False)


def _note_use(book: Accountability, now: datetime) -> None:
    """Note when the file was last in use: ticks go on while it is on hold."""
    facts = book.rows.facts
    if not book.dispatch.held():
        facts.put(USED, facts.get(TICK) or now.isoformat())


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

    async def is_on_hold(self) -> bool:
        """Tell whether nothing may be sent; the first time, look which file it is."""
        if self._file is None:
            return False
        if not self._started:
            await self._start(self._file)
        return await self._books.run(lambda book: book.dispatch.held())

    async def _start(self, file: Path) -> None:
        now = self._clock.now()

        def begin(book: Accountability) -> bool:
            facts = book.rows.facts
            with book.rows.transaction():
                elsewhere = came_from_elsewhere(facts, file)
                if elsewhere:
                    _delete_again(book, file.parent, now)
                    _note_use(book, now)
                    book.dispatch.hold(now)
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

    async def look(self) -> bool:
        """Look for what is due; once *resume* was said, and all was looked for, end the hold.

        Returns:
            Whether it has ended.
        """
        used_at = await self._fact(USED)
        all_looked_for = await self._lookout.look(used_at)
        now, said_at = self._clock.now(), await self._fact(RESUME)
        began_at = await self._fact(RESTORED)
        if said_at is None or (began_at is not None and now - began_at < _ALL_PLANNED):
            return False
        # A server that is out of reach for longer may be so for ever.
        if not all_looked_for and now - said_at <= _PATIENCE:
            return False
        dropped = await self._books.run(lambda book: _end(book, now))
        log.warning(
            "The hold after the restore has ended; %d messages that could not be looked for are not"
            " sent.",
            dropped,
        )
        return True

    async def _fact(self, name: str) -> datetime | None:
        text = await self._books.run(lambda book: book.rows.facts.get(name))
        return None if text is None else datetime.fromisoformat(text)


def _end(book: Accountability, now: datetime) -> int:
    with book.rows.transaction():
        for fact in (RESUME, USED):
            book.rows.facts.delete(fact)
        return book.dispatch.resume(now)

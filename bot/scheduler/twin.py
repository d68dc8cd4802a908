"""Noticing that another copy of the bot runs with the same token: both would send everything.

Its fact: `another_copy`, since when; `python -m bot resume` takes it back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.scheduler.facts import ANOTHER_COPY, RESTORED, RESUME

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.courier.books import Books

log = logging.getLogger(__name__)

SEVERAL = 3
"""One may be a lost receipt; so many, one after the other, are somebody else's answers."""


class Twin:
    """Counts the interactions that somebody else had answered already, one after the other.

    Args:
        books: Where it stands for whoever asks how the bot is.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._in_a_row = 0
        self._written: bool | None = None
        self.noticed = False

    def answered(self, *, by_another: bool) -> None:
        """Take note of a first answer.

        Args:
            by_another: Discord said at the first try that the interaction was answered already.
        """
        self._in_a_row = self._in_a_row + 1 if by_another else 0
        if self._in_a_row < SEVERAL or self.noticed:
            return
        self.noticed = True
        log.critical(
            "Another copy of the bot runs with this token and answers too. This one sends nothing"
            " any more. Stop one of them; then start the other one again, or run"
            " `python -m bot resume`."
        )

    async def is_there(self, now: datetime) -> bool:
        """Tell whether another copy was noticed, and nobody has said since that all is well."""
        if self.noticed and await self._books.run(_taken_back):
            self._in_a_row = 0
            self.noticed = False
        elif self.noticed is not self._written:
            # At a start it is forgotten: whoever starts the bot has stopped the other one.
            since = now.isoformat() if self.noticed else None
            await self._books.run(lambda book: _write(book, since))
        self._written = self.noticed
        return self.noticed


def _write(book: Accountability, since: str | None) -> None:
    if since is None:
        book.rows.facts.delete(ANOTHER_COPY)
    else:
        book.rows.facts.put(ANOTHER_COPY, since)


def _taken_back(book: Accountability) -> bool:
    facts = book.rows.facts
    with book.rows.transaction():
        if facts.get(RESUME) is None:
            return False
        facts.delete(ANOTHER_COPY)
        if facts.get(RESTORED) is None:  # else its own hold ends by it as well
            facts.delete(RESUME)
    return True

"""Planning and closing, some rounds at a time; one that fails rests, and holds no other one up."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.rounds import Failure
    from bot.courier.books import Books

    Due = Callable[[Accountability, datetime], list[str]]
    Do = Callable[[Accountability, datetime, Collection[str]], tuple[Failure, ...]]

log = logging.getLogger(__name__)

# Each is written to the disk for itself: between so many, people's presses get their turn.
_AT_ONCE = 20
_FIRST_REST = timedelta(seconds=30)
_LONGEST_REST = timedelta(minutes=30)


class Batches:
    """Does something with each schedule or round that is due.

    Args:
        books: The file.
        name: What is done, for the log: "The schedule %s could not be planned".
        due: Returns the ids that are due.
        do: Does it with all that are due but some, and returns what failed.
    """

    def __init__(self, books: Books, name: str, due: Due, do: Do) -> None:
        self._books = books
        self._name = name
        self._due = due
        self._do = do
        self._resting: dict[str, tuple[datetime, timedelta]] = {}

    async def __call__(self, now: datetime) -> None:
        """Do it with everything that is due and does not rest."""
        due = await self._books.run(lambda book: self._due(book, now))
        self._resting = {each: rest for each, rest in self._resting.items() if each in due}
        ready = [each for each in due if not self._rests(each, now)]
        for start in range(0, len(ready), _AT_ONCE):
            await self._do_some(set(due) - set(ready[start : start + _AT_ONCE]), now)

    async def _do_some(self, others: set[str], now: datetime) -> None:
        for failure in await self._books.run(lambda book: self._do(book, now, others)):
            log.error(self._name, failure.id, exc_info=failure.error)
            _, rest = self._resting.get(failure.id, (now, _FIRST_REST / 2))
            # What the disk refuses is no fault of this one.
            refused = isinstance(failure.error, StorageError)
            longest = _FIRST_REST if refused else _LONGEST_REST
            self._resting[failure.id] = (now, min(rest * 2, longest))

    def _rests(self, each: str, now: datetime) -> bool:
        if each not in self._resting:
            return False
        since, rest = self._resting[each]
        return timedelta() <= now - since < rest

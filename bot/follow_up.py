"""The follow-up for coroutines: one thread owns the domain and its file."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from bot.accountability.accountability import Accountability

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class FollowUp:
    """Runs work on groups, rounds and commitments, one piece at a time.

    Args:
        path: The file; made with its folder.

    Attributes:
        path: The file.
        when_changed: Called in the loop after each piece of work that wrote something: what is due
            next may have changed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.when_changed: Callable[[], None] = lambda: None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="follow-up")
        self._opened: Accountability | None = None

    async def start(self) -> None:
        """Open the file; raises StorageError."""
        self._opened = await self._in_thread(lambda: Accountability(self.path))

    async def close(self) -> None:
        """Write everything into the one file, and close it."""
        if self._opened is not None:
            await self._in_thread(self._opened.close)
            self._opened = None
        self._thread.shutdown()

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work in the thread, and return what it returns; its errors are raised here."""
        book = self._book

        def counted() -> tuple[T, bool]:
            before = book.writes
            return work(book), book.writes > before

        result, changed = await self._in_thread(counted)
        if changed:
            self.when_changed()
        return result

    @property
    def quiet(self) -> Quiet:
        """The same, telling nobody of changes: for whoever is told of them."""
        return Quiet(self)

    async def run_quietly(self, work: Callable[[Accountability], T]) -> T:
        """Run work, and tell nobody that something has changed."""
        book = self._book
        return await self._in_thread(lambda: work(book))

    @property
    def _book(self) -> Accountability:
        if self._opened is None:
            raise RuntimeError("The follow-up is not open.")
        return self._opened

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


class Quiet:
    """Runs work on the follow-up's file, and tells nobody of changes."""

    def __init__(self, follow_up: FollowUp) -> None:
        self._follow_up = follow_up

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work, and return what it returns."""
        return await self._follow_up.run_quietly(work)

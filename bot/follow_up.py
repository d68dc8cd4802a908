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
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="follow-up")
        self._opened: Accountability | None = None

    async def start(self) -> None:
        """Open the file; raises StorageError."""
        self._opened = await self._in_thread(lambda: Accountability(self._path))

    async def close(self) -> None:
        """Write everything into the one file, and close it."""
        if self._opened is not None:
            await self._in_thread(self._opened.close)
            self._opened = None
        self._thread.shutdown()

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work in the thread, and return what it returns; its errors are raised here."""
        opened = self._opened
        if opened is None:
            raise RuntimeError("The follow-up is not open.")
        return await self._in_thread(lambda: work(opened))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

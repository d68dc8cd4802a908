"""One thread with the libraries that it has open: a `KnowledgeBase` belongs to its thread."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import KnowledgeBase

T = TypeVar("T")


class Lane:
    """Runs work on libraries, one at a time, and keeps the last used ones open.

    Args:
        name: The thread's.
        opened: Opens a server's library; runs in the thread.
        limit: How many libraries stay open.
    """

    def __init__(self, name: str, opened: Callable[[int], KnowledgeBase], limit: int) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._open = opened
        self._limit = limit
        self._libraries: OrderedDict[int, KnowledgeBase] = OrderedDict()

    async def run(self, guild_id: int, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work on a server's library in the lane's thread."""
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: work(self._library(guild_id))
        )

    async def let_go(self, guild_id: int) -> None:
        """Close a server's library, if it is open."""
        await asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: self._close(guild_id)
        )

    async def close(self) -> None:
        """Close all libraries and end the thread."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._close_all)
        self._thread.shutdown()

    def _library(self, guild_id: int) -> KnowledgeBase:
        library = self._libraries.get(guild_id)
        if library is None:
            while len(self._libraries) >= self._limit:
                self._close(next(iter(self._libraries)))
            library = self._libraries[guild_id] = self._open(guild_id)
        self._libraries.move_to_end(guild_id)
        return library

    def _close(self, guild_id: int) -> None:
        library = self._libraries.pop(guild_id, None)
        if library is not None:
            library.close()

    def _close_all(self) -> None:
        for guild_id in list(self._libraries):
            self._close(guild_id)

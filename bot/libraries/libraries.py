"""Every server's library: which file it is, who reads and who writes it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.libraries.lane import Lane
from knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

T = TypeVar("T")

_READERS = 2
_WRITERS = 2
_OPEN_TO_WRITE = 8
_OPEN_TO_SURVEY = 4


class Libraries:
    """One library file per server, behind a few threads.

    No query can reach another server: each is a file of its own. Questions and loads of one server
    run in different threads, so that no answer waits for a load.

    Args:
        folder: Where the files lie: `<guild id>.db`.
        now: The clock.
        limit: How many libraries stay open for reading.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], limit: int = 64) -> None:
        self._folder = folder
        self._now = now
        self._ready: set[int] = set()
        share = max(1, limit // _READERS)
        self._readers = [Lane(f"reader-{n}", self._open_ready, share) for n in range(_READERS)]
        self._surveyors = [Lane("surveyor", self._open_ready, _OPEN_TO_SURVEY)]
        self._writers = [
            Lane(f"writer-{n}", self._open_new, _OPEN_TO_WRITE) for n in range(_WRITERS)
        ]

    def path(self, guild_id: int) -> Path:
        """Return the file of a server's library."""
        return self._folder / f"{guild_id}.db"

    async def stored(self) -> list[int]:
        """Return the servers that have a library."""
        return await asyncio.to_thread(self._stored)

    def _stored(self) -> list[int]:
        return sorted(int(file.stem) for file in self._folder.glob("*.db") if file.stem.isdigit())

    async def read(self, guild_id: int, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work that only reads on a server's library; a new server gets the starters first."""
        if guild_id not in self._ready:
            await self.write(guild_id, lambda _: None)
        return await _lane(self._readers, guild_id).run(guild_id, work)

    async def survey(self, guild_id: int, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work that reads a whole library: no question waits for it."""
        if guild_id not in self._ready:
            await self.write(guild_id, lambda _: None)
        return await _lane(self._surveyors, guild_id).run(guild_id, work)

    async def write(self, guild_id: int, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work that writes; the writes of one server follow one another."""
        result = await _lane(self._writers, guild_id).run(guild_id, work)
        self._ready.add(guild_id)
        return result

    async def close(self) -> None:
        """Finish what is running, write it into the files, and close them."""
        for lane in (*self._readers, *self._surveyors, *self._writers):
            await lane.close()

    def _open_new(self, guild_id: int) -> KnowledgeBase:
        library = KnowledgeBase(self.path(guild_id), now=self._now)
        try:
            library.load_starters()
        except BaseException:
            library.close()
            raise
        return library

    def _open_ready(self, guild_id: int) -> KnowledgeBase:
        return KnowledgeBase(self.path(guild_id), create=False, read_only=True, now=self._now)


def _lane(lanes: list[Lane], guild_id: int) -> Lane:
    # The lower 22 bits of an id count within one millisecond, and are mostly zero.
    return lanes[(guild_id >> 22) % len(lanes)]

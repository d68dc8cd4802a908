"""Something to wait for that happens again and again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Signal:
    """Wakes whoever waits, each time that something has changed."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def fire(self) -> None:
        """Wake those who wait now."""
        self._next.set()
        self._next = asyncio.Event()

    async def fired(self) -> None:
        """Return at the next change."""
        await self._next.wait()

    async def until(self, so: Callable[[], bool], seconds: float | None = None) -> bool:
        """Return whether something is so, or has become so within some real seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not so():
                    await self.fired()
        except TimeoutError:
            return so()
        return True

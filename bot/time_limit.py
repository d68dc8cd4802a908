"""A limit of time that leaves discord.py in no state from which it never comes back."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import discord


@asynccontextmanager
async def time_limit(client: discord.Client, seconds: float) -> AsyncIterator[None]:
    """Give the block so many seconds.

    When Discord limits all routes at once, the request that was told so shuts a gate for all
    others, waits, and opens it again (`discord.http.HTTPClient.request`). If it is cancelled while
    it waits, nobody opens the gate any more: every request of the bot would wait for ever.

    Raises:
        TimeoutError: It took longer.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except (TimeoutError, asyncio.CancelledError):
        # At worst it is open too early, and the next request is told to wait again.
        client.http._global_over.set()  # noqa: SLF001 - there is no other way to it
        raise

"""Waits for what the stand-in gives no event for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


async def until(condition: Callable[[], object], *, within: float = 5.0) -> None:
    """Turn the loop until the condition holds.

    Raises:
        TimeoutError: When it does not hold after so many seconds.
    """
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 - there is no event for every state of a server
            await asyncio.sleep(0)

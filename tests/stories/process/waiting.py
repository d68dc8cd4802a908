"""Waits for what nobody announces."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.bot.cli.process import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable


async def until(condition: Callable[[], object]) -> None:
    """Look again and again until something is seen, and leave the bot time to do it."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0.005)

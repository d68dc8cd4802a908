"""The real bot, in this process, as a guest of the stand-in.

Importing it takes more time than all the rest of the playground: it is done when the page is open.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.client import SoundingBoard
from bot.development import pointed_to
from bot.services import build_services
from bot.settings import StandInAddresses

if TYPE_CHECKING:
    from pathlib import Path

    from bot.playground.server import StandIn

# It is in no server yet.
_ALL_SERVERS = 0.05
# By the world's clock: whatever is due wakes it, and between, weeks pass without a look.
_LONGEST_NAP = timedelta(hours=12)
_READY_WITHIN = 20.0
_TO_FINISH = 3.0


class Guest:
    """The bot.

    Args:
        stand_in: Where it logs in; it has been started.
        folder: Where it keeps its files.

    Attributes:
        services: What it works with.
    """

    def __init__(self, stand_in: StandIn, folder: Path) -> None:
        self._stand_in = stand_in
        self._addresses = StandInAddresses(
            stand_in.api_url, stand_in.gateway_url, stand_in.cdn_url, None
        )
        self.services = build_services(
            folder, stand_in.clock, attachment_hosts=self._addresses.attachment_hosts
        )
        self._stack = AsyncExitStack()

    async def start(self) -> None:
        """Let it log in; return once it is ready, and its commands are there."""
        self._stack.enter_context(pointed_to(self._addresses))
        self._stack.push_async_callback(self.services.close)
        await self.services.start()
        bot = SoundingBoard(self.services, max_wait=_ALL_SERVERS, longest_nap=_LONGEST_NAP)
        running = asyncio.create_task(bot.start(self._stand_in.token), name="playground: bot")
        self._stack.push_async_callback(_leave, bot, running)
        ready = asyncio.create_task(bot.wait_until_ready(), name="playground: ready")
        await asyncio.wait(
            {running, ready}, timeout=_READY_WITHIN, return_when=asyncio.FIRST_COMPLETED
        )
        if not ready.done():
            ready.cancel()
            running.cancel()
            await running

    async def stop(self) -> None:
        """Let it finish what it has begun, and leave."""
        await self._stack.aclose()


async def _leave(bot: SoundingBoard, running: asyncio.Task[None]) -> None:
    await bot.finish(_TO_FINISH)
    await bot.close()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

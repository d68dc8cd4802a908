"""What must go after its time goes: buttons' memos, old posts, removed articles, old questions."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.services import Services
    from bot.telling import Telling

log = logging.getLogger(__name__)

EVERY = timedelta(hours=6)
# Between two libraries: thousands of them are tidied without keeping anybody waiting.
_BREATH = 0.05


class Housekeeping:
    """Tidies the desk and every library now and then, for as long as the bot runs.

    A library may have been filled from the terminal: who waits for an answer is told here too.
    """

    def __init__(self, services: Services, telling: Telling) -> None:
        self._services = services
        self._telling = telling
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; the first round is at once."""
        self._task = asyncio.create_task(self._keep_tidy(), name="housekeeping")

    async def stop(self) -> None:
        """End, wherever it is."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _keep_tidy(self) -> None:
        while True:
            await self.tidy()
            await self._services.clock.sleep_until(self._services.clock.now() + EVERY)

    async def tidy(self) -> None:
        """Tidy everything once; what fails is logged, and stops nothing else."""
        try:
            await self._services.desk.purge()
        except Exception:
            log.exception("The desk could not be tidied")
        for guild_id in await self._services.libraries.stored():
            try:
                await self._services.libraries.write(guild_id, lambda library: library.purge())
            except Exception:
                log.exception("The library of server %s could not be tidied", guild_id)
            await self._telling.after_change(guild_id)
            await asyncio.sleep(_BREATH)

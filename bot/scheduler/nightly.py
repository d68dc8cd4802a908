"""The backup of each night."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.backups import Shelf

log = logging.getLogger(__name__)

_AT = time(3, 10)


class NightlyBackup:
    """Makes a backup if there was none since the last night; asked for every hour or so.

    Args:
        shelf: Where it goes.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def __call__(self, now: datetime) -> None:
        """Make one if it is time, in a thread of its own."""
        await asyncio.to_thread(self._make, now)

    def _make(self, now: datetime) -> None:
        night = datetime.combine(now.date(), _AT, now.tzinfo)
        if night > now:
            night -= timedelta(days=1)
        backups = self._shelf.backups()
        if backups and backups[0].made_at >= night:
            return
        made, manifest = self._shelf.make(now)
        log.info("A backup of %d files was made: %s.", len(manifest.files), made.name)
        self._shelf.prune()

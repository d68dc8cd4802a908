"""What time Discord says it is: the `Date` of its latest answer, carried on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import aiohttp
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

LATELY = timedelta(minutes=5)
"""An answer that is older says nothing any more."""


class DiscordTime:
    """Listens to every answer of Discord's API.

    Args:
        monotonic: Seconds on a clock that nobody sets.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._heard: tuple[datetime, float] | None = None

    def now(self) -> datetime | None:
        """Return the time, within some seconds; None if Discord has not answered lately."""
        if self._heard is None:
            return None
        date, at = self._heard
        passed = timedelta(seconds=self._monotonic() - at)
        return date + passed if passed <= LATELY else None

    def hear(self, date: str | None) -> None:
        """Take the `Date` of an answer; one that can't be read counts as none."""
        try:
            told = parsedate_to_datetime(date or "")
        except ValueError:
            return
        if told.tzinfo is not None:
            self._heard = (told.astimezone(UTC), self._monotonic())

    def trace(self) -> aiohttp.TraceConfig:
        """Return what discord.py is to be given as its `http_trace`."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._answered)
        return config

    async def _answered(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestEndParams,
    ) -> None:
        # The gateway's and the files' answers come through the same session.
        if str(request.url).startswith(Route.BASE):
            self.hear(request.response.headers.get("Date"))

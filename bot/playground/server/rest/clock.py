"""The virtual clock over HTTP, for a bot that runs in a process of its own."""

import asyncio
from datetime import datetime

from aiohttp import web

from bot.playground.server.clock import VirtualClock

# A long poll ends after so many real seconds, and the other process asks again.
_PATIENCE = 30.0


class ClockRoutes:
    """`GET /clock`, `GET /clock/wait?until=…`, `POST /clock/advance`."""

    def __init__(self, clock: VirtualClock, stopped: asyncio.Event) -> None:
        self._clock = clock
        self._stopped = stopped

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_get("/clock", self._now)
        app.router.add_get("/clock/wait", self._wait)
        app.router.add_post("/clock/advance", self._advance)

    async def _now(self, _request: web.Request) -> web.Response:
        return self._told()

    async def _wait(self, request: web.Request) -> web.Response:
        """Answer once the clock has reached `until`, or with the time so far when patience ends."""
        try:
            until = datetime.fromisoformat(request.query["until"])
        except (KeyError, ValueError):
            return web.json_response({"message": "until: an ISO time with its offset"}, status=400)
        if until.tzinfo is None:
            return web.json_response({"message": "until: the offset is missing"}, status=400)
        reached = asyncio.ensure_future(self._clock.sleep_until(until))
        stopped = asyncio.ensure_future(self._stopped.wait())
        try:
            await asyncio.wait(
                {reached, stopped}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            reached.cancel()
            stopped.cancel()
        return self._told()

    async def _advance(self, request: web.Request) -> web.Response:
        """Move the clock by the body's `days`, `hours`, `minutes` and `seconds`.

        Not for a page in a browser, which says in `Origin` where it comes from: it may be any.
        """
        if "Origin" in request.headers:
            return web.json_response({"message": "This is not for pages."}, status=403)
        span = await request.json()
        units = ("days", "hours", "minutes", "seconds")
        known = isinstance(span, dict) and set(span) <= set(units)
        if not known or not all(isinstance(each, int | float) for each in span.values()):
            return web.json_response({"message": f"Known are {', '.join(units)}."}, status=400)
        await self._clock.advance(**span)
        return self._told()

    def _told(self) -> web.Response:
        told = {"now": self._clock.now().isoformat(), "monotonic": self._clock.monotonic()}
        return web.json_response(told)

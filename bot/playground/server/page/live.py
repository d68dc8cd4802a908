"""What happens, told to each open page as it happens, over a WebSocket."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from bot.playground.server.page.eyes import Eyes

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.page.roster import Roster
    from bot.playground.server.world.models import Json
    from bot.playground.server.world.state import Event
    from bot.playground.server.world.world import World

_BEHIND = 5000
"""A page that is so many frames behind is let go; it comes back and asks for all of it."""
_HEARTBEAT = 20.0

_Line = tuple[str, object]


class Live:
    """Every open page.

    Args:
        world: What happens.
        roster: Whom one can be.
        more: What the first frame tells beyond what there is to see.
    """

    def __init__(self, world: World, roster: Roster, more: Callable[[], Json]) -> None:
        self._world = world
        self._roster = roster
        self._more = more
        self._pages: dict[asyncio.Queue[_Line | None], Eyes] = {}
        self._forget = world.subscribe(self._happened)

    @property
    def pages(self) -> int:
        """How many pages are open."""
        return len(self._pages)

    def tell(self, name: str, data: Json) -> None:
        """Hand a frame to every page."""
        for page in list(self._pages):
            self._put(page, (name, data))

    def close(self) -> None:
        """Let every page go."""
        self._forget()
        for page in list(self._pages):
            self._let_go(page)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one page until it is closed."""
        somebody = self._roster.find(request.query.get("as"))
        if somebody is None:
            return web.Response(status=404, text="There is nobody of that id here.")
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, compress=False)
        await socket.prepare(request)
        eyes = Eyes(self._world, self._roster, somebody)
        page: asyncio.Queue[_Line | None] = asyncio.Queue()
        page.put_nowait(("READY", eyes.everything() | self._more()))
        self._pages[page] = eyes
        sending = asyncio.create_task(self._send(socket, page), name="page: socket")
        try:
            async for heard in socket:
                if heard.type is WSMsgType.ERROR:
                    break
        finally:
            self._pages.pop(page, None)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return socket

    async def _send(self, socket: web.WebSocketResponse, page: asyncio.Queue[_Line | None]) -> None:
        while (line := await page.get()) is not None:
            name, data = line
            with suppress(ConnectionError):
                await socket.send_str(json.dumps({"t": name, "d": data}, ensure_ascii=False))
        await socket.close()

    def _happened(self, event: Event) -> None:
        for page, eyes in list(self._pages.items()):
            seen = eyes.event(event)
            if seen is not None:
                self._put(page, seen)

    def _put(self, page: asyncio.Queue[_Line | None], line: _Line) -> None:
        if page.qsize() >= _BEHIND:
            self._let_go(page)
            return
        page.put_nowait(line)

    def _let_go(self, page: asyncio.Queue[_Line | None]) -> None:
        self._pages.pop(page, None)
        page.put_nowait(None)

"""Serves uploaded files as Discord's CDN does, and misbehaves where the plan of faults says so."""

import asyncio
import re
from urllib.parse import quote

from aiohttp import web

from bot.playground.server.rest.traffic import cut, pause
from bot.playground.server.traffic.faults import Fault, Faults, Trouble
from bot.playground.server.world.files import Files, StoredFile

_CHUNK = b"\n" * 64 * 1024
_HEX = re.compile(r"[0-9a-f]+")


class Cdn:
    """The files of the world over HTTP; `requests` are the paths that were asked for."""

    def __init__(self, files: Files, faults: Faults, stopped: asyncio.Event) -> None:
        self._files = files
        self._faults = faults
        self._stopped = stopped
        self.requests: list[str] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one download."""
        self.requests.append(request.path_qs)
        stored = self._find(request)
        fault = self._faults.take("CDN", request.path.removeprefix("/cdn"))
        if fault is not None:
            return await self._misbehave(request, stored, fault)
        return _gone() if stored is None else _whole(stored)

    def _find(self, request: web.Request) -> StoredFile | None:
        """Return the file if it is there and the link to it is signed and has not expired."""
        channel_id, file_id, filename = (
            request.match_info[key] for key in ("channel_id", "file_id", "filename")
        )
        stored = self._files.get(int(file_id)) if file_id.isdigit() else None
        if stored is None or (channel_id, filename) != (str(stored.channel_id), stored.filename):
            return None
        expires, since, signature = (request.query.get(key, "") for key in ("ex", "is", "hm"))
        if not _HEX.fullmatch(expires):
            return None
        return stored if self._files.link_is_good(int(file_id), expires, since, signature) else None

    async def _misbehave(
        self, request: web.Request, stored: StoredFile | None, fault: Fault
    ) -> web.StreamResponse:
        if fault.trouble is Trouble.STATUS:
            return web.Response(status=fault.status)
        if fault.trouble is Trouble.REDIRECT:
            return web.Response(status=fault.status, headers={"Location": fault.location})
        if fault.trouble is Trouble.RATE_LIMIT:
            return web.Response(status=429, headers={"Retry-After": str(fault.seconds)})
        if fault.trouble is Trouble.SLOW:
            await pause(self._stopped, fault.seconds)
            return _gone() if stored is None else _whole(stored)
        if stored is None or fault.trouble is Trouble.REFUSE_CONNECTION:
            return cut(request)
        return await self._send_wrongly(request, stored, fault)

    async def _send_wrongly(
        self, request: web.Request, stored: StoredFile, fault: Fault
    ) -> web.StreamResponse:
        """Send a file that never ends, or not as much as was announced."""
        response = web.StreamResponse(headers=_headers(stored))
        if fault.trouble is not Trouble.ENDLESS:
            # A lost reply is lost in the middle: the reader has a part of the file by then.
            lost = fault.trouble is Trouble.LOSE_REPLY
            surplus = 1 if lost else fault.surplus
            response.content_length = max(0, len(stored.content) + surplus)
        await response.prepare(request)
        await response.write(stored.content)
        while fault.trouble is Trouble.ENDLESS and not self._stopped.is_set():
            await response.write(_CHUNK)
            await asyncio.sleep(0)
        cut(request)
        return response


def _whole(stored: StoredFile) -> web.Response:
    return web.Response(body=stored.content, headers=_headers(stored))


def _gone() -> web.Response:
    return web.Response(status=404, text="This content is no longer available.")


def _headers(stored: StoredFile) -> dict[str, str]:
    return {
        "Content-Type": stored.content_type or "application/octet-stream",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.filename)}",
        "Cache-Control": "private, max-age=31536000",
        # The page in the browser has the same origin: a file must never run as a part of it.
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }

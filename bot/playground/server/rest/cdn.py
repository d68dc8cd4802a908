"""Serves uploaded files as Discord's CDN does, and misbehaves where a test asks for it."""

import asyncio
import re
from collections.abc import Iterator
from enum import Enum
from urllib.parse import quote

from aiohttp import web

from bot.playground.server.world.files import Files, StoredFile

_CHUNK = 64 * 1024
_HEX = re.compile(r"[0-9a-f]+")


class CdnFault(Enum):
    """How the CDN may misbehave."""

    MISSING = "answers 404, as for a file that is gone"
    BROKEN = "answers 502"
    SLOW = "sends one byte and then nothing more"
    ENDLESS = "sends without end and without a length"
    LONGER = "sends more than the attachment's size says"
    REDIRECT = "sends the reader to another address"
    CUT = "cuts the connection in the middle"


class Cdn:
    """The files of the world over HTTP; `faults` holds the misbehaviour to come, by file id."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._next: list[tuple[CdnFault, str]] = []
        self.requests: list[str] = []
        self._stopped = asyncio.Event()

    def misbehave(self, fault: CdnFault, *, times: int = 1, target: str = "") -> None:
        """Answer the next downloads wrongly; `target` is where a redirect leads."""
        self._next.extend([(fault, target)] * times)

    def stop(self) -> None:
        """End the downloads that never end by themselves."""
        self._stopped.set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one download."""
        self.requests.append(request.path_qs)
        stored = self._find(request)
        if stored is None:
            return web.Response(status=404, text="This content is no longer available.")
        if self._next:
            fault, target = self._next.pop(0)
            return await self._misbehaving(request, stored, fault, target)
        return web.Response(body=stored.content, headers=_headers(stored))

    def _find(self, request: web.Request) -> StoredFile | None:
        """Return the file if it is there and the link to it is signed and has not expired."""
        file_id = request.match_info["file_id"]
        stored = self._files.get(int(file_id)) if file_id.isdigit() else None
        if stored is None or request.match_info["filename"] != stored.filename:
            return None
        if request.match_info["channel_id"] != str(stored.channel_id):
            return None
        expires, since, signature = (request.query.get(key, "") for key in ("ex", "is", "hm"))
        if not _HEX.fullmatch(expires):
            return None
        return stored if self._files.link_is_good(int(file_id), expires, since, signature) else None

    async def _misbehaving(
        self, request: web.Request, stored: StoredFile, fault: CdnFault, target: str
    ) -> web.StreamResponse:
        if fault is CdnFault.MISSING:
            return web.Response(status=404)
        if fault is CdnFault.BROKEN:
            return web.Response(status=502)
        if fault is CdnFault.REDIRECT:
            return web.Response(status=302, headers={"Location": target})
        response = web.StreamResponse(headers=_headers(stored))
        if fault in {CdnFault.SLOW, CdnFault.CUT}:
            response.content_length = len(stored.content) + 1
            await response.prepare(request)
            await response.write(stored.content[:1])
            if fault is CdnFault.SLOW:
                await self._stopped.wait()
            elif request.transport is not None:
                request.transport.abort()
            return response
        await response.prepare(request)
        for chunk in _too_much(stored, endless=fault is CdnFault.ENDLESS):
            if self._stopped.is_set():
                break
            await response.write(chunk)
        return response


def _too_much(stored: StoredFile, *, endless: bool) -> Iterator[bytes]:
    yield stored.content
    yield b"\n" * _CHUNK
    while endless:
        yield b"\n" * _CHUNK


def _headers(stored: StoredFile) -> dict[str, str]:
    disposition = f"attachment; filename*=UTF-8''{quote(stored.filename)}"
    return {
        "Content-Type": stored.content_type or "application/octet-stream",
        "Content-Disposition": disposition,
        "Cache-Control": "private, max-age=31536000",
    }

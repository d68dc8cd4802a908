"""Whom the page answers: this computer's browser, from this page alone.

A page elsewhere must not read it by a name that resolves to loopback (the header `Host` tells), nor
act in it with a form or a socket (the header `Origin` tells).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def guarded(handler: Handler) -> Handler:
    """Return a handler that refuses whoever is not this page, and adds the headers."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if not _is_here(f"//{request.host}"):
            return web.Response(status=403, text="This page answers to this computer only.")
        origin = request.headers.get("Origin")
        acts = request.method not in {"GET", "HEAD"} or "upgrade" in request.headers
        if acts and origin != f"http://{request.host}":
            return web.Response(status=403, text="Only the page itself may do that.")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return answer


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _NAMES
    except ValueError:
        return False

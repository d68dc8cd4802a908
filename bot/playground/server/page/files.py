"""The page's own files: markup, styles, scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground.server.page.guarding import guarded

if TYPE_CHECKING:
    from aiohttp.web import Application

STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.(?:css|js|svg)")


class PageFiles:
    """`GET /` and `GET /page/static/{name}`."""

    def add_to(self, app: Application) -> None:
        """Register the routes."""
        app.router.add_get("/", guarded(self._index))
        app.router.add_get("/page/static/{name}", guarded(self._file))

    async def _index(self, _request: web.Request) -> web.Response:
        return _whole(STATIC / "index.html")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        path = STATIC / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise web.HTTPNotFound
        return _whole(path)


def _whole(path: Path) -> web.Response:
    return web.Response(body=path.read_bytes(), content_type=_TYPES[path.suffix], charset="utf-8")

"""The page answers this computer's browser, from this page, and lets nothing else in or out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.playground.server.page.files import STATIC

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from tests.playground.page.browsing import Tab


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/page/people", "/page/static/page.css", "/page/live?as=1"])
async def test_another_name_of_this_computer_is_refused(
    http: aiohttp.ClientSession, host: str, path: str
) -> None:
    async with http.get(path, headers={"Host": host}) as response:
        assert response.status in {400, 403}


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
async def test_another_page_can_do_nothing_here(
    http: aiohttp.ClientSession, alice: Person, origin: str | None
) -> None:
    headers = {} if origin is None else {"Origin": origin}
    for path in ("acts", "complete", "clock", "dms", "person", "tours/x"):
        async with http.post(f"/page/{path}?as={alice.id}", data="{}", headers=headers) as response:
            assert response.status == 403, path
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await http.ws_connect(f"/page/live?as={alice.id}", headers=headers)


@pytest.mark.parametrize("path", ["/page/people", "/page/channels/1/messages"])
async def test_every_answer_lets_the_browser_load_from_here_alone(
    http: aiohttp.ClientSession, path: str
) -> None:
    async with http.get(path) as response:
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "name", ["..%2fpage.py", "%2e%2e%2ffiles.py", "page.py", ".hidden.css", "x.css%00", "none.js"]
)
async def test_nothing_but_the_pages_own_files_is_served(
    http: aiohttp.ClientSession, name: str
) -> None:
    async with http.get(f"/page/static/{name}") as response:
        assert response.status == 404


async def test_whoever_is_not_on_the_list_is_nobody(
    stand_in: StandIn, http: aiohttp.ClientSession, tab: Tab
) -> None:
    stranger = stand_in.person("Mallory")
    with pytest.raises(aiohttp.WSServerHandshakeError, match="404"):
        await http.ws_connect(f"/page/live?as={stranger.id}", headers=tab.headers)
    tab.user_id = stranger.id
    assert await tab.is_refused("message", content="x") == "There is nobody of that id here."


def test_the_pages_files_name_no_other_place() -> None:
    for path in STATIC.iterdir():
        text = path.read_text("utf-8")
        assert "http://" not in text.replace("http://www.w3.org/", ""), path.name
        assert "innerHTML" not in text, path.name
        assert "eval(" not in text, path.name

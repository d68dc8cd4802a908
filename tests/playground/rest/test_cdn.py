"""Downloads from the CDN, the good ones and the bad ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.playground.server.world import payloads
from bot.playground.server.world.files import StoredFile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel

CONTENT = b"# Rent\n\nNegotiate a year ahead."


@pytest.fixture
def url(stand_in: StandIn, general: Channel) -> str:
    """Lend the link to a file."""
    stored = StoredFile(general.id, "über rent.md", CONTENT, "text/markdown")
    attachment = stand_in.world.files.store(stand_in.world.snowflakes.next(), stored)
    return str(payloads.attachment(stand_in.world, attachment)["url"])


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    """Lend a session to download with."""
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_file_comes_as_it_was_uploaded(url: str, web: aiohttp.ClientSession) -> None:
    async with web.get(url) as answer:
        assert await answer.read() == CONTENT
        assert answer.headers["Content-Type"] == "text/markdown"
        # A page of the same origin opens it as a file, never as a part of itself.
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.content_length == len(CONTENT)


async def test_a_link_expires_after_a_day(
    stand_in: StandIn, url: str, web: aiohttp.ClientSession
) -> None:
    await stand_in.clock.advance(hours=24)

    async with web.get(url) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("part", "other"), [("hm=", "hm=0"), ("ex=", "ex=f"), ("/rent", "/r"), ("?", "?x=")]
)
async def test_a_link_that_was_changed_is_no_link(
    url: str, web: aiohttp.ClientSession, part: str, other: str
) -> None:
    changed = url.replace(part, other) if part in url else url.replace("rent", "rant")

    async with web.get(changed) as answer:
        assert answer.status == 404


async def test_a_file_may_be_elsewhere(
    stand_in: StandIn, url: str, web: aiohttp.ClientSession
) -> None:
    stand_in.faults.redirect("http://169.254.169.254/latest")

    async with web.get(url, allow_redirects=False) as answer:
        assert answer.status == 302
        assert answer.headers["Location"] == "http://169.254.169.254/latest"


async def test_a_file_may_be_shorter_than_announced(
    stand_in: StandIn, url: str, web: aiohttp.ClientSession
) -> None:
    stand_in.faults.wrong_length(10)

    async with web.get(url) as answer:
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()


async def test_a_file_may_never_end(
    stand_in: StandIn, url: str, web: aiohttp.ClientSession
) -> None:
    stand_in.faults.endless()

    async with web.get(url) as answer:
        assert answer.content_length is None
        read = [await answer.content.readexactly(64 * 1024) for _ in range(40)]
        assert len(read) == 40


async def test_a_file_may_be_gone(stand_in: StandIn, url: str, web: aiohttp.ClientSession) -> None:
    stand_in.faults.next("CDN *", status=404)

    async with web.get(url) as answer:
        assert answer.status == 404

"""Attachments, fetched over real connections from a server on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.intake.attachments import (
    EXPIRED,
    INCOMPLETE,
    NOT_DISCORDS,
    NOT_FETCHED,
    checked_hosts,
    fetch,
    make_session,
)
from knowledge import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LIMIT = 1_000


@dataclass(frozen=True)
class Upload:
    url: str
    filename: str = "notes.md"
    size: int = 5


class Cdn:
    """A server of files, with a few that misbehave."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.host = ""

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/{kind}", self._answer)
        return app

    def upload(self, kind: str, size: int = 5) -> Upload:
        return Upload(f"http://{self.host}/{kind}?ex=1&is=2%2F3", size=size)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        kind = request.match_info["kind"]
        if kind in {"endless", "torn"}:
            return await self._pour(request, 5_000 if kind == "torn" else None)
        if kind == "elsewhere":
            raise web.HTTPFound(f"http://{self.host}/good")
        return web.Response(
            status={"gone": 404, "broken": 500}.get(kind, 200),
            body=b"" if kind == "empty" else b"hello",
            headers={"Content-Encoding": "gzip"} if kind == "packed" else {},
        )

    async def _pour(self, request: web.Request, claimed: int | None) -> web.StreamResponse:
        response = web.StreamResponse()
        response.content_length = claimed
        await response.prepare(request)
        try:
            for _ in range(3 if claimed else 10_000):
                await response.write(b"x" * 100)
        except ConnectionError:
            return response
        if claimed and request.transport is not None:
            request.transport.close()
        return response


@pytest.fixture
async def cdn() -> AsyncIterator[Cdn]:
    cdn = Cdn()
    runner = web.AppRunner(cdn.app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    cdn.host = f"{host}:{port}"
    yield cdn
    await runner.cleanup()


async def get(cdn: Cdn, kind: str, size: int = 5, limit: int = LIMIT) -> bytes:
    async with make_session() as session:
        return await fetch(cdn.upload(kind, size), {cdn.host}, session, limit)


async def refusal(cdn: Cdn, kind: str, size: int = 5, limit: int = LIMIT) -> str:
    with pytest.raises(DocumentRefused) as refused:
        await get(cdn, kind, size, limit)
    return str(refused.value)


async def test_the_bytes_arrive_as_they_are(cdn: Cdn) -> None:
    assert await get(cdn, "good") == b"hello"
    assert await get(cdn, "empty", size=0) == b""


async def test_the_address_is_asked_for_as_discord_wrote_it_and_nothing_is_told(cdn: Cdn) -> None:
    await get(cdn, "good")
    (request,) = cdn.requests
    assert request.raw_path == "/good?ex=1&is=2%2F3"
    assert request.headers["Accept-Encoding"] == "identity"
    assert not {"Authorization", "Cookie"} & set(request.headers)


async def test_a_proxy_of_the_environment_is_not_used(
    cdn: Cdn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert await get(cdn, "good") == b"hello"


async def test_a_file_that_is_said_to_be_too_large_is_not_even_asked_for(cdn: Cdn) -> None:
    sentence = await refusal(cdn, "good", size=10 * 1024 * 1024 + 1, limit=10 * 1024 * 1024)
    assert sentence == "It is larger than 10 MB; split it, or leave out a part."
    assert cdn.requests == []


async def test_a_file_that_says_it_is_small_is_read_no_further_than_allowed(cdn: Cdn) -> None:
    assert (await refusal(cdn, "endless")).startswith("It is larger than ")


@pytest.mark.parametrize(
    ("kind", "size", "sentence"),
    [
        ("gone", 5, EXPIRED),
        ("broken", 5, NOT_FETCHED),
        ("elsewhere", 5, NOT_FETCHED),
        ("packed", 5, NOT_FETCHED),
        ("torn", 900, INCOMPLETE),
        ("good", 6, INCOMPLETE),
        ("good", 4, INCOMPLETE),
    ],
)
async def test_what_does_not_arrive_whole_is_refused(
    cdn: Cdn, kind: str, size: int, sentence: str
) -> None:
    assert await refusal(cdn, kind, size, limit=10_000) == sentence
    assert len(cdn.requests) == 1


async def test_a_server_that_is_not_there_is_a_clear_sentence() -> None:
    async with make_session() as session:
        with pytest.raises(DocumentRefused, match="could not be fetched"):
            await fetch(Upload("http://127.0.0.1:9/x.md"), {"127.0.0.1:9"}, session, LIMIT)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/notes.md",
        "http://cdn.discordapp.com/notes.md",
        "ftp://cdn.discordapp.com/notes.md",
        "https://cdn.discordapp.com.evil.example/notes.md",
        "https://evil.example/cdn.discordapp.com/notes.md",
        "https://cdn.discordapp.com@evil.example/notes.md",
        "https://user:secret@cdn.discordapp.com/notes.md",
        "https://cdn.discordapp.com:8443/notes.md",
        "https://cdn.discordapp.com\\@evil.example/notes.md",
        "https://cdn.discordapp.com./notes.md",
        "https://xcdn.discordapp.com/notes.md",
        "https://127.0.0.1/notes.md",
        "http://127.0.0.1:8081/notes.md",
        "http://user@127.0.0.1:8080/notes.md",
        "http://127.0.0.1/notes.md",
        "https://127.0.0.1:8080/notes.md",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:8080/notes.md",
        "http://2130706433:8080/notes.md",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "//cdn.discordapp.com/notes.md",
        "notes.md",
        "https://[",
        "https://cdn.discordapp.com:port/",
        "",
    ],
)
async def test_an_address_that_is_not_discords_is_never_opened(url: str) -> None:
    async with make_session() as session:
        with pytest.raises(DocumentRefused) as refused:
            await fetch(Upload(url), {"127.0.0.1:8080"}, session, LIMIT)
    assert str(refused.value) == NOT_DISCORDS


@pytest.mark.parametrize("host", ["evil.example", "10.0.0.1:80", "localhost:80", "127.0.0.1@x", ""])
def test_only_this_computer_may_stand_in_for_discord(host: str) -> None:
    with pytest.raises(ValueError, match="this computer"):
        checked_hosts([host])


def test_this_computers_own_addresses_may_stand_in() -> None:
    assert checked_hosts(["127.0.0.1:8080", "[::1]:9"]) == {"127.0.0.1:8080", "[::1]:9"}

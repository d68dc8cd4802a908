"""`python -m bot playground` and `python -m bot start`, as whoever types them meets them."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import sys
import tempfile
from typing import TYPE_CHECKING

import aiohttp
import pytest
from click.testing import CliRunner

from bot.playground.app.command import has_a_screen, playground
from bot.playground.app.playground import Playground
from bot.playground.server import StandIn
from tests.bot.cli.process import PATIENCE, TOKEN, BotProcess, run_bot, settings_for
from tests.playground.page.browsing import Tab

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")

_LISTENS = "It listens on this computer alone. Ctrl-C ends it."
_GOODBYE = "The playground is closed."


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """Return where the program puts what is temporary."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
async def started(tmp_path: Path, temporary: Path) -> AsyncIterator[BotProcess]:
    """Lend a playground that has just been started."""
    settings = {"TMPDIR": str(temporary), "CI": "1"}
    async with BotProcess(tmp_path, "playground", "--port", "0", **settings) as bot:
        await bot.said(_LISTENS)
        yield bot


async def test_it_prints_one_address_and_ends_with_ctrl_c(
    started: BotProcess, temporary: Path
) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", started.out)
    async with aiohttp.ClientSession(started.out.strip()) as http, http.get("/") as page:
        assert page.status == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert names_in(temporary) != []
    started.send(signal.SIGINT)
    assert await started.ended() == 0
    assert started.err.splitlines() == [_LISTENS, f"{_GOODBYE} Nothing of it is left."]
    assert names_in(temporary) == []


async def test_the_page_is_there_before_the_bot_which_comes_in_by_itself(
    started: BotProcess, temporary: Path
) -> None:
    address = started.out.strip()
    async with aiohttp.ClientSession(address) as http:
        async with http.get("/page/people") as people:
            me = int((await people.json())["people"][0]["id"])
        async with Tab(http, address, me) as tab:
            assert tab.ready["clock"]["moving"]
            async with asyncio.timeout(PATIENCE):
                while (await tab.hears("CLOCK"))["moving"]:
                    pass
        async with Tab(http, address, me) as tab:
            (guild,) = tab.ready["guilds"]
            assert {"ask", "checkin", "help"} <= {each["name"] for each in guild["commands"]}
            (there,) = [each for each in guild["channels"] if each["name"] == "general"]
            answer = await tab.does(
                "slash", channel_id=there["id"], command="ask", options={"question": "delegating"}
            )
            (found,) = [
                each
                for each in await tab.reads(int(there["id"]))
                if each["id"] == answer["message_id"]
            ]
            assert found["embeds"][0]["title"] == "1 · Delegating Well"
    started.send(signal.SIGTERM)
    assert await started.ended() == 0
    assert started.err.splitlines() == [_LISTENS, f"{_GOODBYE} Nothing of it is left."]
    assert names_in(temporary) == []


async def test_the_files_are_kept_where_one_wants_to_look_at_them(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    async with BotProcess(tmp_path, "playground", "--no-open", "--keep", str(kept)) as bot:
        await bot.said(_LISTENS)
        async with asyncio.timeout(PATIENCE):
            while not list(kept.glob("knowledge/*.db")):  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.05)
        bot.send(signal.SIGINT)
        assert await bot.ended() == 0
    assert bot.err.splitlines()[-1] == f"{_GOODBYE} The bot's files are in {kept}."
    assert {"desk.db", "accountability.db"} <= set(names_in(kept))
    code, out, err = run_bot(tmp_path, "playground", "--keep", str(kept))
    assert (code, out) == (74, "")
    assert err == f"{kept} is not empty. Choose another folder.\n"


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run_bot(tmp_path, "playground", "--port", str(port))
    assert (code, out) == (69, "")
    assert re.fullmatch(rf"Port {port} can't be used: .+\. Choose another\.\n", err)


async def test_start_without_a_token_is_the_playground(tmp_path: Path) -> None:
    async with BotProcess(tmp_path, "start", CI="1") as bot:
        await bot.said(_LISTENS)
        assert bot.out.startswith("http://127.0.0.1:")
        bot.send(signal.SIGINT)
        assert await bot.ended() == 0


async def test_start_with_a_token_runs_the_bot(tmp_path: Path) -> None:
    async with (
        StandIn() as stand_in,
        BotProcess(tmp_path, "start", **settings_for(stand_in)) as bot,
    ):
        async with asyncio.timeout(PATIENCE):
            await stand_in.gateway.connected()
        bot.send(signal.SIGTERM)
        assert await bot.ended() == 0
    assert bot.out == ""
    assert (tmp_path / "data" / "desk.db").exists()


def test_start_with_wrong_settings_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN=not-a-token\nOTHER={TOKEN}\n")
    code, out, err = run_bot(tmp_path, "start")
    assert (code, out) == (78, "")
    assert err.startswith("DISCORD_TOKEN is not a bot's token")


def test_what_should_not_happen_is_said_and_leaves_nothing(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_self: Playground) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(Playground, "fill", fails)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    ended = CliRunner().invoke(playground, ["--port", "0", "--no-open"])
    assert ended.exit_code == 70
    assert "ValueError: no such thing" in ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("Something went wrong that should not have")
    assert names_in(temporary) == []


@pytest.mark.parametrize(
    ("environment", "opens"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "CI": "true"}, False),
        ({}, False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_sits(
    environment: dict[str, str],
    opens: bool,  # noqa: FBT001 - pytest gives it
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    assert has_a_screen(terminal=True) is opens
    assert not has_a_screen(terminal=False)

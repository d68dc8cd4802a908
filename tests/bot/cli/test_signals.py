"""Told to stop: whenever that is, the bot ends in order, and soon."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.bot.cli.process import ENVIRONMENT, PATIENCE, TOKEN, BotProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")

BEGIN = (
    "import asyncio, os, signal, threading, time\n"
    "from bot.cli.signals import StopSignals\n"
    "def send(): os.kill(os.getpid(), signal.SIGTERM)\n"
)
STOPS = [signal.SIGTERM, signal.SIGINT]


def _script(body: str) -> tuple[int, str]:
    """Run a program with signals of its own; return its exit code and output."""
    found = subprocess.run(
        [sys.executable, "-c", BEGIN + body],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return found.returncode, found.stdout + found.stderr


@asynccontextmanager
async def _silent_discord() -> AsyncIterator[tuple[dict[str, str], asyncio.Event]]:
    """Serve an address that takes connections and never answers; tell when one is there."""
    connected = asyncio.Event()
    over = asyncio.Event()

    async def hold(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected.set()
        await over.wait()
        writer.close()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "SOUNDING_BOARD_API": f"http://127.0.0.1:{port}/api/v10",
        "SOUNDING_BOARD_GATEWAY": f"ws://127.0.0.1:{port}",
    }
    try:
        yield settings, connected
    finally:
        over.set()
        server.close()


@pytest.mark.parametrize("number", STOPS)
async def test_a_stop_while_the_bot_logs_in(tmp_path: Path, number: signal.Signals) -> None:
    async with (
        _silent_discord() as (settings, connected),
        BotProcess(tmp_path, "run", **settings) as bot,
    ):
        await asyncio.wait_for(connected.wait(), PATIENCE)
        bot.send(number)
        assert await bot.ended(within=10) == 0
    assert '"Stopped."' in bot.err
    assert "Traceback" not in bot.err
    assert '"ERROR"' not in bot.err
    left = {file.name for file in (tmp_path / "data").iterdir()}
    assert left == {"accountability.db", "bot.lock", "desk.db"}


@pytest.mark.parametrize("moment", ["bot.instance", "discord", "bot.client"])
def test_a_stop_while_the_program_is_being_read(tmp_path: Path, moment: str) -> None:
    nowhere = {"API": "http://127.0.0.1:9/api/v10", "GATEWAY": "ws://127.0.0.1:9"}
    code, said = _script(
        "import sys, importlib.abc\n"
        "class Stop(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {moment!r}: send()\n"
        "sys.meta_path.insert(0, Stop())\n"
        f"os.chdir({str(tmp_path)!r}); os.environ['DISCORD_TOKEN'] = {TOKEN!r}\n"
        f"for name, value in {nowhere!r}.items(): os.environ[f'SOUNDING_BOARD_{{name}}'] = value\n"
        "from bot.cli.app import sounding_board\n"
        "sounding_board(['run'])"
    )
    assert (code, said) == (0, "")


def test_a_signal_before_the_loop_is_known_to_it() -> None:
    code, said = _script(
        "async def main(signals):\n"
        "    stop = asyncio.Event()\n"
        "    signals.event(asyncio.get_running_loop(), stop)\n"
        "    await stop.wait()\n"
        "    print('stopped')\n"
        "with StopSignals() as signals:\n"
        "    send()\n"
        "    asyncio.run(main(signals))"
    )
    assert (code, said) == (0, "stopped\n")


def test_a_signal_wakes_a_loop_that_waits() -> None:
    code, said = _script(
        "async def main(signals):\n"
        "    stop = asyncio.Event()\n"
        "    signals.event(asyncio.get_running_loop(), stop)\n"
        "    threading.Timer(0.2, send).start()\n"
        "    await stop.wait()\n"
        "    print('stopped')\n"
        "with StopSignals() as signals:\n"
        "    asyncio.run(main(signals))"
    )
    assert (code, said) == (0, "stopped\n")


def test_the_second_signal_ends_at_once() -> None:
    code, said = _script(
        "with StopSignals():\n    send(); print('once', flush=True); send(); print('not here')"
    )
    assert (code, said) == (143, "once\n")


def test_what_hangs_is_ended_at_the_deadline() -> None:
    code, said = _script(
        "with StopSignals(deadline=0.2):\n"
        "    threading.Thread(target=threading.Event().wait).start(); send()"
    )
    assert (code, said) == (0, "Something took too long to finish; the bot ends without it.\n")


def test_without_a_signal_everything_is_as_before() -> None:
    code, said = _script(
        "before = signal.getsignal(signal.SIGTERM), threading.active_count()\n"
        "with StopSignals(deadline=0.01) as signals: assert not signals.requested\n"
        "for thread in threading.enumerate():\n"
        "    if thread is not threading.main_thread(): thread.join()\n"
        "assert before == (signal.getsignal(signal.SIGTERM), threading.active_count())\n"
        "send()"
    )
    assert (code, said) == (-signal.SIGTERM, "")

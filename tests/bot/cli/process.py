"""The bot as a process of its own, as whoever runs it meets it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.settings import DEVELOPMENT_SETTINGS, SETTINGS

if TYPE_CHECKING:
    import signal
    from types import TracebackType

    from bot.playground.server import StandIn

ROOT = Path(__file__).parents[3]
TOKEN = "MTA3MzQ1Njc4OTAxMjM0NTY3OA.GxYzAb.an-invented-signature_that-signs-nothing"  # noqa: S105 - invented
# A slow machine with many tests at once needs several seconds to import everything.
PATIENCE = 60.0

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {*SETTINGS, *DEVELOPMENT_SETTINGS, "NO_COLOR", "FORCE_COLOR"}
} | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def settings_for(stand_in: StandIn) -> dict[str, str]:
    """Return the settings that send a bot to a stand-in."""
    return {
        "DISCORD_TOKEN": stand_in.token,
        "SOUNDING_BOARD_API": stand_in.api_url,
        "SOUNDING_BOARD_GATEWAY": stand_in.gateway_url,
        "SOUNDING_BOARD_CDN": stand_in.cdn_url,
        "SOUNDING_BOARD_CLOCK": stand_in.clock_url,
    }


class BotProcess:
    """`python -m bot …`, started when entered and killed, if need be, when left.

    Args:
        folder: Where it is started: `.env` and `data` lie there.
        arguments: What stands behind `python -m bot`.
        settings: What its environment holds beside the tests' own.
    """

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self._folder = folder
        self._command = [sys.executable, "-m", "bot", *arguments]
        self._environment = ENVIRONMENT | settings
        self._process: asyncio.subprocess.Process | None = None
        self._readers: list[asyncio.Task[None]] = []
        self._more = asyncio.Condition()
        self.out = ""
        self.err = ""

    async def __aenter__(self) -> Self:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command,
            cwd=self._folder,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        self._readers = [
            asyncio.create_task(self._read(process.stdout, "out")),
            asyncio.create_task(self._read(process.stderr, "err")),
        ]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._running.returncode is None:
            self._running.kill()
        await self._running.wait()
        await asyncio.gather(*self._readers)

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process is not None
        return self._process

    @property
    def id(self) -> int:
        """Return the id of the process."""
        return self._running.pid

    def command_line(self) -> str:
        """Return how everybody on this computer sees it, where the system tells."""
        file = Path(f"/proc/{self.id}/cmdline")
        return file.read_text("utf-8") if file.exists() else ""

    async def _read(self, stream: asyncio.StreamReader, name: str) -> None:
        while line := await stream.readline():
            async with self._more:
                setattr(self, name, getattr(self, name) + line.decode())
                self._more.notify_all()

    async def said(self, words: str) -> None:
        """Wait until words stand on standard error."""
        async with asyncio.timeout(PATIENCE), self._more:
            await self._more.wait_for(lambda: words in self.err)

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._running.send_signal(number)

    async def ended(self, within: float = PATIENCE) -> int:
        """Wait for its end; return the exit code."""
        async with asyncio.timeout(within):
            code = await self._running.wait()
            await asyncio.gather(*self._readers)
        return code


def run_bot(folder: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    """Run a bot that ends by itself; return its exit code, output and errors."""
    found = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=ENVIRONMENT | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    return found.returncode, found.stdout, found.stderr

"""A bot in a process of its own; its event loop, memory and processor time are watched."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bot_watched import read_report
from bot.settings import DEVELOPMENT_SETTINGS, SETTINGS

if TYPE_CHECKING:
    from bot.playground.server import StandIn

_ROOT = Path(__file__).parents[1]
_PROCESSES = Path("/proc")  # Linux; elsewhere memory and processor time are not known
_KIBIBYTE = 1024
_TO_END = 12.0
_LAST_WORDS = 2000


class BotFailedError(Exception):
    """The bot ended, or did not do what is measured; the message says what it said last."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a process has used so far; 0 where the system does not tell.

    Attributes:
        peak_bytes: The most memory it held at once, files that are mapped into it included.
        own_bytes: What it holds now without those.
        workers_bytes: The same of the processes that it started and that still run, together.
        cpu_seconds: Processor time, of all its threads.
    """

    peak_bytes: int
    own_bytes: int
    workers_bytes: int
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Lag:
    """How late the event loop was, in milliseconds: the longest stall, and the 99th percentile."""

    longest: float
    p99: float


class BotProcess:
    """A bot in a process.

    Args:
        stand_in: Its Discord.
        folder: Where its files lie.
        program: The module and its arguments, as behind `python -m`.

    Attributes:
        started: When it was started, by `time.perf_counter`.
    """

    def __init__(self, stand_in: StandIn, folder: Path, program: list[str]) -> None:
        own = {*SETTINGS, *DEVELOPMENT_SETTINGS}
        kept = {name: value for name, value in os.environ.items() if name not in own}
        self._environment = kept | settings_for(stand_in, folder)
        self._folder = folder
        self._program = program
        self._report = folder / "loop.bin"
        self._words = folder / "words.txt"
        self._process: asyncio.subprocess.Process | None = None
        self.started = 0.0

    async def start(self) -> None:
        """Start it."""
        self._report.unlink(missing_ok=True)
        self.started = time.perf_counter()
        with self._words.open("wb") as words:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "benchmarks.bot_watched",
                str(self._report),
                *self._program,
                cwd=self._folder,
                env=self._environment | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=words,
                stderr=words,
            )

    @property
    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("The bot was not started.")
        return self._process

    async def end(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._running.returncode is None:
            with suppress(ProcessLookupError):
                self._running.terminate()
        try:
            await asyncio.wait_for(self._running.wait(), _TO_END)
        except TimeoutError:
            self._running.kill()
            await self._running.wait()

    def check(self) -> None:
        """Raise BotFailedError if it has ended."""
        if self._running.returncode is not None:
            raise BotFailedError(f"{self._program[0]} has ended. It said last:\n{self.words()}")

    def words(self) -> str:
        """Return the end of what it said."""
        said = self._words.read_text(encoding="utf-8", errors="replace")
        return said[-_LAST_WORDS:].strip()

    def use(self) -> Use:
        """Say what it has used so far."""
        number = self._running.pid
        workers = sum(_memory(child, "VmHWM") for child in _children(number))
        return Use(_memory(number, "VmHWM"), _memory(number, "RssAnon"), workers, _cpu(number))

    def lag(self, since: float, until: float) -> Lag:
        """Say how late its loop was between two times of `time.monotonic`, once it has ended.

        Raises:
            BotFailedError: It ended in a way that left no report.
        """
        if not self._report.exists():
            raise BotFailedError(f"{self._program[0]} was killed. It said last:\n{self.words()}")
        late = sorted(late for at, late in read_report(self._report) if since <= at <= until)
        if not late:
            return Lag(0.0, 0.0)
        return Lag(late[-1] * 1000, late[int(len(late) * 0.99)] * 1000)


def settings_for(stand_in: StandIn, folder: Path) -> dict[str, str]:
    """Return the settings that send a bot to a stand-in and let it keep a library of any size."""
    return {
        "DISCORD_TOKEN": stand_in.token,
        "DATA_DIR": str(folder),
        "LIBRARY_ARTICLES": "1000000",
        "LIBRARY_MEGABYTES": "100000",
        "SOUNDING_BOARD_API": stand_in.api_url,
        "SOUNDING_BOARD_GATEWAY": stand_in.gateway_url,
        "SOUNDING_BOARD_CDN": stand_in.cdn_url,
    }


def _memory(number: int, kind: str) -> int:
    for line in _read(number, "status").splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) * _KIBIBYTE
    return 0


def _cpu(number: int) -> float:
    # The name of the program stands in brackets and may hold anything.
    fields = _read(number, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _children(number: int) -> list[int]:
    return [
        int(child)
        for tasks in _PROCESSES.glob(f"{number}/task/*/children")
        for child in tasks.read_text(encoding="ascii").split()
    ]


def _read(number: int, name: str) -> str:
    try:
        return (_PROCESSES / str(number) / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

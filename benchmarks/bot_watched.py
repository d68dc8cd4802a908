"""Run a program and watch its event loop: `python -m benchmarks.bot_watched REPORT MODULE [ARG …]`.

Runs in the bot's process, which knows nothing of it: each event loop that is made gets a timer that
comes round every few milliseconds, and whatever holds the loop up makes the timer late. How late,
and when, is written to REPORT when the program ends.
"""

from __future__ import annotations

import asyncio
import runpy
import sys
import time
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 0.005
"""Seconds between two rounds of the timer: what is shorter is not seen."""


class Watch:
    """Notes how late a timer is; times are those of `time.monotonic`."""

    def __init__(self) -> None:
        # Flat, so that a long watch takes little of the memory that is measured.
        self._noted = array("d")
        self._due = 0.0

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Watch a loop, from when it runs."""
        loop.call_soon(self._again, loop)

    def write(self, report: Path) -> None:
        """Write what was noted."""
        report.write_bytes(self._noted.tobytes())

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = time.monotonic()
        self._noted.extend((now, max(0.0, now - self._due)))
        self._again(loop)

    def _again(self, loop: asyncio.AbstractEventLoop) -> None:
        self._due = time.monotonic() + STEP
        loop.call_later(STEP, self._look, loop)


class WatchedLoops(asyncio.DefaultEventLoopPolicy):
    """Makes event loops that are watched."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Make a loop."""
        loop = super().new_event_loop()
        self._watch.begin(loop)
        return loop


def read_report(report: Path) -> Iterator[tuple[float, float]]:
    """Return what was noted, as (when, how many seconds late)."""
    noted = array("d")
    noted.frombytes(report.read_bytes())
    numbers = iter(noted)
    return zip(numbers, numbers, strict=True)


def main(report: Path, module: str, arguments: list[str]) -> None:
    """Run a module as `python -m` does, watched until it ends."""
    watch = Watch()
    asyncio.set_event_loop_policy(WatchedLoops(watch))
    sys.argv[1:] = arguments
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        watch.write(report)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])

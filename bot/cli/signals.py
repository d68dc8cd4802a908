"""Hears that the program is to end, from whenever in its life on.

The first signal asks; the second ends at once. Between them a deadline runs, so that nothing that
hangs – a name that is not resolved, a disk that does not answer – keeps the program alive.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import asyncio
    from types import FrameType, TracebackType

_log = logging.getLogger(__name__)

# Docker and most supervisors kill after ten.
DEADLINE = 9.0
_NAMES = ("SIGTERM", "SIGINT", "SIGBREAK")  # the last is Windows' own
_BY_SIGNAL = 128


class StopSignals:
    """Listens while it is entered, in the main thread.

    Args:
        deadline: The seconds after the first signal in which the program must have ended.
    """

    def __init__(self, deadline: float = DEADLINE) -> None:
        self.requested = False
        self._deadline = deadline
        self._heard = threading.Event()
        self._over = threading.Event()
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        for name in _NAMES:
            if (number := getattr(signal, name, None)) is not None:
                self._before[number] = signal.signal(number, self._hear)
        # Begun now and not in the handler, where the main thread may hold any lock.
        threading.Thread(target=self._watch, name="deadline", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.requested:
            return  # the handlers and the deadline stay for what is left: threads that end
        self._over.set()
        self._heard.set()
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as signal.signal gave it

    def event(self, loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
        """Set an event of a running loop at the first signal, or now if it has come already."""
        self._waiting = (loop, event)
        if self.requested:
            event.set()

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self.requested:
            os._exit(_BY_SIGNAL + number)
        self.requested = True
        self._heard.set()
        if self._waiting is not None:
            loop, event = self._waiting
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def _watch(self) -> None:
        self._heard.wait()
        if self._over.wait(self._deadline):
            return
        _log.warning("Something took too long to finish; the bot ends without it.")
        os._exit(0)

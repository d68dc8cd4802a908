"""One worker process, seen from the bot: it is started, asked, and ended. The loop never waits."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.intake.worker import LENGTH, READY
from knowledge.wire import unpack

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

    from knowledge.models import Document

_PROGRAM = Path(__file__).with_name("worker.py")
_PACKAGES = Path(__file__).parents[2]
# The program is run by its path; what it imports stands where this very code does.
_BOOTSTRAP = (
    "import runpy, sys; program, packages, *rest = sys.argv[1:]; sys.path.insert(0, packages);"
    "sys.argv = [program, *rest]; runpy.run_path(program, run_name='__main__')"
)
_INHERITED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What a Python may need to start at all; the bot's settings are none of a worker's business."""
_START_SECONDS = 60.0
_END_SECONDS = 5.0
_MAX_FRAME = 64 * 1024 * 1024
_MAX_DOCUMENTS = 10_000


class WorkerDied(Exception):  # noqa: N818 - names a state
    """The worker is gone, or what it says makes no sense."""


class WorkerSpent(Exception):  # noqa: N818 - names a state
    """The worker has no memory left."""


class FileRefused(Exception):  # noqa: N818 - names a state
    """The worker refused the file; `str(error)` is its sentence."""


class WorkerProcess:
    """A running worker. It belongs to the loop in which it was started."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None  # noqa: S101 - both are pipes, by `start`
        assert process.stdout is not None  # noqa: S101
        self._process = process
        self._requests = process.stdin
        self._answers = process.stdout
        self.served = 0

    @classmethod
    async def start(cls, *, megabytes: int, seconds: int) -> Self:
        """Start a worker and wait until it is ready.

        Args:
            megabytes: The most memory that it may take, where the system can limit it.
            seconds: After how long it ends by itself if the bot doesn't see to it.

        Raises:
            WorkerDied: It does not start.
        """
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-I", "-B", "-X", "utf8", "-c", _BOOTSTRAP, str(_PROGRAM), str(_PACKAGES)),
                *(str(megabytes), str(seconds)),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # a traceback may quote the file
                cwd=_PACKAGES.anchor,
                env={name: os.environ[name] for name in _INHERITED if name in os.environ},
                start_new_session=True,
            )
        except OSError as error:
            raise WorkerDied(f"It can't be started: {error.strerror}.") from error
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                ready = await worker._receive() == READY
            if not ready:
                raise WorkerDied("It says nonsense.")  # noqa: TRY301 - the one way out is below
        except BaseException as error:
            worker.kill()
            await worker.ended()
            if isinstance(error, TimeoutError):
                raise WorkerDied("It doesn't get ready.") from error
            raise
        return worker

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it is not known to have ended."""
        return self._process.returncode is None and not self._answers.at_eof()

    async def ask(self, request: Mapping[str, object], data: bytes) -> list[Document]:
        """Have a file read.

        Raises:
            FileRefused: The file can't become an article.
            WorkerSpent: It needs more memory than the worker has left.
            WorkerDied: The worker has ended, or talks nonsense.
        """
        self.served += 1
        try:
            for frame in (json.dumps(request).encode(), data):
                self._requests.write(LENGTH.pack(len(frame)))
                self._requests.write(frame)
            await self._requests.drain()
            answer = json.loads(await self._receive())
            if "refused" in answer:
                raise FileRefused(str(answer["refused"]))
            if "spent" in answer:
                raise WorkerSpent
            count = min(int(answer["documents"]), _MAX_DOCUMENTS)
            packed = [await self._receive() for _ in range(count)]
            return await asyncio.to_thread(lambda: list(map(unpack, packed)))
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise WorkerDied("It ended or said nonsense.") from error

    async def _receive(self) -> bytes:
        try:
            head = await self._answers.readexactly(LENGTH.size)
            (length,) = LENGTH.unpack(head)
            if length > _MAX_FRAME:
                raise WorkerDied("It says too much.")
            return await self._answers.readexactly(length)
        except asyncio.IncompleteReadError as error:
            raise WorkerDied("It ended.") from error

    def kill(self) -> None:
        """End it at once."""
        if self._process.returncode is None:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until it has ended; one that was killed can't be waited for in vain."""
        await self._process.wait()

    async def dismiss(self) -> None:
        """Let it end by itself, which it does when its input ends."""
        self._requests.close()
        try:
            async with asyncio.timeout(_END_SECONDS):
                await self.ended()
        except TimeoutError:
            self.kill()
            await self.ended()

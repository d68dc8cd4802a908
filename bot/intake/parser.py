"""Files to documents, in worker processes: a few, kept warm, renewed, ended when idle.

It knows how a file is handed to a worker, and what to tell whoever uploaded it when that goes
wrong. It knows nothing of Discord.
"""

from __future__ import annotations

import asyncio
import logging
import math
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.intake.process import FileRefused, WorkerDied, WorkerProcess, WorkerSpent
from knowledge import DocumentRefused
from knowledge.loading import Limits

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from typing import Any

    from knowledge.models import Document

log = logging.getLogger(__name__)

TOO_SLOW = "It took too long to read; split it, or save it as plain text (.txt)."
TOO_MUCH_MEMORY = "It needs too much memory to be read; split it, or save it as plain text (.txt)."
CRASHED = "It could not be read; save it as plain text (.txt) and try again."
UNAVAILABLE = "Files can't be read just now; try again in a minute."
STOPPING = "I'm being restarted; try again in a minute."


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What reading may cost.

    Attributes:
        workers: How many files are read at once.
        seconds: The most seconds that one file may take.
        megabytes: The most memory of a worker, where the system can limit it.
        files: After how many files a worker is renewed.
        idle_seconds: After how long a worker that has nothing to do is ended.
    """

    workers: int = 2
    seconds: float = 15.0
    megabytes: int = 512
    files: int = 200
    idle_seconds: float = 300.0


class Parser:
    """Reads files in worker processes, which start when the first file comes."""

    def __init__(
        self, worker_limits: WorkerLimits | None = None, limits: Limits | None = None
    ) -> None:
        self._worker_limits = worker_limits or WorkerLimits()
        self._limits = asdict(limits or Limits())
        self._slots = asyncio.Semaphore(self._worker_limits.workers)
        self._idle: dict[WorkerProcess, asyncio.TimerHandle] = {}
        self._busy: set[WorkerProcess] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the workers that run."""
        return tuple(worker.pid for worker in (*self._busy, *self._idle))

    async def parse(
        self, name: str, data: bytes, *, site: str = "", origin: str = ""
    ) -> list[Document]:
        """Read a file. Cancelling it kills the worker.

        Args:
            name: The file's name, which tells its kind.
            data: Its bytes.
            site: The address to which a permalink without a host belongs.
            origin: Where it came from; else its name.

        Raises:
            DocumentRefused: It can't become an article, or can't be read now.
        """
        request = {"name": name, "site": site, "origin": origin, "limits": self._limits}
        async with self._slots:
            while True:
                with self._hired(await self._hire()) as worker:
                    was_new = worker.served == 0
                    try:
                        async with asyncio.timeout(self._worker_limits.seconds):
                            return await worker.ask(request, data)
                    except FileRefused as refused:
                        raise DocumentRefused(str(refused)) from None
                    except TimeoutError:
                        self._end(worker, kill=True)
                        raise DocumentRefused(TOO_SLOW) from None
                    except (WorkerDied, WorkerSpent) as error:
                        self._end(worker, kill=True)
                        # One that has read other files may have been spent or killed before.
                        if was_new or self._closed:
                            raise DocumentRefused(self._reason(error)) from None

    async def close(self) -> None:
        """End all workers; what is being read is refused."""
        self._closed = True
        for worker in list(self._busy):
            self._end(worker, kill=True)
        for worker in list(self._idle):
            self._dismiss(worker)
        for _ in range(self._worker_limits.workers):  # whoever still reads, leaves
            await self._slots.acquire()
        while self._ending:
            await asyncio.wait(self._ending)
        for _ in range(self._worker_limits.workers):  # whoever still comes is told
            self._slots.release()

    def _reason(self, error: WorkerDied | WorkerSpent) -> str:
        if self._closed:
            return STOPPING
        return TOO_MUCH_MEMORY if isinstance(error, WorkerSpent) else CRASHED

    async def _hire(self) -> WorkerProcess:
        while self._idle:
            worker, timer = self._idle.popitem()
            timer.cancel()
            if worker.alive:
                return worker
            self._end(worker, kill=True)
        if self._closed:
            raise DocumentRefused(STOPPING)
        try:
            worker = await WorkerProcess.start(
                megabytes=self._worker_limits.megabytes,
                seconds=math.ceil(self._worker_limits.seconds),
            )
        except WorkerDied as error:
            log.error("A worker process does not start: %s", error)  # noqa: TRY400 - no bug of ours
            raise DocumentRefused(UNAVAILABLE) from None
        if self._closed:
            self._end(worker, kill=True)
            raise DocumentRefused(STOPPING)
        return worker

    @contextmanager
    def _hired(self, worker: WorkerProcess) -> Iterator[WorkerProcess]:
        """Lend a worker; it comes back warm, or not at all if the reading was interrupted."""
        self._busy.add(worker)
        try:
            yield worker
        except DocumentRefused:
            self._give_back(worker)
            raise
        except BaseException:
            self._end(worker, kill=True)
            raise
        self._give_back(worker)

    def _give_back(self, worker: WorkerProcess) -> None:
        if worker not in self._busy:  # it was ended
            return
        if worker.served >= self._worker_limits.files or not worker.alive:
            self._end(worker, kill=False)
            return
        self._busy.remove(worker)
        timer = asyncio.get_running_loop().call_later(
            self._worker_limits.idle_seconds, self._dismiss, worker
        )
        self._idle[worker] = timer

    def _dismiss(self, worker: WorkerProcess) -> None:
        self._idle.pop(worker).cancel()
        self._end(worker, kill=False)

    def _end(self, worker: WorkerProcess, *, kill: bool) -> None:
        """End a worker without waiting for it; `close` waits."""
        self._busy.discard(worker)
        end: Coroutine[Any, Any, None]
        if kill:
            worker.kill()
            end = worker.ended()
        else:
            end = worker.dismiss()
        task = asyncio.get_running_loop().create_task(end, name=f"end of worker {worker.pid}")
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

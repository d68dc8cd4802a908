"""The courier: carries whatever is due, some at a time, and in each channel one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.courier.amending import Amender
from bot.courier.carrying import Carrier

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.accountability.models.deliveries import Delivery
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord
    from bot.courier.presence import Presence

log = logging.getLogger(__name__)

_LANES = 12
_BATCH = 200
# In seconds: what has just been tried is not tried again, whatever is written of it.
_REST = 5.0

_Lane = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to be done.

    Attributes:
        id: Of the delivery: two jobs of one are never done at once.
        attempt: Tells it from those before: it is not done again at once.
        lane: Where: two jobs of one lane are done one after the other.
        work: How.
    """

    id: str
    attempt: tuple[object, ...]
    lane: _Lane
    work: Callable[[], Awaitable[None]]


class Courier:
    """Carries deliveries and edits until nothing is due.

    Args:
        books: Where deliveries are written down.
        discord: The other side.
        clock: The clock.
        presence: Asks who is still there.
        when_done: Called whenever something was done and nothing is left: when the next is due may
            have changed.

    Attributes:
        on_hold: Whether nothing is begun for now.
    """

    def __init__(
        self,
        books: Books,
        discord: Discord,
        clock: Clock,
        presence: Presence,
        when_done: Callable[[], None] = lambda: None,
    ) -> None:
        self._books = books
        self._clock = clock
        self._carrier = Carrier(books, discord, clock, presence)
        self._amender = Amender(books, discord, clock)
        self._kicked = asyncio.Event()
        self._carrying: asyncio.Task[None] | None = None
        self._running: dict[asyncio.Task[None], _Job] = {}
        self._tried: dict[tuple[object, ...], float] = {}
        self._stopped = False
        self._when_done = when_done
        self.on_hold = False

    def kick(self) -> None:
        """Begin with what is due now, if it has not begun yet; return at once."""
        self._kicked.set()
        if self._has_room and (self._carrying is None or self._carrying.done()):
            self._carrying = asyncio.create_task(self._carry(), name="courier: all that is due")

    def finish(self) -> None:
        """Begin nothing more; what is on its way goes on."""
        self._stopped = True

    async def stop(self) -> None:
        """End, wherever it is: what is on its way counts as uncertain."""
        self._stopped = True
        tasks = [*self._running, *([self._carrying] if self._carrying else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry(self) -> None:
        try:
            if await self._carry_all():
                self._when_done()
        except Exception:  # the next tick begins again
            log.exception("It is not known what is due")

    async def _carry_all(self) -> bool:
        """Begin one job after the other in each lane until there are none; tell if there were."""
        waiting: deque[_Job] = deque()
        worked = False
        while True:
            self._begin(waiting)
            if self._kicked.is_set() and self._has_room:
                self._kicked.clear()
                waiting = await self._due()
            elif self._running:
                worked = True
                await self._something_happens()
            else:
                return worked

    @property
    def _has_room(self) -> bool:
        return len(self._running) < _LANES and not self.on_hold and not self._stopped

    def _begin(self, waiting: deque[_Job]) -> None:
        busy = {job.lane for job in self._running.values()}
        for _ in range(len(waiting)):
            if not self._has_room:
                return
            job = waiting.popleft()
            if job.lane in busy:
                waiting.append(job)
                continue
            busy.add(job.lane)
            self._tried[job.attempt] = self._clock.monotonic()
            task = asyncio.create_task(self._guarded(job), name=f"courier: {job.id}")
            self._running[task] = job

    async def _something_happens(self) -> None:
        """Wait until a job has ended, or something may be due for which there is room."""
        awaited = set(self._running)
        kicked = asyncio.create_task(self._kicked_again(), name="courier: more")
        if self._has_room:
            awaited.add(kicked)
        try:
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
        finally:
            kicked.cancel()
        for task in [task for task in self._running if task.done()]:
            del self._running[task]
            task.result()
            # What has arrived may have made something else due.
            self._kicked.set()

    async def _kicked_again(self) -> None:
        await self._kicked.wait()

    @staticmethod
    async def _guarded(job: _Job) -> None:
        try:
            await job.work()
        except Exception:  # what can't be written down is not sent; the next tick begins again
            log.exception("Delivery %s can't be written down", job.id)

    async def _due(self) -> deque[_Job]:
        """Return what is to be begun: first what is to be sent, then what should look different."""
        now, most = self._clock.now(), _BATCH + len(self._running)
        due, stale = await self._books.run(
            lambda book: (book.dispatch.due(now, most), book.dispatch.stale(now))
        )
        jobs = [self._delivery(one) for one in due] + [self._edit(one) for one in stale]
        begun = {job.id for job in self._running.values()}
        rested = self._clock.monotonic() - _REST
        self._tried = {key: at for key, at in self._tried.items() if at > rested}
        return deque(job for job in jobs if job.id not in begun and job.attempt not in self._tried)

    def _delivery(self, delivery: Delivery) -> _Job:
        channel = delivery.channel_id
        lane = ("user", delivery.user_id or 0) if channel is None else ("channel", channel)
        attempt = (delivery.id, delivery.attempts, channel)
        return _Job(delivery.id, attempt, lane, lambda: self._carrier.carry(delivery))

    def _edit(self, delivery: Delivery) -> _Job:
        lane = ("channel", delivery.message_channel_id or 0)
        attempt = (delivery.id, "edit", delivery.wanted)
        return _Job(delivery.id, attempt, lane, lambda: self._amender.amend(delivery))

"""The clock that tests and the playground move by hand.

It knows nothing of Discord. Another process follows it over HTTP (see `rest.clock`).
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# A Monday well ahead of any wall clock: whatever discord.py compares with the real time has not
# expired, and every run sees the same dates.
MONDAY_MORNING = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)


class VirtualClock:
    """A clock that stands still until it is advanced."""

    def __init__(self, start: datetime = MONDAY_MORNING) -> None:
        if start.tzinfo is None:
            raise ValueError("The clock starts at an aware time, e.g. datetime(…, tzinfo=UTC).")
        self._now = start.astimezone(UTC)
        self._passed = 0.0
        self._sleepers: list[_Sleeper] = []

    def now(self) -> datetime:
        """Return the virtual instant, in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return how many seconds have passed: whoever sets the clock makes none of them."""
        return self._passed

    @property
    def next_waking(self) -> datetime | None:
        """When the next of those who wait is woken, None if nobody waits."""
        return min((sleeper.at for sleeper in self._sleepers), default=None)

    @property
    def sleepers(self) -> int:
        """How many wait for a time to come."""
        return len(self._sleepers)

    async def sleep_until(self, at: datetime) -> None:
        """Return once the clock has reached `at`, or was set back; at once if it has passed."""
        if at <= self._now:
            return
        sleeper = _Sleeper(at, asyncio.get_running_loop().create_future())
        self._sleepers.append(sleeper)
        try:
            await sleeper.woken
        finally:
            # One that was cancelled is still among them.
            if sleeper in self._sleepers:
                self._sleepers.remove(sleeper)

    async def advance(
        self,
        *,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
    ) -> None:
        """Move the clock forward, waking each sleeper at the very time it waited for.

        A sleeper that sleeps again on the way is woken again on the same way. Between two sleepers
        the loop turns a few times, so that what the first one does is seen by the second.
        """
        span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        await self.move_to(self._now + span)

    async def move_to(self, target: datetime) -> None:
        """Move the clock forward to `target`, see `advance`."""
        if target < self._now:
            raise ValueError("The clock moves forward only; see `set` for a clock that was wrong.")
        while sleeper := self._next_until(target):
            self._pass(max(self._now, sleeper.at.astimezone(UTC)))
            self._wake(sleeper)
            await _let_the_loop_turn()
        self._pass(target.astimezone(UTC))
        await _let_the_loop_turn()

    def set(self, now: datetime) -> None:
        """Set the clock without a way there, also backwards: a machine whose clock was wrong.

        Backwards it wakes everybody: what they wait for may be far away now.
        """
        is_back = now < self._now
        self._now = now.astimezone(UTC)
        for sleeper in sorted(self._sleepers, key=lambda each: each.at):
            if is_back or sleeper.at <= self._now:
                self._wake(sleeper)

    def _pass(self, until: datetime) -> None:
        self._passed += (until - self._now).total_seconds()
        self._now = until

    def _next_until(self, target: datetime) -> "_Sleeper | None":
        """Return who is woken next on the way to `target`; of equals, who fell asleep first."""
        due = [sleeper for sleeper in self._sleepers if sleeper.at <= target]
        return min(due, key=lambda sleeper: sleeper.at, default=None)

    def _wake(self, sleeper: "_Sleeper") -> None:
        self._sleepers.remove(sleeper)
        if not sleeper.woken.done():
            sleeper.woken.set_result(None)


@dataclass(eq=False, slots=True)
class _Sleeper:
    at: datetime
    woken: asyncio.Future[None]


async def _let_the_loop_turn() -> None:
    """Let tasks that were just woken run up to where they next wait."""
    for _ in range(5):
        await asyncio.sleep(0)

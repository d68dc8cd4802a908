"""A step of a tick: what fails rests for longer and longer, and comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.scheduler.steps import Step

if TYPE_CHECKING:
    import pytest

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
TICK = timedelta(seconds=15)


class Work:
    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.done: list[datetime] = []

    async def __call__(self, now: datetime) -> None:
        self.done.append(now)
        if self.fails:
            raise RuntimeError("planned by the test")


async def test_it_is_done_at_each_tick_or_every_so_often() -> None:
    each, hourly = Work(), Work()
    steps = Step("A", each), Step("B", hourly, every=timedelta(hours=1))
    for minutes in range(0, 121, 30):
        for step in steps:
            await step.take(NOON + timedelta(minutes=minutes))
    assert len(each.done) == 5
    assert hourly.done == [NOON + timedelta(hours=hours) for hours in range(3)]


async def test_what_fails_rests_for_longer_each_time_and_then_goes_on_as_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = Work(fails=True)
    step = Step("The planning", work)
    for tick in range(401):
        await step.take(NOON + tick * TICK)
    gaps = [int((b - a) / TICK) for a, b in zip(work.done, work.done[1:], strict=False)]
    assert gaps == [1, 2, 4, 8, 16, 32, *[40] * 8]
    assert caplog.text.count("The planning failed; it is tried again in a while") == len(work.done)

    work.fails = False
    work.done.clear()
    for tick in range(500, 503):
        await step.take(NOON + tick * TICK)
    assert len(work.done) == 3


async def test_a_clock_that_is_set_back_lets_nothing_rest_for_ever() -> None:
    work = Work()
    step = Step("The purge", work, every=timedelta(days=1))
    await step.take(NOON)
    await step.take(NOON - timedelta(days=400))
    assert len(work.done) == 2

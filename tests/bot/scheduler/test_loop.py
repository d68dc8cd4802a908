"""The loop: it wakes on time, when it is told, and whatever happens in it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.playground.server import VirtualClock
from bot.scheduler.loop import Loop
from tests.playground.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)


class Ticks:
    """What is done at each tick: it notes when, and may take its time or fail."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.at: list[timedelta] = []
        self.next = timedelta(seconds=30)
        self.failures = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.loop = Loop(self.tick, clock)

    async def tick(self) -> datetime:
        self.at.append(self.clock.now() - NOON)
        await self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise RuntimeError("planned by the test")
        return self.clock.now() + self.next


@pytest.fixture
async def ticks() -> AsyncIterator[Ticks]:
    ticks = Ticks(VirtualClock(NOON))
    yield ticks
    await ticks.loop.stop()


async def turn() -> None:
    for _ in range(12):
        await asyncio.sleep(0)


async def live(clock: VirtualClock, **span: float) -> None:
    """Let time pass, and everything be finished at its own time."""
    target = clock.now() + timedelta(**span)
    while (waking := clock.next_waking) is not None and waking <= target:
        await clock.move_to(waking)
        await turn()
    await clock.move_to(target)


def seconds(*numbers: float) -> list[timedelta]:
    return [timedelta(seconds=number) for number in numbers]


async def test_it_ticks_when_it_begins_and_whenever_the_next_is_due(ticks: Ticks) -> None:
    ticks.loop.start()
    ticks.loop.start()
    await turn()
    await live(ticks.clock, seconds=95)
    assert ticks.at == seconds(0, 30, 60, 90)


async def test_it_ticks_at_once_when_it_is_told_and_moves_the_next(ticks: Ticks) -> None:
    ticks.loop.start()
    await turn()
    await live(ticks.clock, seconds=10)
    ticks.next = timedelta(seconds=7)
    ticks.loop.nudge()
    await turn()
    await live(ticks.clock, seconds=10)
    assert ticks.at == seconds(0, 10, 17)


async def test_what_it_is_told_while_it_ticks_leads_to_one_more_tick(ticks: Ticks) -> None:
    ticks.gate.clear()
    ticks.loop.start()
    await turn()
    for _ in range(3):
        ticks.loop.nudge()
    ticks.gate.set()
    await turn()
    assert ticks.at == seconds(0, 0)


async def test_before_the_start_it_does_nothing(ticks: Ticks) -> None:
    ticks.loop.nudge()
    await turn()
    assert ticks.at == []
    assert ticks.loop.age is None


async def test_a_tick_that_fails_is_logged_and_the_next_comes(
    ticks: Ticks, caplog: pytest.LogCaptureFixture
) -> None:
    ticks.failures = 2
    ticks.loop.start()
    await turn()
    await live(ticks.clock, minutes=2)
    assert ticks.at == seconds(0, 30, 60, 90, 120)
    assert caplog.text.count("A tick of the scheduler failed") == 2


async def test_what_is_due_already_does_not_make_it_run_hot(ticks: Ticks) -> None:
    ticks.next = timedelta(hours=-1)
    ticks.loop.start()
    await turn()
    await live(ticks.clock, seconds=3)
    assert ticks.at == seconds(0, 1, 2, 3)


async def test_its_age_is_that_of_the_last_tick_that_ended(ticks: Ticks) -> None:
    ticks.loop.start()
    await turn()
    await live(ticks.clock, seconds=10)
    assert ticks.loop.age == 10
    ticks.gate.clear()
    await live(ticks.clock, minutes=5)
    assert ticks.loop.age == 310


async def test_a_clock_that_is_set_back_and_a_sleep_that_fails_do_not_end_it(
    ticks: Ticks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_at: datetime) -> None:
        raise OSError("planned by the test")

    ticks.loop.start()
    await turn()
    with monkeypatch.context() as patched:
        patched.setattr("bot.scheduler.loop._SHORTEST_NAP", timedelta(milliseconds=1))
        patched.setattr(ticks.clock, "sleep_until", broken)
        ticks.loop.nudge()
        await until(lambda: "could not sleep" in caplog.text)
    before = len(ticks.at)
    ticks.clock.set(NOON + timedelta(days=1))
    ticks.loop.nudge()
    await until(lambda: len(ticks.at) > before)
    await until(lambda: ticks.clock.sleepers)
    ticks.clock.set(NOON - timedelta(days=1))
    ticks.loop.nudge()
    await turn()
    before = len(ticks.at)
    await live(ticks.clock, minutes=5)
    assert len(ticks.at) == before + 10


async def test_at_the_end_it_begins_nothing_more_and_finishes_what_it_does(ticks: Ticks) -> None:
    ticks.gate.clear()
    ticks.loop.start()
    await turn()
    ticks.loop.finish()
    ticks.loop.nudge()
    assert ticks.loop.age is None
    ticks.gate.set()
    await turn()
    assert ticks.loop.age == 0
    await live(ticks.clock, minutes=5)
    assert ticks.at == seconds(0)

"""Both bots started, used and ended, in one run: what `benchmarks.bot` measures, in order."""

from __future__ import annotations

import asyncio
import gc
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING, Self

import click

from benchmarks.bot_library import articles_in, settle_library
from benchmarks.bot_people import Crowd, Waits
from benchmarks.bot_process import BotFailedError, BotProcess
from benchmarks.bot_report import EMPTY, OURS, Report, wait_figures
from benchmarks.bot_scenes import RUSH, Rounds, Scene, load, rush
from bot.playground.server import StandIn, VirtualClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.bot_library import Matter
    from benchmarks.bot_process import Use
    from benchmarks.bot_report import Figures
    from benchmarks.bot_scenes import Rush

_MEGABYTE = 1_000_000
_TO_START = 60.0
_STARTS = 3
_WARM_UP = 3
_ASKING, _HELPING = "/ask by many", "/help by many"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Attributes:
        rounds: How often everything is done while nothing else happens.
        at_once: How many people use the bot at once at the end.
        files: What is loaded while rounds go on: name and content.
    """

    rounds: int
    at_once: int
    files: Sequence[tuple[str, bytes]]


class Bot:
    """One of the two bots, in a Discord of its own, which has to be started.

    Args:
        stand_in: Its Discord.
        folder: Its files.
        program: What stands behind `python -m`.
        probe: The command by which its start is timed.

    Attributes:
        people: Its people.
        process: The process that runs now.
        starts: Seconds from each start to the first answered command.
    """

    def __init__(self, stand_in: StandIn, folder: Path, program: list[str], probe: str) -> None:
        self.people = Crowd(stand_in)
        self.process = BotProcess(stand_in, folder, program)
        self.starts: list[float] = []
        self._stand_in = stand_in
        self._folder = folder
        self._program = program
        self._probe = probe

    async def __aenter__(self) -> Self:
        self.process = BotProcess(self._stand_in, self._folder, self._program)
        await self.process.start()
        try:
            await self._answering()
        except BaseException:
            await self.process.end()
            raise
        self.starts.append(time.perf_counter() - self.process.started)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.process.end()

    async def _answering(self) -> None:
        """Return once it has answered its first command."""
        connected = asyncio.ensure_future(self._stand_in.gateway.connected())
        try:
            async with asyncio.timeout(_TO_START):
                while not connected.done():
                    self.process.check()
                    await asyncio.wait({connected}, timeout=0.5)
        except TimeoutError:
            words = self.process.words()
            raise BotFailedError(
                f"{self._program[0]} does not connect. It said:\n{words}"
            ) from None
        finally:
            connected.cancel()
        await self.people.member().slash(self._probe)


@dataclass(frozen=True, slots=True)
class _Course:
    """What was noted while both bots ran."""

    first_ask: float
    idle: Scene
    loading: Scene
    loaded: Waits
    asking: Rush
    helping: Rush
    pinging: Rush
    ours: Use
    empty: Use


def measure(library: Path, folder: Path, matter: Matter, plan: Plan) -> Report:
    """Measure both bots.

    Args:
        library: The library file that is copied for the bot.
        folder: An empty folder.
        matter: What can be asked of the library.
        plan: How much is measured.

    Raises:
        BotFailedError: A bot ended or did not start.
    """
    for name in ("ours", "empty"):
        (folder / name).mkdir()
    try:
        return asyncio.run(_measure(library, folder, matter, plan))
    finally:
        gc.unfreeze()  # see `Crowd.tidy`


async def _measure(library: Path, folder: Path, matter: Matter, plan: Plan) -> Report:
    async with AsyncExitStack() as stack:
        ours = await _make(stack, folder / "ours", ["bot", "run"], "help")
        empty = await _make(stack, folder / "empty", ["benchmarks.bot_empty"], "ping")
        settled = folder / "ours" / "knowledge" / f"{ours.people.guild.id}.db"
        settle_library(library, settled)
        for _ in range(_STARTS - 1):
            async with ours, empty:
                pass
        async with ours, empty:
            course = await _run(ours, empty, matter, plan)
    return Report(
        passages=matter.passages,
        articles=matter.articles,
        loaded=articles_in(settled) - matter.articles,
        waits={
            "idle": wait_figures(course.idle.waits),
            "loading": wait_figures(course.loading.waits),
        },
        bots={OURS: _ours(ours, course), EMPTY: _empty(empty, course)},
    )


async def _make(stack: AsyncExitStack, folder: Path, program: list[str], probe: str) -> Bot:
    # Both bots keep the time of day; what the stand-in signs must not have expired for them.
    stand_in = StandIn(clock=VirtualClock(datetime.now(UTC)))
    return Bot(await stack.enter_async_context(stand_in), folder, program, probe)


async def _run(ours: Bot, empty: Bot, matter: Matter, plan: Plan) -> _Course:
    click.echo("Both bots run.", err=True)
    questions = cycle(matter.questions["clean"])
    cold = Waits()
    who = ours.people.member()
    await ours.people.timed(cold, "ask", who, who.slash("ask", question=next(questions)))

    def check() -> None:
        ours.process.check()
        empty.process.check()

    rounds = Rounds(ours.people, empty.people, matter, check)
    await rounds.play(lambda done: done >= _WARM_UP)
    idle = await rounds.play(lambda done: done >= plan.rounds)
    click.echo(f"Everything was done {plan.rounds} times; now articles are loaded.", err=True)
    loads = asyncio.create_task(load(ours.people, plan.files))
    loading = await rounds.play(lambda _: loads.done())
    loaded = await loads
    click.echo("All were loaded; now many people come at once.", err=True)
    asking = await rush(
        ours.process,
        ours.people,
        plan.at_once,
        lambda who: who.slash("ask", question=next(questions)),
    )
    helping = await rush(ours.process, ours.people, plan.at_once, lambda who: who.slash("help"))
    pinging = await rush(empty.process, empty.people, plan.at_once, lambda who: who.slash("ping"))
    return _Course(
        first_ask=cold.by_act["ask"][0].first if cold.by_act["ask"] else 0.0,
        idle=idle,
        loading=loading,
        loaded=loaded,
        asking=asking,
        helping=helping,
        pinging=pinging,
        ours=ours.process.use(),
        empty=empty.process.use(),
    )


def _ours(bot: Bot, course: _Course) -> Figures:
    uploads = course.loaded.by_act["/library add"]
    seconds = course.loading.until - course.loading.since
    return {
        **_started(bot),
        "first /ask ms": course.first_ask,
        **_stalls(bot, course, course.asking),
        **_rush(_ASKING, course.asking),
        **_rush(_HELPING, course.helping),
        **_memory(course.ours),
        "loading s": seconds,
        "/library add, 5 files: s, longest": max((each.whole for each in uploads), default=0)
        / 1000,
    }


def _empty(bot: Bot, course: _Course) -> Figures:
    pinging = course.pinging
    return {
        **_started(bot),
        **_stalls(bot, course, pinging),
        **_rush(_ASKING, pinging),
        **_rush(_HELPING, pinging),
        **_memory(course.empty),
    }


def _started(bot: Bot) -> Figures:
    first, *later = bot.starts
    return {"first start s": first, "start s": median(later)}


def _rush(name: str, rush: Rush) -> Figures:
    waits = rush.scene.waits
    figures = wait_figures(waits).get(RUSH, {})
    return {
        f"{name}: a second": rush.per_second,
        f"{name}: cpu ms each": rush.cpu_ms,
        f"{name}: p50 ms": figures.get("p50 ms", 0.0),
        f"{name}: p99 ms": figures.get("p99 ms", 0.0),
        f"{name}: unanswered": figures.get("unanswered", 0.0),
    }


def _stalls(bot: Bot, course: _Course, busy: Rush) -> Figures:
    figures = {}
    for name, scene in (("idle", course.idle), ("loading", course.loading), ("rush", busy.scene)):
        lag = bot.process.lag(scene.since, scene.until)
        figures[f"longest stall ms, {name}"] = lag.longest
        figures[f"p99 stall ms, {name}"] = lag.p99
    return figures


def _memory(use: Use) -> Figures:
    return {
        "peak MB": use.peak_bytes / _MEGABYTE,
        "own MB at the end": use.own_bytes / _MEGABYTE,
        "peak MB, workers": use.workers_bytes / _MEGABYTE,
    }

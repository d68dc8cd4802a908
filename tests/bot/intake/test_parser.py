"""The workers' lives: started when needed, kept, renewed, killed, never left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from bot.intake.parser import CRASHED, STOPPING, TOO_MUCH_MEMORY, TOO_SLOW, Parser, WorkerLimits
from knowledge import DocumentRefused
from tests.bot.intake.processes import linux_only, open_descriptors, wait_until_gone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    MakeParser = Callable[[WorkerLimits], Parser]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="stops and kills processes by signals"
)

SMALL = b"# Pricing\n\nAsk for half of it in advance."
HUGE = ("😀" + "x" * 5_000_000).encode("utf-16")
LARGE = ("It takes a while to read so many words. " * 5 + "\n\n").encode() * 9_000


@pytest.fixture
async def make_parser() -> AsyncIterator[MakeParser]:
    made = []

    def make(limits: WorkerLimits) -> Parser:
        made.append(Parser(limits))
        return made[-1]

    yield make
    for parser in made:
        await parser.close()


async def title(parser: Parser, data: bytes = SMALL) -> str:
    (document,) = await parser.parse("a.md", data)
    return document.title


def only_pid(parser: Parser) -> int:
    (pid,) = parser.pids
    return pid


async def started(parser: Parser) -> int:
    """Wait until a worker reads; return its process id."""
    while not parser.pids:  # noqa: ASYNC110 - a parser tells nobody of its workers
        await asyncio.sleep(0)
    return only_pid(parser)


async def test_a_worker_is_started_at_the_first_file_and_kept(make_parser: MakeParser) -> None:
    parser = make_parser(WorkerLimits())
    assert len(parser.pids) == 0
    assert await title(parser) == "Pricing"
    pid = only_pid(parser)
    assert await title(parser) == "Pricing"
    assert only_pid(parser) == pid


async def test_files_are_read_side_by_side_but_in_no_more_workers_than_allowed(
    make_parser: MakeParser,
) -> None:
    parser = make_parser(WorkerLimits(workers=2))
    assert await asyncio.gather(*(title(parser) for _ in range(6))) == ["Pricing"] * 6
    assert len(parser.pids) == 2


async def test_a_worker_is_renewed_after_its_number_of_files(make_parser: MakeParser) -> None:
    assert WorkerLimits().files == 200
    parser = make_parser(WorkerLimits(files=3))
    await title(parser)
    first = only_pid(parser)
    with pytest.raises(DocumentRefused):
        await parser.parse("a.md", b"")
    await title(parser)
    assert not parser.pids
    await title(parser)
    assert only_pid(parser) != first
    assert wait_until_gone(first)


async def test_an_idle_worker_is_ended(make_parser: MakeParser) -> None:
    parser = make_parser(WorkerLimits(idle_seconds=0.05))
    task = asyncio.create_task(title(parser))
    pid = await started(parser)
    await task
    assert await asyncio.to_thread(wait_until_gone, pid)
    assert not parser.pids
    assert await title(parser) == "Pricing"


async def test_a_file_that_takes_too_long_is_refused_and_its_worker_killed(
    make_parser: MakeParser,
) -> None:
    assert WorkerLimits().seconds == 15
    parser = make_parser(WorkerLimits(seconds=0.02))
    task = asyncio.create_task(title(parser, LARGE))
    pid = await started(parser)
    with pytest.raises(DocumentRefused) as refused:
        await task
    assert str(refused.value) == TOO_SLOW
    assert not parser.pids
    assert await asyncio.to_thread(wait_until_gone, pid)


async def test_a_worker_that_hangs_is_killed_and_the_next_file_is_read(
    make_parser: MakeParser,
) -> None:
    parser = make_parser(WorkerLimits(seconds=1.5))
    await title(parser)
    pid = only_pid(parser)
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(DocumentRefused, match="took too long"):
        await title(parser)
    assert await asyncio.to_thread(wait_until_gone, pid)
    assert await title(parser) == "Pricing"


async def test_a_worker_that_is_killed_while_it_reads_is_a_clear_sentence(
    make_parser: MakeParser,
) -> None:
    parser = make_parser(WorkerLimits())
    task = asyncio.create_task(title(parser, LARGE))
    os.kill(await started(parser), signal.SIGKILL)
    with pytest.raises(DocumentRefused) as refused:
        await task
    assert str(refused.value) == CRASHED
    assert await title(parser) == "Pricing"


async def test_a_worker_that_died_in_its_sleep_costs_no_file(make_parser: MakeParser) -> None:
    parser = make_parser(WorkerLimits())
    for _ in range(2):
        await title(parser)
        pid = only_pid(parser)
        os.kill(pid, signal.SIGKILL)
        assert wait_until_gone(pid)
    assert await title(parser) == "Pricing"


@linux_only
async def test_a_file_that_needs_too_much_memory_is_refused(make_parser: MakeParser) -> None:
    assert WorkerLimits().megabytes == 512
    parser = make_parser(WorkerLimits(megabytes=64))
    await title(parser)
    with pytest.raises(DocumentRefused) as refused:
        await title(parser, HUGE)
    assert str(refused.value) == TOO_MUCH_MEMORY
    assert await title(parser) == "Pricing"


async def test_cancelling_kills_the_worker(make_parser: MakeParser) -> None:
    parser = make_parser(WorkerLimits())
    task = asyncio.create_task(title(parser, LARGE))
    pid = await started(parser)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not parser.pids
    assert await asyncio.to_thread(wait_until_gone, pid)
    assert await title(parser) == "Pricing"


async def test_cancelling_before_the_worker_is_ready_leaves_none_behind(
    make_parser: MakeParser,
) -> None:
    parser = make_parser(WorkerLimits(workers=1))
    for steps in range(12):
        task = asyncio.create_task(title(parser))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert not parser.pids
    assert await title(parser) == "Pricing"


async def test_closing_ends_every_worker_and_refuses_what_is_being_read(
    make_parser: MakeParser,
) -> None:
    parser = make_parser(WorkerLimits(workers=2))
    await asyncio.gather(title(parser), title(parser))
    pids = parser.pids
    tasks = [asyncio.create_task(title(parser, LARGE)) for _ in range(3)]
    for _ in range(5):
        await asyncio.sleep(0)
    await parser.close()
    for task in tasks:
        with pytest.raises(DocumentRefused) as refused:
            await task
        assert str(refused.value) == STOPPING
    assert len(pids) == 2
    assert all(wait_until_gone(pid) for pid in pids)
    with pytest.raises(DocumentRefused, match="restarted"):
        await title(parser)
    await parser.close()


async def test_closing_waits_for_a_worker_that_is_just_starting(make_parser: MakeParser) -> None:
    parser = make_parser(WorkerLimits())
    task = asyncio.create_task(title(parser))
    await asyncio.sleep(0)
    await parser.close()
    with pytest.raises(DocumentRefused, match="restarted"):
        await task


async def test_the_loop_goes_on_while_a_file_is_read(make_parser: MakeParser) -> None:
    parser = make_parser(WorkerLimits())
    await title(parser)
    task = asyncio.create_task(title(parser, LARGE))
    turns = 0
    while not task.done():
        turns += 1
        await asyncio.sleep(0.001)
    assert turns > 20


@linux_only
async def test_nothing_stays_open_behind_workers_that_were_killed(
    make_parser: MakeParser,
) -> None:
    parser = make_parser(WorkerLimits(seconds=0.02))
    with pytest.raises(DocumentRefused):
        await title(parser, LARGE)
    await parser.close()
    before = open_descriptors()
    for _ in range(3):
        parser = make_parser(WorkerLimits(seconds=0.02))
        with pytest.raises(DocumentRefused):
            await title(parser, LARGE)
        await parser.close()
    assert open_descriptors() <= before

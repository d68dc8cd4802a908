"""A bot in a process of its own: waited for, killed, started again."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.playground.server.people import NotAnswered

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from bot.playground.server import StandIn
    from bot.playground.server.people import Person

ROOT = Path(__file__).parents[3]


async def started(stand_in: StandIn) -> Process:
    """Start the bot and wait until it is ready."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "ignore::DeprecationWarning",
        "-m",
        "tests.playground.people.own_process",
        stand_in.api_url,
        stand_in.gateway_url,
        stand_in.token,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 30)
    assert line == b"ready\n"
    return process


async def killed(process: Process) -> None:
    process.kill()
    await process.communicate()


async def test_it_is_waited_for_killed_and_started_again(stand_in: StandIn, alice: Person) -> None:
    stand_in.quiet_seconds = 0.2
    process = await started(stand_in)
    reply = await alice.slash("slow")
    assert reply.content == "done"
    await stand_in.settle()
    assert [each.content for each in reply.followups] == ["and more"]
    stand_in.interactions.promise_within = 0.5
    running = asyncio.create_task(alice.slash("slow"))
    await stand_in.interactions.news.fired()
    await killed(process)
    with pytest.raises(NotAnswered, match="was promised"):
        await running
    again = await started(stand_in)
    assert (await alice.slash("slow")).content == "done"
    await killed(again)

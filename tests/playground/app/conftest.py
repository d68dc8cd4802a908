"""A playground for all tests of a module: to live three weeks takes some seconds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio

from bot.playground.app.playground import Playground
from tests.playground.page.browsing import Tab

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.playground.app.people import Owner


@pytest.fixture(scope="module")
def now() -> datetime | None:
    """Return after which time the history begins; the real one unless a module says otherwise."""
    return None


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def playground(
    tmp_path_factory: pytest.TempPathFactory, now: datetime | None
) -> AsyncIterator[Playground]:
    """Lend a playground that has its weeks behind it; no request of the bot's may be wrong."""
    before = asyncio.all_tasks()
    async with Playground(tmp_path_factory.mktemp("playground"), pace=0, now=now) as opened:
        yield opened
        await opened.page.tours.stop()
        await opened.stand_in.settle()
    assert opened.stand_in.violations == []
    assert opened.stand_in.journal.crashes == []
    for task in asyncio.all_tasks() - before - {asyncio.current_task()}:
        task.cancel()  # views' time-outs outlive the client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def looks(playground: Playground) -> AsyncIterator[Callable[[Owner], Tab]]:
    """Lend a way to open the page as one of the people."""
    async with aiohttp.ClientSession(playground.address) as http:
        yield lambda owner: Tab(http, playground.address, playground.world.people[owner].id)

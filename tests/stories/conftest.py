"""What stories need: the world with the bot in it, fresh for each."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import discord
import pytest
from discord.gateway import DiscordWebSocket
from yarl import URL

from knowledge import KnowledgeBase
from tests.stories.house import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OPENAPI = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"


@pytest.fixture(scope="session")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library file that has just got its starters."""
    path = tmp_path_factory.mktemp("starters") / "library.db"
    with KnowledgeBase(path) as library:
        library.load_starters()
    return path


@pytest.fixture
async def house(
    tmp_path: Path, starters: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """Lend a world of its own, with the bot in it; at the end no request may have been wrong."""
    before = asyncio.all_tasks()
    house = House(tmp_path, starters, OPENAPI if OPENAPI.exists() else None)
    await house.stand_in.start()
    monkeypatch.setattr(discord.http.Route, "BASE", house.stand_in.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(house.stand_in.gateway_url))
    async with house:
        yield house
        await house.stand_in.settle()
    assert house.stand_in.violations == []
    assert house.stand_in.journal.crashes == []
    me = asyncio.current_task()
    for task in asyncio.all_tasks() - before - {me}:  # views' time-outs outlive the client
        task.cancel()

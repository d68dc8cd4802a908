"""The station, in a world of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from discord.gateway import DiscordWebSocket
from yarl import URL

from tests.bot.scheduler.station import Station

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Station]:
    station = Station(tmp_path)
    await station.stand_in.start()
    monkeypatch.setattr(discord.http.Route, "BASE", station.stand_in.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(station.stand_in.gateway_url))
    async with station:
        yield station
    assert station.stand_in.journal.crashes == []
    assert station.stand_in.violations == []

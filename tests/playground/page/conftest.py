"""A stand-in with a page, two people on its list, one who is not, and a bot for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.playground.server import StandIn
from bot.playground.server.page import Page, Somebody
from tests.playground.gateway.client import Bot
from tests.playground.page.browsing import Tab

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild


@pytest.fixture
def unstarted(openapi: Path | None) -> StandIn:
    return StandIn(openapi=openapi)


@pytest.fixture
def page(unstarted: StandIn) -> Page:
    made = Page(unstarted, pace=0)
    unstarted.mount(made)
    return made


@pytest.fixture
async def stand_in(
    unstarted: StandIn, page: Page, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[StandIn]:
    await unstarted.start()
    monkeypatch.setattr(discord.http.Route, "BASE", unstarted.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(unstarted.gateway_url))
    yield unstarted
    await page.stop()  # an open page would keep the server from stopping
    await unstarted.stop()
    assert unstarted.journal.crashes == []


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    return stand_in.world.add_guild("Owners")


@pytest.fixture
def alice(stand_in: StandIn, page: Page, guild: Guild) -> Person:
    person = stand_in.person("Alice", guild=guild)
    page.add(Somebody(person, "Facilitator", "Europe/Berlin"))
    return person


@pytest.fixture
def bob(stand_in: StandIn, page: Page, guild: Guild) -> Person:
    person = stand_in.person("Bob", guild=guild)
    page.add(Somebody(person))
    return person


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def http(stand_in: StandIn) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(stand_in.address) as session:
        yield session


@pytest.fixture
async def tab(stand_in: StandIn, http: aiohttp.ClientSession, alice: Person) -> AsyncIterator[Tab]:
    """Lend a page that is open as Alice."""
    async with Tab(http, stand_in.address, alice.id) as opened:
        yield opened

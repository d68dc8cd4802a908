"""A server with two members, and a hand that answers for the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.playground.interactions.by_hand import Hand

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild


@pytest.fixture
async def hand(stand_in: StandIn) -> AsyncIterator[Hand]:
    async with aiohttp.ClientSession() as session:
        yield Hand(session, stand_in)


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    return stand_in.world.add_guild("Owners")


@pytest.fixture
def alice(stand_in: StandIn, guild: Guild) -> Person:
    return stand_in.person("Alice", guild=guild)


@pytest.fixture
def bob(stand_in: StandIn, guild: Guild) -> Person:
    return stand_in.person("Bob", guild=guild)

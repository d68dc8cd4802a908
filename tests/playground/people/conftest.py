"""A server with two members, and a bot that each test gives its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.playground.gateway.client import Bot

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild


@pytest.fixture
def guild(stand_in: StandIn) -> Guild:
    return stand_in.world.add_guild("Owners")


@pytest.fixture
def alice(stand_in: StandIn, guild: Guild) -> Person:
    return stand_in.person("Alice", guild=guild)


@pytest.fixture
def bob(stand_in: StandIn, guild: Guild) -> Person:
    return stand_in.person("Bob", guild=guild)


@pytest.fixture
def bot() -> Bot:
    return Bot()

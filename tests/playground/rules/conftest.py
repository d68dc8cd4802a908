"""What the tests of the rules share: Discord's document, where there is a copy of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.server.rules.schema import Schema

DOCUMENT = Path(__file__).parents[3].parent / "shared" / "discord" / "openapi.json"


@pytest.fixture(scope="session")
def schema() -> Schema:
    if not DOCUMENT.exists():
        pytest.skip("there is no copy of Discord's OpenAPI document beside the repository")
    return Schema(DOCUMENT)

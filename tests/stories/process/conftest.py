"""The hall, and what must be true whatever happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.conftest import OPENAPI
from tests.stories.process.hall import Hall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """Lend the running bot; no request may have been wrong, and its log holds no surprise."""
    async with Hall(tmp_path, OPENAPI if OPENAPI.exists() else None) as hall:
        yield hall
    assert hall.stand_in.violations == []
    assert hall.stand_in.journal.crashes == []
    for log in hall.logs:
        assert '"ERROR", "logger": "bot' not in log
        assert "Task exception was never retrieved" not in log

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.accountability.accountability import Accountability

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Accountability]:
    opened = Accountability(tmp_path / "accountability.db")
    yield opened
    opened.close()

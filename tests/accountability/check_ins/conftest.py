from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.accountability.accountability import Accountability
from tests.accountability.check_ins.making import Club

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def club(tmp_path: Path) -> Iterator[Club]:
    book = Accountability(tmp_path / "accountability.db")
    yield Club(book)
    book.close()

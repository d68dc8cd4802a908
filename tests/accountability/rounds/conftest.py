from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accountability.rounds.making import Book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = Book(tmp_path / "accountability.db")
    yield opened
    opened.file.close()

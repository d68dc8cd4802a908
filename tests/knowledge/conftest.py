"""A library of the sample articles, for whoever asks for `base`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.knowledge.library import SAMPLE, library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def base(path: Path) -> Iterator[KnowledgeBase]:
    with library(path, *SAMPLE) as opened:
        yield opened

"""The bench on which each test works."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.accountability.dispatch.making import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file without rows: copying one is quicker than making one."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    Bench(path).close()
    return path


@pytest.fixture
def bench(tmp_path: Path, blank: Path) -> Iterator[Bench]:
    path = tmp_path / "accountability.db"
    shutil.copy(blank, path)
    bench = Bench(path)
    yield bench
    bench.close()


@pytest.fixture
def circle(bench: Bench) -> Bench:
    """A group of three with a weekly schedule."""
    bench.group()
    bench.series()
    for user_id in (2, 3, 4):
        bench.member(user_id)
    return bench

"""The bench on which each test works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accountability.dispatch.making import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "accountability.db")
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

"""A damaged file is met with a sentence, and never with anything else."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import KnowledgeError
from knowledge.knowledge_base import KnowledgeBase
from tests.knowledge.library import SAMPLE, article, library, raw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


QUESTION = "what is a hot seat?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of four articles, closed."""
    path = tmp_path / "library.db"
    library(path, *SAMPLE).close()
    return path


def everything(path: Path) -> list[str]:
    """Use a library in every way, and say what it refused."""
    told: list[str] = []

    def attempt(act: Callable[[], object]) -> None:
        try:
            act()
        except KnowledgeError as error:
            told.append(str(error))

    base: KnowledgeBase | None = None

    def begin() -> None:
        nonlocal base
        base = KnowledgeBase(path)

    attempt(begin)
    if base is None:
        return told
    with base as opened:
        uses: list[Callable[[], object]] = [
            lambda: opened.ask("what is a hot seat, and a rotaton?"),
            opened.articles,
            lambda: [opened.body(number) for number in (1, 2, 3, 4)],
            opened.statistics,
            opened.check,
            lambda: opened.add(article("New", "New words.")),
            lambda: opened.remove(1),
            lambda: opened.check(repair=True),
            opened.optimize,
        ]
        for use in uses:
            attempt(use)
    return told


@pytest.mark.parametrize("kept", [0.9, 0.6, 0.3, 0.1])
def test_a_file_cut_short_is_damaged_and_says_so(path: Path, kept: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    told = everything(path)
    assert told
    assert all(one.endswith(".") and "damaged" in one for one in told)


def damaged(content: bytes, seed: int) -> bytes:
    """A file with a page of noise, a page of nothing, or some wrong bytes."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    broken = bytearray(content)
    page = chance.randrange(len(content) // 4096) * 4096
    if seed % 3 == 0:
        broken[page : page + 4096] = chance.randbytes(4096)
    elif seed % 3 == 1:
        broken[page + 100 : page + 4096] = bytes(3996)
    else:
        for _ in range(20):
            broken[chance.randrange(100, len(content))] = chance.randrange(256)
    return bytes(broken)


def test_a_damaged_file_is_never_met_with_anything_but_a_sentence(path: Path) -> None:
    content = path.read_bytes()
    for seed in range(45):
        path.write_bytes(damaged(content, seed))
        for beside in path.parent.glob(f"{path.name}-*"):
            beside.unlink()
        for told in everything(path):
            assert told.endswith(".")


@pytest.mark.parametrize(
    ("table", "column"),
    [("passages", "text"), ("articles", "title"), ("vocabulary", "word")],
)
def test_bytes_that_are_no_text_are_damage(path: Path, table: str, column: str) -> None:
    with raw(path) as connection:
        connection.execute(
            f"UPDATE {table} SET {column} = CAST(x'81fe41' AS TEXT) WHERE id = 3"  # noqa: S608
        )
    for told in everything(path):
        assert "damaged" in told

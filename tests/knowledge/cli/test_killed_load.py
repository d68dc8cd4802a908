"""A load that is killed half-way: what was reported is there, and every article is whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from knowledge.knowledge_base import KnowledgeBase
from knowledge.loading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.models import Block

SEED = 20_231
PATIENCE = 60
"""Seconds that the first line may take; no load waits so long unless something is wrong."""

LAST_MOMENT = 0.85
"""Of the time that a whole load takes: later there may be nothing left to kill."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a folder of articles; `texts` are what is read of each file of both."""

    old: Path
    new: Path
    texts: dict[str, tuple[tuple[Block, ...], tuple[Block, ...]]]


def _write_articles(folder: Path, number: int) -> Versions:
    texts = {}
    for version in ("old", "new"):
        (folder / version / "posts").mkdir(parents=True)
    for article in range(number):
        both = []
        for version in ("old", "new"):
            path = folder / version / "posts" / f"article-{article:05}.md"
            path.write_text(_article(article, version), encoding="utf-8")
            both.append(read_file(path).blocks)
        texts[f"Article {article:05}"] = (both[0], both[1])
    return Versions(folder / "old", folder / "new", texts)


def _article(number: int, version: str) -> str:
    words = random.Random(f"{SEED} {number} {version}")  # noqa: S311 - seeded, nothing secret
    paragraphs = (
        " ".join(f"word{words.randrange(4_000)}" for _ in range(words.randrange(20, 90)))
        for _ in range(4)
    )
    body = "\n\n".join(f"The {version} text says {paragraph}." for paragraph in paragraphs)
    return (
        f"---\ntitle: Article {number:05}\npermalink: /articles/{number}/\n---\n"
        f"## What it is about\n\n{body}\n"
    )


class _Load:
    """A load in a process of its own; its lines go to a file, where no reader keeps it waiting."""

    def __init__(self, folder: Path, db: Path, output: Path) -> None:
        self._output = output
        with output.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "knowledge", "load", str(folder), "--db", str(db)],
                stdout=out,
                stderr=subprocess.PIPE,
            )

    def wait_for_first_line(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self.titles():
            assert time.monotonic() < end, "the load reported nothing"
            assert self._process.poll() is None, self._errors()
            time.sleep(0.001)

    def kill_after(self, seconds: float) -> bool:
        """Kill it after so many seconds; tell whether it was still loading."""
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._errors()
        return self._process.returncode < 0

    def finish(self) -> None:
        errors = self._errors()
        assert self._process.returncode == 0, errors

    def titles(self) -> list[str]:
        """Return the titles of the whole lines that were written."""
        whole = self._output.read_text("utf-8").split("\n")[:-1]
        return [line.split("  (")[0].split(maxsplit=1)[1] for line in whole if "(" in line]

    def _errors(self) -> bytes:
        return self._process.communicate()[1]


def _moments(number: int) -> Iterator[float]:
    chance = random.Random(SEED)  # noqa: S311 - seeded, nothing secret
    for part in range(number):  # spread over the whole load, each at a moment of chance
        yield LAST_MOMENT * (part + chance.random()) / number


def _prove(db: Path, versions: Versions, reported: list[str]) -> None:
    """Prove that a library is sound, holds what was reported, and nothing but whole articles."""
    with KnowledgeBase(db, create=False) as library:
        assert library.check().faults == ()
        found = {article.title: library.body(article.id) for article in library.articles()}
    assert all(found[title] == versions.texts[title][1] for title in reported)
    assert all(text in versions.texts[title] for title, text in found.items())


def _kill_and_prove(folder: Path, articles: int, moments: int) -> None:
    versions = _write_articles(folder, articles)
    before, output = folder / "before.db", folder / "output.txt"
    whole = _Load(versions.old, before, output)
    whole.wait_for_first_line()
    started = time.monotonic()
    whole.finish()
    duration = time.monotonic() - started
    killed = 0
    for number, moment in enumerate(_moments(moments)):
        db = folder / f"{number}.db"
        is_update = number % 2 == 1
        if is_update:
            shutil.copy(before, db)
        load = _Load(versions.new, db, output)
        load.wait_for_first_line()
        killed += load.kill_after(moment * duration)
        reported = load.titles()
        assert reported
        _prove(db, versions, reported)
    assert killed >= moments / 2, "most loads ended before they were killed"
    again = _Load(versions.new, db, output)
    again.finish()
    _prove(db, versions, list(versions.texts))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_load_leaves_a_sound_library(tmp_path: Path) -> None:
    _kill_and_prove(tmp_path, articles=150, moments=3)


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_loads_of_2000_articles_killed_at_twenty_moments(tmp_path: Path) -> None:
    _kill_and_prove(tmp_path, articles=2_000, moments=20)

"""The library runs on the standard library's SQLite as well as on the one that it brings."""

from __future__ import annotations

import importlib.util
import os
import sqlite3 as standard_sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge.library import HOT_SEAT, SAMPLE, library, named

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
STANDARD = {**os.environ, "SOUNDING_BOARD_SQLITE": "standard", "PYTHONPATH": str(PROJECT)}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pysqlite3") is None,
    reason="there is one SQLite here: the standard library's",
)

OTHERS = ("test_knowledge_base.py", "test_editing.py", "test_narrowing.py", "test_titles.py")
"""What stores and reads in new ways, beside the tests of the store itself."""

ASK = """
import sys
sys.modules["pysqlite3"] = None
from knowledge.knowledge_base import KnowledgeBase
with KnowledgeBase(sys.argv[1], read_only=sys.argv[2] == "read") as base:
    answer = base.ask("what is a rotation?")
    print(answer.excerpts[0].citation.article.title)
    if sys.argv[2] != "read":
        base.remove(answer.excerpts[0].citation.article.id)
        print(base.check().faults)
"""


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("store",), id="store"),
        pytest.param(("group", *OTHERS), id="what is built on it", marks=pytest.mark.proof),
    ],
)
def test_the_tests_of_the_store_pass_on_the_standard_sqlite(names: tuple[str, ...]) -> None:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "--no-header"),
            *("-p", "no:cacheprovider", "-p", "no:xdist"),
            *map(str, map(HERE.joinpath, names)),
        ],
        cwd=PROJECT,
        env=STANDARD,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5_000:] + run.stderr[-2_000:]


def ask_on_the_standard_sqlite(path: Path, how: str) -> subprocess.CompletedProcess[str]:
    with library(path, *SAMPLE) as base:
        base.remove(named(base, HOT_SEAT.title).id)
    return subprocess.run(
        [sys.executable, "-c", ASK, str(path), how],
        cwd=PROJECT,
        env=STANDARD,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_library_written_by_one_sqlite_is_used_by_the_other(tmp_path: Path) -> None:
    run = ask_on_the_standard_sqlite(tmp_path / "library.db", "write")
    assert run.returncode == 0, run.stderr[-2_000:]
    assert run.stdout.splitlines() == ["Cover for every client", "()"]


@pytest.mark.skipif(
    standard_sqlite3.sqlite_version_info >= (3, 42),
    reason="the standard library's SQLite reads what a newer one has written",
)
def test_an_older_sqlite_that_may_only_read_says_what_to_do(tmp_path: Path) -> None:
    run = ask_on_the_standard_sqlite(tmp_path / "library.db", "read")
    assert run.returncode != 0
    assert "open it for writing once" in run.stderr

"""The library runs on the standard library's SQLite as well as on the one that it brings."""

from __future__ import annotations

import importlib.util
import os
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


def test_the_tests_of_the_store_pass_on_the_standard_sqlite() -> None:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "--no-header"),
            *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:asyncio"),
            *(str(HERE / "store"), str(HERE / "test_knowledge_base.py")),
        ],
        cwd=PROJECT,
        env=STANDARD,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5_000:] + run.stderr[-2_000:]


@pytest.mark.parametrize("how", ["read", "write"])
def test_a_library_written_by_one_sqlite_is_used_by_the_other(tmp_path: Path, how: str) -> None:
    path = tmp_path / "library.db"
    with library(path, *SAMPLE) as base:
        base.remove(named(base, HOT_SEAT.title).id)
    run = subprocess.run(
        [sys.executable, "-c", ASK, str(path), how],
        cwd=PROJECT,
        env=STANDARD,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    expected = ["Cover for every client", *(["()"] if how == "write" else [])]
    assert run.stdout.splitlines() == expected

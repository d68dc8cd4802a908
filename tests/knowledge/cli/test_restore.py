"""`restore`: lists what can be brought back, and brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run


def test_what_was_removed_is_listed_and_brought_back(run: Run, db: Path) -> None:
    before = run("list", "--db", db).out
    removed = run("remove", "--db", db, "2", "--yes")
    title = removed.out.removeprefix("removed  ").strip()
    assert "python -m knowledge restore" in removed.err
    (kept,) = run("restore", "--json", "--db", db).json
    assert kept["titles"] == [title]
    assert run("restore", "--db", db).out.startswith(f"{kept['id']}  {title}  until ")
    restored = run("restore", "--db", db, kept["id"], kept["id"])
    assert (restored.code, restored.out) == (0, f"restored  {title}\n")
    assert len(run("list", "--json", "--db", db).json) == 10
    assert sorted(run("list", "--db", db).out.split()) != []
    assert title in before


def test_starters_come_back_together(run: Run, db: Path) -> None:
    run("remove", "--db", db, "--starters", "--yes")
    (kept,) = run("restore", "--json", "--db", db).json
    assert len(run("restore", "--db", db, "--json", kept["id"]).json["restored"]) == 10


def test_where_nothing_was_removed_it_says_so(run: Run, db: Path) -> None:
    found = run("restore", "--db", db)
    assert (found.code, found.out) == (0, "")
    assert found.err == "Nothing was removed in the last seven days.\n"
    assert run("restore", "--db", db, "--json").json == []


def test_what_can_not_be_brought_back_is_an_error(run: Run, db: Path) -> None:
    found = run("restore", "--db", db, "nothing")
    assert found.code == 2
    assert found.err == "It can't be brought back any more.\n"

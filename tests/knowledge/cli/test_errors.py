"""What goes wrong: one sentence on standard error, exit code 2, never a traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from knowledge.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run

READING = [
    ("ask", "anything"),
    ("list",),
    ("show", "1"),
    ("stats",),
    ("check",),
    ("check", "--repair"),
    ("remove", "1", "--yes"),
    ("remove", "--starters", "--yes"),
]
EVERY = [*READING, ("load", "--starter"), ("load", "--starter", "--dry-run")]


@pytest.mark.parametrize("command", READING)
def test_a_missing_library_is_never_made(run: Run, tmp_path: Path, command: tuple[str]) -> None:
    found = run(*command, data=tmp_path / "data")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        f"There is no library at {tmp_path}/data/library.db."
        " Load articles first: python -m knowledge load PATH\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_file_that_is_no_library(
    run: Run, tmp_path: Path, command: tuple[str], option: tuple[str]
) -> None:
    db = tmp_path / "notes.db"
    db.write_bytes(b"Not a library, but somebody's notes.\n" * 100)
    found = run(*command, *option, "--db", db)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"{db} is not a library of Sounding Board; choose another file.\n"
    assert db.read_bytes() == b"Not a library, but somebody's notes.\n" * 100


@pytest.mark.parametrize("command", EVERY)
def test_a_damaged_library(run: Run, db: Path, command: tuple[str]) -> None:
    content = bytearray(db.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    db.write_bytes(content)
    found = run(*command, "--db", db)
    assert found.code == (1 if command[0] == "check" and found.out else 2)
    assert "damaged" in found.out + found.err
    assert "Traceback" not in found.out + found.err


@pytest.mark.parametrize("command", EVERY)
def test_a_library_of_a_newer_program(run: Run, db: Path, command: tuple[str]) -> None:
    database = Database(db)
    database.execute("PRAGMA user_version = 99")
    database.close()
    found = run(*command, "--db", db)
    assert (found.code, found.out) == (2, "")
    assert "was written by a newer version of Sounding Board" in found.err
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("command", EVERY)
def test_a_folder_in_the_place_of_the_library(
    run: Run, tmp_path: Path, command: tuple[str]
) -> None:
    found = run(*command, "--db", tmp_path)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"{tmp_path} is a folder; a library is a file.\n"


def test_a_folder_that_may_not_be_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere")
    found = run("load", "--starter", "--db", folder / "library.db")
    assert (found.code, found.out) == (2, "")
    assert str(folder) in found.err


def test_a_fault_of_ours_is_a_sentence(
    run: Run, starter_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\x1b[31mnought\nand more")

    monkeypatch.setattr(KnowledgeBase, "ask", fail)
    found = run("ask", "--db", starter_library, "anything")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "Something went wrong that should not have (ZeroDivisionError: by[31mnought and more);"
        " please report it.\n"
    )


def test_ctrl_c_is_answered_politely(
    run: Run, starter_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(KnowledgeBase, "ask", interrupt)
    found = run("ask", "--db", starter_library, "anything")
    assert (found.code, found.out, found.err) == (130, "", "Stopped.\n")


@pytest.mark.parametrize("command", ["load", "remove", "check"])
def test_an_old_sqlite_is_warned_of_once(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("knowledge.store.sqlite_is_old", lambda: True)
    monkeypatch.setattr("knowledge.store.sqlite_version", lambda: "3.40.1")
    arguments = {"load": ("--starter",), "remove": ("1", "2", "--yes"), "check": ()}[command]
    found = run(command, *arguments, "--db", db)
    assert found.code == 0
    assert found.err.count("Warning: this is SQLite 3.40.1.") == 1
    assert run("ask", "hot seat", "--db", db).err == ""

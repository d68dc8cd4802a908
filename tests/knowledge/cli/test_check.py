"""`check`: finds disagreement, repairs the index, and says what it can't repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.cli.conftest import Run


def _spoil(db: Path, statement: str) -> None:
    database = Database(db)
    with database.atomic():
        database.execute(statement)
    database.close()


def test_a_sound_library(run: Run, db: Path) -> None:
    found = run("check", "--db", db)
    assert found.code == 0
    assert found.out.startswith("All is well")
    sound = {"sound": True, "faults": [], "repaired": False}
    assert run("check", "--json", "--db", db).json == sound


def test_disagreement_is_told_and_repaired(run: Run, db: Path) -> None:
    _spoil(db, "UPDATE vocabulary SET passages = passages + 1")
    found = run("check", "--db", db)
    assert found.code == 1
    assert "The vocabulary is not that of the passages." in found.out
    assert found.out.endswith("python -m knowledge check --repair\n")
    repaired = run("check", "--repair", "--json", "--db", db)
    assert repaired.code == 0
    assert repaired.json["repaired"] is True
    assert repaired.json["faults"]
    assert run("check", "--db", db).code == 0


def test_a_lost_passage_can_not_be_repaired(run: Run, db: Path) -> None:
    _spoil(db, "DELETE FROM passages WHERE article = 2 AND position = 1")
    found = run("check", "--db", db, "--repair")
    assert found.code == 1
    assert "“Productive Distractions”, is not whole: load it again." in found.out
    assert "could not be repaired" in found.out

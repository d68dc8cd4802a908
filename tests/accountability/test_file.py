"""The file takes whatever a client can send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.store.file import File

if TYPE_CHECKING:
    from pathlib import Path


def test_half_a_character_finds_nothing_and_is_kept_as_a_question_mark(tmp_path: Path) -> None:
    file = File(tmp_path / "a.db")
    assert file.row("SELECT id FROM groups WHERE id = ?", ["a\ud83d"]) is None
    file.write("INSERT INTO facts (name, value) VALUES (?, ?)", ["x\ud83d", "y"])
    assert file.rows("SELECT name FROM facts") == [("x?",)]
    file.close()

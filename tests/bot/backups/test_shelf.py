"""Backups: whole, made while somebody writes, checked, and kept as long as promised."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from bot.backups import Backup, BackupFaultyError, Shelf
from bot.backups.retention import kept
from bot.desk.store import DeskStore
from bot.errors import StorageError
from knowledge import KnowledgeBase
from tests.bot.backups.folder import LIBRARY, NAME, NOW, filled, remembered

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(filled(tmp_path / "data"), "1.2.3")


def test_every_file_of_the_bot_is_copied_and_nothing_else(shelf: Shelf) -> None:
    told: list[str] = []
    backup, manifest = shelf.make(NOW, told.append)
    assert backup.name == NAME
    assert (manifest.made_at, manifest.program) == (NOW, "1.2.3")
    assert [file.path for file in manifest.files] == told == ["desk.db", LIBRARY]
    found = {str(file.relative_to(backup.path)) for file in backup.path.rglob("*.*")}
    assert found == {"manifest.json", "desk.db", LIBRARY}
    assert shelf.backups() == [backup]
    assert shelf.verify(backup) == manifest
    with KnowledgeBase(backup.path / LIBRARY, create=False, read_only=True) as library:
        assert library.ask("What is a productive distraction?").answered


def test_what_somebody_is_writing_is_copied_as_it_was_before(shelf: Shelf) -> None:
    desk = DeskStore(shelf.folder / "desk.db")
    try:
        desk.remember("said", "in the log that is beside the file")
        desk._db.execute("BEGIN IMMEDIATE")  # noqa: SLF001 - a write that is not finished
        desk.remember("said", "not yet")
        backup, _ = shelf.make(NOW)
        desk._db.execute("ROLLBACK")  # noqa: SLF001 - likewise
    finally:
        desk.close()
    assert remembered(backup.path / "desk.db") == "in the log that is beside the file"


def test_what_was_cut_off_is_no_backup_and_goes_at_the_next_one(shelf: Shelf) -> None:
    (shelf.folder / LIBRARY).write_bytes(b"SQLite format 3\0" + bytes(5000))
    with pytest.raises(StorageError, match=r"1234567890\.db"):
        shelf.make(NOW)
    assert shelf.backups() == []
    assert [each.name for each in (shelf.folder / "backups").iterdir()] == [".lock"]

    (shelf.folder / LIBRARY).unlink()
    left = shelf.folder / "backups" / ".making-killed"
    left.mkdir()
    (shelf.folder / "backups" / "2031-03-02T09-00-00Z").mkdir()
    backup, _ = shelf.make(NOW)
    assert shelf.backups() == [backup]
    assert not left.exists()


def test_two_backups_are_not_made_at_once(shelf: Shelf) -> None:
    shelf.make(NOW)
    with (
        FileLock(shelf.folder / "backups" / ".lock"),
        pytest.raises(StorageError, match="Another backup is being made"),
    ):
        shelf.make(NOW + timedelta(minutes=1))
    with pytest.raises(StorageError, match=f"this very second: {NAME}"):
        shelf.make(NOW)


def spoil_manifest(backup: Backup) -> None:
    (backup.path / "manifest.json").write_text("{}")


def lead_astray(backup: Backup) -> None:
    manifest = backup.path / "manifest.json"
    manifest.write_text(manifest.read_text().replace("desk.db", "../../desk.db"))


def lose_a_file(backup: Backup) -> None:
    (backup.path / "desk.db").unlink()


def flip_a_bit(backup: Backup) -> None:
    file = backup.path / LIBRARY
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("spoil", [spoil_manifest, lead_astray, lose_a_file, flip_a_bit])
def test_what_is_not_whole_is_told(
    shelf: Shelf,
    spoil: object,
) -> None:
    backup, _ = shelf.make(NOW)
    assert callable(spoil)
    spoil(backup)
    with pytest.raises(BackupFaultyError, match=rf"{NAME}.* Choose another one\."):
        shelf.verify(backup)


def test_seven_days_and_four_weeks_are_kept(shelf: Shelf) -> None:
    (shelf.folder / LIBRARY).unlink()
    for hours in range(0, 24 * 42, 12):
        shelf.make(NOW + timedelta(hours=hours))
    thrown_away = shelf.prune()
    assert len(thrown_away) == 84 - 10
    assert [backup.name[:13] for backup in shelf.backups()] == [
        *(f"2031-04-{day}T21" for day in (13, 12, 11, 10)),
        *(f"2031-04-{day:02}T21" for day in (9, 8, 7)),
        *("2031-04-06T21", "2031-03-30T21", "2031-03-23T21"),
    ]
    assert shelf.prune() == []


@given(st.lists(st.datetimes(), min_size=1))
def test_the_newest_always_stays_and_never_more_than_eleven(made: list[datetime]) -> None:
    stays = kept(made)
    assert max(made) in stays
    assert len(stays) <= 11
    assert kept(stays) == stays

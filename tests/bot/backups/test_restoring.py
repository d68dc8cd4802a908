"""A restore: nothing is lost by it, and it leaves a mark until the bot has seen it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.backups import (
    Backup,
    BackupFaultyError,
    Shelf,
    read_marker,
    remove_marker,
    restore,
    unfinished_restore,
)
from bot.errors import StorageError
from tests.bot.backups.folder import LIBRARY, NAME, NOW, filled, remember, remembered

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(filled(tmp_path / "data"), "1.2.3")


@pytest.fixture
def backup(shelf: Shelf) -> Backup:
    made, _ = shelf.make(NOW)
    remember(shelf.folder, "since")
    return made


def test_the_present_files_are_set_aside(shelf: Shelf, backup: Backup) -> None:
    (shelf.folder / "desk.db-wal").write_bytes(b"")
    done = restore(shelf, backup, LATER)
    assert done.files == ("desk.db", LIBRARY)
    assert remembered(shelf.folder / "desk.db") == "before"
    assert done.set_aside is not None
    assert done.set_aside.name == "2031-03-03T12-00-00Z"
    assert remembered(done.set_aside / "desk.db") == "since"
    assert (done.set_aside / LIBRARY).exists()
    assert not (shelf.folder / "desk.db-wal").exists()
    assert not list(shelf.folder.rglob("*.restoring"))
    assert shelf.verify(backup)


def test_it_leaves_a_mark(shelf: Shelf, backup: Backup) -> None:
    assert read_marker(shelf.folder) is None
    restore(shelf, backup, LATER)
    marker = read_marker(shelf.folder)
    assert marker is not None
    assert (marker.backup, marker.at, marker.finished) == (NAME, LATER, True)
    assert unfinished_restore(shelf.folder) is None
    remove_marker(shelf.folder)
    assert read_marker(shelf.folder) is None


def test_into_an_empty_folder_and_twice(shelf: Shelf, backup: Backup) -> None:
    for file in [*shelf.folder.glob("desk.db*"), *shelf.folder.glob(f"{LIBRARY}*")]:
        file.unlink()
    assert restore(shelf, backup, LATER).set_aside is None
    again = restore(shelf, backup, LATER)
    assert again.set_aside is not None
    assert remembered(again.set_aside / "desk.db") == "before"


def test_what_the_backup_does_not_have_stays(shelf: Shelf, backup: Backup) -> None:
    newer = shelf.folder / "knowledge" / "99.db"
    newer.write_bytes((shelf.folder / LIBRARY).read_bytes())
    restore(shelf, backup, LATER)
    assert newer.exists()


def test_a_backup_that_is_not_whole_changes_nothing(shelf: Shelf, backup: Backup) -> None:
    (backup.path / "desk.db").write_bytes(b"")
    with pytest.raises(BackupFaultyError):
        restore(shelf, backup, LATER)
    assert remembered(shelf.folder / "desk.db") == "since"
    assert read_marker(shelf.folder) is None


def test_a_full_disk_changes_nothing(
    shelf: Shelf, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("bot.backups.restoring.shutil.copyfile", full)
    with pytest.raises(StorageError, match=r"No space left.*disk has room"):
        restore(shelf, backup, LATER)
    assert remembered(shelf.folder / "desk.db") == "since"
    assert read_marker(shelf.folder) is None
    assert not list(shelf.folder.rglob("*.restoring"))


@pytest.mark.parametrize("step", range(6))
def test_interrupted_at_any_step_it_is_done_again_and_loses_nothing(
    shelf: Shelf, backup: Backup, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    class Killed(BaseException):
        pass

    left = [step]
    rename, replace = Path.rename, Path.replace

    def counted(work: object) -> object:
        def moved(path: Path, target: Path) -> Path:
            if path.parent.name != "backups" and left[0] == 0:
                raise Killed
            left[0] -= 1
            assert callable(work)
            return Path(work(path, target))

        return moved

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", counted(rename))
        patched.setattr(Path, "replace", counted(replace))
        with pytest.raises(Killed):
            restore(shelf, backup, LATER)
    if step:
        assert unfinished_restore(shelf.folder) == NAME
    else:
        assert remembered(shelf.folder / "desk.db") == "since"
    restore(shelf, backup, LATER)
    assert unfinished_restore(shelf.folder) is None
    assert remembered(shelf.folder / "desk.db") == "before"
    aside = [remembered(each) for each in (shelf.folder / "set-aside").glob("*/desk.db")]
    assert aside.count("since") == 1


def test_a_mark_that_can_t_be_read_is_told(shelf: Shelf) -> None:
    (shelf.folder / "restored.json").write_text("?")
    with pytest.raises(StorageError, match="bot restore` again"):
        read_marker(shelf.folder)

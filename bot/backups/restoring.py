"""Putting a backup's files in the place of the present ones, which are set aside, never deleted."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.backups import copies
from bot.backups.marker import Marker, read_marker, write_marker
from bot.backups.shelf import translated

if TYPE_CHECKING:
    from pathlib import Path

    from bot.backups.shelf import Backup, Shelf

_ASIDE = "set-aside"
_NAME = "%Y-%m-%dT%H-%M-%SZ"
_COMING = ".restoring"
# What SQLite keeps beside a file: it belongs to the old one, and would spoil the new one.
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has done.

    Attributes:
        files: What was put in place, as paths within the data folder.
        set_aside: Where the files are that were there before; None if there were none.
    """

    files: tuple[str, ...]
    set_aside: Path | None


def restore(shelf: Shelf, backup: Backup, now: datetime) -> Restored:
    """Put a backup's files in place; whoever calls holds the folder's lock.

    Files that the backup does not have stay. The next start of the bot finds a marker, and begins
    on hold. If it is interrupted, the bot does not start until it was done again.

    Raises:
        BackupFaultyError: The backup is not whole; nothing was changed.
        StorageError: Something can't be written.
    """
    folder = shelf.folder
    paths = tuple(file.path for file in shelf.verify(backup).files)
    with translated(folder):
        _bring_near(folder, backup.path, paths)
        write_marker(folder, Marker(backup=backup.name, at=now, finished=False))
        aside = _new_folder(folder / _ASIDE, f"{now.astimezone(UTC):{_NAME}}")
        for path in paths:
            _set_aside(folder, path, aside)
            _coming(folder, path).replace(folder / path)
            copies.keep_names((folder / path).parent)
        write_marker(folder, Marker(backup=backup.name, at=now, finished=True))
        if not any(aside.iterdir()):
            aside.rmdir()
    return Restored(paths, aside if aside.exists() else None)


def unfinished_restore(folder: Path) -> str | None:
    """Return the name of the backup whose restore was interrupted, if one was."""
    marker = read_marker(folder)
    return marker.backup if marker is not None and not marker.finished else None


def _bring_near(folder: Path, backup: Path, paths: tuple[str, ...]) -> None:
    """Copy everything beside where it belongs: a full disk is noticed before anything changes."""
    try:
        for path in paths:
            coming = _coming(folder, path)
            coming.parent.mkdir(mode=0o700, exist_ok=True)
            shutil.copyfile(backup / path, coming)
            with coming.open("rb") as written:
                os.fsync(written.fileno())
    except BaseException:
        for path in paths:
            _coming(folder, path).unlink(missing_ok=True)
        raise


def _set_aside(folder: Path, path: str, aside: Path) -> None:
    for suffix in _BESIDE:
        present = folder / f"{path}{suffix}"
        if present.exists():
            target = aside / f"{path}{suffix}"
            target.parent.mkdir(mode=0o700, exist_ok=True)
            present.rename(target)


def _coming(folder: Path, path: str) -> Path:
    return folder / f"{path}{_COMING}"


def _new_folder(parent: Path, name: str) -> Path:
    parent.mkdir(mode=0o700, exist_ok=True)
    number = 1
    while True:
        made = parent / (name if number == 1 else f"{name}-{number}")
        try:
            made.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return made

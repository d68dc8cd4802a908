"""The shelf of backups in the data folder: made, listed, verified, and thrown away in time."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from pydantic import ValidationError

from bot.backups import copies, manifest
from bot.backups.manifest import CopiedFile, Manifest, present_files
from bot.backups.retention import kept
from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FOLDER = "backups"
_NAME = "%Y-%m-%dT%H-%M-%SZ"
_LOCK = ".lock"
_UNFINISHED = ".making-"


class BackupFaultyError(StorageError):
    """A backup is not whole; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on the shelf: its name is the instant at which it was begun."""

    path: Path
    made_at: datetime

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name


class Shelf:
    """The backups of one data folder.

    Args:
        folder: The data folder.
        program: The version of Sounding Board.

    Raises:
        StorageError: Something can't be read or written; every method may raise it.
    """

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self._shelf = folder / _FOLDER
        self._program = program

    def backups(self) -> list[Backup]:
        """Return the finished backups, newest first."""
        with translated(self._shelf):
            if not self._shelf.is_dir():
                return []
            found = [
                Backup(path, made_at)
                for path in self._shelf.iterdir()
                if (made_at := _read_name(path.name)) and (path / manifest.NAME).is_file()
            ]
        return sorted(found, key=lambda backup: backup.made_at, reverse=True)

    def make(
        self, now: datetime, progress: Callable[[str], None] = lambda _path: None
    ) -> tuple[Backup, Manifest]:
        """Copy every file, check each copy, and put them on the shelf together.

        Args:
            now: When; no two can be made in the same second.
            progress: Told of each file before it is copied.
        """
        target = self._shelf / f"{now.astimezone(UTC):{_NAME}}"
        with translated(target), self._alone(), self._unfinished() as making:
            if target.exists():
                raise StorageError(f"A backup was made this very second: {target.name}.")
            files = []
            for path in present_files(self.folder):
                progress(path)
                files.append(self._copy(path, making / path))
            made = Manifest(made_at=now, program=self._program, files=tuple(files))
            (making / manifest.NAME).write_text(made.model_dump_json(indent=2), "utf-8")
            copies.keep_names(making)
            making.rename(target)
            copies.keep_names(self._shelf)
        return Backup(target, now.astimezone(UTC).replace(microsecond=0)), made

    def verify(self, backup: Backup) -> Manifest:
        """Read a backup whole, and return what it holds.

        Raises:
            BackupFaultyError: A file is missing, has changed, or is damaged.
        """
        try:
            text = (backup.path / manifest.NAME).read_text("utf-8")
            read = Manifest.model_validate_json(text)
        except (OSError, ValidationError) as error:
            raise BackupFaultyError(
                f"The backup {backup.name} has no manifest that can be read. Choose another one."
            ) from error
        for file in read.files:
            self._verify(backup, file)
        return read

    def prune(self) -> list[Backup]:
        """Throw away what need not be kept any more; return what that was."""
        with translated(self._shelf), self._alone():
            backups = self.backups()
            stays = kept(backup.made_at for backup in backups)
            gone = [backup for backup in backups if backup.made_at not in stays]
            for backup in gone:
                # Without its manifest it is no backup, should this end in the middle.
                (backup.path / manifest.NAME).unlink()
                shutil.rmtree(backup.path)
        return gone

    def _copy(self, path: str, target: Path) -> CopiedFile:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        version = copies.copy(self.folder / path, target)
        size = target.stat().st_size
        return CopiedFile(path=path, bytes=size, sha256=copies.digest(target), version=version)

    @staticmethod
    def _verify(backup: Backup, file: CopiedFile) -> None:
        path = backup.path / file.path
        try:
            same = path.stat().st_size == file.bytes and copies.digest(path) == file.sha256
        except OSError as error:
            raise BackupFaultyError(
                f"{file.path} of the backup {backup.name} can't be read: {error.strerror}."
                " Choose another one."
            ) from error
        if not same:
            raise BackupFaultyError(
                f"{file.path} of the backup {backup.name} is not as it was written."
                " Choose another one."
            )
        copies.check(path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the shelf: the bot itself and `python -m bot backup` may both want to."""
        self._shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with FileLock(self._shelf / _LOCK, timeout=0):
                yield
        except Timeout:
            raise StorageError(
                "Another backup is being made at this moment. Try again in a minute."
            ) from None

    @contextmanager
    def _unfinished(self) -> Iterator[Path]:
        """Lend a folder for what is being made; it is gone at the end, unless it was renamed."""
        for left in self._shelf.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        making = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self._shelf))
        try:
            yield making
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _read_name(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise StorageError for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{error.filename or path} can't be used: {error.strerror}. Check that its folder may"
            " be written and that the disk has room."
        ) from error

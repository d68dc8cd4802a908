"""One SQLite file copied whole, while another program writes to it, and checked."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its own choice of SQLite

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# In seconds: a load into a library holds its file for a moment.
_PATIENCE = 30.0


def copy(source: Path, target: Path) -> int:
    """Copy a file as it is at one instant, check the copy, and return its schema's version.

    Raises:
        StorageError: It can't be read or written, or it is damaged; no target is left.
    """
    try:
        with _translated(source), closing(_open(source)) as connection:
            connection.execute("VACUUM INTO ?", [str(target)])
        with target.open("rb") as made:
            os.fsync(made.fileno())
        return check(target)
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def is_older(file: Path, version: int) -> bool:
    """Tell whether a file is there, with a schema before a version.

    Raises:
        StorageError: It can't be read.
    """
    if not file.exists():
        return False
    with _translated(file), closing(_open(file)) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return 0 < found < version


def check(file: Path) -> int:
    """Let SQLite look through a whole file; return the version of its schema.

    Raises:
        StorageError: It is damaged.
    """
    with _translated(file), closing(_open(file)) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        version = connection.execute("PRAGMA user_version").fetchone()
    if found[0] != "ok":
        raise StorageError(f"The file {file} is damaged: {found[0]}.")
    return int(version[0])


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def keep_names(folder: Path) -> None:
    """Let what was created or renamed in a folder outlive a power cut; Windows does so itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _open(file: Path) -> sqlite3.Connection:
    # Read only, so that nothing is made where there is nothing.
    address = f"file:{quote(str(file.absolute()))}?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE)


@contextmanager
def _translated(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            f"The file {file} can't be used: {error}. Check that it may be read, that its folder"
            " may be written, and that the disk has room."
        ) from error

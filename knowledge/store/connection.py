"""Opening a library file: settings, migrations, transactions, and SQLite's errors in sentences."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its own choice of SQLite

from knowledge.errors import LibraryCorrupt, LibraryTooNew, LibraryUnavailable
from knowledge.store.migrations import APPLICATION_ID, SCHEMA_VERSION, migrations
from knowledge.store.public_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OLDEST_SAFE = (3, 51, 3)
_OLDEST_SECURE_DELETE = (3, 42, 0)

_SETTINGS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
    "PRAGMA mmap_size = 268435456",
)
_WRITER_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA secure_delete = ON",  # what was removed is nowhere in the file
)


DatabaseFault: type[Exception] = sqlite3.DatabaseError
"""SQLite's errors: the class of the SQLite in use, which differs from the standard library's."""


def sqlite_is_old() -> bool:
    """Tell whether SQLite has the WAL-reset fault that 3.51.3 mends."""
    return bool(sqlite3.sqlite_version_info < _OLDEST_SAFE)


def has_secure_delete() -> bool:
    """Tell whether deleted text leaves the full-text index at once (SQLite 3.42)."""
    return bool(sqlite3.sqlite_version_info >= _OLDEST_SECURE_DELETE)


def sqlite_version() -> str:
    """Return the version of the SQLite in use."""
    return str(sqlite3.sqlite_version)


def open_library(path: Path, *, create: bool, read_only: bool) -> Database:
    """Open a library file, creating or migrating it when it may be written.

    Raises:
        LibraryUnavailable: The file or its folder is missing, unreadable or unwritable.
        LibraryTooNew: A newer program wrote it.
        LibraryCorrupt: It is not a library, or it is damaged.
    """
    with translated(path):
        exists = path.exists() and (create or path.stat().st_size > 0)
        if not exists and (read_only or not create):
            raise LibraryUnavailable(f"There is no library at {path}.")
        if exists and not path.is_file():
            kind = "a folder" if path.is_dir() else "a device"
            raise LibraryUnavailable(f"{path} is {kind}; a library is a file.")
        if not exists:
            _make_folder(path)
        db = _connect(path, read_only=read_only)
        try:
            _prepare(db, path, read_only=read_only)
        except BaseException:
            db.close()
            raise
        return db


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnavailable(
            f"The folder {path.parent} can't be made: {error.strerror}."
        ) from error


def _connect(path: Path, *, read_only: bool) -> Database:
    address = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    if read_only and not (_is_writable(path.parent) or _beside(path, "-wal").exists()):
        address += "&immutable=1"  # a WAL library is else not readable where nothing can be made
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=5.0)
    return Database(connection)


def _is_writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _prepare(db: Database, path: Path, *, read_only: bool) -> None:
    for statement in _SETTINGS:
        db.execute(statement)
    _recognise(db, path)
    version = _pragma(db, "user_version")
    if version > SCHEMA_VERSION:
        raise LibraryTooNew(
            f"{path} was written by a newer version of Sounding Board"
            f" (file {version}, program {SCHEMA_VERSION}); update the program."
        )
    if not read_only:
        for statement in _WRITER_SETTINGS:
            db.execute(statement)
    if version == SCHEMA_VERSION:
        return
    if read_only:
        raise LibraryUnavailable(f"{path} is from an older version; open it for writing once.")
    if version:
        _back_up(db, path, version)
    with transaction(db):  # two programs may open an older file at the same moment
        if _pragma(db, "user_version") < SCHEMA_VERSION:
            migrations.apply(db)


def _recognise(db: Database, path: Path) -> None:
    """Refuse another program's file before anything is written to it."""
    application = _pragma(db, "application_id")
    if application == APPLICATION_ID:
        return
    names = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master")}
    # A first migration that was cut short leaves nothing but its own, still empty, table.
    if application or any(not name.startswith(_OWN_BEGINNINGS) for name in names):
        raise LibraryCorrupt(f"{path} is not a library of Sounding Board; choose another file.")


_OWN_BEGINNINGS = (Migrations.migrations_table, "sqlite_")


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _back_up(db: Database, path: Path, version: int) -> None:
    """Keep a copy of the file as it was before a migration."""
    target = _beside(path, f".before-{version + 1}")
    if not target.exists():
        whole = _beside(target, f".{new_id()}")
        db.execute("VACUUM INTO ?", [str(whole)])
        whole.replace(target)  # there is no half of a copy under its name


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Run a block as one write transaction; read-then-write is safe in it.

    `Database.atomic()` begins deferred and fails at once with SQLITE_BUSY_SNAPSHOT when another
    program writes between the read and the write.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def copied(db: Database) -> Iterator[Database]:
    """Lend a copy of a library in a temporary file of SQLite's own, gone afterwards."""
    copy = sqlite3.connect("")
    try:
        db.conn.backup(copy)
        yield Database(copy)
    finally:
        copy.close()


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Run a block of reads on one state of the file."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.execute("COMMIT")


_SENTENCES = (
    ("locked", "is busy in another program; try again in a moment"),
    ("busy", "is busy in another program; try again in a moment"),
    ("full", "can't be written: the disk is full; make room and try again"),
    ("fts5 file format", "was last written with a newer SQLite; open it for writing once"),
    ("readonly", "can't be written: it, or its folder, is read-only"),
    ("unable to open", "can't be opened: check that its folder exists and may be written"),
    ("disk i/o", "can't be read or written: the disk reports an error"),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the library's, with a sentence that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        words = str(error).lower()
        if "not a database" in words:
            raise LibraryCorrupt(
                f"{path} is not a library of Sounding Board; choose another file."
            ) from error
        for sign, sentence in _SENTENCES:
            if sign in words:
                raise LibraryUnavailable(f"The library {path} {sentence}.") from error
        raise _corrupt(path) from error
    except OSError as error:
        raise LibraryUnavailable(f"{path} can't be used: {error.strerror}.") from error
    except (AttributeError, TypeError, ValueError) as error:
        # A damaged file hands out what its schema forbids: no number, no text, no JSON.
        raise _corrupt(path) from error


def _corrupt(path: Path) -> LibraryCorrupt:
    return LibraryCorrupt(
        f"The library {path} is damaged. Run the command 'check --repair'; if it fails, set the"
        " file aside and restore a backup or load the articles again."
    )

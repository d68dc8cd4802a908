"""The file itself: opened, brought up to date, and written in transactions. One thread's own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its own choice of SQLite

from bot.accountability.store.columns import whole
from bot.accountability.store.migrations import SCHEMA_VERSION, migrations
from bot.errors import StorageError, StorageTooNewError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Value = str | int | None
Row = Sequence[Any]

_SETTINGS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA secure_delete = ON",
)


_FAULTS = (sqlite3.Error, OSError)


class File:
    """`accountability.db`.

    Args:
        path: Where it is; made with its folder if it is not there.

    Raises:
        StorageError: It can't be opened, read or written; every method may raise it.
        StorageTooNewError: A newer program wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(str(path), isolation_level=None, timeout=5.0)
            self._db = Database(connection)
            # Of a hundred thousand small statements, each layer in between is felt.
            self._connection_execute = connection.execute
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise StorageTooNewError(
                f"{self.path} was written by a newer version of Sounding Board"
                f" (file {version}, program {SCHEMA_VERSION}). Update the program."
            )
        for statement in _SETTINGS:
            self._db.execute(statement)
        if 0 < version < SCHEMA_VERSION:
            copy = self.path.with_name(f"{self.path.name}.before-{version + 1}")
            if not copy.exists():
                self._db.execute("VACUUM INTO ?", [str(copy)])
        migrations.apply(self._db)

    def close(self) -> None:
        """Write everything into the one file, and close it."""
        with self._translated():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.close()

    @property
    def writes(self) -> int:
        """How many rows have been written since it was opened; it only grows."""
        return int(self._db.conn.total_changes)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of it or nothing. One inside another is part of the outer one."""
        if self._db.conn.in_transaction:
            yield
            return
        with self._translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled it back already.
                if self._db.conn.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Execute one statement; return how many rows it changed."""
        try:
            return int(self._execute(sql, values).rowcount)
        except _FAULTS as error:
            raise self._fault(error) from error

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a question; no cursor stays open."""
        try:
            return list(self._execute(sql, values).fetchall())
        except _FAULTS as error:
            raise self._fault(error) from error

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row of a question, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def _execute(self, sql: str, values: Sequence[Value]) -> Any:  # noqa: ANN401 - either SQLite's
        try:
            return self._connection_execute(sql, values)
        except UnicodeEncodeError:
            # Half a character: whoever sends one has a client of their own.
            clean = [whole(value) if isinstance(value, str) else value for value in values]
            return self._connection_execute(sql, clean)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> StorageError:
        return StorageError(
            f"The file {self.path} can't be used: {error}. Check that its folder may be written"
            " and that the disk has room."
        )

"""What the bot keeps for a server, read from its files: all rows, and every id in them."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIT = re.compile(r"[A-Za-z0-9_-]{1,32}")
_NAME = re.compile(r"[\w.-]{1,100}")

Rows = dict[str, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Ids:
    """What a server's files hold: ids by what they are of, and all other names in its memos."""

    by_kind: dict[str, tuple[str, ...]]
    names: tuple[str, ...] = ()

    @property
    def one_each(self) -> dict[str, str]:
        """The last id of each kind."""
        return {kind: ids[-1] for kind, ids in self.by_kind.items()}


def ids_in(folder: Path, guild_id: int, *, but: int | None = None) -> Ids:
    """Return every id that a server's files hold.

    Args:
        folder: The bot's data folder.
        guild_id: The server.
        but: Another server, whose ids are left out: starters have the same in both in stories.
    """
    others = set(_library_ids(folder, but)) if but is not None else set()
    found: dict[str, list[str]] = {}
    for kind, id_ in _library_ids(folder, guild_id):
        if (kind, id_) not in others:
            found.setdefault(kind, []).append(id_)
    names: set[str] = set()
    for table in ("memos", "posts"):
        for row in desk_rows(folder, guild_id)[table]:
            kind = str(row["kind"]).split(":")[0]
            found.setdefault(f"{table}: {kind}", []).append(str(row["id"]))
            names.update(_names_in(json.loads(str(row["data"]))))
    return Ids({kind: tuple(dict.fromkeys(ids)) for kind, ids in found.items()}, tuple(names))


def _library_ids(folder: Path, guild_id: int) -> Iterator[tuple[str, str]]:
    for table, rows in library_rows(folder, guild_id).items():
        for row in rows:
            for column in ("id", "public_id"):
                value = row.get(column)
                if isinstance(value, str) and _FIT.fullmatch(value):
                    yield table, value


def _names_in(data: object) -> Iterator[str]:
    """Yield whatever could be a name in a menu."""
    if isinstance(data, str) and _NAME.fullmatch(data):
        yield data
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in parts:
        yield from _names_in(part)


def library_rows(folder: Path, guild_id: int) -> Rows:
    """Return all that stands in a server's library file."""
    return _rows(folder / "knowledge" / f"{guild_id}.db", "")


def desk_rows(folder: Path, guild_id: int) -> Rows:
    """Return all that the desk keeps for a server."""
    return _rows(folder / "desk.db", f" WHERE guild = {guild_id}")


def _rows(path: Path, where: str) -> Rows:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        tables = [
            name
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
            if not sql.upper().startswith("CREATE VIRTUAL") and (not where or "guild" in sql)
        ]
        return {
            name: sorted(
                (dict(row) for row in connection.execute(f"SELECT * FROM {name}{where}")),  # noqa: S608 - names of our own tables
                key=repr,
            )
            for name in tables
        }
    finally:
        connection.close()

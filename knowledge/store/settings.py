"""What a library file remembers about itself, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STARTERS = "starters"
"""Whether the starter library was loaded here (`LOADING`, `LOADED`), or nothing if it never was."""

LOADING = "loading"
LOADED = "loaded"


class SettingStore:
    """Reads and writes settings; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str) -> str:
        """Return a setting, "" if it was never set."""
        row = self._db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
        return str(row[0]) if row else ""

    def set(self, name: str, value: str) -> None:
        """Set a setting."""
        self._db.execute(
            "INSERT INTO settings (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )

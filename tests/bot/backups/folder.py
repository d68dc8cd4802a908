"""A data folder with something in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from bot.desk.store import DeskStore
from knowledge import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
NAME = "2031-03-03T09-00-00Z"
LIBRARY = "knowledge/1234567890.db"


def filled(folder: Path) -> Path:
    """Return a folder with a desk and a library in it, and with what is no file of the bot's."""
    folder.mkdir(exist_ok=True)
    remember(folder, "before")
    (folder / "knowledge").mkdir()
    with KnowledgeBase(folder / LIBRARY) as library:
        library.load_starters()
    (folder / "bot.lock").touch()
    (folder / "starter.db").write_text("not the bot's")
    return folder


def remember(folder: Path, value: str) -> None:
    """Write something that a restore undoes."""
    store = DeskStore(folder / "desk.db")
    store.remember("said", value)
    store.close()


def remembered(file: Path) -> str:
    """Return what a desk's file holds."""
    database = Database(file)
    try:
        (row,) = database.query("SELECT value FROM facts WHERE name = 'said'")
        return str(row["value"])
    finally:
        database.close()

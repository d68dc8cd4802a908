"""Opening the library that was chosen. Nothing but a load ever makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.cli.terminal import say
from knowledge.errors import LibraryUnavailable

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase


def open_to_read(path: Path) -> KnowledgeBase:
    """Open an existing library for questions.

    Raises:
        KnowledgeError: There is none, or it can't be opened.
    """
    from knowledge.knowledge_base import KnowledgeBase

    _require(path)
    try:
        # A file of an older version is brought up to date by opening it for writing.
        return KnowledgeBase(path, create=False)
    except LibraryUnavailable as error:
        try:
            return KnowledgeBase(path, create=False, read_only=True)
        except LibraryUnavailable:
            raise error from None


def open_to_write(path: Path, *, create: bool = False) -> KnowledgeBase:
    """Open a library to change it; warn when SQLite is one that may damage it.

    Raises:
        KnowledgeError: There is none and `create` is not set, or it can't be opened.
    """
    from knowledge.knowledge_base import KnowledgeBase
    from knowledge.store import sqlite_is_old, sqlite_version

    if not create:
        _require(path)
    library = KnowledgeBase(path, create=create)
    if sqlite_is_old():
        say(
            f"Warning: this is SQLite {sqlite_version()}. Before version 3.51.3 it can, rarely,"
            " damage a file that two programs write to; where pysqlite3 can be installed, do so."
        )
    return library


def _require(path: Path) -> None:
    if not path.exists():
        raise LibraryUnavailable(
            f"There is no library at {path}. Load articles first: python -m knowledge load PATH"
        )

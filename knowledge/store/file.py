"""An open library file: its connection, its clock, and the two ways to use it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from knowledge.store.article_writer import ArticleWriter
from knowledge.store.articles import ArticleStore
from knowledge.store.changes import ChangeStore
from knowledge.store.connection import open_library, snapshot, transaction, translated
from knowledge.store.curated import CuratedStore
from knowledge.store.gaps import GapStore
from knowledge.store.index import IndexStore
from knowledge.store.reader import SearchReader
from knowledge.store.removed import RemovedStore
from knowledge.store.settings import SettingStore
from knowledge.store.suggestions import SuggestionStore
from knowledge.store.synonyms import SynonymStore
from knowledge.store.titles import TitleStore
from knowledge.store.votes import VoteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path


class LibraryFile:
    """One open library file; it belongs to the thread that opened it.

    Args:
        path: The file.
        create: Whether a missing file is made.
        read_only: Whether it is only read.
        clock: What time it is, in UTC.

    Raises:
        LibraryUnavailable: The file or its folder is missing, unreadable or unwritable.
        LibraryTooNew: A newer program wrote it.
        LibraryCorrupt: It is not a library, or it is damaged.
    """

    def __init__(
        self, path: Path, *, create: bool, read_only: bool, clock: Callable[[], datetime]
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.db = open_library(path, create=create, read_only=read_only)
        self.articles = ArticleStore(self.db)
        self.writer = ArticleWriter(self.db)
        self.index = IndexStore(self.db)
        self.reader = SearchReader(self.db)
        self.changes = ChangeStore(self.db)
        self.curated = CuratedStore(self.db)
        self.gaps = GapStore(self.db)
        self.removed = RemovedStore(self.db)
        self.settings = SettingStore(self.db)
        self.suggestions = SuggestionStore(self.db)
        self.synonyms = SynonymStore(self.db)
        self.titles = TitleStore(self.db)
        self.votes = VoteStore(self.db)
        self._clock = clock
        self._written = 0

    def close(self) -> None:
        """Close the file; the object is of no use after it."""
        self.db.close()

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return self._clock()

    def today(self) -> date:
        """Return the day, in UTC."""
        return self._clock().date()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Run a block of reads on one state of the file; within another block, on its state."""
        with translated(self.path):
            if self.db.conn.in_transaction:
                yield
                return
            with snapshot(self.db):
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run a block as one write transaction: all of it is done, or nothing."""
        with translated(self.path):
            with transaction(self.db):
                yield
            self._written += 1

    def state(self) -> tuple[int, int]:
        """Return what changes whenever this connection or another one has written to the file."""
        version = self.db.execute("PRAGMA data_version").fetchone()[0]
        return int(version), self._written

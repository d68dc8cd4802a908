"""Plain SQLite FTS5 as a project would use it in an afternoon: porter stems, OR, bm25, snippet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from sqlite_utils import Database

from benchmarks.systems import Shown
from knowledge.text.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.question_sets import SourceDocument

_WORD = re.compile(r"\w+")
_FILE = "fts5.db"
# About 300 characters of English prose; the most tokens that snippet() allows are 64.
_SNIPPET_TOKENS = 48


class System:
    """One FTS5 table of titles and texts; every word of the question is searched for."""

    left_out: frozenset[str] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / _FILE)

    @classmethod
    def build(cls, documents: Iterable[SourceDocument], folder: Path) -> Self:
        """Write all rows in one transaction, then merge the index."""
        system = cls(folder)
        connection = system._database.conn
        with connection:
            connection.execute(
                "CREATE VIRTUAL TABLE documents USING"
                " fts5(name UNINDEXED, title, text, tokenize='porter unicode61')"
            )
            connection.executemany(
                "INSERT INTO documents (name, title, text) VALUES (?, ?, ?)",
                ((source.id, source.title, source.text) for source in documents),
            )
            connection.execute("INSERT INTO documents (documents) VALUES ('optimize')")
        return system

    @classmethod
    def reopen(cls, folder: Path) -> Self:
        """Open the file again."""
        return cls(folder)

    def rank(self, question: str, limit: int) -> list[str]:
        """Name the documents for a question, best first."""
        return [name for _, name in self._hits(question, limit)]

    def excerpts(self, question: str, limit: int) -> list[Shown]:
        """Quote the best documents with `snippet()`.

        Ranked first and quoted afterwards: in one statement, SQLite would quote every match.
        """
        match = self._match(question)
        return [
            Shown(name, self._snippet(match, rowid)) for rowid, name in self._hits(question, limit)
        ]

    def passage_count(self) -> int:
        """Count the rows."""
        row = self._database.conn.execute("SELECT count(*) FROM documents").fetchone()
        return int(row[0])

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _hits(self, question: str, limit: int) -> list[tuple[int, str]]:
        match = self._match(question)
        if not match:
            return []
        return list(
            self._database.conn.execute(
                "SELECT rowid, name FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?",
                (match, limit),
            )
        )

    def _snippet(self, match: str, rowid: int) -> str:
        row = self._database.conn.execute(
            "SELECT snippet(documents, 2, '', '', '…', ?) FROM documents"
            " WHERE documents MATCH ? AND rowid = ?",
            (_SNIPPET_TOKENS, match, rowid),
        ).fetchone()
        return str(row[0])

    def _match(self, question: str) -> str:
        words = dict.fromkeys(_WORD.findall(question))
        # A question of nothing but stop words is better asked than not.
        kept = [word for word in words if word.casefold() not in self.left_out] or list(words)
        return " OR ".join(f'"{word}"' for word in kept)


class WithoutStopWords(System):
    """The same table; stop words, by this library's own list, are not searched for.

    Words like "the" hardly change the order, but make SQLite score nearly every row.
    """

    left_out = STOP_WORDS

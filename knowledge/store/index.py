"""The index of a library file: stored stems, the full-text index on them, and the counts.

All of it can be written again from the content. Counts are kept for each audience apart, so that
what an asker may not see weighs nothing in what they are shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from knowledge.store.connection import DatabaseFault, has_secure_delete, transaction
from knowledge.text.words import INDEX_VERSION, content_words, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

_NEWER_FORMAT = "invalid fts5 file format"
_OLD_FORMAT = 4
_COLUMNS = "scope, title, heading, body"


class FieldWords(NamedTuple):
    """A field of a passage, read once: its words and, joined for the index, their stems."""

    words: list[str]
    terms: str

    @classmethod
    def of(cls, text: str) -> FieldWords:
        """Read one field."""
        words = content_words(text)
        return cls(words, " ".join([stem(word) for word in words]))


class BodyWords(NamedTuple):
    """The words of a passage: those of its heading and of its text."""

    heading: FieldWords
    body: FieldWords

    @classmethod
    def of(cls, heading: str, text: str) -> BodyWords:
        """Read one passage."""
        return cls(FieldWords.of(heading), FieldWords.of(text))


@dataclass(slots=True)
class WordCounts:
    """What a set of passages adds to the counts."""

    words: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    passages: int = 0
    lengths: list[int] = field(default_factory=lambda: [0, 0, 0])

    def take(self, fields: Sequence[FieldWords]) -> None:
        """Count a passage: its title, heading and body."""
        words = set(chain.from_iterable(read.words for read in fields))
        self.words.update(words)
        self.stems.update({stem(word) for word in words})
        self.passages += 1
        for place, read in enumerate(fields):
            self.lengths[place] += len(read.words)


class IndexStore:
    """Writes and proves the index; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def prepare(self) -> None:
        """Make the full-text index usable by the SQLite in use.

        A newer SQLite that took text out of it at once has left it in a format that SQLite before
        3.42 can't read; it is made anew. A newer SQLite is told to take text out at once.
        """
        try:
            row = self._db.execute(
                "SELECT v FROM passage_index_config WHERE k = 'secure-delete'"
            ).fetchone()
            self._db.execute("SELECT rowid FROM passage_index WHERE passage_index MATCH '\"a\"'")
        except DatabaseFault as fault:
            if _NEWER_FORMAT not in str(fault):
                raise
            # `rebuild` reads nothing of the old index, but looks at its format first.
            with transaction(self._db):
                self._db.execute(
                    "UPDATE passage_index_config SET v = ? WHERE k = 'version'", [_OLD_FORMAT]
                )
                self._db.execute("DELETE FROM passage_index_config WHERE k = 'secure-delete'")
                self._command("rebuild")
            return
        if has_secure_delete() and row is None:
            self._command("secure-delete", 1)

    def version(self) -> int:
        """Return the version of the words that the index was written with; 0 if it is empty."""
        row = self._db.execute("SELECT value FROM settings WHERE name = 'index_version'").fetchone()
        return int(row[0]) if row else 0

    def is_stale(self) -> bool:
        """Tell whether the index must be written again: other words, or deleted text left in it."""
        row = self._db.execute("SELECT 1 FROM settings WHERE name = 'index_stale'").fetchone()
        return self.version() != INDEX_VERSION or row is not None

    def mark_version(self) -> None:
        """Record that the index was written with today's words and holds nothing deleted."""
        self._db.execute(
            "INSERT INTO settings (name, value) VALUES ('index_version', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [str(INDEX_VERSION)],
        )
        self._db.execute("DELETE FROM settings WHERE name = 'index_stale'")

    def add(self, number: int, read: Sequence[BodyWords] | None = None) -> None:
        """Index an article's passages.

        Args:
            number: The article's.
            read: The words of its passages, where they were read before the transaction began.
        """
        audience, title = self._article(number)
        counts = WordCounts()
        titled = FieldWords.of(title)
        if read is None:
            stored = self._passages(number)
            read = [BodyWords.of(heading, text) for _, heading, text in stored]
            passages = [passage for passage, _, _ in stored]
        else:
            passages = self._numbers(number)
        rows = []
        for passage, words in zip(passages, read, strict=True):
            fields = (titled, *words)
            counts.take(fields)
            rows.append((passage, number, audience, str(audience), *(one.terms for one in fields)))
        self._db.conn.executemany(
            f"INSERT INTO passage_terms (id, article, audience, {_COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._db.conn.executemany(
            f"INSERT INTO passage_index (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
            [(row[0], *row[3:]) for row in rows],
        )
        self._count(audience, counts, 1)

    def remove(self, number: int) -> None:
        """Take an article's passages out of the index; call it before its content changes."""
        audience, title = self._article(number)
        counts = WordCounts()
        stored = {
            int(row[0]): tuple(str(column) for column in row[1:])
            for row in self._db.execute(
                f"SELECT id, {_COLUMNS} FROM passage_terms WHERE article = ?", [number]
            ).fetchall()
        }
        titled = FieldWords.of(title)
        for _, heading, text in self._passages(number):
            counts.take((titled, *BodyWords.of(heading, text)))
        self._db.conn.executemany(
            f"INSERT INTO passage_index (passage_index, rowid, {_COLUMNS})"
            " VALUES ('delete', ?, ?, ?, ?, ?)",
            [(passage, *terms) for passage, terms in stored.items()],
        )
        self._db.execute("DELETE FROM passage_terms WHERE article = ?", [number])
        self._count(audience, counts, -1)
        if not has_secure_delete():
            self._db.execute(
                "INSERT OR IGNORE INTO settings (name, value) VALUES ('index_stale', '1')"
            )

    def rebuild(self, numbers: Iterable[int]) -> None:
        """Write the whole index again from the content."""
        for table in ("passage_terms", "vocabulary", "stem_counts", "totals"):
            self._db.execute(f"DELETE FROM {table}")
        self._command("rebuild")  # of no rows: it forgets whatever the index held
        for number in numbers:
            self.add(number)
        self.mark_version()

    def optimize(self) -> None:
        """Merge the index into one segment."""
        self._command("optimize")

    def _article(self, number: int) -> tuple[int, str]:
        row = self._db.execute(
            "SELECT audience, title FROM articles WHERE id = ?", [number]
        ).fetchone()
        return int(row[0]), str(row[1])

    def _numbers(self, number: int) -> list[int]:
        rows = self._db.execute(
            "SELECT id FROM passages WHERE article = ? ORDER BY position", [number]
        ).fetchall()
        return [int(row[0]) for row in rows]

    def _passages(self, number: int) -> list[tuple[int, str, str]]:
        rows = self._db.execute(
            "SELECT id, heading, text FROM passages WHERE article = ? ORDER BY position", [number]
        ).fetchall()
        return [(int(row[0]), str(row[1]), str(row[2])) for row in rows]

    def _count(self, audience: int, counts: WordCounts, sign: int) -> None:
        self._db.conn.executemany(
            "INSERT INTO vocabulary (word, audience, stem, passages) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (word, audience) DO UPDATE SET passages = passages + excluded.passages",
            [(word, audience, stem(word), sign * n) for word, n in counts.words.items()],
        )
        self._db.conn.executemany(
            "INSERT INTO stem_counts (stem, audience, passages) VALUES (?, ?, ?)"
            " ON CONFLICT (stem, audience) DO UPDATE SET passages = passages + excluded.passages",
            [(name, audience, sign * n) for name, n in counts.stems.items()],
        )
        self._db.execute(
            "INSERT INTO totals (audience, articles, passages, title_stems, heading_stems,"
            " body_stems) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (audience) DO UPDATE SET"
            " articles = articles + excluded.articles, passages = passages + excluded.passages,"
            " title_stems = title_stems + excluded.title_stems,"
            " heading_stems = heading_stems + excluded.heading_stems,"
            " body_stems = body_stems + excluded.body_stems",
            [audience, sign, sign * counts.passages, *(sign * n for n in counts.lengths)],
        )
        if sign < 0:
            self._forget(audience, counts)

    def _forget(self, audience: int, counts: WordCounts) -> None:
        self._db.conn.executemany(
            "DELETE FROM vocabulary WHERE word = ? AND audience = ? AND passages <= 0",
            [(word, audience) for word in counts.words],
        )
        self._db.conn.executemany(
            "DELETE FROM stem_counts WHERE stem = ? AND audience = ? AND passages <= 0",
            [(name, audience) for name in counts.stems],
        )

    def _command(self, name: str, value: int | None = None) -> None:
        if value is None:
            self._db.execute("INSERT INTO passage_index (passage_index) VALUES (?)", [name])
        else:
            self._db.execute(
                "INSERT INTO passage_index (passage_index, rank) VALUES (?, ?)", [name, value]
            )

"""What a question reads from a library file: counts, candidates, vocabulary, passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import Passage, Title

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlite_utils import Database

_TITLE_WEIGHT = 4.0
_HEADING_WEIGHT = 1.5
_BATCH = 500  # placeholders in one statement; SQLite's own bound is far above


@dataclass(frozen=True, slots=True)
class Totals:
    """The size of what an asker may see: articles, passages, and stems by field."""

    articles: int = 0
    passages: int = 0
    title_stems: int = 0
    heading_stems: int = 0
    body_stems: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question is asked.

    Attributes:
        visible: The audiences that the asker may see.
        filtered: Whether there is anything that the asker may not see.
        article: The number of the one article that is asked, if it is only one.
        tag: The tag that an article must have, in any case, or "".
    """

    visible: tuple[int, ...]
    filtered: bool = False
    article: int | None = None
    tag: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether a part of the library is asked only."""
        return self.article is not None or bool(self.tag)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that shares words with a question: its stored stems, field by field.

    `starter` says whether it is a starter article's.
    """

    passage_id: int
    article_id: int
    title: str
    heading: str
    body: str
    starter: bool = False


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word of the library, its stem, and in how many visible passages it stands."""

    word: str
    stem: str
    passages: int


class SearchReader:
    """Reads for one question; `visible` are the audiences that the asker may see."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def totals(self, visible: Sequence[int]) -> Totals:
        """Return the size of the visible collection."""
        marks = ", ".join("?" * len(visible))
        row = self._db.execute(
            "SELECT coalesce(sum(articles), 0), coalesce(sum(passages), 0),"
            " coalesce(sum(title_stems), 0), coalesce(sum(heading_stems), 0),"
            f" coalesce(sum(body_stems), 0) FROM totals WHERE audience IN ({marks})",
            list(visible),
        ).fetchone()
        return Totals(*(int(value) for value in row))

    def has_hidden(self, visible: Sequence[int]) -> bool:
        """Tell whether there are passages that the asker may not see."""
        marks = ", ".join("?" * len(visible))
        row = self._db.execute(
            f"SELECT 1 FROM totals WHERE passages > 0 AND audience NOT IN ({marks}) LIMIT 1",
            list(visible),
        ).fetchone()
        return row is not None

    def stem_counts(self, stems: Collection[str], visible: Sequence[int]) -> dict[str, int]:
        """Return in how many visible passages each stem stands; those in none are left out."""
        if not stems:
            return {}
        rows = self._db.execute(
            "SELECT stem, sum(passages) FROM stem_counts"
            f" WHERE stem IN ({', '.join('?' * len(stems))})"
            f" AND audience IN ({', '.join('?' * len(visible))}) GROUP BY stem",
            [*stems, *visible],
        ).fetchall()
        return {str(name): int(count) for name, count in rows}

    def stems_from(self, prefix: str, visible: Sequence[int]) -> dict[str, int]:
        """Return the visible stems that begin with an ASCII prefix, and their passages."""
        after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        rows = self._db.execute(
            "SELECT stem, sum(passages) FROM stem_counts WHERE stem >= ? AND stem < ?"
            f" AND audience IN ({', '.join('?' * len(visible))}) GROUP BY stem",
            [prefix, after, *visible],
        ).fetchall()
        return {str(name): int(count) for name, count in rows}

    def words_after(self, number: int) -> list[tuple[int, str]]:
        """Return the vocabulary's rows after a number, whoever may see them: (number, word)."""
        rows = self._db.execute(
            "SELECT id, word FROM vocabulary WHERE id > ? ORDER BY id", [number]
        ).fetchall()
        return [(int(row[0]), str(row[1])) for row in rows]

    def words(self, words: Sequence[str], visible: Sequence[int]) -> dict[str, VocabularyWord]:
        """Look words up in the visible vocabulary."""
        found: dict[str, VocabularyWord] = {}
        for first in range(0, len(words), _BATCH):
            part = words[first : first + _BATCH]
            rows = self._db.execute(
                "SELECT word, stem, sum(passages) FROM vocabulary"
                f" WHERE word IN ({', '.join('?' * len(part))})"
                f" AND audience IN ({', '.join('?' * len(visible))}) GROUP BY word",
                [*part, *visible],
            ).fetchall()
            for word, stem, count in rows:
                found[str(word)] = VocabularyWord(str(word), str(stem), int(count))
        return found

    def vocabulary_size(self, visible: Sequence[int]) -> int:
        """Count the distinct words that the asker may see."""
        marks = ", ".join("?" * len(visible))
        row = self._db.execute(
            f"SELECT count(DISTINCT word) FROM vocabulary WHERE audience IN ({marks})",
            list(visible),
        ).fetchone()
        return int(row[0])

    def candidates(self, stems: Sequence[str], scope: Scope, *, limit: int) -> list[Candidate]:
        """Return the passages that FTS5 ranks best for any of the stems.

        Args:
            stems: Stems; they are quoted here, so nothing in them is FTS5's syntax.
            scope: Where they are looked for.
            limit: How many passages at most.
        """
        if not stems:
            return []
        query = f"{{title heading body}} : ({' OR '.join(map(_quoted, stems))})"
        if scope.filtered:
            scopes = " OR ".join(_quoted(str(audience)) for audience in scope.visible)
            query = f"scope : ({scopes}) AND {query}"
        narrowing, values = _narrowing(scope)
        rows = self._db.execute(
            "SELECT passage_terms.id, article, passage_terms.title, heading, body, starter"
            " FROM passage_terms JOIN articles ON articles.id = article"
            " WHERE passage_terms.id IN ("
            f"SELECT rowid FROM passage_index WHERE passage_index MATCH ?{narrowing}"
            f" AND rank MATCH 'bm25(0.0, {_TITLE_WEIGHT}, {_HEADING_WEIGHT}, 1.0)'"
            " ORDER BY rank LIMIT ?) ORDER BY passage_terms.id",
            [query, *values, limit],
        ).fetchall()
        return [
            Candidate(number, article, title, heading, body, bool(starter))
            for number, article, title, heading, body, starter in rows
        ]

    def has_since(self, stems: Sequence[str], passage: int) -> bool:
        """Tell whether a passage that was written after another one has any of the stems."""
        if not stems:
            return False
        row = self._db.execute(
            "SELECT 1 FROM passage_index WHERE passage_index MATCH ? AND rowid > ? LIMIT 1",
            [f"{{title heading body}} : ({' OR '.join(map(_quoted, stems))})", passage],
        ).fetchone()
        return row is not None

    def last_passage(self) -> int:
        """Return the number of the passage that was written last."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        return int(row[0]) if row else 0

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Read passages by number."""
        rows = self._db.execute(
            "SELECT id, position, heading, paragraph, gap, text FROM passages"
            f" WHERE id IN ({', '.join('?' * len(numbers))})",
            list(numbers),
        ).fetchall()
        return {
            int(number): Passage(position, heading, paragraph, gap, text)
            for number, position, heading, paragraph, gap, text in rows
        }

    def titles(self, numbers: Sequence[int]) -> dict[int, Title]:
        """Read the titles of articles by number."""
        rows = self._db.execute(
            "SELECT id, public_id, title FROM articles"
            f" WHERE id IN ({', '.join('?' * len(numbers))})",
            list(numbers),
        ).fetchall()
        return {int(number): Title(str(name), str(title)) for number, name, title in rows}


def _narrowing(scope: Scope) -> tuple[str, list[object]]:
    """Return the condition that keeps to a part of the library, and its values."""
    condition, values = "", list[object]()
    if scope.article is not None:
        # The passages of an article are written together, so that their numbers are a range.
        bound = "(SELECT {}(id) FROM passages WHERE article = ?)"
        condition += f" AND rowid BETWEEN {bound.format('min')} AND {bound.format('max')}"
        values += [scope.article, scope.article]
    if scope.tag:
        condition += (
            " AND +rowid IN (SELECT passages.id FROM passages JOIN article_tags"
            " ON article_tags.article = passages.article WHERE tag = ? COLLATE NOCASE)"
        )
        values.append(scope.tag)
    return condition, values


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', '""') + '"'

"""Checks: whether a library file is sound, its articles whole, and its index true."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from knowledge.identity import text_digest
from knowledge.passages import joined
from knowledge.store.connection import DatabaseFault, copied
from knowledge.store.index import FieldWords, WordCounts
from knowledge.text.words import INDEX_VERSION, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlite_utils import Database

    from knowledge.store.articles import ArticleStore
    from knowledge.store.index import IndexStore


class Checks:
    """Proves a library; every fault found is one sentence."""

    def __init__(self, db: Database, articles: ArticleStore, index: IndexStore) -> None:
        self._db = db
        self._articles = articles
        self._index = index

    def content_faults(self) -> Iterator[str]:
        """Yield what no new index can mend: damage to the file, and articles that are not whole."""
        for row in self._db.execute("PRAGMA quick_check(5)").fetchall():
            if row[0] != "ok":
                yield f"The file is damaged: {row[0]}."
        for number in self._articles.numbers():
            title, digest, passages = self._articles.record(number) or ("", "", 0)
            try:
                placed = self._articles.placed(number)
            except ValueError:  # headings that can't be read
                placed = []
            if len(placed) != passages or text_digest(joined(placed)) != digest:
                yield f"Article {number}, “{title}”, is not whole: load it again."

    def index_faults(self) -> Iterator[str]:
        """Yield each way in which the index disagrees with the content."""
        if self._index.version() != INDEX_VERSION:
            yield "The index was written by another version."
        if not self._full_text_agrees():
            yield "The full-text index does not agree with the stored words."
        yield from self._word_faults()

    def _full_text_agrees(self) -> bool:
        """Let FTS5 compare its index with the stored stems, on a copy: the check is a write."""
        with copied(self._db) as copy:
            try:
                copy.execute(
                    "INSERT INTO passage_index (passage_index, rank) VALUES ('integrity-check', 1)"
                )
            except DatabaseFault:
                return False
        return True

    def _word_faults(self) -> Iterator[str]:
        """Compare every stored word and every count with what the content says."""
        expected: dict[int, WordCounts] = defaultdict(WordCounts)
        wrong = 0
        rows = self._db.execute(
            "SELECT articles.id, articles.audience, articles.title, passages.heading,"
            " passages.text, passage_terms.article, passage_terms.audience, passage_terms.scope,"
            " passage_terms.title, passage_terms.heading, passage_terms.body"
            " FROM passages JOIN articles ON articles.id = passages.article"
            " LEFT JOIN passage_terms ON passage_terms.id = passages.id"
        )
        articles: dict[int, set[int]] = defaultdict(set)
        for number, audience, title, heading, text, *stored in rows:
            fields = [FieldWords.of(part) for part in (title, heading, text)]
            terms = [read.terms for read in fields]
            wrong += stored != [number, audience, str(audience), *terms]
            expected[audience].take(fields)
            articles[audience].add(number)
        stray = self._db.execute(
            "SELECT count(*) FROM passage_terms WHERE id NOT IN (SELECT id FROM passages)"
        ).fetchone()[0]
        if wrong:
            yield f"The stored words of {wrong} passages are missing or not those of their text."
        if stray:
            yield f"{stray} passages are indexed that no article has."
        yield from self._count_faults(expected)
        found = dict(self._db.execute("SELECT audience, articles FROM totals WHERE articles <> 0"))
        if found != {audience: len(numbers) for audience, numbers in articles.items()}:
            yield "The count of articles is not that of the articles."

    def _count_faults(self, expected: Mapping[int, WordCounts]) -> Iterator[str]:
        words: dict[int, Counter[str]] = defaultdict(Counter)
        strange = 0
        for word, audience, name, count in self._db.execute(
            "SELECT word, audience, stem, passages FROM vocabulary"
        ):
            words[audience][word] = count
            strange += name != stem(word)
        if strange or words != {audience: counts.words for audience, counts in expected.items()}:
            yield "The vocabulary is not that of the passages."
        stems: dict[int, Counter[str]] = defaultdict(Counter)
        for name, audience, count in self._db.execute(
            "SELECT stem, audience, passages FROM stem_counts"
        ):
            stems[audience][name] = count
        if stems != {audience: counts.stems for audience, counts in expected.items()}:
            yield "The counts of words are not those of the passages."
        totals = {
            audience: rest
            for audience, *rest in self._db.execute(
                "SELECT audience, passages, title_stems, heading_stems, body_stems FROM totals"
                " WHERE passages > 0"
            )
        }
        if totals != {a: [counts.passages, *counts.lengths] for a, counts in expected.items()}:
            yield "The totals are not those of the passages."

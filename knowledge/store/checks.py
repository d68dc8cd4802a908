"""Checks: whether a library file is sound, its articles whole, and its index true."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from knowledge.identity import text_digest
from knowledge.passages import joined
from knowledge.store.connection import DatabaseFault
from knowledge.store.index import FieldWords, WordCounts
from knowledge.text.words import INDEX_VERSION

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
            placed = self._articles.placed(number)
            if len(placed) != passages or text_digest(joined(placed)) != digest:
                yield f"Article {number}, “{title}”, is not whole: load it again."

    def index_faults(self) -> Iterator[str]:
        """Yield each way in which the index disagrees with the content."""
        if self._index.version() != INDEX_VERSION:
            yield "The index was written by another version."
        try:
            self._index.prove()
        except DatabaseFault:
            yield "The full-text index does not agree with the stored words."
        yield from self._word_faults()

    def _word_faults(self) -> Iterator[str]:
        """Compare every stored word and every count with what the content says."""
        expected: dict[int, WordCounts] = defaultdict(WordCounts)
        wrong = 0
        rows = self._db.execute(
            "SELECT articles.audience, articles.title, passages.heading, passages.text,"
            " passage_terms.scope, passage_terms.title, passage_terms.heading, passage_terms.body"
            " FROM passages JOIN articles ON articles.id = passages.article"
            " LEFT JOIN passage_terms ON passage_terms.id = passages.id"
        )
        for audience, title, heading, text, *stored in rows:
            fields = [FieldWords.of(part) for part in (title, heading, text)]
            wrong += stored != [str(audience), *(read.terms for read in fields)]
            expected[audience].take(fields)
        stray = self._db.execute(
            "SELECT count(*) FROM passage_terms WHERE id NOT IN (SELECT id FROM passages)"
        ).fetchone()[0]
        if wrong:
            yield f"The stored words of {wrong} passages are missing or not those of their text."
        if stray:
            yield f"{stray} passages are indexed that no article has."
        yield from self._count_faults(expected)

    def _count_faults(self, expected: Mapping[int, WordCounts]) -> Iterator[str]:
        words: dict[int, Counter[str]] = defaultdict(Counter)
        for word, audience, count in self._db.execute(
            "SELECT word, audience, passages FROM vocabulary"
        ):
            words[audience][word] = count
        if words != {audience: counts.words for audience, counts in expected.items()}:
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

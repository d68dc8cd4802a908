"""The library bm25s: BM25 in NumPy, everything in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

import bm25s
import snowballstemmer

from benchmarks.systems import EXCERPT_LENGTH, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.question_sets import SourceDocument

_TEXTS = "texts.json"


class System:
    """A bm25s index over title and text, English stop words out, stems of Snowball's English."""

    def __init__(self, index: bm25s.BM25, texts: list[tuple[str, str]]) -> None:
        self._index = index
        self._texts = texts
        self._stem = snowballstemmer.stemmer("english").stemWords

    @classmethod
    def build(cls, documents: Iterable[SourceDocument], folder: Path) -> Self:
        """Index all documents at once, and save the index with their texts."""
        rows = [(source.id, source.title, source.text) for source in documents]
        system = cls(bm25s.BM25(), [(name, text) for name, _, text in rows])
        system._index.index(
            system._tokens([f"{title} {text}" for _, title, text in rows]), show_progress=False
        )
        system._index.save(folder, show_progress=False)
        (folder / _TEXTS).write_text(json.dumps(system._texts), encoding="utf-8")
        return system

    @classmethod
    def reopen(cls, folder: Path) -> Self:
        """Load index and texts into memory."""
        texts = json.loads((folder / _TEXTS).read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(folder, show_progress=False), texts)

    def rank(self, question: str, limit: int) -> list[str]:
        """Name the documents for a question, best first, without those that share no word."""
        return [self._texts[row][0] for row in self._rows(question, limit)]

    def excerpts(self, question: str, limit: int) -> list[Shown]:
        """Show the beginning of the best documents: bm25s itself has no excerpts."""
        best = (self._texts[row] for row in self._rows(question, limit))
        return [Shown(name, text[:EXCERPT_LENGTH]) for name, text in best]

    def passage_count(self) -> int:
        """Count the documents."""
        return len(self._texts)

    def close(self) -> None:
        """Do nothing: no file is open."""

    def _rows(self, question: str, limit: int) -> list[int]:
        rows, scores = self._index.retrieve(
            self._tokens([question]), k=min(limit, len(self._texts)), show_progress=False
        )
        return [int(row) for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    def _tokens(self, texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=self._stem, show_progress=False)

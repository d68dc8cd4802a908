"""This library, behind its facade."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from benchmarks.systems import Shown
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import LoadStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.question_sets import SourceDocument
    from knowledge.models import Document

_FILE = "library.db"


class System:
    """A library file, with the documents' names in the judgements beside its article ids."""

    def __init__(self, folder: Path) -> None:
        self._knowledge = KnowledgeBase(folder / _FILE)
        self._names: dict[int, str] = {}
        self._loaded: dict[str, tuple[int, Document]] = {}

    @classmethod
    def build(cls, documents: Iterable[SourceDocument], folder: Path) -> Self:
        """Add each document as an article, then merge the index."""
        system = cls(folder)
        for source in documents:
            system._add(source.id, source.document)
        system._knowledge.optimize()
        return system

    @classmethod
    def reopen(cls, folder: Path) -> Self:
        """Open the file again; documents then go by their article ids."""
        return cls(folder)

    def rank(self, question: str, limit: int) -> list[str]:
        """Name the documents for a question, best first, with no threshold."""
        return [self._name(hit.article_id) for hit in self._knowledge.rank(question, limit=limit)]

    def excerpts(self, question: str, limit: int) -> list[Shown]:
        """Show what the library answers; none when it says that it has no answer."""
        return [
            Shown(self._name(excerpt.citation.article.id), excerpt.text)
            for excerpt in self._knowledge.ask(question, limit=limit).excerpts
        ]

    def confidence(self, question: str) -> float:
        """Give the value, 0 to 1, that the decision to answer compares with its threshold."""
        return self._knowledge.confidence(question)

    @contextmanager
    def without(self, names: Iterable[str]) -> Iterator[None]:
        """Take documents out of the library, and put them back afterwards."""
        taken = [(name, *self._loaded[name]) for name in sorted(names) if name in self._loaded]
        for name, article_id, _ in taken:
            self._knowledge.remove(article_id)
            del self._names[article_id], self._loaded[name]
        try:
            yield
        finally:
            for name, _, document in taken:
                self._add(name, document)

    def passage_count(self) -> int:
        """Count the passages into which the library cut its articles."""
        return self._knowledge.statistics().passages

    def close(self) -> None:
        """Close the library file."""
        self._knowledge.close()

    def _add(self, name: str, document: Document) -> None:
        result = self._knowledge.add(document)
        # A document merged into another one would spoil every figure without a word.
        if result.status is not LoadStatus.ADDED or result.article_id is None:
            raise RuntimeError(f"“{name}” was not added but {result.status}: {result.reason}")
        self._names[result.article_id] = name
        self._loaded[name] = (result.article_id, document)

    def _name(self, article_id: int) -> str:
        return self._names.get(article_id, str(article_id))

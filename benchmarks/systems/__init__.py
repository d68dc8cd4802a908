"""The search systems that are compared: this library, and what else one might have taken.

Each stands in a module of its own that is imported when it is asked for, so that a process which
measures one system's memory does not carry the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, Self, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from benchmarks.question_sets import SourceDocument

OURS = "ours"
_CLASSES = {
    OURS: "benchmarks.systems.ours:System",
    "fts5": "benchmarks.systems.fts5:System",
    "fts5_stop": "benchmarks.systems.fts5:WithoutStopWords",
    "bm25s": "benchmarks.systems.bm25s:System",
}
NAMES = tuple(_CLASSES)
EXCERPTS = 3
EXCERPT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """An excerpt as a member would see it, and the document from which it comes."""

    document: str
    text: str


class SearchSystem(Protocol):
    """What is compared: build or reopen it in a folder, rank documents, show excerpts."""

    @classmethod
    def build(cls, documents: Iterable[SourceDocument], folder: Path) -> Self:
        """Index the documents in an empty folder."""

    @classmethod
    def reopen(cls, folder: Path) -> Self:
        """Open what `build` left in the folder."""

    def rank(self, question: str, limit: int) -> Sequence[str]:
        """Name the documents for a question, best first."""

    def excerpts(self, question: str, limit: int) -> Sequence[Shown]:
        """Show what a member would be shown, best first; none is a refusal."""

    def passage_count(self) -> int:
        """Count what is searched: passages, or the documents of a system that cuts nothing."""

    def close(self) -> None:
        """Close the files."""


def system_class(name: str) -> type[SearchSystem]:
    """Import the system of that name, one of `NAMES`."""
    module, _, attribute = _CLASSES[name].partition(":")
    return cast("type[SearchSystem]", getattr(import_module(module), attribute))

"""The group's library: articles in, verbatim cited excerpts out. It knows nothing of Discord.

Example:
    >>> from knowledge import KnowledgeBase
    >>> from knowledge.loading import read_file
    >>> with KnowledgeBase("library.db") as library:
    ...     library.add(read_file(Path("article.md")))
    ...     answer = library.ask("what is a productive distraction?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import (
    ArticleNotFound,
    DocumentRefused,
    KnowledgeError,
    LibraryCorrupt,
    LibraryTooNew,
    LibraryUnavailable,
    NotFound,
    TextRefused,
)

if TYPE_CHECKING:
    from knowledge.knowledge_base import KnowledgeBase

__all__ = [
    "ArticleNotFound",
    "DocumentRefused",
    "KnowledgeBase",
    "KnowledgeError",
    "LibraryCorrupt",
    "LibraryTooNew",
    "LibraryUnavailable",
    "NotFound",
    "TextRefused",
]


def __getattr__(name: str) -> object:
    """Import the facade when it is first used: the command line's help needs none of it."""
    if name == "KnowledgeBase":
        from knowledge.knowledge_base import KnowledgeBase  # noqa: PLC0415

        return KnowledgeBase
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

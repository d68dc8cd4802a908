"""The facade of the library: one object for one library file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from knowledge.models import (
        Answer,
        Article,
        Block,
        CheckReport,
        Document,
        LoadResult,
        RankedArticle,
        Statistics,
    )


class KnowledgeBase:
    """Open or create the library file at `path`; apply its migrations; refuse a newer file.

    Belongs to the thread that made it. `audiences` below are the audiences whose articles the
    asker may see, beside everybody's; what they may not see contributes to nothing visible.
    """

    def __init__(self, path: Path | str, *, create: bool = True, read_only: bool = False) -> None:
        """Raises LibraryUnavailable, LibraryTooNew, LibraryCorrupt."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None: ...

    def add(
        self, document: Document, *, audience: str | None = None, starter: bool = False, dry_run: bool = False,
    ) -> LoadResult:
        """Add or update one article in one transaction; `dry_run` only says what would happen.

        Raises DocumentRefused when its permalink belongs to another article.
        Returns ADDED, UPDATED, UNCHANGED.
        """
        raise NotImplementedError

    def begin_load(self) -> None:
        """Begin a load: two files of one load that claim the same identity are refused, not merged."""

    def remove(self, article_id: int) -> Article:
        """Raises ArticleNotFound."""
        raise NotImplementedError

    def remove_starters(self) -> int:
        raise NotImplementedError

    def get(self, article_id: int, *, audiences: frozenset[str] = frozenset()) -> Article:
        """Raises ArticleNotFound."""
        raise NotImplementedError

    def body(self, article_id: int, *, audiences: frozenset[str] = frozenset()) -> tuple[Block, ...]:
        """The article's headings and paragraphs, to be read. Raises ArticleNotFound."""
        raise NotImplementedError

    def articles(self, *, tag: str = "", audiences: frozenset[str] = frozenset()) -> list[Article]:
        """By title."""
        raise NotImplementedError

    def ask(self, question: str, limit: int = 3, *, audiences: frozenset[str] = frozenset()) -> Answer:
        raise NotImplementedError

    def rank(
        self, question: str, limit: int = 10, *, audiences: frozenset[str] = frozenset()
    ) -> list[RankedArticle]:
        """Rank articles for a question by their best passage, with no threshold (for measuring)."""
        raise NotImplementedError

    def statistics(self, *, audiences: frozenset[str] = frozenset()) -> Statistics:
        raise NotImplementedError

    def check(self, *, repair: bool = False) -> CheckReport:
        """Prove that index and content agree; with `repair`, write the index again from the content."""
        raise NotImplementedError

    def optimize(self) -> None:
        """Merge the index after a large load."""

"""The library that a load writes to, or only pretends to."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from knowledge.cli.library import open_to_read, open_to_write
from knowledge.models import LoadResult, LoadStatus

if TYPE_CHECKING:
    from types import TracebackType

    from knowledge.knowledge_base import KnowledgeBase
    from knowledge.models import Document

_LARGE = 200
"""Changed articles from which on merging the index is worth its time."""


class LoadTarget:
    """Opens the library with the first document: a load of nothing but refused files makes none.

    Args:
        path: The library file, made if need be.
        audience: Who alone may see the articles; everybody if None.
        dry_run: Whether nothing is written. A library that does not exist yet is then one in a
            temporary folder.
    """

    def __init__(self, path: Path, *, audience: str | None, dry_run: bool) -> None:
        self._path = path
        self._audience = audience
        self._dry_run = dry_run
        self._simulate = dry_run and path.exists()
        self._library: KnowledgeBase | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, document: Document, *, starter: bool) -> LoadResult:
        """Add one document.

        Raises:
            DocumentRefused: It can't become an article.
            KnowledgeError: The library can't be opened or written.
        """
        library = self._opened()
        result = library.add(
            document, audience=self._audience, starter=starter, dry_run=self._simulate
        )
        if self._dry_run and result.status is LoadStatus.ADDED:
            return replace(result, article_id=None)
        return result

    def settle(self, changed: int) -> None:
        """Merge the index, if many articles were changed."""
        if self._library is not None and changed >= _LARGE and not self._dry_run:
            self._library.optimize()

    def _opened(self) -> KnowledgeBase:
        if self._library is None:
            if self._simulate:
                library = open_to_read(self._path)
            elif self._dry_run:
                folder = self._stack.enter_context(TemporaryDirectory())
                library = open_to_write(Path(folder, "library.db"), create=True)
            else:
                library = open_to_write(self._path, create=True)
            self._library = self._stack.enter_context(library)
            library.begin_load()
        return self._library

"""The facade of the library: one object for one library file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from knowledge.errors import ArticleNotFound
from knowledge.models import (
    Answer,
    Article,
    CheckReport,
    Citation,
    Excerpt,
    RankedArticle,
    Statistics,
)
from knowledge.passages import joined
from knowledge.search.engine import Engine
from knowledge.search.question import cleaned
from knowledge.shelf import Shelf
from knowledge.store import (
    ArticleStore,
    Checks,
    IndexStore,
    SearchReader,
    open_library,
    snapshot,
    transaction,
    translated,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from knowledge.models import Block, Document, LoadResult
    from knowledge.search.engine import Quote

EVERYBODY: frozenset[str] = frozenset()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class KnowledgeBase:
    """One library file: articles in, verbatim cited excerpts out.

    Belongs to the thread that made it. `audiences` are the audiences whose articles the asker may
    see, beside everybody's; what they may not see contributes to nothing visible.

    Args:
        path: The library file; made with its folder if `create`, and migrated if it is older.
        create: Whether a missing file is made.
        read_only: Whether the file is only read.
        now: The clock, for the times at which articles were added and updated.

    Raises:
        LibraryUnavailable: The file or its folder is missing, unreadable or unwritable.
        LibraryTooNew: A newer program wrote it.
        LibraryCorrupt: It is not a library, or it is damaged.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        create: bool = True,
        read_only: bool = False,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.path = Path(path)
        self._db = open_library(self.path, create=create, read_only=read_only)
        self._articles = ArticleStore(self._db)
        self._index = IndexStore(self._db)
        self._reader = SearchReader(self._db)
        self._engine = Engine(self._reader)
        self._shelf = Shelf(self._db, self._articles, self._index, now)
        self._checks = Checks(self._db, self._articles, self._index)
        try:
            with translated(self.path):
                if not read_only:
                    self._index.prepare()
                    if self._index.is_stale():
                        self._shelf.rebuild()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the object is of no use after it."""
        self._db.close()

    def _visible(self, audiences: frozenset[str]) -> tuple[int, ...]:
        return self._articles.audience_ids({cleaned(name) for name in audiences})

    # -- what is in the library

    def begin_load(self) -> None:
        """Begin a load: files of one load that claim the same identity never replace each other."""
        self._shelf.begin_load()

    def add(
        self,
        document: Document,
        *,
        audience: str | None = None,
        starter: bool = False,
        dry_run: bool = False,
    ) -> LoadResult:
        """Add or update one article, with its passages and index, in one transaction.

        Args:
            document: What a loader read.
            audience: Who alone may see it; everybody if None.
            starter: Whether it belongs to the starter library.
            dry_run: Only say what would happen.

        Returns:
            ADDED, UPDATED or UNCHANGED, with the article's number (none for a dry run's ADDED).

        Raises:
            DocumentRefused: Its permalink belongs to another article, or it has no text.
            LibraryUnavailable: The file can't be written now.
        """
        with translated(self.path):
            result = self._shelf.add(
                document, audience=audience and cleaned(audience), starter=starter, dry_run=dry_run
            )
        self._engine.forget()
        return result

    def remove(self, article_id: int) -> Article:
        """Remove an article from content, index and vocabulary in one transaction; return it.

        Raises:
            ArticleNotFound: There is no such article.
        """
        with translated(self.path):
            article = self._shelf.remove(article_id)
            self._after_removal()
        return article

    def remove_starters(self) -> int:
        """Remove all starter articles in one transaction; return how many there were."""
        with translated(self.path):
            count = self._shelf.remove_starters()
            self._after_removal()
        return count

    def _after_removal(self) -> None:
        self._engine.forget()
        if self._index.is_stale():  # an SQLite that can't take deleted text out by itself
            self._shelf.rebuild()

    def get(self, article_id: int, *, audiences: frozenset[str] = EVERYBODY) -> Article:
        """Return one article.

        Raises:
            ArticleNotFound: There is none, or the asker may not see it.
        """
        with translated(self.path):
            article = self._articles.get(article_id, self._visible(audiences))
        if article is None:
            raise ArticleNotFound(f"There is no article {article_id}.")
        return article

    def body(self, article_id: int, *, audiences: frozenset[str] = EVERYBODY) -> tuple[Block, ...]:
        """Return an article's headings and paragraphs, to be read.

        Raises:
            ArticleNotFound: There is none, or the asker may not see it.
        """
        with translated(self.path), snapshot(self._db):
            self.get(article_id, audiences=audiences)
            return tuple(joined(self._articles.placed(article_id)))

    def articles(self, *, tag: str = "", audiences: frozenset[str] = EVERYBODY) -> list[Article]:
        """Return the articles that the asker may see, by title; with one tag (any case), or all."""
        with translated(self.path):
            return self._articles.listing(tag, self._visible(audiences))

    # -- what is asked of it

    def ask(
        self, question: str, limit: int = 3, *, audiences: frozenset[str] = EVERYBODY
    ) -> Answer:
        """Answer with up to `limit` verbatim excerpts, or with none and the nearest titles."""
        with translated(self.path), snapshot(self._db):
            visible = self._visible(audiences)
            ranking = self._engine.rank(question, visible)
            quotes = self._engine.quotes(ranking, limit)
            shown = self._engine.answers(quotes, limit)
            cited = self._articles.many({quote.article_id for quote in shown}, visible)
            shown = [quote for quote in shown if quote.article_id in cited]
            if not shown:
                return Answer(ranking.question.text, nearest=self._engine.nearest(ranking))
            return Answer(
                ranking.question.text,
                excerpts=tuple(_excerpt(quote, cited[quote.article_id]) for quote in shown),
                corrections=self._engine.corrections(ranking.terms, shown),
            )

    def rank(
        self, question: str, limit: int = 10, *, audiences: frozenset[str] = EVERYBODY
    ) -> list[RankedArticle]:
        """Rank articles for a question by their best passage, with no threshold (for measuring)."""
        with translated(self.path), snapshot(self._db):
            ranking = self._engine.rank(question, self._visible(audiences))
        best: dict[int, float] = {}
        for match in ranking.matches:
            best.setdefault(match.candidate.article_id, match.score)
        return [RankedArticle(number, score) for number, score in list(best.items())[:limit]]

    def confidence(self, question: str, *, audiences: frozenset[str] = EVERYBODY) -> float:
        """Return the confidence, 0 to 1, that the decision compares with its threshold."""
        with translated(self.path), snapshot(self._db):
            ranking = self._engine.rank(question, self._visible(audiences))
            quotes = self._engine.quotes(ranking, 3)
        return quotes[0].confidence if quotes else 0.0

    # -- its state

    def statistics(self, *, audiences: frozenset[str] = EVERYBODY) -> Statistics:
        """Count what the asker may see, and the bytes of the file."""
        with translated(self.path), snapshot(self._db):
            visible = self._visible(audiences)
            listing = self._articles.listing("", visible)
            totals = self._reader.totals(visible)
            vocabulary = self._reader.vocabulary_size(visible)
        beside = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return Statistics(
            articles=len(listing),
            passages=totals.passages,
            words=sum(article.word_count for article in listing),
            vocabulary=vocabulary,
            starters=sum(article.starter for article in listing),
            bytes=sum(file.stat().st_size for file in beside if file.exists()),
        )

    def check(self, *, repair: bool = False) -> CheckReport:
        """Prove that every article is whole, and that index and content agree.

        Args:
            repair: Write the index again from the content when they don't. An article that is
                not whole can't be repaired so: the report says to load it again.
        """
        with translated(self.path):
            with snapshot(self._db):
                broken = tuple(self._checks.content_faults())
                faults = tuple(self._checks.index_faults())
            if not (faults and repair):
                return CheckReport(broken + faults)
            self._shelf.rebuild()
            self._engine.forget()
            with snapshot(self._db):
                left = tuple(self._checks.index_faults())
        return CheckReport(broken + faults, repaired=not broken and not left)

    def optimize(self) -> None:
        """Merge the index and let SQLite look at its statistics: after a large load."""
        with translated(self.path):
            if self._index.is_stale():
                self._shelf.rebuild()
            with transaction(self._db):
                self._index.optimize()
            self._db.execute("PRAGMA optimize")


def _excerpt(quote: Quote, article: Article) -> Excerpt:
    return Excerpt(
        text=quote.window.text,
        highlights=quote.window.highlights,
        score=round(quote.confidence, 4),
        citation=Citation(article, quote.passage.heading, quote.paragraph),
    )

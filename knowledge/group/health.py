"""Health: which articles are stale, never quoted, or found wanting by those who asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from knowledge.models import ArticleHealth
from knowledge.models import Health as Report

if TYPE_CHECKING:
    from knowledge.models import Answer, Article
    from knowledge.store import LibraryFile

STALE_AFTER = timedelta(days=548)
"""Eighteen months: after that long an article is worth a look."""


class Health:
    """How the articles of one library file fare."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file

    def quoted(self, answer: Answer) -> None:
        """Count the articles that an answer showed. Who asked is not told to the library."""
        shown = {excerpt.citation.article.public_id for excerpt in answer.excerpts}
        if not shown:
            return
        with self._file.writing():
            here = self._file.articles.numbers_of(shown)
            self._file.changes.count_quotations(sorted(here), self._file.today())

    def report(
        self, now: datetime | None = None, *, stale_after: timedelta = STALE_AFTER
    ) -> Report:
        """Return how each article fares, by title.

        Args:
            now: The time; else the library's own clock.
            stale_after: How long an article stays fresh after it was published or updated.
        """
        with self._file.reading():
            articles = self._file.articles.everyone()
            quotations = self._file.changes.quotations()
            votes = self._file.votes.by_article()
        bound = (now or self._file.now()) - stale_after
        found = []
        for article in articles:
            count, last_on = quotations.get(article.public_id, (0, None))
            helped, not_it = votes.get(article.public_id, (0, 0))
            stale = _is_stale(article, bound)
            found.append(ArticleHealth(article, stale, count, last_on, helped, not_it))
        return Report(tuple(found))


def _is_stale(article: Article, bound: datetime) -> bool:
    """Tell whether what is written in an article is from before a time.

    A date of publication says so itself; without one, the last time that it was added or updated.
    An article that was published long ago and edited since was looked at since.
    """
    touched = article.updated_at if article.updated_at != article.added_at else None
    if article.published_on is None:
        return article.updated_at is not None and article.updated_at < bound
    return article.published_on < bound.date() and (touched is None or touched < bound)

"""The shelf: documents become articles, articles leave; content and index in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import ArticleNotFound, DocumentRefused
from knowledge.identity import fingerprint, judge, text_digest, texts_alike
from knowledge.models import LoadResult, LoadStatus
from knowledge.passages import cut, joined
from knowledge.store import ArticleStore, IndexStore, NewArticle, is_storable, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from knowledge.identity import Fingerprint, Known, Verdict
    from knowledge.models import Article, Block, Document

_NOBODY = -1  # no audience has this number


class Shelf:
    """Adds, updates and removes articles of one library file.

    Args:
        db: The open file.
        articles: Its content.
        index: Its index.
        now: The clock, for the times at which articles were added and updated.
    """

    def __init__(
        self,
        db: Database,
        articles: ArticleStore,
        index: IndexStore,
        now: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._articles = articles
        self._index = index
        self._now = now
        self._touched: set[int] = set()

    def begin_load(self) -> None:
        """Forget which articles were written: from here on it is another load."""
        self._touched.clear()

    def add(
        self, document: Document, *, audience: str | None, starter: bool, dry_run: bool
    ) -> LoadResult:
        """Add or update one article; see `KnowledgeBase.add`."""
        placed = cut(document.blocks)
        if not placed:
            raise DocumentRefused("It has no text.")
        if not _is_text(document):
            raise DocumentRefused("It holds characters that are no text (half of a pair).")
        blocks = list(joined(placed))
        found = fingerprint(document, blocks)
        if dry_run:
            known = self._articles.audience_id(audience, create=False)
            verdict = self._judge(found, _NOBODY if known is None else known, blocks)
        else:
            with transaction(self._db):
                number = self._articles.audience_id(audience, create=True) or 0
                verdict = self._judge(found, number, blocks)
                new = NewArticle(
                    document=document,
                    fingerprint=replace(found, identity=verdict.identity),
                    placed=placed,
                    audience=number,
                    starter=starter,
                    now=self._now(),
                )
                verdict = self._write(verdict, new)
        if verdict.status is LoadStatus.REFUSED:
            raise DocumentRefused(verdict.reason)
        if verdict.article_id is not None and not dry_run:
            self._touched.add(verdict.article_id)
        return LoadResult(verdict.status, verdict.article_id, verdict.reason)

    def remove(self, article_id: int) -> Article:
        """Remove one article, and return it; raises ArticleNotFound."""
        with transaction(self._db):
            audience = self._articles.audience_of(article_id)
            article = None if audience is None else self._articles.get(article_id, (audience,))
            if article is None:
                raise ArticleNotFound(f"There is no article {article_id}.")
            self._take_out([article_id])
        return article

    def remove_starters(self) -> int:
        """Remove all starter articles; return how many there were."""
        with transaction(self._db):
            numbers = self._articles.starters()
            self._take_out(numbers)
        return len(numbers)

    def rebuild(self) -> None:
        """Write the whole index again from the content."""
        with transaction(self._db):
            self._index.rebuild(self._articles.numbers())

    def _take_out(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._index.remove(number)
            self._articles.delete(number)

    def _judge(self, found: Fingerprint, audience: int, blocks: Sequence[Block]) -> Verdict:
        by = self._articles
        return judge(
            found,
            same_identity=next(iter(self._seen(by.by_identity(audience, found.identity))), None),
            same_text=self._seen(by.by_text(audience, found.text_digest)),
            same_origin=self._seen(by.by_origin(audience, found.origin)),
            alike=lambda known: texts_alike(blocks, joined(by.placed(known))),
        )

    def _is_whole(self, number: int) -> bool:
        _, digest, passages = self._articles.record(number) or ("", "", 0)
        try:
            placed = self._articles.placed(number)
        except ValueError:  # headings that can't be read
            return False
        return len(placed) == passages and text_digest(joined(placed)) == digest

    def _seen(self, found: list[Known]) -> list[Known]:
        return [replace(known, touched=known.article_id in self._touched) for known in found]

    def _write(self, verdict: Verdict, new: NewArticle) -> Verdict:
        if verdict.article_id is not None and not self._is_whole(verdict.article_id):
            # Damaged, and here it is again: its counts can't be taken back, so all are made anew.
            self._articles.replace(verdict.article_id, new)
            self._index.rebuild(self._articles.numbers())
            return replace(verdict, status=LoadStatus.UPDATED)
        if verdict.article_id is not None and self._articles.is_starter(verdict.article_id):
            if not new.starter:  # a group's own copy of a starter is the group's own
                verdict = replace(verdict, status=LoadStatus.UPDATED)
        else:
            new = replace(new, starter=new.starter and verdict.status is LoadStatus.ADDED)
        if verdict.status is LoadStatus.ADDED:
            number = self._articles.insert(new)
            self._index.add(number)
            return replace(verdict, article_id=number)
        if verdict.status is LoadStatus.UPDATED and verdict.article_id is not None:
            self._index.remove(verdict.article_id)
            self._articles.replace(verdict.article_id, new)
            self._index.add(verdict.article_id)
        return verdict


def _is_text(document: Document) -> bool:
    return all(
        map(
            is_storable,
            (
                *(document.title, document.author, document.url, document.permalink, document.slug),
                *(document.description, document.origin, *document.tags),
                *(block.text for block in document.blocks),
            ),
        )
    )

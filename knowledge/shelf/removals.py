"""Removals: articles leave at once, and can be brought back for seven days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from knowledge.errors import ArticleNotFound, DocumentRefused, NotFound
from knowledge.models import Change, ChangeKind, Document, Removal
from knowledge.passages import cut, joined
from knowledge.store import NewArticle, RemovedArticle, new_id
from knowledge.wire import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from knowledge.models import Article
    from knowledge.store import LibraryFile

KEPT = timedelta(days=7)
"""How long what was removed can be brought back."""


class Removals:
    """Removes articles from one library file, and brings them back."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file

    def remove(self, reference: int | str, by: str) -> Removal:
        """Remove one article; raises ArticleNotFound."""
        with self._file.writing():
            number = self._file.articles.number_of(reference)
            if number is None:
                raise ArticleNotFound(f"There is no article {reference}.")
            return self._take_out([number], by)

    def remove_starters(self, by: str) -> Removal | None:
        """Remove all starter articles together; return None if there were none."""
        with self._file.writing():
            numbers = self._file.articles.starters()
            return self._take_out(numbers, by) if numbers else None

    def listing(self) -> list[Removal]:
        """Return what can be brought back, the newest first."""
        with self._file.reading():
            now = self._file.now()
            removals = [
                Removal(row.id, row.titles, row.member, row.removed_at, row.removed_at + KEPT)
                for row in self._file.removed.listing()
            ]
        return [removal for removal in removals if removal.expires_at > now]

    def restore(self, removal_id: str, by: str) -> list[Article]:
        """Bring the articles of a removal back, under the public ids that they had.

        An article whose text or identity has been loaded again meanwhile stays out.

        Raises:
            NotFound: There is no such removal, or it is too old.
            DocumentRefused: All of it is in the library again.
        """
        file = self._file
        if all(one.id != removal_id for one in self.listing()):
            raise NotFound("It can't be brought back any more.")
        with file.writing():
            back = [
                number
                for removed in file.removed.articles(removal_id)
                if (number := self._put_back(removed, by)) is not None
            ]
            if not back:
                raise DocumentRefused("It is in the library again already.")
            file.removed.delete(removal_id)
            return [file.articles.known(number) for number in back]

    def are_due(self) -> bool:
        """Tell whether anything was removed too long ago."""
        with self._file.reading():
            removed = [row.removed_at for row in self._file.removed.listing()]
        return bool(removed) and min(removed) + KEPT <= self._file.now()

    def purge(self, now: datetime) -> int:
        """Delete for good what was removed too long ago; the caller holds the transaction."""
        file = self._file
        due = [row for row in file.removed.listing() if row.removed_at + KEPT <= now]
        for row in due:
            gone = [removed.public_id for removed in file.removed.articles(row.id)]
            file.removed.delete(row.id)
            for public_id in gone:
                file.changes.delete(public_id)
                file.votes.delete_article(public_id)
        return len(due)

    def _take_out(self, numbers: Sequence[int], by: str) -> Removal:
        file = self._file
        removal, now = new_id(), file.now()
        file.removed.begin(removal, by, now)
        titles = []
        for number in numbers:
            article = file.articles.known(number)
            file.removed.add(removal, self._kept(article))
            file.changes.note(article.public_id, Change(now, by, ChangeKind.REMOVED))
            file.index.remove(number)
            file.writer.delete(number)
            titles.append(article.title)
        return Removal(removal, tuple(titles), by, now, now + KEPT)

    def _kept(self, article: Article) -> RemovedArticle:
        file = self._file
        document = Document(
            title=article.title,
            blocks=tuple(joined(file.articles.placed(article.id))),
            author=article.author,
            published_on=article.published_on,
            url=article.url,
            tags=article.tags,
            description=article.description,
            metadata=article.metadata,
        )
        now = file.now()
        return RemovedArticle(
            public_id=article.public_id,
            title=article.title,
            audience=article.audience or "",
            starter=article.starter,
            added_at=article.added_at or now,
            updated_at=article.updated_at or now,
            fingerprint=file.articles.fingerprint(article.id),
            edits=file.writer.edits(article.id),
            document=pack(document),
        )

    def _put_back(self, removed: RemovedArticle, by: str) -> int | None:
        file = self._file
        audience = file.articles.audience_id(removed.audience or None, create=True) or 0
        found = removed.fingerprint
        if file.articles.by_text(audience, found.text_digest) or file.articles.by_identity(
            audience, found.identity
        ):
            return None
        document = unpack(removed.document)
        number = file.writer.insert(
            NewArticle(
                document=document,
                fingerprint=found,
                placed=cut(document.blocks),
                audience=audience,
                starter=removed.starter,
                now=removed.updated_at,
            ),
            public_id=removed.public_id,
            added_at=removed.added_at,
        )
        file.writer.mark_edits(number, removed.edits)
        file.index.add(number)
        file.changes.note(removed.public_id, Change(file.now(), by, ChangeKind.RESTORED))
        return number

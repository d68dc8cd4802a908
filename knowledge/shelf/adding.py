"""Adding: documents become articles, or new versions of them; content and index in one go."""

from __future__ import annotations

from dataclasses import replace
from threading import active_count
from time import sleep
from typing import TYPE_CHECKING

from knowledge.errors import DocumentRefused
from knowledge.identity import fingerprint, judge, text_digest, texts_alike
from knowledge.models import Change, ChangeKind, LoadResult, LoadStatus
from knowledge.passages import cut, joined
from knowledge.shelf.editing import keep_edits
from knowledge.store import LOADED, STARTERS, BodyWords, NewArticle, is_storable, translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.identity import Fingerprint, Known, Verdict
    from knowledge.models import Block, Document
    from knowledge.passages import PlacedPassage
    from knowledge.store import LibraryFile

_NOBODY = -1  # no audience has this number
_BREATH = 0.0001
"""Seconds between two passages in which other threads of the interpreter answer questions."""


class Shelf:
    """Adds and updates articles of one library file."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._touched: set[int] = set()

    def begin_load(self) -> None:
        """Forget which articles were written: from here on it is another load."""
        self._touched.clear()

    def add(
        self,
        document: Document,
        *,
        audience: str | None,
        starter: bool,
        by: str,
        dry_run: bool,
    ) -> LoadResult:
        """Add or update one article; see `KnowledgeBase.add`."""
        placed = cut(document.blocks)
        if not placed:
            raise DocumentRefused("It has no text.")
        if not _is_text(document):
            raise DocumentRefused("It holds characters that are no text (half of a pair).")
        blocks = list(joined(placed))
        found = fingerprint(document, blocks)
        articles = self._file.articles
        if dry_run:
            with self._file.reading():
                known = articles.audience_id(audience, create=False)
                verdict = self._judge(found, _NOBODY if known is None else known, blocks)
            public_id = ""
        else:
            words = self._words(found, audience, placed)
            with self._file.writing():
                number = articles.audience_id(audience, create=True) or 0
                verdict = self._judge(found, number, blocks)
                new = NewArticle(
                    document=document,
                    fingerprint=replace(found, identity=verdict.identity),
                    placed=placed,
                    audience=number,
                    starter=starter,
                    now=self._file.now(),
                )
                verdict = self._write(verdict, new, words)
                public_id = self._note(verdict, new, by)
        if verdict.status is LoadStatus.REFUSED:
            raise DocumentRefused(verdict.reason)
        if verdict.article_id is not None and not dry_run:
            self._touched.add(verdict.article_id)
        return LoadResult(verdict.status, verdict.article_id, verdict.reason, public_id)

    def prepare(self) -> None:
        """Make the index of a file that was just opened usable, and true."""
        with translated(self._file.path):
            self._file.index.prepare()
        self.settle()

    def settle(self) -> None:
        """Write the index again where this SQLite can't take deleted text out of it by itself."""
        with self._file.reading():
            stale = self._file.index.is_stale()
        if stale:
            self.rebuild()

    def optimize(self) -> None:
        """Merge the index, and let SQLite look at its statistics."""
        with self._file.writing():
            self._file.index.optimize()
        with translated(self._file.path):
            self._file.db.execute("PRAGMA optimize")

    def rebuild(self) -> None:
        """Write the whole index again from the content."""
        with self._file.writing():
            self._file.index.rebuild(self._file.articles.numbers())

    def _words(
        self, found: Fingerprint, audience: str | None, placed: Sequence[PlacedPassage]
    ) -> list[BodyWords] | None:
        """Read the words of new passages, which takes longest: other writers need not wait for it.

        Nothing is read where the article is there as it is, in all likelihood.
        """
        with self._file.reading():
            number = self._file.articles.audience_id(audience, create=False)
            held = [] if number is None else self._file.articles.by_text(number, found.text_digest)
        if any(known.fingerprint.digest == found.digest for known in held):
            return None
        words = []
        for one in placed:
            words.append(BodyWords.of(one.passage.heading, one.passage.text))
            if active_count() > 1:
                sleep(_BREATH)
        return words

    def _judge(self, found: Fingerprint, audience: int, blocks: Sequence[Block]) -> Verdict:
        by = self._file.articles
        return judge(
            found,
            same_identity=next(iter(self._seen(by.by_identity(audience, found.identity))), None),
            same_text=self._seen(by.by_text(audience, found.text_digest)),
            same_origin=self._seen(by.by_origin(audience, found.origin)),
            alike=lambda known: texts_alike(blocks, joined(by.placed(known))),
        )

    def _is_whole(self, number: int) -> bool:
        _, digest, passages = self._file.articles.record(number) or ("", "", 0)
        try:
            placed = self._file.articles.placed(number)
        except ValueError:  # headings that can't be read
            return False
        return len(placed) == passages and text_digest(joined(placed)) == digest

    def _seen(self, found: list[Known]) -> list[Known]:
        return [replace(known, touched=known.article_id in self._touched) for known in found]

    def _write(
        self, verdict: Verdict, new: NewArticle, words: Sequence[BodyWords] | None
    ) -> Verdict:
        file = self._file
        known = verdict.article_id
        if known is not None and not self._is_whole(known):
            # Damaged, and here it is again: its counts can't be taken back, so all are made anew.
            self._replace(known, new)
            file.index.rebuild(file.articles.numbers())
            return replace(verdict, status=LoadStatus.UPDATED)
        if known is not None and file.articles.is_starter(known):
            if not new.starter:  # a group's own copy of a starter is the group's own
                verdict = replace(verdict, status=LoadStatus.UPDATED)
        else:
            new = replace(new, starter=new.starter and verdict.status is LoadStatus.ADDED)
        if verdict.status is LoadStatus.ADDED:
            number = file.writer.insert(new)
            file.index.add(number, words)
            if new.starter and not file.settings.get(STARTERS):
                file.settings.set(STARTERS, LOADED)
            return replace(verdict, article_id=number)
        if verdict.status is LoadStatus.UPDATED and known is not None:
            file.index.remove(known)
            self._replace(known, new)
            file.index.add(known, words)
        return verdict

    def _replace(self, number: int, new: NewArticle) -> None:
        document, edits = keep_edits(self._file, number, new.document)
        self._file.writer.replace(number, replace(new, document=document))
        self._file.writer.mark_edits(number, edits)

    def _note(self, verdict: Verdict, new: NewArticle, by: str) -> str:
        """Write down what became of it; return the article's public id."""
        if verdict.article_id is None:
            return ""
        public_id = self._file.articles.public_id(verdict.article_id)
        kinds = {LoadStatus.ADDED: ChangeKind.ADDED, LoadStatus.UPDATED: ChangeKind.UPDATED}
        if kind := kinds.get(verdict.status):
            self._file.changes.note(public_id, Change(new.now, by, kind))
        return public_id


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

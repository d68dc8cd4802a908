"""Editing: a librarian's corrections to what a file says about its article.

An edited field stays as it was edited when the file is loaded again, until the file itself says
something else of that field: then the file has been corrected too, and wins.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from knowledge.errors import ArticleNotFound, TextRefused
from knowledge.models import Change, ChangeKind, Document
from knowledge.store import is_storable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.models import Article
    from knowledge.store import LibraryFile

FIELDS = ("title", "tags", "url", "author", "published_on")
"""What may be edited, of a document and of an article alike."""


def stated(of: Document | Article, field: str) -> object:
    """Return what a document or an article says of a field, as JSON."""
    value = getattr(of, field)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def keep_edits(
    file: LibraryFile, number: int, document: Document
) -> tuple[Document, dict[str, object]]:
    """Return a new version of an article's document with the edits that still hold, and these."""
    edits = {
        field: in_file
        for field, in_file in file.writer.edits(number).items()
        if stated(document, field) == in_file
    }
    if not edits:
        return document, {}
    article = file.articles.known(number)
    return with_fields(document, {field: getattr(article, field) for field in edits}), edits


def with_fields(document: Document, fields: Mapping[str, object]) -> Document:
    """Return a document with some of its editable fields changed."""
    return replace(document, **cast("dict[str, Any]", fields))


class Editing:
    """Edits articles of one library file, and tells what was done to them."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file

    def edit(self, public_id: str, fields: Mapping[str, object], by: str) -> Article:
        """Change some fields of an article, with its index.

        Raises:
            ArticleNotFound: There is no such article.
            TextRefused: A field can't be what it is to become.
        """
        file = self._file
        _check(fields)
        with file.writing():
            number = self._number(public_id)
            before = file.articles.known(number)
            changed = {
                field: value for field, value in fields.items() if getattr(before, field) != value
            }
            if not changed:
                return before
            in_file = {field: stated(before, field) for field in changed}
            file.writer.mark_edits(number, in_file | file.writer.edits(number))
            described = Document(
                before.title,
                (),
                **{name: getattr(before, name) for name in FIELDS if name != "title"},
            )
            if "title" in changed:
                file.index.remove(number)
            file.writer.edit(number, with_fields(described, changed), file.now())
            if "title" in changed:
                file.index.add(number)
            after = file.articles.known(number)
            for field in changed:
                file.changes.note(
                    public_id,
                    Change(
                        after.updated_at or file.now(),
                        by,
                        ChangeKind.EDITED,
                        field,
                        _in_words(before, field),
                        _in_words(after, field),
                    ),
                )
        return after

    def history(self, public_id: str) -> list[Change]:
        """Return what was done to an article, the newest first.

        Raises:
            ArticleNotFound: There is no such article.
        """
        with self._file.reading():
            self._number(public_id)
            return self._file.changes.history(public_id)

    def _number(self, public_id: str) -> int:
        number = self._file.articles.number_of(public_id)
        if number is None:
            raise ArticleNotFound("There is no such article, or no longer.")
        return number


def _check(fields: Mapping[str, object]) -> None:
    title = fields.get("title")
    if isinstance(title, str) and not title.strip():
        raise TextRefused("An article needs a title.")
    tags = cast("tuple[str, ...]", fields.get("tags", ()))
    texts = [value for value in fields.values() if isinstance(value, str)]
    if not all(map(is_storable, [*texts, *tags])):
        raise TextRefused("It holds characters that are no text (half of a pair).")


def _in_words(article: Article, field: str) -> str:
    value = stated(article, field)
    return ", ".join(value) if isinstance(value, list) else str(value or "")

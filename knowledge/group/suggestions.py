"""Suggestions: members propose documents, librarians take them in or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from knowledge.errors import DocumentRefused, NotFound
from knowledge.models import Paragraph, Suggestion
from knowledge.search.question import cleaned
from knowledge.store import SuggestionRow, new_id
from knowledge.wire import pack, unpack

if TYPE_CHECKING:
    from knowledge.models import Document, LoadResult
    from knowledge.shelf import Shelf
    from knowledge.store import LibraryFile

_MAX_NOTE = 1_000

Listed: TypeAlias = list[Suggestion]


class Suggestions:
    """The documents that wait for a librarian in one library file. `by` is the member."""

    def __init__(self, file: LibraryFile, shelf: Shelf) -> None:
        self._file = file
        self._shelf = shelf

    def propose(self, document: Document, *, by: str, note: str = "") -> Suggestion:
        """Propose a document.

        Raises:
            DocumentRefused: It has no text.
        """
        if not any(isinstance(block, Paragraph) and block.text for block in document.blocks):
            raise DocumentRefused("It has no text.")
        short = cleaned(note)[:_MAX_NOTE]
        row = SuggestionRow(new_id(), pack(document), by, short, self._file.now())
        with self._file.writing():
            self._file.suggestions.insert(row)
        return _suggestion(row)

    def get(self, suggestion_id: str) -> Suggestion:
        """Return a suggestion.

        Raises:
            NotFound: There is none, or it was decided on.
        """
        with self._file.reading():
            return _suggestion(self._found(suggestion_id))

    def approve(self, suggestion_id: str, *, by: str, audience: str | None = None) -> LoadResult:
        """Take a suggestion into the library.

        Raises:
            NotFound: There is none, or it was decided on.
            DocumentRefused: It can't become an article; it stays a suggestion.
        """
        document = self.get(suggestion_id).document
        self._shelf.begin_load()
        result = self._shelf.add(
            document,
            audience=audience and cleaned(audience),
            starter=False,
            by=by,
            dry_run=False,
        )
        with self._file.writing():
            self._file.suggestions.delete(suggestion_id)
        return result

    def decline(self, suggestion_id: str) -> Suggestion:
        """Delete a suggestion; return what it was.

        Raises:
            NotFound: There is none, or it was decided on.
        """
        with self._file.writing():
            row = self._found(suggestion_id)
            self._file.suggestions.delete(suggestion_id)
        return _suggestion(row)

    def list(self) -> Listed:
        """Return all suggestions, the oldest first."""
        with self._file.reading():
            return [_suggestion(row) for row in self._file.suggestions.listing()]

    def _found(self, suggestion_id: str) -> SuggestionRow:
        row = self._file.suggestions.get(suggestion_id)
        if row is None:
            raise NotFound("There is no such suggestion, or it was decided on.")
        return row


def _suggestion(row: SuggestionRow) -> Suggestion:
    return Suggestion(row.id, unpack(row.document), row.member, row.note, row.proposed_at)

"""Librarians' answers, found by their question: the same key words, or the same but for a slip.

Kept in memory, and read again only when one of them changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.models import Correction
from knowledge.search.keys import alike, plain_key

if TYPE_CHECKING:
    from knowledge.models import CuratedAnswer
    from knowledge.search.keys import QuestionKey
    from knowledge.search.ranked import Ranking
    from knowledge.store import LibraryFile


@dataclass(frozen=True, slots=True)
class _Entry:
    stored: str
    plain: QuestionKey
    answer: CuratedAnswer


class Curated:
    """The librarians' answers of one library file."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._entries: list[_Entry] = []
        self._by_key: dict[str, _Entry] = {}
        self._revision = -1

    def match(self, asked: Ranking) -> tuple[CuratedAnswer, tuple[Correction, ...]] | None:
        """Return the answer to a question, and the words that were mended to find it."""
        self._refresh()
        if not self._entries or not asked.key.text:
            return None
        plain = plain_key(asked.question.text)
        for key in (asked.key.text, plain.text):
            if found := self._by_key.get(key):
                return found.answer, _mended(asked, found)
        for entry in self._entries:
            if alike(asked.key, entry.plain) or alike(plain, entry.plain):
                return entry.answer, _mended(asked, entry)
        return None

    def _refresh(self) -> None:
        revision = self._file.curated.revision()
        if revision != self._revision:
            self._entries = [
                _Entry(stored, plain_key(answer.question), answer)
                for stored, answer in self._file.curated.keyed()
            ]
            self._by_key = {entry.plain.text: entry for entry in self._entries}
            self._by_key |= {entry.stored: entry for entry in self._entries}
            self._revision = revision


def _mended(asked: Ranking, entry: _Entry) -> tuple[Correction, ...]:
    """Say which words of the librarian's question were taken for what was typed."""
    held = entry.plain.words
    typed = {one.stem: one for one in asked.question.words if not one.compound}
    strange = [one for stem, one in typed.items() if stem not in held]
    missing = [word for stem, word in held.items() if stem not in typed]
    if len(strange) != len(missing):
        return ()
    return (
        tuple(Correction(one.typed, word) for one, word in zip(strange, missing, strict=True))
        if len(missing) == 1
        else ()
    )

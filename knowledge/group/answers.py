"""Answers: what librarians say themselves, shown before the excerpts for that question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from knowledge.errors import NotFound, TextRefused
from knowledge.models import Change, ChangeKind, CuratedAnswer
from knowledge.search.question import cleaned
from knowledge.store import is_storable, new_id

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.asking import Asking
    from knowledge.store import LibraryFile

EVERYBODY: frozenset[str] = frozenset()
MAX_TEXT = 4_000
"""The most characters of an answer."""

KEPT = timedelta(days=7)
"""How long what was removed can be brought back."""

Listed: TypeAlias = list[CuratedAnswer]


class Answers:
    """The librarians' own answers of one library file.

    An answer is for one question and for those that are the same question: the same key words in
    any order and form, slips of the pen mended as in every question. `by` is the librarian.
    """

    def __init__(self, file: LibraryFile, asking: Asking) -> None:
        self._file = file
        self._asking = asking

    def set(self, question: str, text: str, *, by: str) -> CuratedAnswer:
        """Answer a question; where it has an answer already, that one is rewritten.

        Raises:
            TextRefused: The question says nothing, or the text is empty or too long.
        """
        checked = _checked(text)
        with self._file.reading():
            asked = self._asking.read(question, self._asking.scope(EVERYBODY))
            known = self._asking.curated(question, self._asking.scope(EVERYBODY))
        if not asked.key.text:
            raise TextRefused("The question has no word to know it by; say it in more words.")
        if known is not None:
            return self.edit(known.id, checked, by=by)
        answer = CuratedAnswer(new_id(), asked.question.text, checked, by, self._file.now())
        with self._file.writing():
            self._file.curated.insert(asked.key.text, answer)
            self._note(answer, ChangeKind.ADDED)
        return answer

    def match(self, question: str) -> CuratedAnswer | None:
        """Return the answer that a question gets, if any."""
        with self._file.reading():
            return self._asking.curated(question, self._asking.scope(EVERYBODY))

    def get(self, answer_id: str) -> CuratedAnswer:
        """Return an answer.

        Raises:
            NotFound: There is none, or no longer.
        """
        with self._file.reading():
            return self._found(answer_id)

    def edit(self, answer_id: str, text: str, *, by: str) -> CuratedAnswer:
        """Rewrite an answer.

        Raises:
            NotFound: There is none, or no longer.
            TextRefused: The text is empty or too long.
        """
        checked = _checked(text)
        with self._file.writing():
            before = self._found(answer_id)
            answer = replace(before, text=checked, by=by, set_at=self._file.now())
            self._file.curated.rewrite(answer)
            self._note(answer, ChangeKind.EDITED, before.text)
        return answer

    def remove(self, answer_id: str, *, by: str) -> CuratedAnswer:
        """Take an answer out of use; it can be brought back for seven days.

        Raises:
            NotFound: There is none, or no longer.
        """
        with self._file.writing():
            answer = self._found(answer_id)
            now = self._file.now()
            self._file.curated.mark_removed(answer_id, now)
            self._note(replace(answer, by=by, set_at=now), ChangeKind.REMOVED)
        return answer

    def restore(self, answer_id: str, *, by: str) -> CuratedAnswer:
        """Bring an answer back that was removed.

        Raises:
            NotFound: There is none, or it is too old.
            TextRefused: The question has another answer now.
        """
        with self._file.writing():
            answer = self._found(answer_id, removed=True)
            if self._file.curated.is_taken(answer_id):
                raise TextRefused("That question has another answer now; edit that one.")
            self._file.curated.mark_removed(answer_id, None)
            self._note(replace(answer, by=by, set_at=self._file.now()), ChangeKind.RESTORED)
        return answer

    def history(self, answer_id: str) -> list[Change]:
        """Return what was done to an answer, the newest first."""
        with self._file.reading():
            return self._file.changes.history(answer_id)

    def list(self) -> Listed:
        """Return all answers, by question."""
        with self._file.reading():
            return [answer for _, answer in self._file.curated.keyed()]

    def purge(self, now: datetime) -> int:
        """Delete for good what was removed too long ago; the caller holds the transaction."""
        gone = self._file.curated.purge(now - KEPT)
        for answer_id in gone:
            self._file.changes.delete(answer_id)
        return len(gone)

    def _found(self, answer_id: str, *, removed: bool = False) -> CuratedAnswer:
        answer = self._file.curated.get(answer_id, removed=removed)
        if answer is None:
            raise NotFound("There is no such answer, or no longer.")
        return answer

    def _note(self, answer: CuratedAnswer, kind: ChangeKind, before: str = "") -> None:
        after = answer.text if kind in {ChangeKind.ADDED, ChangeKind.EDITED} else ""
        change = Change(answer.set_at, answer.by, kind, "text" if after else "", before, after)
        self._file.changes.note(answer.id, change)


def _checked(text: str) -> str:
    words = text.strip()
    if not cleaned(words) or not is_storable(words):
        raise TextRefused("The answer is empty; write what members should read.")
    if len(words) > MAX_TEXT:
        raise TextRefused(f"The answer is longer than {MAX_TEXT:,} characters; shorten it.")
    return words.replace("\x00", "")

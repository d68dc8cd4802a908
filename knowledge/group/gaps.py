"""Gaps: what the group asked and the library could not answer, without anybody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from knowledge.errors import NotFound
from knowledge.models import Gap
from knowledge.search.keys import MOST_SLIPS, alike, plain_key
from knowledge.store import ANSWERED, DISMISSED, OPEN, new_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.asking import Asking
    from knowledge.models import Watch
    from knowledge.store import LibraryFile, OpenGap

EVERYBODY: frozenset[str] = frozenset()
_WORDING = 200

Listed: TypeAlias = list[Gap]


class Gaps:
    """The gaps of one library file.

    Questions with the same key words are one gap, slips of the pen forgiven. A gap closes by itself
    when the library has an answer, which is looked for whenever gaps are listed, or who is to be
    told. Who asked is not kept, but for those who chose to be told.
    """

    def __init__(self, file: LibraryFile, asking: Asking) -> None:
        self._file = file
        self._asking = asking

    def record(self, question: str, *, audiences: frozenset[str] = EVERYBODY) -> Gap | None:
        """Count a question that got no answer.

        Returns:
            Its gap; None for a question in which there is nothing to know it by.
        """
        file = self._file
        with file.reading():
            asked = self._asking.read(question, self._asking.scope(audiences))
            key = asked.key.text
            if not key:
                return None
            last = file.reader.last_passage()
            known = file.gaps.named(key) or self._near(question)
        gap = known or new_id()
        with file.writing():
            if known is None:
                file.gaps.insert(gap, key, file.today(), last)
            file.gaps.ask(gap, " ".join(asked.question.text.split())[:_WORDING], file.today(), last)
            return file.gaps.get(gap)

    def get(self, gap_id: str) -> Gap:
        """Return a gap, open or not.

        Raises:
            NotFound: There is no such gap.
        """
        with self._file.reading():
            gap = self._file.gaps.get(gap_id)
        if gap is None:
            raise NotFound("There is no such question, or no longer.")
        return gap

    def dismiss(self, gap_id: str) -> None:
        """Leave a gap out of the list, however often it is asked again.

        Raises:
            NotFound: There is no such gap.
        """
        self.get(gap_id)
        with self._file.writing():
            self._file.gaps.mark([gap_id], DISMISSED)

    def reopen(self, gap_id: str) -> Gap:
        """Put a gap that was dismissed back into the list.

        Raises:
            NotFound: There is no such gap.
        """
        gap = self.get(gap_id)
        with self._file.writing():
            self._file.gaps.mark([gap_id], OPEN)
        return gap

    def watch(self, gap_id: str, asker: str, *, may_dm: bool = False) -> None:
        """Remember, by the asker's choice, to tell them when a gap is answered.

        Raises:
            NotFound: There is no such gap.
        """
        self.get(gap_id)
        with self._file.writing():
            now = self._file.now()
            self._file.gaps.watch(new_id(), gap_id, asker, now, may_dm=may_dm)

    def unwatch(self, gap_id: str, asker: str) -> bool:
        """Forget that somebody asked to be told; return whether they had."""
        with self._file.writing():
            return self._file.gaps.unwatch(gap_id, asker)

    def answered(self, asker: str | None = None) -> list[Watch]:
        """Return who is to be told that a gap is answered: one member, or all."""
        with self._file.reading():
            if not self._file.gaps.is_watching(asker):
                return []
            watched = self._file.gaps.watched([OPEN, DISMISSED], asker)
        self._settle(watched)
        with self._file.reading():
            return self._file.gaps.due(asker)

    def told(self, watch_id: str) -> bool:
        """Claim a watch before its member is told; only the first to claim it may tell them."""
        with self._file.writing():
            return self._file.gaps.delete_watch(watch_id)

    def list(self, limit: int = 100) -> Listed:
        """Return the open gaps, the most asked first, then the most recent."""
        with self._file.reading():
            gaps = self._file.gaps.all([OPEN])
        self._settle(gaps)
        with self._file.reading():
            return self._file.gaps.listing(limit)

    def _near(self, question: str) -> str | None:
        """Return the gap whose question differs from this one by slips of the pen alone."""
        plain = plain_key(question)
        for gap in self._file.gaps.all([OPEN, ANSWERED, DISMISSED]):
            stems = frozenset(gap.key.partition(": ")[2].split())
            strangers = len(stems - plain.words.keys())
            if strangers <= MOST_SLIPS and alike(plain, plain_key(gap.question)):
                return gap.id
        return None

    def _settle(self, gaps: Iterable[OpenGap]) -> None:
        """Close the gaps that the library answers now."""
        file = self._file
        answered, checked = [], []
        with file.reading():
            last = file.reader.last_passage()
            scope = self._asking.scope(EVERYBODY)
            for gap in gaps:
                if self._asking.answers_since(gap.question, gap.checked_to, scope):
                    answered.append(gap.id)
                elif gap.checked_to != last:
                    checked.append(gap.id)
        if (answered or checked) and not file.read_only:
            with file.writing():
                file.gaps.mark(answered, ANSWERED)
                file.gaps.mark_checked(checked, last)

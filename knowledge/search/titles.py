"""Titles: which articles, or tags, somebody may mean who has typed a few letters of one.

Words may come in any order and be cut short anywhere; a slip or two in a word is forgiven where
nothing fits without it. It knows nothing of files: the caller keeps it up to date.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.text.words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Name = TypeVar("Name", bound="Hashable")

MAX_TYPED = 100
_FORGIVING_FROM = 3
_TWO_SLIPS_FROM = 7
_SURE = 90.0
_AHEAD = 6.0
_SCORED = 400


class Found(NamedTuple, Generic[Name]):
    """A text that may be meant; 100 is what was typed, letter for letter."""

    name: Name
    text: str
    score: float


class Typeahead(Generic[Name]):
    """Texts by name, to be found by what somebody has typed so far."""

    def __init__(self) -> None:
        self._texts: dict[Name, str] = {}
        self._folded: dict[Name, str] = {}
        self._holders: dict[str, set[Name]] = {}
        self._words: list[str] = []
        self._ordered: list[tuple[str, int, Name]] = []
        self._places: dict[Name, tuple[str, int, Name]] = {}
        self._put = 0

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, name: Name, text: str) -> None:
        """Add a text, or change it."""
        self.drop(name)
        self._texts[name] = text
        words = _words(text)
        self._folded[name] = " ".join(words)
        for word in words:
            holders = self._holders.get(word)
            if holders is None:
                holders = self._holders[word] = set()
                insort(self._words, word)
            holders.add(name)
        self._put += 1  # no two places compare by name
        self._places[name] = (text.casefold(), self._put, name)
        insort(self._ordered, self._places[name])

    def drop(self, name: Name) -> None:
        """Take a text out, if it is there."""
        if name in self._texts:
            del self._texts[name]
            for word in set(self._folded.pop(name).split()):
                self._holders[word].discard(name)
                if not self._holders[word]:
                    del self._holders[word]
                    del self._words[bisect_left(self._words, word)]
            del self._ordered[bisect_left(self._ordered, self._places.pop(name))]

    def find(
        self, typed: str, limit: int, may: Callable[[Name], bool] = lambda _: True
    ) -> list[Found[Name]]:
        """Return the texts that may be meant, the likeliest first.

        Args:
            typed: What was typed so far; nothing finds the first texts in their order.
            limit: How many at most.
            may: Which of them may be found.
        """
        words = _words(typed[:MAX_TYPED])
        if not words:
            allowed = (name for _, _, name in self._ordered if may(name))
            return [Found(name, self._texts[name], 0.0) for name in islice(allowed, max(0, limit))]
        names = [name for name in self._holding(words) if may(name)]
        sought = " ".join(words)
        scored = [
            Found(name, self._texts[name], _score(sought, self._folded[name]))
            for name in names[:_SCORED]
        ]
        scored.sort(key=lambda one: (-one.score, len(one.text), one.text.casefold()))
        return scored[: max(0, limit)]

    def match(self, text: str, may: Callable[[Name], bool] = lambda _: True) -> Name | None:
        """Return the one text that is clearly meant, or None."""
        sought = " ".join(_words(text))
        if not sought:
            return None
        found = self.find(text, 2, may)
        if not found:
            return None
        exact = [name for name, folded in self._folded.items() if folded == sought and may(name)]
        if exact:
            return exact[0] if len(exact) == 1 else None
        best, *others = found
        alone = not others and best.score >= _SURE - 2 * _AHEAD
        ahead = bool(others) and best.score >= _SURE and best.score - others[0].score >= _AHEAD
        return best.name if alone or ahead else None

    def _holding(self, words: list[str]) -> list[Name]:
        """Return the names of the texts that hold all words typed, or most where none holds all."""
        found = [self._with(word) for word in words]
        together = set.intersection(*found)
        if not together and len(words) > 1:
            counts: dict[Name, int] = defaultdict(int)
            for names in found:
                for name in names:
                    counts[name] += 1
            most = max(counts.values(), default=0)
            if most * 2 >= len(words):
                together = {name for name, count in counts.items() if count == most}
        return sorted(together, key=lambda name: len(self._folded[name]))

    def _with(self, word: str) -> set[Name]:
        """Return the names of the texts with a word that begins so, or nearly so."""
        at = bisect_left(self._words, word)
        names: set[Name] = set()
        while at < len(self._words) and self._words[at].startswith(word):
            names |= self._holders[self._words[at]]
            at += 1
        if not names and len(word) >= _FORGIVING_FROM:
            for near in self._near(word):
                names |= self._holders[near]
        return names

    def _near(self, word: str) -> set[str]:
        """Return the words whose beginning is a slip or two away from what was typed."""
        slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        near: set[str] = set()
        for length in (len(word), len(word) + 1, len(word) - 1):
            beginnings = [other[:length] for other in self._words]
            near |= {
                self._words[at]
                for _, _, at in process.extract(
                    word, beginnings, scorer=OSA.distance, score_cutoff=slips, limit=None
                )
            }
            if near:
                break
        return near


def _words(text: str) -> list[str]:
    return [token.word for token in tokens(text) if not token.compound]


def _score(sought: str, text: str) -> float:
    """Return how well a text fits what was typed, 0 to 100."""
    if text == sought:
        return 100.0
    whole = float(fuzz.token_sort_ratio(sought, text))
    part = float(fuzz.partial_ratio(sought, text))
    begins = 8.0 if text.startswith(sought) else 0.0
    return min(99.0, 0.5 * whole + 0.42 * part + begins)

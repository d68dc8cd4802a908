"""Spelling: the library's own words for a word that no passage has.

The whole gain lies in correcting unknown words only, with up to three weighted alternatives in
the query instead of one. Two things keep a small library from "correcting" good words: a word of
English is left alone, and so is a word that is nearer to a word of English which the library lacks.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.text.english import english_words, is_english, rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MIN_LETTERS = 4
"""Shorter words are not corrected: too many words are one letter away."""

ALTERNATIVES = 3
_TWO_EDITS_FROM = 6

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Vocabulary:
    """Words in buckets of first letter and length, so that few are compared with a typed one."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._words: set[str] = set()
        self.extend(words)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __len__(self) -> int:
        return len(self._words)

    def extend(self, words: Iterable[str]) -> None:
        """Take more words in; those without letters are never proposed."""
        for word in words:
            if word not in self._words:
                self._words.add(word)
                if len(word) >= MIN_LETTERS - 1 and word.isalpha():
                    self._buckets[word[0], len(word)].append(word)

    def near(self, word: str, edits: int) -> list[tuple[str, int]]:
        """Return (word, distance) within so many edits (OSA: a swap is one), nearest first.

        Few slips are in the first letter: there, one that is wrong or missing is mended only when
        the rest is right, and one that is swapped with or put before the second in any case.
        """
        found: dict[str, int] = {}
        for length in range(len(word) - edits, len(word) + edits + 1):
            for first in {word[0], word[1]}:
                bucket = self._buckets.get((first, length))
                if bucket:
                    found.update(
                        (near, int(distance))
                        for near, distance, _ in process.extract(
                            word, bucket, scorer=OSA.distance, score_cutoff=edits, limit=None
                        )
                    )
        for letter in _LETTERS:
            for other in (letter + word, letter + word[1:]):
                if other in self._words and other != word:
                    found.setdefault(other, 1)
        return sorted(found.items(), key=lambda pair: pair[1])


@cache
def english() -> Vocabulary:
    """Return the words of English, ready to be compared with."""
    return Vocabulary(english_words())


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word of the library that may have been meant, and how surely, up to 1."""

    word: str
    weight: float


def edits_allowed(word: str) -> int:
    """Return how many slips are mended in a word: none, one or two, by its length."""
    if len(word) < MIN_LETTERS or not word.isalpha():
        return 0
    return 2 if len(word) >= _TWO_EDITS_FROM else 1


def alternatives(
    word: str, near: list[tuple[str, int]], passages: Mapping[str, int]
) -> list[Alternative]:
    """Weigh the library's words near an unknown one; the best three, surest first.

    Args:
        word: The unknown word, in normal form.
        near: Words and distances, as `Vocabulary.near` gives them.
        passages: In how many visible passages each word stands; a word that is not here is
            not the asker's to see, and is no alternative.
    """
    if is_english(word):
        return []
    seen = [(other, distance) for other, distance in near if passages.get(other)]
    if not seen:
        return []
    best = min(distance for _, distance in seen)
    rival = _english_rival(word, {other for other, _ in seen}, best)
    if rival is not None and rival < best:
        return []  # what was meant is a word that the library does not have
    scored = sorted(
        ((_likeness(word, other, distance, passages[other]), other) for other, distance in seen),
        reverse=True,
    )[:ALTERNATIVES]
    top = scored[0][0]
    sureness = (0.95 if best <= 1 else 0.85) * (1.0 if rival is None else _DOUBT)
    return [
        Alternative(other, sureness * math.exp(min(0.0, (score - top) * 1.5)))
        for score, other in scored
    ]


def partings(word: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return the ways to part a word into two that the vocabulary has."""
    if not (word.isascii() and word.isalpha()):
        return []
    return [
        (word[:at], word[at:])
        for at in range(_PART, len(word) - _PART + 1)
        if word[:at] in vocabulary and word[at:] in vocabulary
    ]


_PART = 3

_DOUBT = 0.8
"""What is left of a mended word's weight when English has another word as near."""

_COMMON = 14.0
"""Rarity (see `english.rarity`) below which a word of English is likely to be meant."""


def _english_rival(word: str, own: set[str], edits: int) -> int | None:
    """Return how near the nearest common word of English is that the library lacks, if any is."""
    return next(
        (
            distance
            for other, distance in english().near(word, edits)
            if other not in own and rarity(other) < _COMMON
        ),
        None,
    )


def _likeness(word: str, other: str, distance: int, passages: int) -> float:
    shape = float(JaroWinkler.similarity(word, other))
    same_letters = set(word) == set(other)
    return (
        -2.2 * distance
        + 4.0 * shape
        + 0.5 * same_letters
        + 0.25 * math.log(1 + passages)
        - 0.04 * rarity(other)
    )

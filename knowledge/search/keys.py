"""Keys: what makes two questions the same question.

The stems of the words that carry its subject, with their spelling mended, in no order; and what it
asks for where that changes the answer: *when* is not *why*. Words that only shape a question count
for nothing, so that "tips for pricing a quote" is "how do we price a quote?".
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from knowledge.search.question import Kind, read_question
from knowledge.search.spelling import edits_allowed
from knowledge.search.terms import SOFT_WORDS
from knowledge.text.english import is_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.search.question import Question
    from knowledge.search.terms import Term

_TELLING = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHY})
MOST_SLIPS = 2
"""In how many words two questions may differ in spelling and be the same question."""


@dataclass(frozen=True, slots=True)
class QuestionKey:
    """What a question is known by.

    Attributes:
        kind: What it asks for, or "" where that makes no difference.
        words: The words by their stems.
    """

    kind: str
    words: Mapping[str, str]

    @property
    def text(self) -> str:
        """The key in one line, to be stored and compared; "" if there is nothing to know it by."""
        return f"{self.kind}: {' '.join(sorted(self.words))}" if self.words else ""


def key_of(question: Question, terms: Sequence[Term] = ()) -> QuestionKey:
    """Return the key of a question, with the words that it was searched as if these are given."""
    pairs = (
        [(term.stem, term.word) for term in terms]
        if terms
        else [(one.stem, one.word) for one in question.words if not one.compound]
    )
    hard = {stem: word for stem, word in pairs if word not in SOFT_WORDS}
    kind = question.kind.value if question.kind in _TELLING else ""
    return QuestionKey(kind, hard or dict(pairs))


def plain_key(text: str) -> QuestionKey:
    """Return the key of a question as it was typed, no word mended."""
    return key_of(read_question(text))


def alike(one: QuestionKey, other: QuestionKey) -> bool:
    """Tell whether two keys differ in the spelling of a word or two at most.

    Two words of English are different words, however near: *hire* is not *fire*.
    """
    if one.kind != other.kind or not one.words or len(one.words) != len(other.words):
        return False
    left = [word for stem, word in one.words.items() if stem not in other.words]
    right = [word for stem, word in other.words.items() if stem not in one.words]
    if len(left) != len(right) or len(left) > MOST_SLIPS:
        return False
    return any(_same_words(left, order) for order in permutations(right))


def _same_words(left: Iterable[str], right: Iterable[str]) -> bool:
    return all(_same_word(one, other) for one, other in zip(left, right, strict=True))


def _same_word(one: str, other: str) -> bool:
    if is_english(one) and is_english(other):
        return False
    edits = min(edits_allowed(one), edits_allowed(other))
    return bool(edits) and OSA.distance(one, other, score_cutoff=edits) <= edits

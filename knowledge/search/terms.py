"""Terms: what a question's words are searched as, and how much each one matters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.text.english import rarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SMALL_TO_DECIDE = 150.0
_SMALL_TO_RANK = 250.0
"""At so many passages the library's own statistics count as much as those of English at large."""

_AT_LARGE = 0.6
"""What the rarest word of English is worth in the ranking, as a share of the greatest idf."""

_CORRECTED = 0.9
"""A corrected word counts less in the decision whether there is an answer."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A stem that stands for a term: as typed (weight 1), or mended, kin or synonym (less).

    `idf` is what the library says of it; `worth` what a hit is worth in the ranking. One that is
    `shared` stands for several terms of the question at once.
    """

    stem: str
    word: str
    weight: float
    idf: float
    worth: float
    corrected: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the question.

    Attributes:
        typed: As it was typed.
        word: The word that was meant, in normal form: mended where it had to be.
        stem: The stem of that word.
        variants: The stems that it is searched as; none when the library has nothing like it.
        importance: Its share in the decision whether there is an answer (not normalised).
    """

    typed: str
    word: str
    stem: str
    variants: tuple[Variant, ...]
    importance: float


def idf(passages_with: int, passages: int) -> float:
    """Return the inverse document frequency of BM25 (Robertson's, floored at 0 by the 1 +)."""
    return math.log(1.0 + (passages - passages_with + 0.5) / (passages_with + 0.5))


def worth(word: str, own: float, passages: int) -> float:
    """Return what a hit of a word is worth: its idf, or English at large where that is a guess.

    Args:
        word: The word in normal form.
        own: The idf that the library gives it.
        passages: The size of the library.
    """
    trust = passages / (passages + _SMALL_TO_RANK)
    at_large = _share_at_large(word) * _AT_LARGE * idf(0, passages)
    return (trust * own + (1.0 - trust) * at_large) * SOFT_WORDS.get(word, 1.0)


def _share_at_large(word: str) -> float:
    return min(1.0, max(0.1, (rarity(word) - 6.0) / 7.0))


def importance(word: str, variants: Sequence[Variant], passages: int) -> float:
    """Return how much of a question hangs on a word.

    A small library can't know which words are common, so English at large speaks for it; the
    greater the library, the more its own statistics count.
    """
    mended = bool(variants) and variants[0].corrected
    if mended:
        word = variants[0].word
    own = max((variant.idf for variant in variants), default=idf(0, passages))
    own /= max(idf(0, passages), 1e-9)
    trust = passages / (passages + _SMALL_TO_DECIDE)
    weight = (trust * own + (1.0 - trust) * _share_at_large(word)) * SOFT_WORDS.get(word, 1.0)
    return weight * _CORRECTED if mended else weight


_SOFT = """
way ways thing things tell explain mean means meaning example examples tip tips advice difference
know help need want try make makes good best better kind type sort stuff look looks allowed able put
take takes happen happens happened use uses used using start deal people person someone long name
called call say says going come goes
"""

SOFT_WORDS: Mapping[str, float] = dict.fromkeys(_SOFT.split(), 0.5)
"""Words that shape a question more than they name its subject."""

"""Decision: whether an excerpt is an answer, or the library has none.

Not a raw score, but how much of what matters in the question the excerpt, its title and its passage
cover. The weights were fitted (logistic regression) on questions whose right passage came first
against questions whose right documents had been taken out, in collections of 3 to 1,283 documents;
see benchmarks/README.md. The threshold keeps 97 % of the right first hits there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search.excerpts import Window
    from knowledge.search.ranking import Match
    from knowledge.search.terms import Term

THRESHOLD = 0.5
"""Below this confidence the library has no answer."""

_EXCERPT = 3.07
_TITLE = 2.60
_PAIRS = 1.66
_MASS = 1.60
_SIZE = -0.34
_LACK = -9.07
_LITTLE = 0.35  # an excerpt that covers less than this share of the question lacks too much
_BIAS = -2.96 + 1.95  # fitted, then moved so that the threshold is one half

_SIDE_SHARE = 0.5
"""What an excerpt must cover of what the best one covers: a list is not an answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an excerpt; shares are 0 to 1, weighed by the importance of each word.

    Attributes:
        excerpt: The share of the question that stands in the excerpt, its title or heading.
        title: The share in title or heading.
        words: The share that stands in the excerpt itself.
        pairs: The share of neighbouring words that are neighbours in the passage.
        mass: The importance of all that the passage, title and heading hold: 0 to the number of
            words. One word of one says less than four of four.
        passages: The size of the library.
    """

    excerpt: float
    title: float
    words: float
    pairs: float
    mass: float
    passages: int

    @property
    def confidence(self) -> float:
        """Return the confidence that this answers, 0 to 1."""
        if not self.mass:
            return 0.0
        z = (
            _EXCERPT * self.excerpt
            + _TITLE * self.title
            + _PAIRS * self.pairs
            + _MASS * self.mass
            + _SIZE * math.log(self.passages + 10)
            + _LACK * max(0.0, _LITTLE - self.excerpt)
            + _BIAS
        )
        return 1.0 / (1.0 + math.exp(-z))


def weigh(terms: Sequence[Term], match: Match, window: Window, passages: int) -> Evidence:
    """Return what speaks for a window of a passage as the answer to a question."""
    total = sum(term.importance for term in terms) or 1.0
    excerpt = title = words = mass = 0.0
    for term, here, body, above in zip(terms, window.found, match.body, match.title, strict=True):
        excerpt += term.importance * max(here, above)
        title += term.importance * above
        words += term.importance * here
        mass += term.importance * max(body, above)
    return Evidence(excerpt / total, title / total, words / total, match.pairs, mass, passages)


def at_best(terms: Sequence[Term], match: Match, passages: int) -> Evidence:
    """Return the most that could speak for any window of a passage, without reading it."""
    total = sum(term.importance for term in terms) or 1.0
    both = title = words = 0.0
    for term, body, above in zip(terms, match.body, match.title, strict=True):
        both += term.importance * max(body, above)
        title += term.importance * above
        words += term.importance * body
    return Evidence(both / total, title / total, words / total, match.pairs, both, passages)


def accompanies(first: Evidence, other: Evidence) -> bool:
    """Tell whether a further excerpt covers nearly as much of the question as the first.

    A title alone may make the first excerpt an answer; it makes no list of the others.
    """
    says_something = other.words > 0.0 or first.words == 0.0
    return says_something and other.excerpt >= _SIDE_SHARE * first.excerpt

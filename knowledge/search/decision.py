"""Decision: whether an excerpt is an answer, or the library has none.

A calibrated threshold on how much of what matters in the question is covered, not on a raw score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.search.excerpts import Window
    from knowledge.search.ranking import Match
    from knowledge.search.terms import Term

THRESHOLD = 0.34
"""Below this confidence the library has no answer."""

_ELSEWHERE = 0.7
"""What a word counts that stands in the passage or its title, but not in the excerpt."""


def confidence(terms: Sequence[Term], match: Match, window: Window) -> float:
    """Return how much of the question an excerpt covers, 0 to 1, weighed by importance."""
    total = sum(term.importance for term in terms)
    if not total:
        return 0.0
    covered = 0.0
    for term, here, body, title in zip(terms, window.found, match.body, match.title, strict=True):
        covered += term.importance * max(here, title, _ELSEWHERE * body)
    return covered / total

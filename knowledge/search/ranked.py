"""What the engine found for one question, and how it read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.store import Totals

if TYPE_CHECKING:
    from knowledge.search.keys import QuestionKey
    from knowledge.search.question import Question
    from knowledge.search.ranking import Match
    from knowledge.search.terms import Term

NOTHING = Totals()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates in the order of a question, and how its words were read."""

    question: Question
    key: QuestionKey
    terms: tuple[Term, ...] = ()
    matches: tuple[Match, ...] = ()
    totals: Totals = NOTHING

    @property
    def passages(self) -> int:
        """How many passages the asker may see."""
        return self.totals.passages

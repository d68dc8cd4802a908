"""What a system makes of a set's questions, and the measures of it.

The ranking measures are those of trec_eval, from `ir-measures`. They count questions that have an
answer; those that have none belong to `benchmarks.refusal`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import ir_measures
from ir_measures import RR, Success, nDCG

from benchmarks.systems import EXCERPT_LENGTH, EXCERPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.question_sets import Question, QuestionSet
    from benchmarks.systems import SearchSystem, Shown

RANKED = 100
_MEASURES = {
    "ndcg@10": nDCG @ 10,
    "success@1": Success @ 1,
    "success@5": Success @ 5,
    "success@10": Success @ 10,
    "rr@10": RR @ 10,
}
_STRAIGHT_QUOTES = str.maketrans("‘’‚‛“”„‟«»", '\'\'\'\'""""""')


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system made of one question: documents best first, and the excerpts it shows."""

    question: Question
    right: frozenset[str]
    ranked: tuple[str, ...]
    excerpts: tuple[Shown, ...]

    @property
    def right_first_hit(self) -> bool:
        """Whether the first of the ranked documents answers the question."""
        return bool(self.ranked) and self.ranked[0] in self.right

    @property
    def answered_rightly(self) -> bool:
        """Whether the system shows excerpts, and the first is of a document that answers."""
        return bool(self.excerpts) and self.excerpts[0].document in self.right

    @property
    def kept(self) -> bool:
        """Whether a right first hit came through the system's threshold."""
        return self.right_first_hit and self.answered_rightly

    def answer_within(self, count: int) -> bool:
        """Say whether one of the first excerpts, cut to 300 characters, contains an answer."""
        shown = [normalised(excerpt.text[:EXCERPT_LENGTH]) for excerpt in self.excerpts[:count]]
        answers = [normalised(answer) for answer in self.question.answers]
        return any(answer in text for answer in answers for text in shown)


def ask_all(
    system: SearchSystem, questions: Iterable[Question], question_set: QuestionSet
) -> list[Outcome]:
    """Put questions of the set to the system."""
    return [
        Outcome(
            question,
            question_set.right_documents(question),
            tuple(system.rank(question.text, RANKED)),
            tuple(system.excerpts(question.text, EXCERPTS)),
        )
        for question in questions
    ]


def measure(outcomes: Sequence[Outcome], question_set: QuestionSet) -> dict[str, float | None]:
    """Compute the measures; None where the set or the system gives nothing to measure."""
    judgements = {o.question.id: dict(question_set.judgements[o.question.id]) for o in outcomes}
    # trec_eval sorts by score and knows no order among equals, so the places are the scores.
    run = {
        o.question.id: {name: float(-place) for place, name in enumerate(o.ranked)}
        for o in outcomes
    }
    values = ir_measures.calc_aggregate(list(_MEASURES.values()), judgements, run)
    measures: dict[str, float | None] = {
        name: float(values[measured]) for name, measured in _MEASURES.items()
    }
    with_answers = [o for o in outcomes if o.question.answers]
    measures["answer@1"] = share(o.answer_within(1) for o in with_answers)
    measures["answer@3"] = share(o.answer_within(EXCERPTS) for o in with_answers)
    measures["kept"] = share(o.kept for o in outcomes if o.right_first_hit)
    lengths = [len(excerpt.text) for o in outcomes for excerpt in o.excerpts]
    measures["excerpt length"] = float(median(lengths)) if lengths else None
    return measures


def share(held: Iterable[bool]) -> float | None:
    """Give the share of the cases that held; None of no cases."""
    cases = list(held)
    return sum(cases) / len(cases) if cases else None


def normalised(text: str) -> str:
    """Make texts comparable: case, white space and the shape of quotation marks do not count."""
    folded = unicodedata.normalize("NFKC", text).translate(_STRAIGHT_QUOTES).casefold()
    return " ".join(folded.split())

"""The questions that went wrong, one by one, for those who tune."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.systems import EXCERPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.question_sets import QuestionSet
    from benchmarks.ranking import Outcome
    from benchmarks.systems.ours import System

NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Failure:
    """A question whose first excerpt is not from a right document, or is one too many."""

    question: str
    expected: str
    got: str
    confidence: float


def failures(
    system: System, question_set: QuestionSet, outcomes: Iterable[Outcome]
) -> Iterator[Failure]:
    """List the answerable questions that went wrong, then the unanswerable ones."""
    for outcome in outcomes:
        if not outcome.answered_rightly:
            text = outcome.question.text
            expected = ", ".join(sorted(outcome.right))
            yield Failure(text, expected, _got(outcome), system.confidence(text))
    for question in question_set.unanswerable():
        shown = system.excerpts(question.text, EXCERPTS)
        if shown:
            got = f"{shown[0].document}: {shown[0].text}"
            yield Failure(question.text, NO_ANSWER, got, system.confidence(question.text))


def _got(outcome: Outcome) -> str:
    if outcome.excerpts:
        return f"{outcome.excerpts[0].document}: {outcome.excerpts[0].text}"
    if outcome.ranked:
        return f"{NO_ANSWER} (ranked first: {outcome.ranked[0]})"
    return f"{NO_ANSWER} (nothing found)"

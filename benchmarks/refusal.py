"""How well "no answer" is decided, at the shipped threshold and at a calibrated one.

Four shares, for one set: right first hits that are answered (kept); other sets' questions, off
topic, that are refused; the set's own questions, on topic, that are refused once their right
documents are taken out; and questions that the set itself calls unanswerable.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.command_line import tracked
from benchmarks.ranking import share
from benchmarks.systems import EXCERPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.question_sets import Question, QuestionSet
    from benchmarks.ranking import Outcome
    from benchmarks.systems.ours import System

KEPT_WHEN_CALIBRATED = 0.97


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one question: how sure the engine was, and whether it was let through.

    `passed` is that a right first hit was answered from a right document, or, for a question
    without an answer, that it was answered at all.
    """

    question: Question
    passed: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Questionings:
    """All that was asked of one set's library, by the share to which it belongs."""

    right_first_hits: Sequence[Asked]
    other: Mapping[str, Sequence[Asked]]
    own: Sequence[Asked]
    unanswerable: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class Refusal:
    """The shares at one threshold; None where there was nothing to ask."""

    threshold: float | None
    kept: float | None
    other: Mapping[str, float | None]
    own: float | None
    unanswerable: float | None


def question_library(
    system: System,
    question_set: QuestionSet,
    outcomes: Sequence[Outcome],
    others: Iterable[QuestionSet],
    sampled: Callable[[Sequence[Question]], Sequence[Question]],
) -> Questionings:
    """Ask the set's library everything that the shares need.

    Args:
        system: The library with the set's documents; it has them again afterwards.
        question_set: The set.
        outcomes: What the library made of the set's own questions.
        others: Other sets, whose questions are off topic here.
        sampled: Thins questions out.
    """
    name = question_set.name
    return Questionings(
        [
            Asked(o.question, o.kept, system.confidence(o.question.text))
            for o in tracked(outcomes, f"{name}: confidence")
            if o.right_first_hit
        ],
        {
            other.name: ask_unanswered(
                system, tracked(sampled(other.answerable()), f"{name}: questions of {other.name}")
            )
            for other in others
        },
        _ask_own(system, question_set, sampled(question_set.answerable())),
        ask_unanswered(system, tracked(question_set.unanswerable(), f"{name}: without an answer")),
    )


def ask_unanswered(system: System, questions: Iterable[Question]) -> list[Asked]:
    """Ask questions that no document in the library answers."""
    return [
        Asked(
            question,
            bool(system.excerpts(question.text, EXCERPTS)),
            system.confidence(question.text),
        )
        for question in questions
    ]


def as_shipped(questionings: Questionings) -> Refusal:
    """Give the shares at the threshold that the library ships with."""
    return Refusal(
        None,
        share(asked.passed for asked in questionings.right_first_hits),
        {name: share(not a.passed for a in asked) for name, asked in questionings.other.items()},
        share(not asked.passed for asked in questionings.own),
        share(not asked.passed for asked in questionings.unanswerable),
    )


def calibrated(questionings: Questionings) -> Refusal | None:
    """Give the shares at the threshold that keeps 97 % of the right first hits, if there are any.

    It is the highest such threshold; a confidence equal to it passes.
    """
    confidences = sorted(asked.confidence for asked in questionings.right_first_hits)
    if not confidences:
        return None
    threshold = confidences[int(len(confidences) * (1 - KEPT_WHEN_CALIBRATED) + 1e-9)]
    return Refusal(
        threshold,
        share(confidence >= threshold for confidence in confidences),
        {
            name: share(a.confidence < threshold for a in asked)
            for name, asked in questionings.other.items()
        },
        share(asked.confidence < threshold for asked in questionings.own),
        share(asked.confidence < threshold for asked in questionings.unanswerable),
    )


def sampler(size: int, seed: int) -> Callable[[Sequence[Question]], Sequence[Question]]:
    """Make the function that draws at most `size` questions, the same ones in every run."""

    def sampled(questions: Sequence[Question]) -> Sequence[Question]:
        if len(questions) <= size:
            return questions
        return random.Random(seed).sample(questions, size)

    return sampled


def _ask_own(
    system: System, question_set: QuestionSet, questions: Iterable[Question]
) -> list[Asked]:
    # Taking documents out and back is dear: once for all questions that share the same ones.
    groups: dict[frozenset[str], list[Question]] = {}
    for question in questions:
        groups.setdefault(question_set.right_documents(question), []).append(question)
    asked: list[Asked] = []
    for right, group in tracked(list(groups.items()), f"{question_set.name}: own, taken out"):
        with system.without(right):
            asked += ask_unanswered(system, group)
    return asked

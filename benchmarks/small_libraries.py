"""The decision to answer in libraries of 3 to 500 articles: what is common depends on the size."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.command_line import tracked
from benchmarks.ranking import ask_all, share
from benchmarks.refusal import ask_unanswered
from benchmarks.systems.ours import System

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.question_sets import Question, QuestionSet, SourceDocument
    from benchmarks.ranking import Outcome
    from benchmarks.refusal import Asked

SIZES = (3, 5, 50, 500)
MOST_QUESTIONS = 200
# A library of three has few questions; this many are drawn at most to come by enough of them.
_MOST_LIBRARIES = 60
# One question in so many has none of its right documents in any library.
_LEFT_OUT = 5


@dataclass(frozen=True, slots=True)
class SizeReport:
    """Libraries of one size, drawn from one set.

    Attributes:
        size: Articles in each library.
        libraries: How many were drawn.
        answerable: Questions asked whose right document was in the library.
        right_first: Share of these whose first hit is right.
        kept: Share of the right first hits that are answered from a right document.
        unanswerable: Questions asked whose right documents were not in the library.
        refused: Share of these that are refused.
    """

    size: int
    libraries: int
    answerable: int
    right_first: float | None
    kept: float | None
    unanswerable: int
    refused: float | None


def measure_sizes(
    question_set: QuestionSet, folder: Path, seed: int, most: int = MOST_QUESTIONS
) -> list[SizeReport]:
    """Measure each size that is smaller than the set itself, with `most` questions of each kind."""
    return [
        _measure_size(question_set, size, most, folder, random.Random(f"{seed} {size}"))
        for size in SIZES
        if size < len(question_set.documents)
    ]


def _measure_size(
    question_set: QuestionSet, size: int, most: int, folder: Path, chance: random.Random
) -> SizeReport:
    samples = list(_samples(question_set, size, most, chance))
    outcomes: list[Outcome] = []
    refusals: list[Asked] = []
    outsiders = -(-most // len(samples))
    for documents in tracked(samples, f"{question_set.name}: libraries of {size}"):
        inside, outside = _split(question_set, documents)
        with TemporaryDirectory(dir=folder) as place:
            system = System.build(documents, Path(place))
            outcomes += ask_all(system, _drawn(inside, most, chance), question_set)
            refusals += ask_unanswered(system, _drawn(outside, outsiders, chance))
            system.close()
    outcomes, refusals = outcomes[:most], refusals[:most]
    return SizeReport(
        size,
        len(samples),
        len(outcomes),
        share(o.right_first_hit for o in outcomes),
        share(o.kept for o in outcomes if o.right_first_hit),
        len(refusals),
        share(not asked.passed for asked in refusals),
    )


def _samples(
    question_set: QuestionSet, size: int, most: int, chance: random.Random
) -> Iterator[Sequence[SourceDocument]]:
    """Draw libraries until they have questions enough."""
    questions = 0
    for _ in range(_MOST_LIBRARIES):
        documents = chance.sample(_pool(question_set, size, chance), size)
        questions += len(_split(question_set, documents)[0])
        yield documents
        if questions >= most:
            return


def _pool(question_set: QuestionSet, size: int, chance: random.Random) -> list[SourceDocument]:
    """Leave all right documents of some questions out, as far as `size` documents remain.

    Where a question has many right documents, a large sample would else have one for each.
    """
    groups = sorted(
        {tuple(sorted(question_set.right_documents(q))) for q in question_set.answerable()}
    )
    chance.shuffle(groups)
    left_out: set[str] = set()
    for group in groups[: len(groups) // _LEFT_OUT]:
        if len(question_set.documents) - len(left_out.union(group)) >= size:
            left_out.update(group)
    return [document for document in question_set.documents if document.id not in left_out]


def _split(
    question_set: QuestionSet, documents: Sequence[SourceDocument]
) -> tuple[list[Question], list[Question]]:
    """Part the answerable questions by whether one of the documents answers them."""
    present = {document.id for document in documents}
    inside: list[Question] = []
    outside: list[Question] = []
    for question in question_set.answerable():
        right = question_set.right_documents(question)
        (outside if right.isdisjoint(present) else inside).append(question)
    return inside, outside


def _drawn(questions: list[Question], most: int, chance: random.Random) -> list[Question]:
    return chance.sample(questions, min(most, len(questions)))

"""Everything that is measured of one question set, for `benchmarks.search`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.command_line import tracked
from benchmarks.question_sets import CLEAN
from benchmarks.ranking import ask_all, measure
from benchmarks.refusal import as_shipped, calibrated, question_library, sampler
from benchmarks.small_libraries import MOST_QUESTIONS, measure_sizes
from benchmarks.systems import OURS, system_class
from benchmarks.systems.ours import System as OurSystem
from benchmarks.verdicts import failures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.question_sets import QuestionSet
    from benchmarks.ranking import Outcome
    from benchmarks.refusal import Refusal
    from benchmarks.small_libraries import SizeReport
    from benchmarks.verdicts import Failure

SEED = 20240501

Ranking = dict[str, dict[str, dict[str, float | None]]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is measured: which systems; refusals with how many questions, if at all; failures."""

    systems: Sequence[str]
    refusal_sample: int | None
    list_failures: bool = False


@dataclass(slots=True)
class SetReport:
    """The results of one set.

    Attributes:
        name: The set's name.
        documents: How many it has.
        answerable: Its questions that have an answer.
        unanswerable: Its questions that have none.
        ranking: Variant → system → measure → value.
        shipped: Refusals at the shipped threshold.
        calibrated: Refusals at the threshold that keeps 97 % of this set's right first hits.
        small_libraries: Refusals in libraries of a few articles.
        failures: What went wrong.
    """

    name: str
    documents: int
    answerable: int
    unanswerable: int
    ranking: Ranking = field(default_factory=dict)
    shipped: Refusal | None = None
    calibrated: Refusal | None = None
    small_libraries: list[SizeReport] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def measure_set(
    question_set: QuestionSet, others: Sequence[QuestionSet], folder: Path, scope: Scope
) -> SetReport:
    """Measure one set, with files in an empty folder."""
    report = SetReport(
        question_set.name,
        len(question_set.documents),
        len(question_set.answerable()),
        len(question_set.unanswerable()),
    )
    for name in scope.systems:
        place = folder / name
        place.mkdir()
        documents = tracked(question_set.documents, f"{question_set.name}: {name} reads")
        system = system_class(name).build(documents, place)
        for variant in question_set.variants:
            label = f"{question_set.name}: {name}, {variant}"
            questions = tracked(question_set.answerable(variant), label)
            outcomes = ask_all(system, questions, question_set)
            report.ranking.setdefault(variant, {})[name] = measure(outcomes, question_set)
            if variant == CLEAN and isinstance(system, OurSystem):
                _measure_decisions(report, system, question_set, outcomes, (others, scope))
        system.close()
    if scope.refusal_sample is not None and OURS in scope.systems:
        report.small_libraries = measure_sizes(
            question_set, folder, SEED, min(scope.refusal_sample, MOST_QUESTIONS)
        )
    return report


def _measure_decisions(
    report: SetReport,
    system: OurSystem,
    question_set: QuestionSet,
    outcomes: Sequence[Outcome],
    beside: tuple[Sequence[QuestionSet], Scope],
) -> None:
    others, scope = beside
    # First: afterwards, articles that were taken out and put back stand in another order.
    if scope.list_failures:
        report.failures = list(failures(system, question_set, outcomes))
    if scope.refusal_sample is not None:
        sampled = sampler(scope.refusal_sample, SEED)
        questionings = question_library(system, question_set, outcomes, others, sampled)
        report.shipped = as_shipped(questionings)
        report.calibrated = calibrated(questionings)

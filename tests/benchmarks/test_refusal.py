from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import pytest

from benchmarks.question_sets import CLEAN, Question, QuestionSet, read_question_set
from benchmarks.ranking import ask_all
from benchmarks.refusal import (
    Asked,
    Questionings,
    as_shipped,
    calibrated,
    question_library,
    sampler,
)
from benchmarks.small_libraries import measure_sizes
from benchmarks.systems import Shown
from benchmarks.systems.ours import System
from benchmarks.verdicts import NO_ANSWER, failures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

QUESTION = Question("q", "?")


def asked(*pairs: tuple[bool, float]) -> list[Asked]:
    return [Asked(QUESTION, passed, confidence) for passed, confidence in pairs]


def test_the_shares_at_the_shipped_threshold_count_what_passed() -> None:
    refusal = as_shipped(
        Questionings(
            right_first_hits=asked((True, 0.9), (True, 0.8), (False, 0.1), (False, 0.9)),
            other={"far": asked((False, 0.1), (True, 0.9), (False, 0.2)), "farther": []},
            own=asked((True, 0.5), (False, 0.5)),
            unanswerable=[],
        )
    )
    assert refusal.threshold is None
    assert refusal.kept == 0.5
    assert refusal.other == {"far": pytest.approx(2 / 3), "farther": None}
    assert refusal.own == 0.5
    assert refusal.unanswerable is None


def test_the_calibrated_threshold_is_the_highest_that_keeps_97_of_100() -> None:
    confidences = [number / 100 for number in range(100)]
    refusal = calibrated(
        Questionings(
            right_first_hits=asked(*((True, confidence) for confidence in confidences)),
            other={"far": asked((True, 0.029), (True, 0.03))},
            own=asked((True, 0.5), (True, 0.02), (True, 0.01)),
            unanswerable=asked((True, 0.0)),
        )
    )
    assert refusal is not None
    assert refusal.threshold == 0.03
    assert refusal.kept == 0.97
    assert refusal.other == {"far": 0.5}
    assert refusal.own == pytest.approx(2 / 3)
    assert refusal.unanswerable == 1


def test_with_few_right_first_hits_none_may_be_lost() -> None:
    refusal = calibrated(Questionings(asked((True, 0.4), (True, 0.7)), {}, [], []))
    assert refusal is not None
    assert (refusal.threshold, refusal.kept) == (0.4, 1)


def test_without_right_first_hits_nothing_is_calibrated() -> None:
    assert calibrated(Questionings([], {}, asked((True, 0.5)), [])) is None


def test_samples_are_the_same_in_every_run() -> None:
    questions = [Question(str(number), "?") for number in range(50)]
    assert sampler(10, seed=1)(questions) == sampler(10, seed=1)(questions)
    assert len(sampler(10, seed=1)(questions)) == 10
    assert sampler(50, seed=1)(questions) == questions


def test_documents_that_were_taken_out_are_found_again_afterwards(
    tiny_set: Path, tmp_path: Path
) -> None:
    tiny = read_question_set(tiny_set)
    system = System.build(tiny.documents, tmp_path)
    with system.without(["cyber", "hiring"]):
        assert "cyber" not in system.rank("offline backup technician", 10)
    assert set(system.rank("offline backup technician", 10)) >= {"cyber", "hiring"}
    assert system.passage_count() == 6
    system.close()


def test_own_questions_are_asked_without_their_documents_once_per_group() -> None:
    library = FakeLibrary()
    first, second, third = (Question(name, name) for name in ("one", "two", "three"))
    own = QuestionSet(
        "own",
        (),
        {CLEAN: (first, second, third)},
        {"one": {"a": 1, "b": 1}, "two": {"c": 1}, "three": {"b": 1, "a": 1}},
    )
    other = QuestionSet("other", (), {CLEAN: (first, third)}, {"one": {"z": 1}})
    questionings = question_library(cast("System", library), own, [], [other], sampler(10, seed=1))
    assert library.log == ["ask one", "-a-b", "ask one", "ask three", "+", "-c", "ask two", "+"]
    assert [asked.passed for asked in questionings.own] == [False, False, True]
    assert [asked.question for asked in questionings.other["other"]] == [first]


def test_the_whole_accounting_of_a_tiny_set(tiny_set: Path, tmp_path: Path) -> None:
    tiny = read_question_set(tiny_set)
    system = System.build(tiny.documents, tmp_path)
    outcomes = ask_all(system, tiny.answerable(), tiny)
    questionings = question_library(system, tiny, outcomes, [tiny], sampler(3, seed=1))
    wrong = list(failures(system, tiny, outcomes))
    system.close()
    assert len(questionings.right_first_hits) == 5
    assert len(questionings.own) == len(questionings.other["tiny"]) == 3
    assert [asked.question.id for asked in questionings.unanswerable] == ["q6"]
    assert as_shipped(questionings).unanswerable == 1
    assert all(0 <= asked.confidence <= 1 for asked in questionings.right_first_hits)
    refused = [o.question.text for o in outcomes if not o.answered_rightly]
    assert [failure.question for failure in wrong] == refused


def test_failures_say_what_was_expected_and_what_came(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    library = FakeLibrary()
    outcomes = ask_all(cast("System", library), tiny.answerable()[:2], tiny)
    wrong = list(failures(cast("System", library), tiny, outcomes))
    assert [(failure.expected, failure.got) for failure in wrong] == [
        ("holiday", "c: Text."),
        ("invoices", "c: Text."),
        (NO_ANSWER, "c: Text."),
    ]


def test_small_libraries_are_drawn_and_questioned(tiny_set: Path, tmp_path: Path) -> None:
    tiny = read_question_set(tiny_set)
    reports = measure_sizes(tiny, tmp_path, seed=1, most=5)
    assert [report.size for report in reports] == [3, 5]
    for report in reports:
        assert 1 <= report.answerable <= 5
        assert 1 <= report.unanswerable <= 5
        assert report.right_first == 1
    assert reports == measure_sizes(tiny, tmp_path, seed=1, most=5)


class FakeLibrary:
    """Answers everything from document `c`, unless documents `a` and `b` are out."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self._answers = True

    def rank(self, _question: str, _limit: int) -> list[str]:
        return ["c"]

    def excerpts(self, question: str, _limit: int) -> list[Shown]:
        self.log.append(f"ask {question}")
        return [Shown("c", "Text.")] if self._answers else []

    def confidence(self, _question: str) -> float:
        return 0.5

    @contextmanager
    def without(self, names: Iterable[str]) -> Iterator[None]:
        self.log.append("".join(f"-{name}" for name in sorted(names)))
        self._answers = "a" not in names
        yield
        self._answers = True
        self.log.append("+")

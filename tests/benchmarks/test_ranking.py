from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

import pytest

from benchmarks.question_sets import CLEAN, Question, QuestionSet, read_question_set
from benchmarks.ranking import Outcome, ask_all, measure, normalised, share
from benchmarks.systems import NAMES, OURS, Shown, system_class

if TYPE_CHECKING:
    from pathlib import Path


def outcome(
    tiny: QuestionSet, number: int, ranked: tuple[str, ...], excerpts: tuple[Shown, ...] = ()
) -> Outcome:
    question = tiny.variants[CLEAN][number]
    return Outcome(question, tiny.right_documents(question), ranked, excerpts)


def test_the_measures_are_those_computed_by_hand(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    far = ("holiday", "invoices", "hiring", "meetings", "cyber")
    measures = measure(
        [
            outcome(tiny, 0, ("holiday", "cyber")),  # place 1
            outcome(tiny, 1, ("cyber", "holiday", "invoices")),  # place 3
            outcome(tiny, 2, ()),  # nothing found
            outcome(tiny, 3, (*far, "pricing")),  # place 6
        ],
        tiny,
    )
    assert measures["ndcg@10"] == pytest.approx((1 + 1 / log2(4) + 0 + 1 / log2(7)) / 4)
    assert measures["rr@10"] == pytest.approx((1 + 1 / 3 + 0 + 1 / 6) / 4)
    assert measures["success@1"] == pytest.approx(1 / 4)
    assert measures["success@5"] == pytest.approx(2 / 4)
    assert measures["success@10"] == pytest.approx(3 / 4)


def test_the_tenth_place_is_the_last_that_counts() -> None:
    # Twelve equal documents: only the order given here can decide.
    names = tuple(f"d{number:02}" for number in range(12))
    for place, found in ((9, 1.0), (10, 0.0)):
        question = Question("q", "?")
        tiny = _judged({"q": {names[place]: 1}})
        measures = measure([Outcome(question, frozenset({names[place]}), names, ())], tiny)
        assert measures["success@10"] == found


def test_an_answer_counts_within_three_excerpts_and_300_characters(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    late = Shown("holiday", "x" * 295 + " a deputy")
    second = Shown("holiday", "Name  A\nDeputy three weeks before.")
    measures = measure(
        [
            outcome(tiny, 0, ("holiday",), (late, second)),
            outcome(tiny, 1, ("invoices",), (Shown("invoices", "Ring on the first day."),)),
            outcome(tiny, 2, ("hiring",), (late, late, late)),
            outcome(tiny, 3, ("pricing",), ()),  # has no known answer: not counted
            outcome(tiny, 4, ("cyber",), ()),  # refused: counted as missed
        ],
        tiny,
    )
    assert measures["answer@1"] == pytest.approx(1 / 4)
    assert measures["answer@3"] == pytest.approx(2 / 4)
    assert measures["excerpt length"] == 304


def test_kept_are_right_first_hits_whose_first_excerpt_is_right(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    measures = measure(
        [
            outcome(tiny, 0, ("holiday",), (Shown("holiday", "Yes."), Shown("cyber", "No."))),
            outcome(tiny, 1, ("invoices",), ()),
            outcome(tiny, 2, ("hiring",), (Shown("cyber", "No."), Shown("hiring", "Yes."))),
            outcome(tiny, 3, ("cyber", "pricing"), (Shown("pricing", "Yes."),)),
        ],
        tiny,
    )
    assert measures["kept"] == pytest.approx(1 / 3)


def test_what_cannot_be_measured_is_none(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    measures = measure([outcome(tiny, 3, ("cyber",))], tiny)
    assert measures["answer@1"] is None
    assert measures["kept"] is None
    assert measures["excerpt length"] is None
    assert share([]) is None


def test_case_white_space_and_quotation_marks_do_not_count() -> None:
    assert normalised("“It’s\n the  FIRST”") == normalised('"it\'s the first"')


@pytest.mark.parametrize("name", NAMES)
def test_each_system_finds_and_quotes_what_is_there(
    tiny_set: Path, tmp_path: Path, name: str
) -> None:
    tiny = read_question_set(tiny_set)
    folder = tmp_path / name
    folder.mkdir()
    system = system_class(name).build(tiny.documents, folder)
    measures = measure(ask_all(system, tiny.answerable(), tiny), tiny)
    nothing = system.rank("??", 10)
    found = list(system.excerpts("offline backup", 3))
    system.close()
    assert measures["success@1"] == 1
    assert nothing == []
    assert found[0].document == "cyber"
    reopened = system_class(name).reopen(folder)
    assert [shown.text for shown in reopened.excerpts("offline backup", 3)] == [
        shown.text for shown in found
    ]
    assert reopened.passage_count() == 6
    reopened.close()


def test_ours_is_the_first_of_the_systems() -> None:
    assert NAMES[0] == OURS


def _judged(judgements: dict[str, dict[str, int]]) -> QuestionSet:
    return QuestionSet("judged", (), {CLEAN: ()}, judgements)

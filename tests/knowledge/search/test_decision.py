"""Whether there is an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.decision import THRESHOLD, Evidence, accompanies
from tests.knowledge.library import (
    COVER,
    HOT_SEAT,
    PRICING,
    SAMPLE,
    TOP_PRIORITY,
    article,
    library,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase

SHARES = st.floats(0.0, 1.0)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    path: Path = tmp_path_factory.mktemp("decision") / "library.db"
    with library(path, *SAMPLE) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("what is a hot seat?", HOT_SEAT.title),
        ("how long is a hot seat", HOT_SEAT.title),
        ("what is a rotation?", COVER.title),
        ("how can technicians take a vacation", COVER.title),
        ("rotaton of tecnicians", COVER.title),
        ("when do I raise the price of a contract?", PRICING.title),
        ("should I give a discount", PRICING.title),
        ("what is my top priority", TOP_PRIORITY.title),
        ("productive distraction", TOP_PRIORITY.title),
        ("who keeps the time?", HOT_SEAT.title),
    ],
)
def test_what_the_library_knows_is_answered(base: KnowledgeBase, question: str, title: str) -> None:
    assert titles(base.ask(question))[0] == title
    assert base.confidence(question) >= THRESHOLD


@pytest.mark.parametrize(
    "question",
    [
        "what is the capital of Mongolia",
        "how do I bake sourdough bread",
        "best python web framework",
        "kubernetes pod eviction policy",
        "who won the world cup in 1998",
        "recipe for tiramisu",
        "symptoms of pneumonia",
        "qwertyuiop asdfghjkl",
    ],
)
def test_what_it_does_not_know_is_refused(base: KnowledgeBase, question: str) -> None:
    answer = base.ask(question)
    assert (answer.answered, answer.excerpts, answer.corrections) == (False, (), ())
    assert base.confidence(question) < THRESHOLD


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rotaton", "rotation"),
        ("what is a rotaton?", "what is a rotation?"),
        ("rotaton of kubernetes in sourdough", "rotation of kubernetes in sourdough"),
        ("a discont on tiramisu", "a discount on tiramisu"),
        ("vaccation in Mongolia", "vacation in Mongolia"),
    ],
)
def test_a_mended_word_decides_no_more_than_the_word_itself(
    base: KnowledgeBase, typed: str, meant: str
) -> None:
    assert base.confidence(typed) <= base.confidence(meant)


def test_a_refusal_names_the_nearest_titles(base: KnowledgeBase) -> None:
    answer = base.ask("how does a question about kubernetes and sourdough in Mongolia go")
    assert not answer.answered
    assert answer.nearest
    assert len(answer.nearest) <= 3
    assert set(answer.nearest) <= {document.title for document in SAMPLE}
    assert len(set(answer.nearest)) == len(answer.nearest)


def test_an_answer_names_no_nearest_titles(base: KnowledgeBase) -> None:
    assert base.ask("what is a hot seat?").nearest == ()


@given(SHARES, SHARES, SHARES, st.floats(0.0, 40.0), st.integers(0, 1_000_000))
def test_more_evidence_never_lowers_the_confidence(
    excerpt: float, title: float, pairs: float, mass: float, passages: int
) -> None:
    evidence = Evidence(excerpt, title, excerpt, pairs, mass, passages)
    assert 0.0 <= evidence.confidence <= 1.0
    assert replace(evidence, excerpt=1.0).confidence >= evidence.confidence
    assert replace(evidence, title=1.0).confidence >= evidence.confidence
    assert replace(evidence, mass=mass + 1.0).confidence >= evidence.confidence


def test_nothing_found_is_no_evidence() -> None:
    assert Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0).confidence == 0.0


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_there_are_no_more_excerpts_than_asked_for_and_each_is_sure(
    base: KnowledgeBase, limit: int
) -> None:
    for question in ("what is a hot seat?", "clients and technicians", "how to price a contract"):
        excerpts = base.ask(question, limit).excerpts
        assert 1 <= len(excerpts) <= limit
        assert all(THRESHOLD <= excerpt.score <= 1.0 for excerpt in excerpts)


def test_asked_for_no_excerpt_it_gives_none(base: KnowledgeBase) -> None:
    assert base.ask("what is a hot seat?", 0).excerpts == ()


def test_a_library_of_one_article_answers_what_it_knows_alone(tmp_path: Path) -> None:
    with library(tmp_path / "one.db", HOT_SEAT) as base:
        assert titles(base.ask("what is a hot seat?"))[0] == HOT_SEAT.title
        assert not base.ask("what is the capital of Mongolia").answered
        assert not base.ask("how do I bake sourdough bread").answered


def test_a_library_of_three_words_breaks_nothing(tmp_path: Path) -> None:
    with library(tmp_path / "tiny.db", article("Tea", "Tea is hot.")) as base:
        assert titles(base.ask("is tea hot?")) == ["Tea"]
        assert not base.ask("kubernetes pod eviction policy").answered


def test_a_starter_loses_a_tie_against_the_groups_own_article(tmp_path: Path) -> None:
    text = "A dry run is a rehearsal of the handover, with the client on the line"
    with library(tmp_path / "tie.db", *SAMPLE) as base:
        base.add(article("Dry run", f"{text}.", permalink="/starter/"), starter=True)
        base.add(article("Dry run", f"{text}!", permalink="/own/"))
        first, second, *_ = base.ask("what is a dry run?").excerpts
        assert (first.score, first.citation.article.starter) == (second.score, False)
        assert second.citation.article.starter
        assert [base.get(one.article_id).starter for one in base.rank("dry run")[:2]] == [
            False,
            True,
        ]


def test_a_further_excerpt_says_something_of_the_question_itself() -> None:
    first = Evidence(1.0, 1.0, 0.6, 0.0, 2.0, 90)
    assert accompanies(first, Evidence(1.0, 1.0, 0.2, 0.0, 2.0, 90))
    assert not accompanies(first, Evidence(1.0, 1.0, 0.0, 0.0, 2.0, 90))
    assert not accompanies(first, Evidence(0.3, 0.0, 0.3, 0.0, 2.0, 90))


def test_where_a_title_alone_answers_further_excerpts_may_rest_on_theirs() -> None:
    first = Evidence(1.0, 1.0, 0.0, 0.0, 2.0, 90)
    assert accompanies(first, Evidence(0.8, 0.8, 0.0, 0.0, 2.0, 90))

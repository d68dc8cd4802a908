"""The order of passages for a question."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.ranking import Weights, rank
from knowledge.search.terms import Term, Variant, idf, importance
from knowledge.store import Candidate, Totals

TOTALS = Totals(articles=4, passages=10, title_stems=20, heading_stems=10, body_stems=300)


def term(stem: str, weight: float = 1.0, seen: int = 1) -> Term:
    own = idf(seen, TOTALS.passages)
    return Term(stem, stem, stem, (Variant(stem, stem, weight, own, own),), 1.0)


def passage(number: int, body: str, title: str = "", heading: str = "") -> Candidate:
    return Candidate(number, number, title, heading, body)


def order(terms: list[Term], *candidates: Candidate, starters: tuple[int, ...] = ()) -> list[int]:
    marked = [replace(one, starter=one.article_id in starters) for one in candidates]
    found = rank(terms, marked, TOTALS, Weights())
    return [match.candidate.passage_id for match in found]


def test_more_of_the_question_stands_before_less() -> None:
    terms = [term("hot"), term("seat")]
    assert order(terms, passage(1, "hot water"), passage(2, "seat hot")) == [2, 1]


def test_a_title_says_more_than_the_body() -> None:
    terms = [term("rotat")]
    assert order(terms, passage(1, "rotat plan"), passage(2, "plan week", "rotat")) == [2, 1]


def test_words_side_by_side_stand_before_words_apart() -> None:
    terms = [term("hot"), term("seat")]
    apart = "hot " + "water " * 30 + "seat"
    together = "hot seat " + "water " * 30
    assert order(terms, passage(1, apart), passage(2, together.strip())) == [2, 1]


def test_a_rare_word_says_more_than_a_common_one() -> None:
    terms = [term("rare", seen=1), term("common", seen=9)]
    assert order(terms, passage(1, "common word"), passage(2, "rare word")) == [2, 1]


def test_the_word_as_typed_stands_before_a_mended_one() -> None:
    variants = (Variant("seat", "seat", 1.0, 1.0, 1.0), Variant("heat", "heat", 0.6, 1.0, 1.0))
    terms = [Term("seat", "seat", "seat", variants, 1.0)]
    assert order(terms, passage(1, "heat pump"), passage(2, "seat pump")) == [2, 1]


def test_on_a_tie_a_starter_comes_last_and_the_older_first() -> None:
    terms = [term("seat")]
    same = [passage(number, "hot seat") for number in (1, 2, 3)]
    assert order(terms, *same, starters=(1,)) == [2, 3, 1]


def test_a_starter_that_says_more_comes_first() -> None:
    terms = [term("hot"), term("seat")]
    assert order(terms, passage(1, "hot seat"), passage(2, "hot water"), starters=(1,)) == [1, 2]


@given(
    st.lists(st.sampled_from(["hot", "seat", "rotat", "none"]), min_size=1, max_size=6),
    st.lists(st.lists(st.sampled_from(["hot", "seat", "rotat", "week"]), max_size=30), max_size=8),
)
def test_scores_are_finite_in_order_and_nothing_is_lost(
    asked: list[str], bodies: list[list[str]]
) -> None:
    terms = [term(stem) for stem in asked]
    candidates = [passage(number, " ".join(body)) for number, body in enumerate(bodies)]
    found = rank(terms, candidates, TOTALS, Weights())
    assert sorted(match.candidate.passage_id for match in found) == list(range(len(bodies)))
    scores = [match.score for match in found]
    assert all(0.0 <= score < 1e6 for score in scores)
    assert all(first >= second - 1e-8 for first, second in pairwise(scores))
    for match in found:
        assert len(match.body) == len(match.title) == len(terms)
        assert 0.0 <= match.pairs <= 1.0
        has = set(match.candidate.body.split())
        assert [share > 0 for share in match.body] == [one.typed in has for one in terms]


def test_nothing_to_rank_is_no_error() -> None:
    assert rank([], [], Totals(), Weights()) == []
    assert order([], passage(1, "hot")) == [1]


@pytest.mark.parametrize("passages", [1, 3, 50, 100_000])
def test_a_word_in_fewer_passages_weighs_more(passages: int) -> None:
    weights = [idf(held, passages) for held in range(passages + 1)][:100]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)


def test_a_small_library_asks_english_which_words_matter() -> None:
    common, rare = importance("work", (), 3), importance("sourdough", (), 3)
    assert 0 < common < rare <= 1


def test_a_great_library_knows_which_words_matter() -> None:
    def weight(held: int) -> float:
        own = idf(held, 10_000)
        variant = Variant("rotat", "rotation", 1.0, own, own)
        return importance("rotation", (variant,), 10_000)

    assert weight(5_000) < weight(50) < weight(1)

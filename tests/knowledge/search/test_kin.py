"""Words of one family, and words that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.search.kin import MAX_KIN, kin, prefix
from knowledge.text.words import stem
from tests.knowledge.library import article, library, titles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("priority", "prioritise"),
        ("technician", "technical"),
        ("facilitator", "facilitation"),
        ("specific", "specification"),
        ("strategy", "strategic"),
    ],
)
def test_words_of_one_family_are_kin_both_ways(one: str, other: str) -> None:
    first, second = stem(one), stem(other)
    assert first == second or kin(first, [second]) == [second]
    assert first == second or kin(second, [first]) == [first]


@pytest.mark.parametrize(
    ("one", "other"),
    [("contract", "contrast"), ("client", "climate"), ("market", "marking"), ("price", "pride")],
)
def test_words_that_merely_look_alike_are_no_kin(one: str, other: str) -> None:
    assert kin(stem(one), [stem(other)]) == []


def test_a_word_is_no_kin_of_itself_and_has_few() -> None:
    family = [f"prioriti{end}" for end in ("", "s", "al", "an", "ist", "ism", "er")]
    found = kin("prioriti", family)
    assert "prioriti" not in found
    assert len(found) <= MAX_KIN


@pytest.mark.parametrize("word", ["", "cat", "plan", "भाषाएँएँ", "401knine"])
def test_short_and_foreign_words_have_none(word: str) -> None:
    assert prefix(word) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how long is a vacation?", "A holiday is two weeks long, and nobody calls."),
        ("what do customers want?", "Clients want an answer more than they want a discount."),
    ],
)
def test_another_word_for_the_same_is_found(tmp_path: Path, question: str, text: str) -> None:
    with library(tmp_path / "library.db", article("Found", text)) as base:
        answer = base.ask(question)
        assert titles(answer) == ["Found"]
        assert answer.corrections == ()
        shown = answer.excerpts[0]
        assert shown.highlights


def test_the_word_itself_is_preferred_to_its_synonym(tmp_path: Path) -> None:
    texts = ("A holiday needs cover by a colleague.", "A vacation needs cover by a colleague.")
    for order in (texts, texts[::-1]):
        path = tmp_path / f"{order[0][2]}.db"
        with library(path, *(article(text.split()[1], text) for text in order)) as base:
            assert titles(base.ask("who covers a vacation?"))[0] == "vacation"


def test_a_word_of_the_family_is_found(tmp_path: Path) -> None:
    kindred = article("Found", "A priority is written down before the day begins.")
    with library(tmp_path / "library.db", article("Other", "Nothing of it."), kindred) as base:
        (found,) = base.rank("prioritise")
        assert base.get(found.article_id).title == "Found"

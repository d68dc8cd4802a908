"""What owners of small firms call the same thing."""

from __future__ import annotations

import pytest

from knowledge.text.synonyms import synonyms
from knowledge.text.words import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vacation", "holiday"),
        ("vacations", "pto"),
        ("customers", "client"),
        ("technician", "engineers"),
        ("afraid", "fear"),
        ("sbr", "review"),
    ],
)
def test_a_synonym_goes_both_ways(one: str, other: str) -> None:
    assert stem(other) in synonyms(stem(one))
    assert stem(one) in synonyms(stem(other))


@pytest.mark.parametrize("word", ["vacation", "leave", "review", "team"])
def test_a_word_is_no_synonym_of_itself_and_none_comes_twice(word: str) -> None:
    found = synonyms(stem(word))
    assert found
    assert stem(word) not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("word", ["mongolia", "", "日本", "the"])
def test_most_words_have_none(word: str) -> None:
    assert synonyms(word) == ()

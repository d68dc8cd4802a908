"""What is known of English at large."""

from __future__ import annotations

import pytest

from knowledge.text.english import english_words, is_english, rarity
from knowledge.text.words import normal


@pytest.mark.parametrize("word", ["bake", "pod", "sourdough", "dont", "technicians", "the"])
def test_a_word_of_english(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", ["tecnicians", "rotaton", "prodctive", "", "भाषा", "Bake"])
def test_no_word_of_english(word: str) -> None:
    assert not is_english(word)


def test_rare_words_say_more_than_common_ones() -> None:
    assert rarity("the") < rarity("work") < rarity("rotation") < rarity("sourdough")
    assert rarity("sourdough") < rarity("qwxzqwxz")


def test_the_list_is_in_the_form_of_our_words() -> None:
    listed = list(english_words())
    assert len(listed) > 80_000
    assert all(normal(word) == word for word in listed)

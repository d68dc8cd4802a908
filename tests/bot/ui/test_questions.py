from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.questions import LONGEST_QUESTION, corrected, read_typed
from knowledge.models import Correction


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  how do I\n delegate? ", "how do I delegate?"),
        ("<@123456789012345678> how do I delegate", "how do I delegate"),
        ("<:wave:123456789012345678> see <#123456789012345678>", "see"),
        ("a < b and c > d", "a < b and c > d"),
        ("C++ or 401(k)?", "C++ or 401(k)?"),
        ("nul\x00 and \ud800 half", "nul and half"),
        ("left\u202eright", "leftright"),
        ("'; DROP TABLE articles; --", "'; DROP TABLE articles; --"),
    ],
)
def test_a_question_becomes_one_line_of_what_can_be_seen(typed: str, text: str) -> None:
    assert read_typed(typed).text == text
    assert not read_typed(typed).cut


@pytest.mark.parametrize("typed", ["", " ", "?", '""', "🎉🎉", "\u200b", "*", "%", "<@123>", "((("])
def test_what_has_no_word_is_no_question(typed: str) -> None:
    assert not read_typed(typed).has_words


@pytest.mark.parametrize("typed", ["什么是委派", "ما هو التفويض", "401", "é"])
def test_words_of_any_script_are_a_question(typed: str) -> None:
    assert read_typed(typed).has_words


def test_a_long_question_is_cut_between_words() -> None:
    typed = read_typed("delegate " * 200)
    assert typed.cut
    assert len(typed.text) <= LONGEST_QUESTION
    assert set(typed.text.split()) == {"delegate"}


def test_one_endless_word_is_cut_anywhere() -> None:
    assert read_typed("x" * 100_000).text == "x" * LONGEST_QUESTION


@given(st.text(max_size=3000))
def test_any_text_becomes_a_question_that_can_be_kept(text: str) -> None:
    typed = read_typed(text)
    assert len(typed.text) <= LONGEST_QUESTION
    assert "\n" not in typed.text
    typed.text.encode()


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("how do I delgate", "how do I delegate"),
        ("Delgate? undelgate!", "Delegate? undelgate!"),
        ("DELGATE now", "DELEGATE now"),
        ("nothing of it", "nothing of it"),
    ],
)
def test_corrected_words_stand_in_place_of_typed_ones(question: str, shown: str) -> None:
    assert corrected(question, [Correction("delgate", "delegate")]) == shown


def test_what_was_typed_is_no_pattern() -> None:
    assert corrected("what is c++ (x", [Correction("(x", r"\1")]) == r"what is c++ \1"

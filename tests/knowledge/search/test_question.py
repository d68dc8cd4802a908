"""How a question is read, whatever was typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.question import MAX_CHARACTERS, MAX_WORDS, Kind, cleaned, read_question


def words(question: str) -> list[str]:
    return [word.word for word in read_question(question).words]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who hosts the group?", Kind.WHO),
        ("whose client is it", Kind.WHO),
        ("When do we meet?", Kind.WHEN),
        ("what day is the meeting", Kind.WHEN),
        ("where do we meet", Kind.WHERE),
        ("How many owners are in a group?", Kind.HOW_MANY),
        ("how long does a hot seat take", Kind.HOW_MANY),
        ("How do I delegate?", Kind.HOW),
        ("WHY IS IT SO", Kind.WHY),
        ("how come nobody answers", Kind.WHY),
        ("What is a hot seat?", Kind.WHAT_IS),
        ("what’s a hot seat", Kind.WHAT_IS),
        ("whats a hot seat", Kind.WHAT_IS),
        ("define hot seat", Kind.WHAT_IS),
        ("hot seat", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_the_kind_of_answer_that_is_wanted(question: str, kind: Kind) -> None:
    assert read_question(question).kind is kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How do I rotate the technicians?", ["rotate", "technicians"]),
        ("rotate rotating ROTATED", ["rotate"]),
        ("what is it?", []),
        ("C++ or a 401(k)", ["cplusplus", "401k"]),
        ("co-managed", ["co", "managed", "comanaged"]),
        ("🎉 ?!", []),
    ],
)
def test_the_words_that_carry_meaning(question: str, expected: list[str]) -> None:
    assert words(question) == expected


def test_a_word_is_kept_as_it_was_typed() -> None:
    (word,) = read_question("what are TECHNICIANS?").words
    assert (word.typed, word.word, word.stem) == ("TECHNICIANS", "technicians", "technician")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\tb\r\nc  ", "a b  c"),
        ("a\x00b\x1bc", "abc"),
        ("a\ud800b", "ab"),
        ("cafe\u0301", "café"),
        ("{user.token} %s%n", "{user.token} %s%n"),
    ],
)
def test_a_question_is_cleaned_of_what_can_not_be_stored(typed: str, kept: str) -> None:
    assert cleaned(typed) == read_question(typed).text == kept


@given(st.text(st.characters(), max_size=300))
def test_any_question_can_be_read(typed: str) -> None:
    question = read_question(typed)
    assert not {"Cc", "Cs"} & {unicodedata.category(letter) for letter in question.text}
    stems = [word.stem for word in question.words]
    assert len(stems) == len(set(stems)) <= MAX_WORDS
    assert all(word.typed in question.text for word in question.words)
    assert read_question(question.text) == question


def test_a_question_without_end_is_read_to_a_bound() -> None:
    question = read_question("rotation of technicians " * 10_000)
    assert len(question.text) <= MAX_CHARACTERS
    assert [word.word for word in question.words] == ["rotation", "technicians"]
    many = " ".join(f"w{number}" for number in range(1_000))
    assert len(read_question(many).words) == MAX_WORDS

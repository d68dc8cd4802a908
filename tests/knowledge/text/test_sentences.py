"""Where a paragraph may be cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models import PARAGRAPH_BREAK
from knowledge.text.sentences import sentence_spans

PIECES = st.lists(
    st.sampled_from(
        [
            *("Dr. ", "e.g. ", "1. ", "a) ", "U.S. ", "the. ", "you've. ", "I'm. ", "I’m. "),
            *("Stop. ", "Why? ", "No! ", "... ", "3.5 ", "word ", "“Yes.” ", "\n", "\n\n", " "),
            *("\t", "\u3000", "\u2028", "。", "i. ", "?!", "é", "日本", "\u0301", ".", ")", "("),
        ]
    )
    | st.text(max_size=5),
    max_size=40,
).map("".join)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Really?! Yes. No...", ["Really?!", "Yes.", "No..."]),
        ("No end", ["No end"]),
        ("", []),
        (" \n\t ", []),
        ("Ask Dr. Smith about it. He knows.", ["Ask Dr. Smith about it.", "He knows."]),
        ("Use tools, e.g. Excel, daily. Stop.", ["Use tools, e.g. Excel, daily.", "Stop."]),
        ("The U.S. market grew. We saw it.", ["The U.S. market grew.", "We saw it."]),
        ("It cost $3.50. Fine.", ["It cost $3.50.", "Fine."]),
        ("1. Call them. 2. Write it down.", ["1. Call them.", "2. Write it down."]),
        ("a) One thing. b) Another.", ["a) One thing.", "b) Another."]),
        ("What? “A quote is here.” More.", ["What?", "“A quote is here.”", "More."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "slip",
    [
        "so now that you've. Done this.",
        "so now that you’ve. Done this.",
        "They’re. Late again.",
        "I'm. Not sure.",
        "The biggest hurdle to the. Larger team.",
        "We looked at our. Clients.",
        "We stop because. It rains.",
    ],
)
def test_a_transcripts_slip_ends_nothing(slip: str) -> None:
    assert sentences(f"{slip} Then more came.") == [slip, "Then more came."]


def test_a_slip_at_the_very_end_is_the_end() -> None:
    assert sentences("First this. Now that you've.") == ["First this.", "Now that you've."]


def test_a_paragraph_ends_a_sentence() -> None:
    text = "You have the\n\nRest of it. And more"
    assert sentences(text) == ["You have the", "Rest of it.", "And more"]


def test_white_space_around_sentences_is_in_none() -> None:
    assert sentences("  One.   Two. \n\n  Three. ") == ["One.", "Two.", "Three."]


@given(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_between_sentences_stands_white_space_only(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert not text[position:start].strip()
        assert position <= start < end <= len(text)
        sentence = text[start:end]
        assert sentence == sentence.strip()
        assert PARAGRAPH_BREAK not in sentence
        position = end
    assert not text[position:].strip()


@given(st.text(st.characters(), max_size=60))
def test_a_lone_surrogate_breaks_nothing(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())

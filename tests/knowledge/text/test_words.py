"""How texts are cut into words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.text.stop_words import STOP_WORDS
from knowledge.text.words import MAX_WORD, normal, stem, stems, tokens

ANYTHING = st.text(st.characters(), max_size=200)
"""Lone surrogates too."""

TRICKY = st.lists(
    st.sampled_from(
        [
            *"aZé9٣½ßİﬁ日語かﾞไก가가हि-‐‑'’.,()+#_ \n\x00\u0301\u0345\u200d\ud800",
            *("401(k)", "C++", "don't", "co-", "1,000", "3.5", "'s", "’S", "🎉", "שָׁ", "لَ"),
        ]
    ),
    max_size=40,
).map("".join)


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Work ON the Business", ["work", "on", "the", "business"]),
        ("don't", ["dont"]),
        ("don’t", ["dont"]),
        ("the owner's", ["the", "owner"]),
        ("THE OWNER’S", ["the", "owner"]),
        ("owners’ clients", ["owners", "clients"]),
        ("rock'n'roll", ["rocknroll"]),
        ("C++ and C# or f#", ["cplusplus", "and", "csharp", "or", "fsharp"]),
        ("a 401(k) plan", ["a", "401k", "plan"]),
        ("1,000 3.5", ["1000", "3·5"]),
        ("In 2023.", ["in", "2023"]),
        ("3rd, 24/7, 10%", ["3rd", "24", "7", "10"]),
        ("b2, b22", ["b2", "b22"]),
        ("co-managed", ["co", "managed", "comanaged"]),
        ("co\u2011managed", ["co", "managed", "comanaged"]),
        ("mother-in-law's", ["mother", "in", "law", "motherinlaw"]),
        ("9-to-5", ["9", "to", "5"]),
        ("snake_case", ["snake", "case"]),
        ("naïve nai\u0308ve Café", ["naive", "naive", "cafe"]),
        ("Straße ÅNGSTRÖM İstanbul", ["strasse", "angstrom", "istanbul"]),
        ("ﬁne ｆｕｌｌ Ⅳ", ["fine", "full", "iv"]),
        ("日本語 日", ["日本", "本語", "日"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("ภาษา ไทย", ["ภาษา", "ไทย"]),
        ("한국어", ["한국어"]),
        ("русский", ["русскии"]),
        ("🎉👩‍👩‍👧 party", ["party"]),
        ("\ud800abc\udfff", ["abc"]),
        ("a\x00b", ["a", "b"]),
        ("\u0301", []),
        ("' - -- _ ... “” \u202e \u200b", []),
        ("", []),
    ],
)
def test_words_are_folded_and_cut(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_hyphenated_word_is_its_parts_and_the_whole() -> None:
    text = "a co-managed firm"
    found = [(text[token.start : token.end], token.compound) for token in tokens(text)]
    assert found == [
        ("a", False),
        ("co", False),
        ("managed", False),
        ("co-managed", True),
        ("firm", False),
    ]


def test_a_long_hyphenated_word_is_its_parts_alone() -> None:
    assert words("well-known-but-very-long-compound") == [
        "well", "known", "but", "very", "long", "compound"
    ]  # fmt: skip


def test_a_run_of_letters_without_end_is_cut() -> None:
    assert words("a" * 100_000) == ["a" * MAX_WORD]
    assert words("1" * 100_000) == ["1" * MAX_WORD]
    assert max(map(len, words("é" * 100_000))) <= MAX_WORD


def test_a_hundred_thousand_combining_marks_are_one_letter_more_or_less() -> None:
    assert words("a" + "\u0301" * 100_000 + " b") == ["a", "b"]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (("rotate", "rotates", "rotated", "rotating"), "rotat"),
        (("client", "clients"), "client"),
        (("technician", "technicians"), "technician"),
        (("distraction", "distractions"), "distract"),
        (("401k",), "401k"),
        (("as",), "as"),
        (("भाषा",), "भाषा"),
        (("",), ""),
    ],
)
def test_words_of_one_stem(group: tuple[str, ...], expected: str) -> None:
    assert {stem(word) for word in group} == {expected}


def test_stems_leave_stop_words_out_and_keep_the_order() -> None:
    assert stems("What is it that the technicians don't rotate?") == ["technician", "rotat"]
    assert stems("How would you do this to them?") == []


def test_stop_words_are_in_normal_form() -> None:
    assert {word for word in STOP_WORDS if "." not in word} == {
        normal(word) for word in STOP_WORDS if "." not in word
    }


@given(ANYTHING | TRICKY)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = list(tokens(text))
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert not text[token.start : token.end][0].isspace()
    whole = [token.start for token in found if not token.compound]
    assert whole == sorted(whole)
    for token in found:
        if token.compound:
            parts = [
                one.word
                for one in found
                if not one.compound and token.start <= one.start and one.end <= token.end
            ]
            assert token.word == "".join(parts)


@example("\u0300\u0300㐀")
@given(ANYTHING | TRICKY)
def test_no_stem_holds_what_would_cut_it_in_the_index(text: str) -> None:
    for token in tokens(text):
        for word in (token.word, stem(token.word)):
            assert word
            assert not re.search(r"[\x00-\x7f]", re.sub(r"[a-z0-9]", "", word))
            assert word.split() == [word]
            assert not {"Cs", "Cc"} & {unicodedata.category(letter) for letter in word}


@given(ANYTHING | TRICKY)
def test_a_normal_form_is_its_own(text: str) -> None:
    for word in words(text):
        assert normal(word) == word


@given(st.text(st.characters(codec="ascii"), max_size=200))
def test_case_makes_no_difference(text: str) -> None:
    assert words(text.upper()) == words(text.lower()) == words(text)

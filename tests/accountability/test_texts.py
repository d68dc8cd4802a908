from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.errors import InvalidText
from bot.accountability.texts import clean_line, clean_lines, clean_name, clean_text

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Owners\r\n Circle\t2 ", "Owners Circle 2"),
        ("\u202eevil\u2066 \x00\x07name\ud800", "evil name"),
        ("Zo\u0308e", "Zöe"),
        ("Owners\n\nCircle", "Owners Circle"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        (FAMILY, FAMILY),
        ("e" + "\u0301" * 100_000, "é" + "\u0301" * 5),
        ("<@&7> **bold** @everyone", "<@&7> **bold** @everyone"),
        ("", ""),
        (" \n\t ", ""),
        ("\u200b\u200d\ufe0f", ""),
        ("\u3164\u2800\u115f", ""),
    ],
)
def test_a_line_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert clean_line(typed, 80) == kept


def test_what_is_too_long_is_cut_between_signs() -> None:
    assert clean_line("a" * 100_000, 80) == "a" * 80
    assert clean_line("ab " * 50, 6) == "ab ab"
    assert clean_line(FAMILY * 3, 15) == FAMILY * 2
    assert len(clean_line("🏴" + "\U000e0067" * 200, 10)) == 10


def test_a_text_keeps_its_lines_and_a_list_only_those_with_words() -> None:
    typed = " One \r\n\r\n two\u2028three\x85\u200b\n"
    assert clean_text(typed, 100) == "One\n\ntwo\nthree"
    assert clean_lines(typed, 100, 10) == ("One", "two", "three")
    assert clean_lines(typed, 3, 2) == ("One", "two")
    assert clean_lines("\n \n", 3, 2) == ()


def test_an_empty_name_is_asked_again() -> None:
    assert clean_name("Owners\nCircle") == "Owners Circle"
    with pytest.raises(InvalidText) as refused:
        clean_name("\u200b")
    assert str(refused.value) == (
        "That name is empty. Type one with letters, like “Owners Circle”."
    )


@given(st.text(), st.integers(1, 50))
def test_whatever_is_typed_one_short_line_comes_out(typed: str, limit: int) -> None:
    clean = clean_line(typed, limit)
    assert len(clean) <= limit
    assert clean == clean.strip()
    assert not set(clean) & set("\n\r\t\x00\u2028\u202e")
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode()

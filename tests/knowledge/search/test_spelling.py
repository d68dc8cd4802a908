"""Which words are mended, into what, and which are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.spelling import Vocabulary, alternatives, edits_allowed

HELD = (
    *("productive", "productivity", "distraction", "technician", "technicians", "technical"),
    *("review", "rotation", "rotations", "strategic", "make", "post", "client", "clients"),
    *("priority", "delegate", "vacation", "document", "owner", "quarter", "focus", "price"),
)


def mended(word: str, *held: str) -> list[str]:
    """What a word is searched as, best first, in a library of some words."""
    known = held or HELD
    near = Vocabulary(known).near(word, edits_allowed(word)) if edits_allowed(word) else []
    return [one.word for one in alternatives(word, near, dict.fromkeys(known, 1))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("prodctive", "productive"),
        ("tecnicians", "technicians"),
        ("reveiw", "review"),
        ("rotaton", "rotation"),
        ("distracton", "distraction"),
        ("stategic", "strategic"),
        ("delagate", "delegate"),
        ("vaccation", "vacation"),
        ("cleint", "client"),
        ("priorty", "priority"),
        ("quater", "quarter"),
        ("otation", "rotation"),
        ("foucs", "focus"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert mended(typed)[0] == meant


@pytest.mark.parametrize("word", ["bake", "pod", "most", "document", "viewer", "relegate", "prize"])
def test_a_word_of_english_is_left_alone(word: str) -> None:
    assert mended(word) == []


@pytest.mark.parametrize("word", ["a", "ow", "own", "pst", "fcs", ""])
def test_a_short_word_is_left_alone(word: str) -> None:
    assert edits_allowed(word) == 0
    assert mended(word, "owner", "post", "fcse") == []


@pytest.mark.parametrize("word", ["401k", "3·5", "2023", "w0rks", "v2ray"])
def test_a_word_with_digits_is_left_alone(word: str) -> None:
    assert mended(word, "401l", "2024", "works") == []


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("monkies", "money"),
        ("kitchn", "kithing"),
        ("elefant", "elegance"),
        ("sourdogh", "source"),
        ("pythn", "path"),
    ],
)
def test_a_word_nearer_to_one_that_the_library_lacks_is_left_alone(typed: str, held: str) -> None:
    assert mended(typed, held) == []


@pytest.mark.parametrize("typed", ["qwxzqwxz", "kubernetes", "mongolia", "xxxxxxxx", "भाषाएँ"])
def test_a_word_near_to_nothing_is_left_alone(typed: str) -> None:
    assert mended(typed) == []


def test_there_are_three_alternatives_at_most_the_surest_first() -> None:
    held = [f"rotatio{letter}" for letter in "nabcdefg"]
    near = Vocabulary(held).near("rotatioz", 2)
    found = alternatives("rotatioz", near, dict.fromkeys(held, 1))
    assert 1 <= len(found) <= 3
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert all(0.0 < weight <= 1.0 for weight in weights)


def test_a_word_that_the_asker_may_not_see_is_no_alternative() -> None:
    near = Vocabulary(["rotation", "rotator"]).near("rotaton", 2)
    assert [one.word for one in alternatives("rotaton", near, {"rotator": 1})] != ["rotation"]
    assert alternatives("rotaton", near, {}) == []


def test_the_commoner_word_is_preferred_between_equals() -> None:
    near = [("glarbix", 1), ("glarbiz", 1)]
    often = alternatives("glarbiq", near, {"glarbix": 1, "glarbiz": 50})
    assert often[0].word == "glarbiz"


def test_a_vocabulary_holds_each_word_once() -> None:
    vocabulary = Vocabulary(["owner", "owner"])
    vocabulary.extend(["owner", "post", "401k"])
    assert len(vocabulary) == 3
    assert "owner" in vocabulary
    assert [word for word, _ in vocabulary.near("ownre", 1)] == ["owner"]


@given(st.text(st.characters(categories=["L"]), min_size=4, max_size=20))
def test_any_word_can_be_mended_or_not(word: str) -> None:
    assert set(mended(word)) <= set(HELD)


@given(st.sampled_from(HELD), st.integers(0, 20), st.sampled_from("aeioustrn"))
def test_a_letter_too_many_leaves_the_word_within_reach(word: str, at: int, letter: str) -> None:
    typed = word[:1] + word[1 : 1 + at] + letter + word[1 + at :]
    near = Vocabulary(HELD).near(typed, edits_allowed(typed))
    assert word in [found for found, _ in near]

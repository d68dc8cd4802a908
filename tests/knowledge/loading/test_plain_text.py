from __future__ import annotations

import pytest

from tests.knowledge.loading.reading import read, texts

LONG = "This line is one paragraph, as programs write it that wrap on the screen only. " * 3

WRAPPED = """\
Wrapped by hand at some sixty characters, this paragraph goes
on for three lines, and the last one of them is shorter than
the others.
A new one begins without a blank line, since that was not
full."""
UNWRAPPED = (
    "Wrapped by hand at some sixty characters, this paragraph goes on for three lines, "
    "and the last one of them is shorter than the others."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.\n\n\n\nThree.", ["One.", "Two.", "Three."]),
        (f"Start.\n{LONG}\n{LONG}\nEnd.", ["Start.", LONG.strip(), LONG.strip(), "End."]),
        (WRAPPED, [UNWRAPPED, "A new one begins without a blank line, since that was not full."]),
        (
            "To do.\n\n- call\n- write to\n  Bob\n\nDone.",
            ["To do.", "call", "write to Bob", "Done."],
        ),
        ("Steps.\n\n1. Call.\n\n2. Write.\n", ["Steps.", "1. Call.", "2. Write."]),
        ("• one\n• two\n", ["one", "two"]),
        ("Text.\n\n* * *\n\n-----\n\nMore.", ["Text.", "More."]),
        ("Robin  Vale,\n12 Hill Road\n\nText.", ["Robin  Vale,", "12 Hill Road", "Text."]),
        (
            "Text.\n\nNext\n====\nMore.\n\nLow\n---\nEnd.",
            ["Text.", "# Next", "More.", "## Low", "End."],
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert texts(read(text, "a.txt")) == expected


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("The Card\n\nText.", "The Card", "Text."),
        ("The Card\n\nTHE CARD!\n\nText.", "The Card", "Text."),
        ("Why wait?\nText is here.", "Why wait?", "Text is here."),
        ("A sentence ends.\n\nText.", "From name", "A sentence ends."),
        ("Dear all,\n\nText.", "From name", "Dear all,"),
        (f"{LONG}\n\nText.", "From name", LONG.strip()),
        ("Only one line", "Only one line", "Only one line"),
        ("The Card\n========\n\nText.", "The Card", "Text."),
        (
            "We met to see what had become of the things that we said we\nwould do.",
            "From name",
            "We met to see what had become of the things that we said we would do.",
        ),
    ],
)
def test_the_first_line_is_the_title_if_it_looks_like_one(
    text: str, title: str, first: str
) -> None:
    document = read(text, "from-name.txt")
    assert document.title == title
    assert texts(document)[0] == first


def test_a_declared_title_wins_and_the_first_line_stays() -> None:
    document = read("---\ntitle: Declared\n---\nAnother line\n\nText.", "a.txt")
    assert document.title == "Declared"
    assert texts(document) == ["Another line", "Text."]

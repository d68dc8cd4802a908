from __future__ import annotations

import pytest

from knowledge.models import Paragraph
from tests.knowledge.loading.reading import body, read, refusal, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *two* **three** `four`.", ["One two three four."]),
        ("See [the *guide*](https://x.example/a) now.", ["See the guide now."]),
        ("See <https://y.example>.", ["See https://y.example."]),
        ("Soft\nbreak and hard  \nbreak\\\nends.", ["Soft break and hard break ends."]),
        ("Two  spaces   stay.", ["Two  spaces   stay."]),
        ("![ornament](a.png)\n\nText.", ["Text."]),
        ("- one\n- two\n\n  more of two\n", ["one", "two", "more of two"]),
        ("3. three\n4. four\n   - under\n", ["3. three", "4. four", "under"]),
        ("1) one\n2) two", ["1) one", "2) two"]),
        ("> quoted\n> on\n\nText.", ["quoted on", "Text."]),
        ("| a | b |\n|---|---|\n| 1 | *2* |\n", ["a | b", "1 | 2"]),
        ("Text:\n\n```sh\nrun {{ this }}\n  now\n```", ["Text:", "run {{ this }} now"]),
        ("Text:\n\n    run this\n", ["Text:", "run this"]),
        ("A &amp; B <b>bold</b><br>line \\*star\\*", ["A & B bold line *star*"]),
        ("<div>\n<p>In</p><p>HTML</p>\n</div>\n\nText.", ["In", "HTML", "Text."]),
        ("<!-- note -->\n\nText <!-- more -->here.", ["Text here."]),
        ("<script>\nx()\n</script>\n\nText.", ["Text."]),
        ("Text.\n\n***\n\n---\n\nMore.", ["Text.", "More."]),
        ("Text{: .lead}\n{: #id .class}\n\nMore.", ["Text", "More."]),
        ("* TOC\n{:toc}\n\nText.", ["Text."]),
        ("Text.[^1] More.\n\n[^1]: Note.\n[^b]: http://x", ["Text. More.", "Note.", "http://x"]),
    ],
)
def test_what_a_reader_sees(text: str, expected: list[str]) -> None:
    assert body(text) == expected


def test_headings_of_both_styles() -> None:
    document = read("# Top\n\nText.\n\nSecond\n------\n\n### Third {#third}\n\nMore.")
    assert document.title == "Top"
    assert texts(document) == ["Text.", "## Second", "### Third", "More."]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The *whole* story\n\nText.", "The whole story"),
        ("The story\n=========\n\nText.", "The story"),
        ("## Begins lower\n\nText.", "Begins lower"),
        ("Text.\n\n## Later\n\nText.", "From name"),
        ("Text.\n\n# Later\n\nText.", "Later"),
        ("# !!!\n\nText.", "From name"),
    ],
)
def test_the_title_without_front_matter(text: str, title: str) -> None:
    assert read(text, "from-name.md").title == title


def test_a_heading_that_repeats_the_title_is_dropped() -> None:
    document = read(
        "---\ntitle: The Card!\n---\n# The card\n\n**The Card**\n\nText.\n\n# The card\n"
    )
    assert texts(document) == ["Text.", "# The card"]


def test_code_with_headings_in_it_is_no_heading() -> None:
    assert body("Text.\n\n```\n# not a heading\n```") == ["Text.", "# not a heading"]


@pytest.mark.parametrize(
    "text",
    [
        ">" * 100_000 + "a",
        "- " * 20_000 + "a",
        "".join(f"{' ' * 2 * depth}- a\n" for depth in range(400)),
    ],
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested too deeply" in refusal(text)


@pytest.mark.parametrize("mark", ["[", "![", "*a _b ", "[a](", "<", "`", "&", "\\", "<a ", "**a"])
def test_paragraphs_of_marks_are_read(mark: str) -> None:
    document = read("Text.\n\n" + mark * 5_000)
    assert document.blocks[0] == Paragraph("Text.")


def test_more_marks_than_anybody_writes_stay_as_text() -> None:
    document = read("Text.\n\n" + "*a* " * 110_000 + "\n\nSee *this*.")
    assert texts(document)[-1] == "See *this*."


def test_only_headings_are_no_article() -> None:
    assert refusal("# One\n\n## Two\n") == "It has headings but no text."

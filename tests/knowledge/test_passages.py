"""How an article is cut into what is searched."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.models import PARAGRAPH_BREAK, Block, Heading, Paragraph
from knowledge.passages import MAX_WORDS, MIN_WORDS, cut, joined
from knowledge.text.sentences import sentence_spans
from tests.knowledge.library import block


def sentence(words: int) -> str:
    return " ".join(["Word", *["word"] * (words - 2), "end."])


SENTENCES = st.integers(2, 150).map(sentence) | st.sampled_from(
    ["Yes.", "1. Call them.", "Now that you've. Done this.", "Dr. Who?", "no end", "日本語。"]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join).map(Paragraph)
ANY_LINE = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
HEADINGS = st.builds(Heading, st.integers(1, 6), ANY_LINE)
BLOCKS = st.lists(PARAGRAPHS | HEADINGS | ANY_LINE.map(Paragraph), max_size=10)
few = settings(max_examples=60)


def told(blocks: list[Block]) -> list[tuple[object, ...]]:
    """Blocks without white space, and without headings that nothing stands under."""
    while blocks and isinstance(blocks[-1], Heading):
        blocks = blocks[:-1]
    return [
        (one.level, one.text) if isinstance(one, Heading) else ("".join(one.text.split()),)
        for one in blocks
    ]


@few
@given(BLOCKS)
def test_the_passages_joined_are_the_article(blocks: list[Block]) -> None:
    assert told(list(joined(cut(blocks)))) == told(blocks)


@few
@given(BLOCKS)
def test_cutting_again_what_was_joined_gives_the_same_passages(blocks: list[Block]) -> None:
    placed = cut(blocks)
    assert cut(joined(placed)) == placed


@few
@given(BLOCKS)
def test_no_passage_is_longer_than_the_most_words(blocks: list[Block]) -> None:
    for one in cut(blocks):
        assert 1 <= len(one.passage.text.split()) <= MAX_WORDS


@few
@example([Paragraph("Why?:")])
@given(BLOCKS)
def test_passages_are_whole_sentences_word_for_word(blocks: list[Block]) -> None:
    paragraphs = [one.text for one in blocks if isinstance(one, Paragraph)]
    for placed in cut(blocks):
        passage = placed.passage
        parts = passage.text.split(PARAGRAPH_BREAK)
        for part, paragraph in zip(parts, paragraphs[passage.paragraph - 1 :], strict=False):
            spans = sentence_spans(paragraph)
            if any(len(paragraph[start:end].split()) > MAX_WORDS for start, end in spans):
                continue
            assert any(
                paragraph[first.start : last.end] == part for first in spans for last in spans
            )


@few
@given(BLOCKS)
def test_each_passage_knows_its_place(blocks: list[Block]) -> None:
    paragraphs = [one.text for one in blocks if isinstance(one, Paragraph)]
    headings = [""]
    above = ""
    for one in blocks:
        if isinstance(one, Heading):
            above = one.text
        else:
            headings.append(above)
    placed = [one.passage for one in cut(blocks)]
    assert [passage.position for passage in placed] == list(range(len(placed)))
    reached = 0
    for passage in placed:
        begins = " ".join(passage.text.split(PARAGRAPH_BREAK)[0].split())
        holds = " ".join(paragraphs[passage.paragraph - 1].split())
        assert passage.heading == headings[passage.paragraph]
        assert begins in holds
        assert passage.continues == (passage.paragraph == reached)
        if not passage.continues:
            assert passage.paragraph == reached + 1
            assert holds.startswith(begins)
        reached = passage.paragraph + passage.text.count(PARAGRAPH_BREAK)
    assert reached == len(paragraphs)


def test_a_language_without_spaces_is_kept_word_for_word() -> None:
    text = "毎週、担当を替える。休みが取れる。"
    (placed,) = cut([Paragraph(text)])
    assert placed.passage.text == text


def test_short_paragraphs_under_one_heading_are_joined() -> None:
    blocks = [Paragraph(sentence(20)) for _ in range(4)]
    placed = cut(blocks)
    assert [one.passage.text for one in placed] == [PARAGRAPH_BREAK.join([sentence(20)] * 4)]


def test_a_heading_begins_a_passage() -> None:
    blocks = [block(text) for text in ("One.", "# First", "## Second", "Two.", "### Third")]
    first, second = cut(blocks)
    assert (first.passage.text, first.passage.heading, first.above) == ("One.", "", ())
    assert (second.passage.text, second.passage.heading) == ("Two.", "Second")
    assert second.above == (Heading(1, "First"), Heading(2, "Second"))


def test_a_passage_is_cut_where_a_paragraph_ends_once_it_is_long_enough() -> None:
    blocks = [Paragraph(sentence(words)) for words in (MIN_WORDS, 20, MIN_WORDS - 20)]
    assert [len(one.passage.text.split()) for one in cut(blocks)] == [MIN_WORDS, MIN_WORDS]


def test_a_long_paragraph_is_cut_between_sentences_and_says_that_it_continues() -> None:
    text = " ".join([sentence(50)] * 5)
    placed = [one.passage for one in cut([Paragraph("Before."), Paragraph(text)])]
    assert [(one.paragraph, one.continues) for one in placed] == [(1, False), (2, True), (2, True)]
    assert all(one.text.endswith("end.") for one in placed)


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = " ".join(str(number) for number in range(1_000))
    placed = cut([Paragraph(text)])
    assert " ".join(one.passage.text for one in placed) == text
    assert {len(one.passage.text.split()) for one in placed} <= {MAX_WORDS, 1_000 % MAX_WORDS}


@pytest.mark.parametrize("texts", [[], ["# Heading"], ["  "], ["# A", "\u3000"]])
def test_where_no_words_are_there_is_no_passage(texts: list[str]) -> None:
    assert cut([block(text) for text in texts]) == []

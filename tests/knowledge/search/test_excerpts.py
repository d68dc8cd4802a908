"""What is shown: whole sentences, word for word, with the matched words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models import Correction, Paragraph
from knowledge.search.decision import THRESHOLD
from knowledge.search.excerpts import MAX_CHARACTERS, MAX_SENTENCES
from knowledge.text.sentences import sentence_spans
from knowledge.text.stop_words import STOP_WORDS
from knowledge.text.words import stem, stems, tokens
from tests.knowledge.library import SAMPLE, article, held_stems, library, named, text_of, titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase
    from knowledge.models import Excerpt

WORDS = sorted(
    {
        token.word
        for document in SAMPLE
        for one in document.blocks
        for token in tokens(one.text)
        if token.word not in STOP_WORDS
    }
)

LONG = article(
    "A sentence without end",
    "The tortoise " + "walks and " * 100 + "rests. A hare sleeps. " + "Nothing happens. " * 30,
    permalink="/tortoise/",
)
DEFINED = article(
    "Standups",
    "Our standup meetings went badly in the standup room after the standup on Monday.",
    "A standup is a meeting of ten minutes at which nobody sits down.",
    "The standup that we held in spring was the standup that ended every standup.",
    permalink="/standup/",
)
CO_MANAGED = article(
    "Sharing the work",
    "In a co-managed firm the client's own staff do half of the work. 日本語の記事もある。",
    permalink="/co-managed/",
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    path: Path = tmp_path_factory.mktemp("excerpts") / "library.db"
    with library(path, *SAMPLE, LONG, DEFINED, CO_MANAGED) as opened:
        yield opened


def marked(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[start:end] for start, end in excerpt.highlights]


def prove(base: KnowledgeBase, excerpt: Excerpt) -> None:
    """Prove what is true of every excerpt."""
    cited = excerpt.citation
    text = text_of(base, cited.article.id)
    assert excerpt.text in text
    paragraphs = [one.text for one in base.body(cited.article.id) if isinstance(one, Paragraph)]
    begins = excerpt.text.split("\n\n")[0]
    assert begins in paragraphs[cited.paragraph - 1]
    spans = sentence_spans(excerpt.text)
    assert 1 <= len(spans) <= MAX_SENTENCES
    assert len(excerpt.text) <= MAX_CHARACTERS or len(spans) == 1
    assert (spans[0].start, spans[-1].end) == (0, len(excerpt.text))
    assert THRESHOLD <= excerpt.score <= 1.0
    position = 0
    for start, end in excerpt.highlights:
        assert position <= start < end <= len(excerpt.text)
        position = end


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(["", "what is "]))
def test_whatever_is_asked_an_excerpt_is_verbatim_whole_and_sure(
    base: KnowledgeBase, words: list[str], begin: str
) -> None:
    question = begin + " ".join(words)
    asked = set(stems(question))
    for excerpt in base.ask(question).excerpts:
        prove(base, excerpt)
        for token in tokens(excerpt.text):
            if not token.compound and stem(token.word) in asked and token.word not in STOP_WORDS:
                assert any(
                    start <= token.start and token.end <= end for start, end in excerpt.highlights
                )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what is a hot seat?", {"hot", "seat"}),
        ("how long is a HOT seat", {"hot", "seat"}),
        ("rotation", {"rotation"}),
        ("discounts", {"discount"}),
        ("rotaton of tecnicians", {"rotation", "technicians", "technician"}),
    ],
)
def test_the_matched_words_are_marked_and_no_others(
    base: KnowledgeBase, question: str, words: set[str]
) -> None:
    excerpt = base.ask(question).excerpts[0]
    assert marked(excerpt)
    assert {word.lower() for word in marked(excerpt)} <= words


@pytest.mark.parametrize("question", ["what is a co-managed firm?", "日本語の記事"])
def test_marks_do_not_overlap(base: KnowledgeBase, question: str) -> None:
    excerpts = base.ask(question).excerpts
    assert titles(base.ask(question)) == [CO_MANAGED.title]
    for excerpt in excerpts:
        prove(base, excerpt)
        assert marked(excerpt)


def test_a_definition_is_preferred_to_more_of_the_word(base: KnowledgeBase) -> None:
    first = base.ask("what is a standup?").excerpts[0]
    assert "A standup is a meeting of ten minutes" in first.text


def test_a_sentence_longer_than_the_bound_is_shown_alone(base: KnowledgeBase) -> None:
    for excerpt in base.ask("where does the tortoise walk and rest?").excerpts:
        assert len(sentence_spans(excerpt.text)) == 1 or len(excerpt.text) <= MAX_CHARACTERS
        assert excerpt.text in text_of(base, named(base, LONG.title).id)


def test_no_excerpt_comes_twice_and_none_holds_another(base: KnowledgeBase) -> None:
    for question in ("standup", "clients and technicians", "hot seat question answer owner"):
        excerpts = base.ask(question, 10).excerpts
        for one in excerpts:
            assert [one.text in other.text for other in excerpts].count(True) == 1


def test_a_citation_says_where_the_excerpt_stands(base: KnowledgeBase) -> None:
    cited = base.ask("what is a rotation?").excerpts[0].citation
    assert (cited.article.title, cited.heading, cited.paragraph) == (
        "Cover for every client",
        "The rotation",
        2,
    )
    assert cited.article.author == "Ada Field"
    assert cited.article == base.get(cited.article.id)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is a rotaton?", [Correction("rotaton", "rotation")]),
        ("Rotaton of TECNICIANS", None),
        ("what is a hot seat?", []),
        ("what is a vacation?", []),
    ],
)
def test_what_was_searched_for_instead_is_told(
    base: KnowledgeBase, question: str, told: list[Correction] | None
) -> None:
    answer = base.ask(question)
    assert answer.answered
    if told is None:
        assert [one.typed for one in answer.corrections] == ["Rotaton", "TECNICIANS"]
    else:
        assert list(answer.corrections) == told
    assert {stem(one.used) for one in answer.corrections} <= held_stems(answer)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4), st.integers(1, 8))
def test_a_correction_is_told_only_if_an_excerpt_holds_it(
    base: KnowledgeBase, words: list[str], at: int
) -> None:
    slipped = [word[:at] + word[at + 1 :] if len(word) > at + 3 else word for word in words]
    answer = base.ask(" ".join(slipped))
    held = held_stems(answer)
    for one in answer.corrections:
        assert one.typed in slipped
        assert one.used != one.typed
        assert stem(one.used) in held


def test_a_slip_that_no_answer_needs_is_not_told(base: KnowledgeBase) -> None:
    answer = base.ask("vaccation kubernetes sourdough Mongolia tiramisu pneumonia")
    assert not answer.answered
    assert answer.corrections == ()

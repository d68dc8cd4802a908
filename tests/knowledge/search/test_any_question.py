"""Whatever is asked, there is an answer or none, and never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import Answer
from knowledge.search.question import MAX_CHARACTERS
from tests.knowledge.library import HOT_SEAT, SAMPLE, article, library, text_of, titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPECIAL = article(
    "Words with marks",
    "Write C++ or C# by hand. A 401(k) is a tax-free plan, and we don't sell it. NEAR the office"
    " stands a café. A 50% discount is 100_000 too much.",
    permalink="/marks/",
)

QUESTIONS = [
    *('"', '""', "'", "don't", "C++", "401(k)", "tax-free", "NEAR(", "NEAR(a b, 3)", "a AND"),
    *("*", "a*", "title:x", "{body}:x", "{title heading} : x", "^", "^hot", "-hot", "+hot"),
    *("a NOT", "OR", "hot OR", "(", ")", "(" * 300, "(" * 300 + ")" * 300, "\x00", "a\x00b", "\\"),
    *("'; DROP TABLE articles; --", "%", "_", "hot%", "h_t", "{user.token}", "%s%n", "{0}", "?1"),
    *("", " ", "\n\t", "what is it?", "the of and", "🎉🎉", "👩‍👩‍👧", "日本語の質問"),
    *("ما هو السؤال؟", "שאלה", "हिन्दी", "\u202ehot seat", "\u200b", "\ud800"),
    *("hot \udfff seat", "a" + "\u0301" * 1000),
    *("@everyone <@&1> <#2>", "[x](https://evil.example)", "</cmd:0>", "<t:99999999999999:F>"),
    *("ﷺ", "ß", "İ", "ŉ", "．", "①", "1" * 500, "9" * 30, "0x7f", "1e999", "-1", "--", "||", "```"),
]  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    path: Path = tmp_path_factory.mktemp("questions") / "library.db"
    with library(path, *SAMPLE, SPECIAL) as opened:
        yield opened


def prove(base: KnowledgeBase, question: str) -> Answer:
    answer = base.ask(question)
    assert isinstance(answer, Answer)
    assert answer.answered == bool(answer.excerpts)
    answer.question.encode()
    for excerpt in answer.excerpts:
        assert excerpt.text in text_of(base, excerpt.citation.article.id)
    assert bool(base.rank(question)) >= answer.answered
    assert 0.0 <= base.confidence(question) <= 1.0
    return answer


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: ascii(question)[:30])
def test_a_question_of_marks_and_traps(base: KnowledgeBase, question: str) -> None:
    prove(base, question)
    around = prove(base, f"{question} what is a hot seat?")
    if len(question) < 100:
        assert HOT_SEAT.title in titles(around) or not around.answered
    assert len(base.articles()) == 5


@pytest.mark.parametrize("question", ["C++", "401(k)", "what is a 401k?", "tax-free", "tax free"])
def test_words_with_marks_are_found(base: KnowledgeBase, question: str) -> None:
    assert titles(base.ask(question)) == [SPECIAL.title]


@pytest.mark.parametrize(
    "question", ["", " ", "\x00", "what is it?", "the of and", "🎉🎉", '"', "(" * 300, "\ud800"]
)
def test_a_question_without_words_has_no_answer(base: KnowledgeBase, question: str) -> None:
    answer = prove(base, question)
    assert (answer.excerpts, answer.nearest, answer.corrections) == ((), (), ())
    assert base.rank(question) == []


@pytest.mark.parametrize(
    "piece", ["hot seat ", "a", "🎉", "(", '"', "日", "rotaton ", "e\u0301", "x-", "\n"]
)
def test_a_hundred_thousand_characters(base: KnowledgeBase, piece: str) -> None:
    answer = prove(base, piece * (100_000 // len(piece)))
    assert len(answer.question) <= MAX_CHARACTERS


@pytest.mark.parametrize("question", QUESTIONS[:12])
def test_an_empty_library_has_no_answer(tmp_path: Path, question: str) -> None:
    with KnowledgeBase(tmp_path / "empty.db") as empty:
        assert empty.ask(question) == Answer(prove(empty, question).question)


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=120))
def test_any_text_at_all(base: KnowledgeBase, question: str) -> None:
    prove(base, question)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                *QUESTIONS[:40],
                "hot",
                "seat",
                "rotaton",
                "tecnicians",
                "what is",
                "NEAR",
                "co-",
                "'s",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from([" ", "", "-", "'", '"', "\n"]),
)
def test_any_mixture_of_words_and_traps(
    base: KnowledgeBase, pieces: list[str], between: str
) -> None:
    prove(base, between.join(pieces))


def test_the_same_question_has_the_same_answer(base: KnowledgeBase) -> None:
    for question in ("what is a hot seat?", "rotaton of tecnicians", "sourdough"):
        assert base.ask(question) == base.ask(question)

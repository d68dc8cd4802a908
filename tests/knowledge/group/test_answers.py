"""Librarians' own answers come first for their question, and for no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import NotFound, TextRefused
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import ChangeKind, Correction
from tests.knowledge.library import SAMPLE, library

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "When is our quarterly meeting with Zorblax?"
TEXT = "On the first Tuesday of the quarter, at nine."


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "when's the quarterly meeting with zorblax",
        "When do we have Zorblax's quarterly meetings?",
        "when is the quartely meeting with Zorblax",
        "when is the quarterly meetng with Zorblax?",
        "when is the quarterly meeting with Zorblacs?",
    ],
)
def test_it_stands_before_the_excerpts_for_the_same_question(
    base: KnowledgeBase, question: str
) -> None:
    answer = base.answers.set(QUESTION, TEXT, by="lib")
    found = base.ask(question)
    assert found.curated == answer == base.answers.match(question)
    assert found.answered
    assert (answer.text, answer.by, answer.question) == (TEXT, "lib", QUESTION)


@pytest.mark.parametrize(
    "question",
    [
        "who is at the quarterly meeting with Zorblax?",
        "when is the quarterly meeting?",
        "when is our quarterly meeting with Zorblax and Amira?",
        "what is a hot seat?",
        "",
        "???",
    ],
)
def test_another_question_gets_no_such_answer(base: KnowledgeBase, question: str) -> None:
    base.answers.set(QUESTION, TEXT, by="lib")
    assert base.ask(question).curated is None
    assert base.answers.match(question) is None


def test_two_english_words_are_never_taken_for_each_other(base: KnowledgeBase) -> None:
    base.answers.set("how do we hire a nurse?", "With care.", by="lib")
    assert base.ask("how do we fire a nurse?").curated is None
    assert base.ask("how do we hire a purse?").curated is None


def test_a_slip_that_was_mended_is_told(base: KnowledgeBase) -> None:
    base.answers.set("who is Zorblax?", "A client.", by="lib")
    found = base.ask("who is Zorblacs?")
    assert found.curated is not None
    assert found.corrections == (Correction("Zorblacs", "zorblax"),)
    base.answers.set("what is a rotation?", "What we do on Mondays.", by="lib")
    found = base.ask("what is a rotaton?")
    assert found.curated is not None
    assert found.corrections == (Correction("rotaton", "rotation"),)


def test_the_excerpts_come_after_it_and_page_on_without_it(base: KnowledgeBase) -> None:
    before = base.ask("what is a hot seat?", 1)
    base.answers.set("what is a hot seat?", "A chair.", by="lib")
    after = base.ask("what is a hot seat?", 1)
    assert after.excerpts == before.excerpts
    assert after.curated is not None
    assert base.ask("what is a hot seat?", 1, skip=1).curated is None
    chosen = after.excerpts[0].citation.article.public_id
    assert base.ask("what is a hot seat?", article=chosen).curated is None


def test_it_answers_in_an_empty_library(path: Path) -> None:
    with KnowledgeBase(path) as base:
        base.answers.set(QUESTION, TEXT, by="lib")
        found = base.ask(QUESTION)
        assert found.answered
        assert (found.excerpts, found.nearest) == ((), ())


def test_answering_the_same_question_again_rewrites_the_answer(base: KnowledgeBase) -> None:
    first = base.answers.set(QUESTION, TEXT, by="lib")
    second = base.answers.set("When is the quarterly meeting with zorblax", "At ten.", by="bea")
    assert second.id == first.id
    assert base.answers.list() == [second]
    assert (second.text, second.by) == ("At ten.", "bea")


def test_it_is_edited_removed_and_brought_back_with_its_history(path: Path) -> None:
    times = iter(datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 28))
    with KnowledgeBase(path, now=lambda: next(times)) as base:
        answer = base.answers.set(QUESTION, TEXT, by="lib")
        edited = base.answers.edit(answer.id, "At ten.", by="bea")
        assert base.ask(QUESTION).curated == edited == base.answers.get(answer.id)
        assert base.answers.remove(answer.id, by="cy").text == "At ten."
        assert base.ask(QUESTION).curated is None
        assert base.answers.list() == []
        with pytest.raises(NotFound):
            base.answers.edit(answer.id, "x", by="lib")
        assert base.answers.restore(answer.id, by="di").text == "At ten."
        assert base.ask(QUESTION).curated is not None
        history = base.answers.history(answer.id)
    assert [(one.what, one.by, one.before, one.after) for one in history] == [
        (ChangeKind.RESTORED, "di", "", ""),
        (ChangeKind.REMOVED, "cy", "", ""),
        (ChangeKind.EDITED, "bea", TEXT, "At ten."),
        (ChangeKind.ADDED, "lib", "", TEXT),
    ]
    assert [one.at for one in history] == sorted((one.at for one in history), reverse=True)


def test_what_was_removed_goes_for_good_after_seven_days(base: KnowledgeBase) -> None:
    answer = base.answers.set(QUESTION, TEXT, by="lib")
    base.answers.remove(answer.id, by="lib")
    assert base.purge(datetime.now(UTC) + timedelta(days=6)) == 0
    assert base.purge(datetime.now(UTC) + timedelta(days=7, minutes=1)) == 1
    with pytest.raises(NotFound):
        base.answers.restore(answer.id, by="lib")
    assert base.answers.history(answer.id) == []


def test_a_question_answered_anew_is_not_overwritten_by_the_old_answer(
    base: KnowledgeBase,
) -> None:
    old = base.answers.set(QUESTION, TEXT, by="lib")
    base.answers.remove(old.id, by="lib")
    new = base.answers.set(QUESTION, "At ten.", by="lib")
    with pytest.raises(TextRefused, match="another answer"):
        base.answers.restore(old.id, by="lib")
    assert base.answers.list() == [new]


@pytest.mark.parametrize("question", ["", "what is it?", "???", "\x00", "\ud800"])
def test_a_question_that_says_nothing_can_not_be_answered(
    base: KnowledgeBase, question: str
) -> None:
    with pytest.raises(TextRefused, match="no word"):
        base.answers.set(question, TEXT, by="lib")


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "x" * 4_001, "half \ud800"])
def test_a_text_that_is_none_or_too_long_is_refused(base: KnowledgeBase, text: str) -> None:
    with pytest.raises(TextRefused):
        base.answers.set(QUESTION, text, by="lib")
    answer = base.answers.set(QUESTION, TEXT, by="lib")
    with pytest.raises(TextRefused):
        base.answers.edit(answer.id, text, by="lib")
    assert base.answers.get(answer.id) == answer


def test_paragraphs_are_kept_as_they_were_written(base: KnowledgeBase) -> None:
    text = "First.\n\n- one\n- *two* <b>three</b> @everyone"
    assert base.answers.set(QUESTION, f"  {text}\n", by="lib").text == text


def test_an_unknown_id_is_refused(base: KnowledgeBase) -> None:
    for act in (
        base.answers.get,
        lambda one: base.answers.edit(one, "x", by="lib"),
        lambda one: base.answers.remove(one, by="lib"),
        lambda one: base.answers.restore(one, by="lib"),
    ):
        with pytest.raises(NotFound):
            act("x")


def test_another_connection_shows_it_at_once(path: Path) -> None:
    with library(path, *SAMPLE) as writer, KnowledgeBase(path, read_only=True) as reader:
        assert reader.ask(QUESTION).curated is None
        answer = writer.answers.set(QUESTION, TEXT, by="lib")
        assert reader.ask(QUESTION).curated == answer
        writer.answers.remove(answer.id, by="lib")
        assert reader.ask(QUESTION).curated is None

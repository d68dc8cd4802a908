"""What librarians teach is understood from the next question on, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import NotFound, TextRefused
from knowledge.knowledge_base import KnowledgeBase
from tests.knowledge.library import SAMPLE, article, library, titles

if TYPE_CHECKING:
    from pathlib import Path

LONG = article(
    "What runs the desk",
    "A professional services automation is a program that keeps tickets, hours and invoices. Choose"
    " one, and let everybody write everything into it.",
)
SHORT = article("Tickets", "The PSA is where every hour is written down. Prepare it a week ahead.")
DECOY = article(
    "Professional thinking",
    "Professional thinking is for those who have time. Services are what is left to the others.",
)


def test_a_short_word_stands_for_several(base: KnowledgeBase) -> None:
    base.add(LONG)
    base.add(DECOY)
    assert LONG.title not in titles(base.ask("what is a PSA?"))
    base.synonyms.teach("PSA", "professional services automation")
    assert titles(base.ask("what is a PSA?"))[0] == LONG.title
    assert titles(base.ask("psa"))[0] == LONG.title


def test_several_words_stand_for_a_short_one(base: KnowledgeBase) -> None:
    base.add(SHORT)
    assert not base.ask("how to prepare a professional services automation").answered
    base.synonyms.teach("PSA", "professional services automation")
    answer = base.ask("how to prepare a professional services automation")
    assert titles(answer) == [SHORT.title]
    marked = {excerpt.text[a:b] for excerpt in answer.excerpts for a, b in excerpt.highlights}
    assert "PSA" in marked


def test_what_is_taught_replaces_what_would_be_guessed(base: KnowledgeBase) -> None:
    base.add(article("Books", "A review of a book is read on a train. A review is short."))
    assert titles(base.ask("what is an SBR?")) == ["Books"]
    base.synonyms.teach("SBR", "strategic business review")
    assert not base.ask("what is an SBR?").answered


def test_half_of_the_long_form_comes_after_all_of_it(base: KnowledgeBase) -> None:
    base.add(DECOY)
    base.add(LONG)
    base.synonyms.teach("PSA", "professional services automation")
    assert titles(base.ask("what is a PSA?"))[0] == LONG.title
    halved = article("Automation", "Automation of a kitchen begins with a kettle and a timer.")
    base.add(halved)
    assert halved.title not in titles(base.ask("what is a PSA?"))


def test_the_word_itself_comes_before_its_meaning(base: KnowledgeBase) -> None:
    base.add(LONG)
    base.add(SHORT)
    base.synonyms.teach("PSA", "professional services automation")
    assert set(titles(base.ask("where are hours written in the PSA"))) >= {SHORT.title}
    assert titles(base.ask("PSA"))[0] == SHORT.title
    assert titles(base.ask("professional services automation"))[0] == LONG.title


def test_one_word_stands_for_another(base: KnowledgeBase) -> None:
    assert not base.ask("what is a carousel?").answered
    base.synonyms.teach("carousel", "rotation")
    assert titles(base.ask("what is a carousel?"))[0] == "Cover for every client"
    assert not base.ask("what is a carousel?").corrections


def test_a_word_that_is_taught_is_not_mended(base: KnowledgeBase) -> None:
    assert base.ask("what is a rotatio?").corrections
    base.synonyms.teach("rotatio", "hot seat")
    answer = base.ask("what is a rotatio?")
    assert not answer.corrections
    assert titles(answer)[0] == "The hot seat"


def test_phrases_of_different_length_are_understood(base: KnowledgeBase) -> None:
    base.add(LONG)
    base.synonyms.teach("quarterly talk", "professional services automation")
    assert titles(base.ask("what is a quarterly talk"))[0] == LONG.title


def test_what_is_unlearned_is_understood_no_more(base: KnowledgeBase) -> None:
    taught = base.synonyms.teach("carousel", "rotation", by="lib")
    assert base.synonyms.list() == [taught]
    assert base.synonyms.forget(taught.id) == taught
    assert not base.ask("what is a carousel?").answered
    assert base.synonyms.list() == []
    with pytest.raises(NotFound):
        base.synonyms.forget(taught.id)


def test_teaching_the_same_again_replaces_it(base: KnowledgeBase) -> None:
    base.synonyms.teach("carousel", "rotation", by="lib")
    again = base.synonyms.teach("Rotations", "Carousels", by="bea")
    assert base.synonyms.list() == [again]


@pytest.mark.parametrize(
    ("term", "means"),
    [
        ("", "rotation"),
        ("rotation", "  "),
        ("the", "rotation"),
        ("???", "rotation"),
        ("rotation", "Rotations"),
        ("x" * 101, "rotation"),
        ("one two three four five six seven eight nine", "rotation"),
        ("\x00", "rotation"),
        ("\ud800", "rotation"),
    ],
)
def test_what_teaches_nothing_is_refused(base: KnowledgeBase, term: str, means: str) -> None:
    with pytest.raises(TextRefused):
        base.synonyms.teach(term, means)
    assert base.synonyms.list() == []


def test_a_meaning_that_the_library_lacks_changes_nothing(base: KnowledgeBase) -> None:
    questions = ("what is a rotation?", "price of a contract", "hot seat")
    before = [base.ask(question) for question in questions]
    base.synonyms.teach("rotation", "merry zog round")
    base.synonyms.teach("zog", "zag zig")
    assert [base.ask(question).excerpts for question in questions] == [
        answer.excerpts for answer in before
    ]


def test_many_synonyms_in_a_circle_end(base: KnowledgeBase) -> None:
    base.synonyms.teach("carousel", "rotation")
    base.synonyms.teach("rotation", "roundabout")
    base.synonyms.teach("roundabout", "carousel")
    assert base.ask("what is a carousel?").answered


def test_another_connection_understands_it_at_once(path: Path) -> None:
    with library(path, *SAMPLE) as writer, KnowledgeBase(path, read_only=True) as reader:
        assert not reader.ask("what is a carousel?").answered
        writer.synonyms.teach("carousel", "rotation")
        assert reader.ask("what is a carousel?").answered

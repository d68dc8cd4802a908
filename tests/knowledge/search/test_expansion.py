"""Words typed as two, or two as one, are found, told, and drawn from what the asker may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import Correction, Document, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAYROLL = "Payroll runs on Friday. The business owner signs it before noon."


def document(title: str, text: str) -> Document:
    return Document(title=title, blocks=(Paragraph(text),))


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path / "library.db") as opened:
        opened.add(document("The last Friday", PAYROLL))
        opened.add(document("Cover", "Every client has two technicians who know it."))
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("when does pay roll run", Correction("pay roll", "payroll")),
        ("what must the businessowner sign", Correction("businessowner", "business owner")),
    ],
)
def test_a_word_that_was_joined_or_parted_is_found_and_told(
    base: KnowledgeBase, question: str, told: Correction
) -> None:
    answer = base.ask(question)
    assert answer.excerpts[0].text == PAYROLL
    assert answer.corrections == (told,)


@pytest.mark.parametrize(
    "question", ["does the pay come by roll", "business class owners", "the businessnobody signs"]
)
def test_words_that_stand_apart_are_not_joined_and_strangers_not_parted(
    base: KnowledgeBase, question: str
) -> None:
    assert base.ask(question).corrections == ()


def test_two_words_that_the_library_has_are_not_joined(base: KnowledgeBase) -> None:
    base.add(document("Wages", "The pay is on the roll that hangs by the door."))
    assert base.ask("where is the pay roll").corrections == ()


def test_what_may_not_be_seen_joins_and_parts_nothing(tmp_path: Path) -> None:
    with KnowledgeBase(tmp_path / "hidden.db") as base:
        base.add(document("The last Friday", PAYROLL), audience="others")
        base.add(document("Cover", "Every client runs late now and then."))
        for question in ("when does pay roll run", "what must the businessowner sign"):
            assert base.ask(question).corrections == ()
        seen = base.ask("when does pay roll run", audiences=frozenset({"others"}))
        assert seen.corrections == (Correction("pay roll", "payroll"),)

"""Two programs, or two connections of one, at the same library."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound, LibraryUnavailable
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import Correction, LoadStatus
from tests.knowledge.library import (
    COVER,
    HERON,
    OWL,
    PRICING,
    SAMPLE,
    TOP_PRIORITY,
    article,
    counts,
    library,
    listed,
    named,
    raw,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_one_writes_the_other_finds_at_its_next_question(path: Path) -> None:
    with library(path, *SAMPLE) as reader, KnowledgeBase(path) as writer:
        assert not reader.ask("what is a zygodactyl foot?").answered
        writer.add(OWL)
        answer = reader.ask("what is a zygodactil foot?")
        assert titles(answer) == [OWL.title]
        assert answer.corrections == (Correction("zygodactil", "zygodactyl"),)
        assert counts(reader.statistics()) == counts(writer.statistics())
        writer.begin_load()
        writer.add(HERON)
        answer = reader.ask("where does the heorn stand?")
        assert Correction("heorn", "heron") in answer.corrections
        writer.remove(named(writer, OWL.title).id)
        assert not reader.ask("zygodactil heorn").answered
        assert len(reader.articles()) == 4


def test_what_one_mends_the_other_finds_at_its_next_question(path: Path) -> None:
    with library(path, *SAMPLE) as reader, KnowledgeBase(path) as writer:
        reader.ask("rotaton")
        with raw(path) as connection:
            connection.execute("DELETE FROM vocabulary")
        writer.check(repair=True)
        writer.add(OWL)
        assert Correction("rotaton", "rotation") in reader.ask("what is a rotaton?").corrections
        assert reader.ask("zygodactil foot of an owl").corrections


def test_two_writers_take_turns(path: Path) -> None:
    with KnowledgeBase(path) as one, KnowledgeBase(path) as other:
        for number in range(5):
            one.add(article(f"One {number}", f"Words of one, number {number}."))
            other.add(article(f"Other {number}", f"Words of the other, number {number}."))
        assert len(one.articles()) == len(other.articles()) == 10
        assert one.check().faults == other.check().faults == ()


def test_an_article_that_another_removed_is_gone_here_too(path: Path) -> None:
    with library(path, *SAMPLE) as one, KnowledgeBase(path) as other:
        number = named(one, PRICING.title).id
        other.remove(number)
        for act in (one.get, one.body, one.remove):
            with pytest.raises(ArticleNotFound):
                act(number)


def test_a_reader_in_the_middle_of_a_write_sees_the_state_before(path: Path) -> None:
    with library(path, *SAMPLE) as reader, raw(path) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("PRAGMA foreign_keys = OFF")
        writer.execute("DELETE FROM passage_terms")
        assert titles(reader.ask("what is a rotation?"))[0] == COVER.title
        writer.execute("ROLLBACK")


def test_a_closed_library_says_so_and_breaks_nothing(path: Path) -> None:
    base = library(path, TOP_PRIORITY)
    base.close()
    base.close()
    with KnowledgeBase(path) as again:
        assert listed(again) == [TOP_PRIORITY.title]


def test_a_busy_library_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.store.connection._SETTINGS", ("PRAGMA busy_timeout = 100",))
    with KnowledgeBase(path) as base, raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        busy: list[Callable[[], object]] = [lambda: base.add(OWL), base.remove_starters]
        for act in busy:
            with pytest.raises(LibraryUnavailable, match="try again in a moment"):
                act()
        assert time.monotonic() - began >= 0.1
        other.execute("COMMIT")
        assert base.add(OWL).status is LoadStatus.ADDED

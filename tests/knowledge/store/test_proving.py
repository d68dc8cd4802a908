"""Whether content and index agree, and what is mended when they don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.knowledge_base import KnowledgeBase
from tests.knowledge.library import SAMPLE, index_words, library, raw, titles

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "what is a hot seat?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of four articles for everybody and the same for one audience, closed."""
    path = tmp_path / "library.db"
    with library(path, *SAMPLE) as base:
        for document in SAMPLE:
            base.add(document, audience="north")
    return path


INDEX_TAMPERING = {
    "a passage that is not indexed": "DELETE FROM passage_terms WHERE id = 2",
    "a stored stem": "UPDATE passage_terms SET body = body || ' ghost' WHERE id = 2",
    "a stored title": "UPDATE passage_terms SET title = 'ghost' WHERE id = 2",
    "a stored scope": "UPDATE passage_terms SET scope = '7' WHERE id = 2",
    "a stored audience": "UPDATE passage_terms SET audience = 7 WHERE id = 2",
    "a stored article": "UPDATE passage_terms SET article = 7 WHERE id = 2",
    "a passage indexed that no article has": (
        "INSERT INTO passage_terms VALUES (999, 1, 0, '0', 'ghost', '', 'ghost')"
    ),
    "a word too many in the full-text index": (
        "INSERT INTO passage_index (rowid, scope, title, heading, body)"
        " VALUES (1, '0', '', '', 'ghost')"
    ),
    "a row too many in the full-text index": (
        "INSERT INTO passage_index (rowid, scope, title, heading, body)"
        " VALUES (999, '0', '', '', 'ghost')"
    ),
    "an empty full-text index": "INSERT INTO passage_index (passage_index) VALUES ('delete-all')",
    "a count of a stem": "UPDATE stem_counts SET passages = 99 WHERE stem = 'seat'",
    "a stem without a count": "DELETE FROM stem_counts WHERE stem = 'seat'",
    "a count of a word": "UPDATE vocabulary SET passages = 99 WHERE word = 'seat'",
    "a word that is not in the vocabulary": "DELETE FROM vocabulary WHERE word = 'seat'",
    "a word that no passage has": (
        "INSERT INTO vocabulary (word, audience, stem, passages) VALUES ('ghost', 0, 'ghost', 1)"
    ),
    "a word with a wrong stem": "UPDATE vocabulary SET stem = 'ghost' WHERE word = 'technicians'",
    "a total of passages": "UPDATE totals SET passages = 99 WHERE audience = 0",
    "a total of articles": "UPDATE totals SET articles = 99 WHERE audience = 0",
    "a total of stems": "UPDATE totals SET body_stems = 1 WHERE audience = 0",
    "an audience without totals": "DELETE FROM totals WHERE audience <> 0",
    "another version's words": "UPDATE settings SET value = '0' WHERE name = 'index_version'",
}

CONTENT_TAMPERING = {
    "a passage that is gone": "DELETE FROM passages WHERE id = 2",
    "a passage with another text": "UPDATE passages SET text = 'Ghost.' WHERE id = 2",
    "a passage in another place": "UPDATE passages SET position = 50 WHERE id = 1",
    "another heading above": "UPDATE passages SET above = '[[1, \"Ghost\"]]' WHERE id = 2",
    "headings that can't be read": "UPDATE passages SET above = 'x' WHERE id = 2",
    "another number of passages": "UPDATE articles SET passage_count = 9 WHERE id = 1",
}


def tamper(path: Path, statement: str) -> None:
    with raw(path) as connection:
        connection.execute(f"PRAGMA foreign_keys = {int(statement.startswith('DELETE'))}")
        connection.execute(statement)


def test_a_sound_library_has_no_faults(path: Path) -> None:
    with KnowledgeBase(path) as base:
        report = base.check()
        assert (report.faults, report.sound, report.repaired) == ((), True, False)
        assert base.check(repair=True).faults == ()


@pytest.mark.parametrize("what", INDEX_TAMPERING)
def test_a_fault_of_the_index_is_found_and_mended(path: Path, what: str) -> None:
    tamper(path, INDEX_TAMPERING[what])
    if what == "another version's words":
        with KnowledgeBase(path, read_only=True) as reader:
            assert "The index was written by another version." in reader.check().faults
    with KnowledgeBase(path) as base:
        if what != "another version's words":  # that is mended when the file is opened
            found = base.check()
            assert found.faults
            assert all(fault.endswith(".") for fault in found.faults)
            assert not found.sound
            mended = base.check(repair=True)
            assert mended.faults == found.faults
            assert mended.repaired
            assert mended.sound
        assert base.check().faults == ()
        assert titles(base.ask(QUESTION))[0] == "The hot seat"
    assert "ghost" not in index_words(path)


@pytest.mark.parametrize("what", CONTENT_TAMPERING)
def test_a_fault_of_the_content_is_found_and_said_to_need_the_article(
    path: Path, what: str
) -> None:
    tamper(path, CONTENT_TAMPERING[what])
    with KnowledgeBase(path) as base:
        (fault, *_) = base.check().faults
        assert fault == "Article 1, “Cover for every client”, is not whole: load it again."
        report = base.check(repair=True)
        assert not report.sound
        assert fault in report.faults


@pytest.mark.parametrize("what", ["a passage that is gone", "a passage with another text"])
def test_an_article_that_is_not_whole_is_whole_once_it_is_loaded_again(
    path: Path, what: str
) -> None:
    tamper(path, CONTENT_TAMPERING[what])
    with KnowledgeBase(path) as base:
        base.add(SAMPLE[0])
        base.check(repair=True)
        assert base.check().faults == ()


def test_a_damaged_index_hides_no_article_from_the_reader(path: Path) -> None:
    tamper(path, INDEX_TAMPERING["an empty full-text index"])
    with KnowledgeBase(path) as base:
        assert len(base.articles()) == 4
        assert len(base.body(1)) == 4


def test_repairing_twice_changes_nothing_more(path: Path) -> None:
    tamper(path, INDEX_TAMPERING["a count of a stem"])
    with KnowledgeBase(path) as base:
        base.check(repair=True)
        answer = base.ask(QUESTION)
        assert base.check(repair=True).faults == ()
        assert base.ask(QUESTION) == answer

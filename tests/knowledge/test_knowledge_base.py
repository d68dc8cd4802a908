"""The facade: articles in, listed, counted; nothing half done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import DocumentRefused
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import LoadStatus
from knowledge.store.article_writer import ArticleWriter
from knowledge.store.index import IndexStore
from tests.knowledge.library import (
    COVER,
    HERON,
    HOT_SEAT,
    OWL,
    SAMPLE,
    article,
    block,
    bytes_of,
    counts,
    index_words,
    library,
    listed,
    named,
    text_of,
    titles,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_added_is_kept_as_it_was(path: Path) -> None:
    at = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
    document = article(
        "Naïve “title” 🎉",
        "First paragraph.",
        "## A heading",
        "Second paragraph, with <b>marks</b> & *stars*.",
        author="Ada Field",
        published_on=date(2024, 2, 29),
        url="https://example.com/a",
        tags=("One", "two"),
        description="What it says.",
        metadata={"cta": 2, "list": ["é", None]},
    )
    with KnowledgeBase(path, now=lambda: at) as base:
        result = base.add(document)
        assert result.status is LoadStatus.ADDED
        assert result.article_id is not None
        found = base.get(result.article_id)
        assert base.body(found.id) == document.blocks
    assert (found.title, found.author, found.url) == (
        document.title,
        document.author,
        document.url,
    )
    assert (found.published_on, found.tags, found.description) == (
        document.published_on,
        document.tags,
        document.description,
    )
    assert found.metadata == document.metadata
    assert (found.audience, found.starter) == (None, False)
    assert (found.word_count, found.passage_count) == (8, 2)
    assert found.added_at == found.updated_at == at


@pytest.mark.parametrize("texts", [[], ["# Only a heading"], ["   "]])
def test_what_has_no_text_is_refused(base: KnowledgeBase, texts: list[str]) -> None:
    with pytest.raises(DocumentRefused, match="has no text"):
        base.add(article("Empty", *texts))
    assert len(base.articles()) == 4


def test_an_update_keeps_the_number_and_the_day_it_was_added(path: Path) -> None:
    times = iter(datetime(2025, 1, day, tzinfo=UTC) for day in range(1, 9))
    with KnowledgeBase(path, now=lambda: next(times)) as base:
        number = base.add(OWL).article_id
        base.begin_load()
        result = base.add(HERON)
        assert (result.status, result.article_id) == (LoadStatus.UPDATED, number)
        (found,) = base.articles()
    assert found.added_at == datetime(2025, 1, 1, tzinfo=UTC)
    assert found.updated_at == datetime(2025, 1, 2, tzinfo=UTC)


def test_after_an_update_the_old_words_answer_no_more(base: KnowledgeBase, path: Path) -> None:
    base.add(OWL)
    assert titles(base.ask("what is a zygodactyl foot?")) == ["The owl"]
    base.begin_load()
    base.add(HERON)
    assert not base.ask("what is a zygodactyl foot?").answered
    assert not base.ask("zygodactil").corrections
    assert titles(base.ask("where does the heron stand?")) == ["The owl"]
    assert base.check().faults == ()
    base.optimize()
    assert "zygodactyl" not in index_words(path)
    assert "heron" in index_words(path)


def test_after_an_update_the_statistics_are_those_of_the_new_text(tmp_path: Path) -> None:
    with (
        library(tmp_path / "updated.db", *SAMPLE, OWL) as updated,
        library(tmp_path / "fresh.db", *SAMPLE, HERON) as fresh,
    ):
        updated.begin_load()
        updated.add(HERON)
        assert counts(updated.statistics()) == counts(fresh.statistics())
        question = "where does the heron stand?"
        assert updated.ask(question).excerpts[0].score == fresh.ask(question).excerpts[0].score
        assert updated.confidence(question) == fresh.confidence(question)


def test_loading_the_same_again_changes_nothing(base: KnowledgeBase, path: Path) -> None:
    before = bytes_of(path)
    base.begin_load()
    assert {base.add(document).status for document in SAMPLE} == {LoadStatus.UNCHANGED}
    assert bytes_of(path) == before


@pytest.mark.parametrize(
    ("document", "audience", "status"),
    [
        (OWL, None, LoadStatus.ADDED),
        (OWL, "a new audience", LoadStatus.ADDED),
        (replace(COVER, title="Cover"), None, LoadStatus.UPDATED),
        (COVER, None, LoadStatus.UNCHANGED),
    ],
)
def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    base: KnowledgeBase,
    path: Path,
    document: object,
    audience: str | None,
    status: LoadStatus,
) -> None:
    assert isinstance(document, type(OWL))
    before = bytes_of(path)
    base.begin_load()
    assert base.add(document, audience=audience, dry_run=True).status is status
    assert bytes_of(path) == before
    assert "Cover for every client" in listed(base)
    base.begin_load()
    assert base.add(document, audience=audience).status is status


def test_a_dry_run_refuses_what_would_be_refused(base: KnowledgeBase, path: Path) -> None:
    before = bytes_of(path)
    thief = article("The owl", "An owl sleeps by day.", permalink="/cover/")
    with pytest.raises(DocumentRefused, match="already belongs to another article"):
        base.add(thief, dry_run=True)
    assert bytes_of(path) == before


@pytest.mark.parametrize("document", [OWL, replace(COVER, blocks=(*COVER.blocks, block("More.")))])
def test_a_failure_in_the_middle_of_an_add_leaves_everything_as_it_was(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, document: object
) -> None:
    assert isinstance(document, type(OWL))
    before = (base.articles(), base.statistics(), text_of(base, named(base, COVER.title).id))
    base.begin_load()
    with monkeypatch.context() as patch:
        patch.setattr(IndexStore, "add", _fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            base.add(document)
    after = (base.articles(), base.statistics(), text_of(base, named(base, COVER.title).id))
    assert after[0] == before[0]
    assert counts(after[1]) == counts(before[1])
    assert after[2] == before[2]
    assert base.check().faults == ()
    assert titles(base.ask("what is a rotation?"))[0] == COVER.title
    assert base.add(document).status in {LoadStatus.ADDED, LoadStatus.UPDATED}


def _fail(*_: object) -> None:
    raise RuntimeError("in the middle")


def test_a_failure_in_the_middle_of_a_removal_leaves_everything_as_it_was(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(ArticleWriter, "delete", _fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            base.remove(named(base, COVER.title).id)
    assert len(base.articles()) == 4
    assert base.check().faults == ()
    assert titles(base.ask("what is a rotation?"))[0] == COVER.title


def test_articles_are_listed_by_title_and_by_tag_in_any_case(base: KnowledgeBase) -> None:
    base.add(article("a small letter", "Some words.", tags=("TEAM",)))
    assert listed(base)[0] == "a small letter"
    assert [found.title for found in base.articles(tag="team")] == [
        "a small letter",
        COVER.title,
        HOT_SEAT.title,
    ]
    assert [found.title for found in base.articles(tag="meetings")] == [HOT_SEAT.title]


@pytest.mark.parametrize("tag", ["none", "tea%", "te_m", "'", '"', "team'; DROP TABLE articles"])
def test_an_unknown_tag_lists_nothing(base: KnowledgeBase, tag: str) -> None:
    assert base.articles(tag=tag) == []


@pytest.mark.parametrize("tag", ["\x00", "\ud800", "team\udfff"])
def test_a_tag_that_no_file_can_hold_lists_nothing(base: KnowledgeBase, tag: str) -> None:
    assert base.articles(tag=tag) == []


def test_the_statistics_are_those_of_the_articles(base: KnowledgeBase, path: Path) -> None:
    found = base.statistics()
    assert found.articles == 4
    assert found.passages == sum(one.passage_count for one in base.articles())
    assert found.words == sum(len(text_of(base, one.id).split()) for one in base.articles())
    assert 0 < found.vocabulary < found.words
    assert found.bytes == sum(map(len, bytes_of(path)))


def test_a_new_library_is_empty(path: Path) -> None:
    with KnowledgeBase(path) as base:
        assert counts(base.statistics()) == (0, 0, 0, 0, 0)
        assert base.articles() == []
        answer = base.ask("what is a rotation?")
        assert (answer.answered, answer.excerpts, answer.nearest) == (False, (), ())
        assert base.rank("what is a rotation?") == []
        assert base.confidence("what is a rotation?") == 0.0
        assert base.check().faults == ()
        assert base.remove_starters() is None
        base.optimize()


def test_merging_the_index_changes_no_answer(base: KnowledgeBase) -> None:
    questions = ("what is a rotation?", "how do I price a contract?", "sourdough")
    before = [base.ask(question) for question in questions]
    base.optimize()
    assert [base.ask(question) for question in questions] == before
    assert base.check().faults == ()

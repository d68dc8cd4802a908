"""What is said of an article can be corrected, and stays corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound, TextRefused
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import ChangeKind, LoadStatus
from tests.knowledge.library import COVER, OWL, article, block, named, titles

if TYPE_CHECKING:
    from pathlib import Path

DATED = replace(OWL, author="Ann", published_on=date(2020, 1, 2), url="https://a.example/owl")


def test_every_field_can_be_edited(base: KnowledgeBase) -> None:
    public_id = named(base, COVER.title).public_id
    edited = base.edit(
        public_id,
        title=" Standing in  for each other ",
        tags=["new", "new", " ", "other"],
        url="https://example.com/x",
        author="Bea",
        published_on=date(2024, 2, 29),
        by="lib",
    )
    assert edited == base.find(public_id)
    assert (edited.title, edited.tags) == ("Standing in  for each other", ("new", "other"))
    assert (edited.url, edited.author) == ("https://example.com/x", "Bea")
    assert edited.published_on == date(2024, 2, 29)
    assert base.check().faults == ()


def test_what_is_not_named_stays(base: KnowledgeBase) -> None:
    before = base.find(base.add(DATED).public_id)
    after = base.edit(before.public_id, tags=["bird"])
    assert (after.title, after.author, after.url) == (before.title, before.author, before.url)
    assert after.published_on == before.published_on
    assert base.edit(before.public_id, published_on=None, author="").published_on is None
    assert base.find(before.public_id).author == ""


def test_a_new_title_is_found_and_the_old_one_is_not(base: KnowledgeBase) -> None:
    public_id = base.add(OWL).public_id
    base.edit(public_id, title="Night birds")
    assert titles(base.ask("night birds"))[0] == "Night birds"
    assert [one.title for one in base.titles.like("night")] == ["Night birds"]
    assert base.titles.like("owl") == []
    assert base.check().faults == ()


def test_an_edit_outlasts_the_same_file(base: KnowledgeBase) -> None:
    public_id = base.add(DATED).public_id
    base.edit(public_id, title="Night birds", tags=["bird"], author="Bea", published_on=None)
    base.begin_load()
    assert base.add(DATED).status is LoadStatus.UNCHANGED
    base.begin_load()
    longer = replace(DATED, blocks=(*DATED.blocks, block("It hunts at night.")))
    result = base.add(longer)
    assert (result.status, result.public_id) == (LoadStatus.UPDATED, public_id)
    found = base.find(public_id)
    assert (found.title, found.tags, found.author) == ("Night birds", ("bird",), "Bea")
    assert found.published_on is None
    assert found.url == DATED.url
    assert titles(base.ask("when do night birds hunt?"))[0] == "Night birds"
    assert base.check().faults == ()


def test_the_file_wins_again_once_it_says_something_else(base: KnowledgeBase) -> None:
    public_id = base.add(DATED).public_id
    base.edit(public_id, title="Night birds", author="Bea")
    base.begin_load()
    base.add(replace(DATED, author="Cy"))
    found = base.find(public_id)
    assert (found.title, found.author) == ("Night birds", "Cy")
    base.begin_load()
    base.add(DATED)
    assert base.find(public_id).author == "Ann"
    base.begin_load()
    base.add(replace(DATED, title="Owls of the night"))
    assert base.find(public_id).title == "Owls of the night"


def test_an_edit_that_is_edited_again_is_still_measured_by_the_file(base: KnowledgeBase) -> None:
    public_id = base.add(DATED).public_id
    base.edit(public_id, author="Bea")
    base.edit(public_id, author="Cy")
    base.begin_load()
    base.add(replace(DATED, tags=("new",)))
    assert base.find(public_id).author == "Cy"


def test_an_edit_is_kept_through_a_removal_that_is_undone(base: KnowledgeBase) -> None:
    public_id = base.add(DATED).public_id
    base.edit(public_id, title="Night birds")
    base.restore(base.remove(public_id).id)
    assert base.find(public_id).title == "Night birds"
    base.begin_load()
    assert base.add(DATED).status is LoadStatus.UNCHANGED
    base.begin_load()
    base.add(replace(DATED, tags=("new",)))
    assert base.find(public_id).title == "Night birds"


def test_an_article_with_an_edited_title_is_known_again_by_its_file(base: KnowledgeBase) -> None:
    first = base.add(article("Notes", "First words of the notes.", origin="posts/notes.md"))
    base.edit(first.public_id, title="Something else")
    base.begin_load()
    second = base.add(article("Notes", "Quite other words now.", origin="posts/notes.md"))
    assert second.public_id == first.public_id
    assert base.find(first.public_id).title == "Something else"


def test_the_history_says_what_when_and_by_whom(path: Path) -> None:
    times = iter(datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 28))
    with KnowledgeBase(path, now=lambda: next(times)) as base:
        public_id = base.add(OWL, by="ada").public_id
        base.begin_load()
        base.add(replace(OWL, tags=("bird",)), by="ben")
        base.edit(public_id, title="Night birds", tags=["a", "b"], by="cy")
        history = base.history(public_id)
    assert [(one.what, one.by, one.field, one.before, one.after) for one in history] == [
        (ChangeKind.EDITED, "cy", "tags", "bird", "a, b"),
        (ChangeKind.EDITED, "cy", "title", "The owl", "Night birds"),
        (ChangeKind.UPDATED, "ben", "", "", ""),
        (ChangeKind.ADDED, "ada", "", "", ""),
    ]
    assert [one.at for one in history] == sorted((one.at for one in history), reverse=True)


def test_an_edit_that_changes_nothing_leaves_no_trace(base: KnowledgeBase) -> None:
    before = base.find(base.add(DATED).public_id)
    assert base.edit(before.public_id, author="Ann", title=OWL.title) == before
    assert base.edit(before.public_id) == before
    assert len(base.history(before.public_id)) == 1


@pytest.mark.parametrize("title", ["", "  ", "\x00", "\u0007\n"])
def test_a_title_is_needed(base: KnowledgeBase, title: str) -> None:
    public_id = named(base, COVER.title).public_id
    with pytest.raises(TextRefused, match="needs a title"):
        base.edit(public_id, title=title, tags=["x"])
    assert base.find(public_id).tags == COVER.tags


@pytest.mark.parametrize("public_id", ["", "x", "\ud800"])
def test_what_is_not_there_can_not_be_edited(base: KnowledgeBase, public_id: str) -> None:
    with pytest.raises(ArticleNotFound):
        base.edit(public_id, title="New")
    with pytest.raises(ArticleNotFound):
        base.history(public_id)

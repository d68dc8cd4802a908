"""The starter library is loaded once in the life of a library, and gives way to the group's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.knowledge_base import KnowledgeBase
from knowledge.shelf import Shelf
from knowledge.shelf.starters import FOLDER
from tests.knowledge.library import COVER, article, library, titles

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from knowledge.models import LoadResult

COUNT = len(list(FOLDER.glob("*.md")))


def test_a_new_library_gets_them_all_as_starters(path: Path) -> None:
    with KnowledgeBase(path) as base:
        assert base.is_new
        assert base.load_starters() == COUNT == base.statistics().starters
        assert not base.is_new
        assert all(one.starter for one in base.articles())


def test_they_are_loaded_once(path: Path) -> None:
    with KnowledgeBase(path) as base:
        base.load_starters()
        assert base.load_starters() == 0
    with KnowledgeBase(path) as base:
        assert base.load_starters() == 0
        assert len(base.articles()) == COUNT


def test_they_never_come_back_once_removed(path: Path) -> None:
    with KnowledgeBase(path) as base:
        base.load_starters()
        base.remove_starters()
    with KnowledgeBase(path) as base:
        assert not base.is_new
        assert base.load_starters() == 0
        assert base.articles() == []


def test_a_load_that_was_cut_short_is_finished(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Shelf.add
    calls: list[object] = []

    def cut_short(self: Shelf, *args: object, **kwargs: object) -> LoadResult:
        calls.append(args)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return whole(self, *args, **kwargs)  # type: ignore[arg-type]  # passed on as it came

    with monkeypatch.context() as patch, KnowledgeBase(path) as base:
        patch.setattr(Shelf, "add", cut_short)
        try:
            base.load_starters()
        except KeyboardInterrupt:
            assert len(base.articles()) == 3
    with KnowledgeBase(path) as base:
        assert base.load_starters() == COUNT - 3
        assert len(base.articles()) == COUNT


def test_articles_of_the_groups_own_do_not_keep_them_away(path: Path) -> None:
    with library(path, COVER) as base:
        assert base.is_new
        assert base.load_starters() == COUNT


def test_on_a_tie_the_groups_own_article_comes_first(path: Path) -> None:
    text = "A lighthouse keeper measures the height of the tide at dawn."
    with KnowledgeBase(path) as base:
        base.add(article("Tides", text, permalink="/a/"), starter=True)
        base.begin_load()
        base.add(article("Tides", text + " Always.", permalink="/b/"))
        (first, *_) = base.ask("who measures the tide at a lighthouse?").excerpts
        assert not first.citation.article.starter


def test_a_near_tie_is_the_groups_own_and_a_clear_lead_is_not(path: Path) -> None:
    near = "A lighthouse keeper measures the height of the tide at dawn."
    with KnowledgeBase(path) as base:
        starter = article("Of tides", near, permalink="/a/")
        base.add(starter, starter=True)
        base.begin_load()
        own = article("Of the sea", near + " Patiently.", permalink="/b/")
        base.add(own)
        assert titles(base.ask("the keeper of a lighthouse"))[0] == "Of the sea"
        assert titles(base.ask("of tides"))[0] == "Of tides"

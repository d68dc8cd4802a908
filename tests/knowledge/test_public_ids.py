"""Public ids: what an article is known by outside, for as long as it lives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound
from tests.knowledge.library import HERON, OWL, SAMPLE, article, library, named

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase


def test_every_article_has_one_of_twelve_characters(base: KnowledgeBase) -> None:
    ids = [one.public_id for one in base.articles()]
    assert len(set(ids)) == len(SAMPLE)
    assert all(re.fullmatch(r"[\w-]{12}", one) for one in ids)


def test_an_article_is_found_and_read_by_it(base: KnowledgeBase) -> None:
    for one in base.articles():
        assert base.find(one.public_id) == base.get(one.id) == one
        assert base.body(one.public_id) == base.body(one.id)


def test_an_update_keeps_it(base: KnowledgeBase) -> None:
    added = base.add(OWL)
    base.begin_load()
    updated = base.add(HERON)
    assert updated.public_id == added.public_id == named(base, OWL.title).public_id
    assert base.add(HERON).public_id == added.public_id


def test_the_same_article_has_another_one_in_another_library(tmp_path: Path) -> None:
    with library(tmp_path / "a.db", OWL) as one, library(tmp_path / "b.db", OWL) as other:
        public_id = named(one, OWL.title).public_id
        with pytest.raises(ArticleNotFound):
            other.find(public_id)


@pytest.mark.parametrize(
    "public_id", ["", "x", "1", "\x00", "\ud800", "a" * 10_000, "' OR 1=1 --", "%"]
)
def test_any_other_text_finds_nothing(base: KnowledgeBase, public_id: str) -> None:
    for act in (base.find, base.body, base.remove):
        with pytest.raises(ArticleNotFound):
            act(public_id)
    with pytest.raises(ArticleNotFound):
        base.ask("what is a rotation?", article=public_id)
    assert len(base.articles()) == len(SAMPLE)


def test_it_opens_nothing_to_those_who_may_not_see_the_article(base: KnowledgeBase) -> None:
    hidden = base.add(article("Hidden", "Words of the north."), audience="north").public_id
    for act in (base.find, base.body):
        with pytest.raises(ArticleNotFound):
            act(hidden)
    with pytest.raises(ArticleNotFound):
        base.ask("north", article=hidden)
    assert base.find(hidden, audiences=frozenset({"north"})).title == "Hidden"

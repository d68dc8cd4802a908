"""A part of the library is asked only, and the answer is read page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.loading import find_files, read_file
from knowledge.shelf.starters import FOLDER
from tests.knowledge.library import COVER, HOT_SEAT, article, library, named, titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase
    from knowledge.models import Excerpt

QUESTIONS = (
    "how do I delegate a task?",
    "what is a productive distraction?",
    "how does a rotation of technicians work?",
    "what do we do in a hot seat?",
    "weekly check-in",
    "priority",
)


@pytest.fixture(scope="module")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The starter library."""
    documents = map(read_file, find_files([FOLDER]))
    with library(tmp_path_factory.mktemp("starters") / "library.db", *documents) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_each_other_without_a_gap_or_a_repeat(
    starters: KnowledgeBase, question: str, size: int
) -> None:
    read: list[Excerpt] = []
    while True:
        page = starters.ask(question, size, skip=len(read))
        assert len(page.excerpts) <= size
        read += page.excerpts
        if not page.more:
            break
        assert page.excerpts
    assert len({(one.passage, one.text) for one in read}) == len(read)
    assert tuple(read[:3]) == starters.ask(question, 3).excerpts
    assert not starters.ask(question, size, skip=len(read)).excerpts


def test_after_the_last_page_there_is_nothing(starters: KnowledgeBase) -> None:
    answer = starters.ask(QUESTIONS[0], 3, skip=100)
    assert (answer.excerpts, answer.nearest, answer.more) == ((), (), False)


def test_there_is_no_more_where_all_is_shown(base: KnowledgeBase) -> None:
    answer = base.ask("what is a zygodactyl foot?")
    assert not answer.more
    answer = base.ask("what is a hot seat?", 50)
    assert answer.answered
    assert not answer.more


@pytest.mark.parametrize(("limit", "skip"), [(0, 0), (-1, 0), (3, -5), (1, -1)])
def test_strange_counts_show_what_they_can(base: KnowledgeBase, limit: int, skip: int) -> None:
    answer = base.ask("what is a hot seat?", limit, skip=skip)
    assert len(answer.excerpts) <= max(0, limit)


def test_one_article_is_asked_only(starters: KnowledgeBase) -> None:
    for chosen in starters.articles():
        for question in QUESTIONS:
            answer = starters.ask(question, 10, article=chosen.public_id)
            assert {one.citation.article.public_id for one in answer.excerpts} <= {chosen.public_id}


def test_one_article_answers_what_another_would_have_answered_first(base: KnowledgeBase) -> None:
    base.add(article("Cover again", "A rotation of technicians is a plan for holidays."))
    chosen = named(base, "Cover again")
    assert titles(base.ask("what is a rotation?", 1)) != [chosen.title]
    answer = base.ask("what is a rotation?", article=chosen.public_id)
    assert titles(answer) == [chosen.title]


def test_where_the_article_has_no_answer_the_nearest_are_those_of_the_library(
    base: KnowledgeBase,
) -> None:
    chosen = named(base, COVER.title)
    answer = base.ask("what is a hot seat?", article=chosen.public_id)
    assert not answer.answered
    assert HOT_SEAT.title in answer.nearest
    nearest = {one.title: one.public_id for one in answer.nearest_articles}
    assert nearest[HOT_SEAT.title] == named(base, HOT_SEAT.title).public_id


def test_a_word_that_the_whole_library_has_is_found_in_one_article(path: Path) -> None:
    texts = [f"Number {one} speaks of rotation and of nothing else at all." for one in range(30)]
    with library(path, *(article(f"Text {at}", text) for at, text in enumerate(texts))) as base:
        chosen = named(base, "Text 7")
        answer = base.ask("rotation", article=chosen.public_id)
        assert {one.citation.article.title for one in answer.excerpts} <= {"Text 7"}
        assert base.ask("what about number 7 and rotation", article=chosen.public_id).answered


@pytest.mark.parametrize("tag", ["team", "TEAM", "Team"])
def test_a_tag_is_asked_in_any_case(base: KnowledgeBase, tag: str) -> None:
    assert set(titles(base.ask("what is a rotation?", tag=tag))) == {COVER.title}
    assert not base.ask("what is a rotation?", tag="money").answered
    assert base.ask("what is a rotation?", tag="meetings").excerpts == ()


@pytest.mark.parametrize("tag", ["none", "tea%", "'", '"', "\x00a", "\ud800", "a" * 5_000])
def test_an_unknown_tag_answers_nothing_and_breaks_nothing(base: KnowledgeBase, tag: str) -> None:
    answer = base.ask("what is a rotation?", tag=tag)
    assert not answer.answered
    assert COVER.title in answer.nearest


def test_a_tag_shows_nothing_of_other_audiences(base: KnowledgeBase) -> None:
    base.add(
        article("Hidden", "A rotation of the north is a plan of snow.", tags=("team",)),
        audience="north",
    )
    assert titles(base.ask("what is a rotation of snow?", tag="team")) == [COVER.title]
    seen = base.ask("rotation of snow?", tag="team", audiences=frozenset({"north"}))
    assert titles(seen)[0] == "Hidden"

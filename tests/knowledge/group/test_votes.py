"""Votes change the order for a question and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound, NotFound, TextRefused
from tests.knowledge.library import article, library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase
    from knowledge.models import Excerpt

QUESTION = "how do we price a quote?"
SAME = ("How do you price quotes?", "price a quote", "tips for pricing a quote", "quote price")
OTHER = ("when do we price a quote?", "how do we price a contract?", "who prices a quote?")


@pytest.fixture
def base(path: Path) -> Iterator[KnowledgeBase]:
    """Three articles that answer one question, in an order of their own."""
    texts = {
        "Quotes": "To price a quote, count the seats. We price every quote by the seat.",
        "Seats": "To price a quote, ask what a year costs, and add a third for what goes wrong.",
        "Years": "Price a quote for three years, and for one year at a higher rate.",
        "Contracts": "To price a contract, read the last one, and price it by the hour.",
    }
    with library(path, *(article(title, text) for title, text in texts.items())) as opened:
        yield opened


def titles(base: KnowledgeBase, question: str, asker: str = "") -> list[str]:
    return [one.citation.article.title for one in shown(base, question, asker)]


def shown(base: KnowledgeBase, question: str, asker: str = "") -> tuple[Excerpt, ...]:
    return base.ask(question, 4, asker=asker).excerpts


def vote(base: KnowledgeBase, excerpt: Excerpt, by: str, *, helped: bool) -> None:
    article_id = excerpt.citation.article.public_id
    base.votes.cast(QUESTION, article=article_id, passage=excerpt.passage, by=by, helped=helped)


def vote_of(base: KnowledgeBase, excerpt: Excerpt, question: str = QUESTION) -> bool | None:
    article_id = excerpt.citation.article.public_id
    return base.votes.of(question, article=article_id, passage=excerpt.passage, by="ada")


def withdraw(base: KnowledgeBase, excerpt: Excerpt) -> bool:
    article_id = excerpt.citation.article.public_id
    return base.votes.withdraw(QUESTION, article=article_id, passage=excerpt.passage, by="ada")


def test_the_voter_sees_the_effect_at_once_and_nobody_else_does(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    assert len(before) >= 3
    vote(base, shown(base, QUESTION)[0], "ada", helped=False)
    assert titles(base, QUESTION) == titles(base, QUESTION, "ben") == before
    mine = titles(base, QUESTION, "ada")
    assert mine[-1] == before[0]
    assert sorted(mine) == sorted(before)


def test_what_helped_rises_for_the_voter(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    vote(base, shown(base, QUESTION)[1], "ada", helped=True)
    assert titles(base, QUESTION, "ada")[0] == before[1]
    assert titles(base, QUESTION) == before


def test_what_several_agree_on_everybody_sees(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    first = shown(base, QUESTION)[0]
    for member in ("ada", "ben", "cy", "di"):
        vote(base, first, member, helped=False)
    assert titles(base, QUESTION)[-1] == before[0]
    assert sorted(titles(base, QUESTION)) == sorted(before)


def test_opposite_votes_cancel_each_other(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    first = shown(base, QUESTION)[0]
    for member, helped in (("ada", False), ("ben", False), ("cy", True), ("di", True)):
        vote(base, first, member, helped=helped)
    assert titles(base, QUESTION) == before


def test_one_member_has_one_vote_however_often_it_is_cast(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    for _ in range(20):
        vote(base, shown(base, QUESTION)[0], "ada", helped=False)
    assert titles(base, QUESTION) == before


def test_a_thousand_votes_never_take_the_answer_away(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    for excerpt in shown(base, QUESTION):
        for number in range(30):
            vote(base, excerpt, f"m{number}", helped=False)
    assert sorted(titles(base, QUESTION)) == sorted(before)
    assert titles(base, QUESTION, "m1")


@pytest.mark.parametrize("question", SAME)
def test_the_same_question_in_other_words_follows_too(base: KnowledgeBase, question: str) -> None:
    top = shown(base, QUESTION)[0]
    before = titles(base, question)
    for member in ("ada", "ben", "cy", "di"):
        vote(base, top, member, helped=False)
    title = top.citation.article.title
    assert titles(base, question).index(title) > before.index(title)


@pytest.mark.parametrize("question", OTHER)
def test_another_question_does_not(base: KnowledgeBase, question: str) -> None:
    before = titles(base, question)
    for member in ("ada", "ben", "cy", "di"):
        vote(base, shown(base, QUESTION)[0], member, helped=False)
    assert titles(base, question) == titles(base, question, "ada") == before


def test_a_slip_of_the_pen_is_the_same_question(base: KnowledgeBase) -> None:
    top = shown(base, QUESTION)[0]
    public_id = top.citation.article.public_id
    for member in ("ada", "ben", "cy", "di"):
        base.votes.cast(
            "how to price a qoute", article=public_id, passage=top.passage, by=member, helped=False
        )
    assert titles(base, QUESTION)[-1] == top.citation.article.title


def test_a_vote_is_changed_told_and_withdrawn(base: KnowledgeBase) -> None:
    before = titles(base, QUESTION)
    top = shown(base, QUESTION)[0]
    assert vote_of(base, top) is None
    vote(base, top, "ada", helped=False)
    assert vote_of(base, top, SAME[0]) is False
    vote(base, top, "ada", helped=True)
    assert vote_of(base, top) is True
    assert titles(base, QUESTION, "ada")[0] == before[0]
    assert withdraw(base, top)
    assert not withdraw(base, top)
    assert vote_of(base, top) is None
    assert titles(base, QUESTION, "ada") == before


def test_votes_leave_with_the_article_and_come_back_with_it(base: KnowledgeBase) -> None:
    top = shown(base, QUESTION)[0]
    for member in ("ada", "ben", "cy"):
        vote(base, top, member, helped=False)
    after = titles(base, QUESTION)
    removal = base.remove(top.citation.article.public_id)
    assert base.votes.disputed() == []
    base.restore(removal.id)
    assert titles(base, QUESTION) == after
    assert len(base.votes.disputed()) == 1
    removal = base.remove(top.citation.article.public_id)
    base.purge(removal.expires_at)
    assert base.forget("ada").votes == 0


def test_what_was_voted_on_must_be_there(base: KnowledgeBase) -> None:
    top = shown(base, QUESTION)[0]
    with pytest.raises(ArticleNotFound):
        base.votes.cast(QUESTION, article="x", passage=top.passage, by="ada", helped=True)
    with pytest.raises(NotFound):
        base.votes.cast(
            QUESTION,
            article=top.citation.article.public_id,
            passage="x",
            by="ada",
            helped=True,
        )
    with pytest.raises(TextRefused):
        base.votes.cast(
            "???",
            article=top.citation.article.public_id,
            passage=top.passage,
            by="ada",
            helped=True,
        )


def test_librarians_are_shown_what_was_found_wanting(base: KnowledgeBase) -> None:
    first, second = shown(base, QUESTION)[:2]
    for member in ("ada", "ben", "cy"):
        vote(base, first, member, helped=False)
    vote(base, first, "di", helped=True)
    vote(base, second, "ada", helped=True)
    (dispute,) = base.votes.disputed()
    assert dispute.title == first.citation.article.title
    assert (dispute.question, dispute.helped, dispute.not_it) == (QUESTION, 1, 3)
    assert base.votes.disputed(0) == []


def test_a_vote_on_a_passage_outlasts_a_change_elsewhere_in_the_article(path: Path) -> None:
    one = "To price a quote, count the seats and add the hours of the year. " * 8
    other = "Rotations are for technicians who like to travel and to see clients. " * 8
    with library(path, article("A", one, "# More", other, permalink="/a/")) as base:
        (top, *_) = base.ask(QUESTION).excerpts
        vote(base, top, "ada", helped=True)
        base.begin_load()
        base.add(article("A", one, "# More", other + " Indeed.", permalink="/a/"))
        assert vote_of(base, top) is True
        assert base.ask(QUESTION, asker="ada").excerpts[0].passage == top.passage

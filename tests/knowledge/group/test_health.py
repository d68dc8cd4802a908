"""How articles fare: stale, never quoted, disputed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge.knowledge_base import KnowledgeBase
from tests.knowledge.library import COVER, HOT_SEAT, OWL, PRICING, article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.models import ArticleHealth

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)


@pytest.fixture
def base(path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(path, now=lambda: NOW) as opened:
        for document in (COVER, PRICING, HOT_SEAT):
            opened.add(document)
        yield opened


def of(base: KnowledgeBase, title: str, now: datetime = NOW) -> ArticleHealth:
    return next(one for one in base.health.report(now).articles if one.article.title == title)


def test_a_new_library_is_fresh_and_unread(base: KnowledgeBase) -> None:
    report = base.health.report()
    assert [one.article.title for one in report.articles] == sorted(
        one.title for one in base.articles()
    )
    assert (report.stale, report.never_quoted, report.disputed, report.starters) == (0, 3, 0, 0)


def test_what_was_shown_is_counted_once_an_answer(base: KnowledgeBase) -> None:
    answer = base.ask("what is a hot seat?")
    base.health.quoted(answer)
    base.health.quoted(answer)
    base.health.quoted(base.ask("zzz"))
    found = of(base, HOT_SEAT.title)
    assert (found.quoted, found.last_quoted_on, found.never_quoted) == (2, NOW.date(), False)
    assert base.health.report().never_quoted == 2


def test_an_answer_whose_article_is_gone_is_counted_for_nothing(base: KnowledgeBase) -> None:
    answer = base.ask("what is a hot seat?")
    for found in base.articles():
        base.remove(found.id)
    base.health.quoted(answer)
    assert base.health.report().articles == ()


def test_an_article_is_stale_after_eighteen_months(base: KnowledgeBase) -> None:
    base.add(article("Old news", "Something happened.", published_on=date(2024, 1, 1)))
    base.add(article("News", "Something happens.", published_on=date(2025, 6, 1)))
    assert of(base, "Old news").stale
    assert not of(base, "News").stale
    assert not of(base, COVER.title).stale
    assert of(base, COVER.title, NOW + timedelta(days=549)).stale
    assert base.health.report(NOW, stale_after=timedelta(days=10_000)).stale == 0


def test_an_edit_makes_an_old_article_fresh(path: Path) -> None:
    times = iter(NOW + timedelta(minutes=at) for at in range(99))
    with KnowledgeBase(path, now=lambda: next(times)) as base:
        added = base.add(article("Old news", "Something.", published_on=date(2020, 1, 1)))
        assert of(base, "Old news").stale
        base.edit(added.public_id, tags=["looked at"])
        assert not of(base, "Old news").stale


def test_several_votes_against_it_dispute_an_article(base: KnowledgeBase) -> None:
    (top, *_) = base.ask("what is a hot seat?").excerpts
    public_id = top.citation.article.public_id
    for number, member in enumerate(("ada", "ben", "cy")):
        assert base.health.report().disputed == 0, number
        base.votes.cast(
            "what is a hot seat?", article=public_id, passage=top.passage, by=member, helped=False
        )
    found = of(base, HOT_SEAT.title)
    assert (found.helped, found.not_it, found.disputed) == (0, 3, True)


def test_starters_are_counted(base: KnowledgeBase) -> None:
    base.add(OWL, starter=True)
    assert base.health.report().starters == 1


def test_articles_of_every_audience_are_in_the_report(base: KnowledgeBase) -> None:
    base.add(OWL, audience="north")
    assert of(base, OWL.title).never_quoted

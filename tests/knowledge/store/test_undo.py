"""What was removed can be brought back for seven days, and is gone for good after them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound, DocumentRefused, NotFound
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import ChangeKind, LoadStatus
from tests.knowledge.library import (
    COVER,
    HERON,
    HOT_SEAT,
    OWL,
    SAMPLE,
    article,
    bytes_of,
    counts,
    index_words,
    library,
    listed,
    named,
    raw,
    text_of,
    titles,
)

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2026, 3, 1, tzinfo=UTC)
FEET = "what is a zygodactyl foot?"


def test_it_comes_back_as_it_was(base: KnowledgeBase) -> None:
    before, state = named(base, COVER.title), counts(base.statistics())
    body, answer = base.body(before.id), base.ask("what is a rotation?")
    removal = base.remove(before.public_id, by="lib")
    assert (removal.titles, removal.by) == ((COVER.title,), "lib")
    assert removal.expires_at - removal.removed_at == timedelta(days=7)
    assert base.removals() == [removal]
    (after,) = base.restore(removal.id, by="bea")
    assert base.removals() == []
    assert after.public_id == before.public_id
    for field in ("title", "author", "url", "tags", "published_on", "description", "metadata"):
        assert getattr(after, field) == getattr(before, field)
    assert (after.added_at, after.updated_at) == (before.added_at, before.updated_at)
    assert base.body(after.public_id) == body
    assert counts(base.statistics()) == state
    assert [one.text for one in base.ask("what is a rotation?").excerpts] == [
        one.text for one in answer.excerpts
    ]
    assert base.check().faults == ()
    assert [(one.what, one.by) for one in base.history(after.public_id)] == [
        (ChangeKind.RESTORED, "bea"),
        (ChangeKind.REMOVED, "lib"),
        (ChangeKind.ADDED, ""),
    ]


def test_it_is_known_again_by_its_file(base: KnowledgeBase) -> None:
    added = base.add(OWL)
    base.restore(base.remove(added.public_id).id)
    base.begin_load()
    assert base.add(OWL).status is LoadStatus.UNCHANGED
    base.begin_load()
    updated = base.add(HERON)
    assert (updated.status, updated.public_id) == (LoadStatus.UPDATED, added.public_id)


def test_while_it_is_away_nothing_shows_it(base: KnowledgeBase, path: Path) -> None:
    added = base.add(OWL)
    removal = base.remove(added.public_id)
    for act in (base.find, base.body, base.history, base.remove):
        with pytest.raises(ArticleNotFound):
            act(added.public_id)
    assert not base.ask(FEET).answered
    assert base.titles.like("owl") == []
    assert base.titles.match(added.public_id) is None
    assert "zygodactyl" not in index_words(path)
    assert base.health.report().articles == tuple(
        one for one in base.health.report().articles if one.article.title != OWL.title
    )
    base.restore(removal.id)
    assert base.titles.match(added.public_id) is not None


def test_starters_come_back_together(base: KnowledgeBase) -> None:
    base.add(OWL, starter=True)
    base.add(article("The heron", "A heron stands in shallow water."), starter=True)
    removal = base.remove_starters(by="lib")
    assert removal is not None
    assert sorted(removal.titles) == ["The heron", "The owl"]
    assert {one.title for one in base.restore(removal.id)} == {"The heron", "The owl"}
    assert base.statistics().starters == 2
    assert base.check().faults == ()


def test_an_article_of_an_audience_comes_back_to_it(base: KnowledgeBase) -> None:
    added = base.add(OWL, audience="north")
    base.restore(base.remove(added.public_id).id)
    assert OWL.title not in listed(base)
    assert OWL.title in listed(base, frozenset({"north"}))


def test_what_was_loaded_again_meanwhile_is_not_doubled(base: KnowledgeBase) -> None:
    removal = base.remove(named(base, COVER.title).id)
    base.add(COVER)
    with pytest.raises(DocumentRefused, match="again already"):
        base.restore(removal.id)
    assert listed(base).count(COVER.title) == 1
    assert base.removals() == [removal]


def test_of_several_those_come_back_that_are_not_there_again(base: KnowledgeBase) -> None:
    base.add(OWL, starter=True)
    heron = article("The heron", "A heron stands in shallow water.")
    base.add(heron, starter=True)
    removal = base.remove_starters()
    assert removal is not None
    base.add(heron)
    assert [one.title for one in base.restore(removal.id)] == [OWL.title]
    assert base.check().faults == ()


def test_after_seven_days_it_is_gone_for_good(path: Path) -> None:
    now = [START]
    with KnowledgeBase(path, now=lambda: now[0]) as base:
        for document in (*SAMPLE, OWL):
            base.add(document)
        (top, *_) = base.ask(FEET).excerpts
        public_id = top.citation.article.public_id
        base.votes.cast(FEET, article=public_id, passage=top.passage, by="ada", helped=True)
        removal = base.remove(public_id)
        now[0] += timedelta(days=7) - timedelta(seconds=1)
        assert base.purge() == 0
        assert base.removals() == [removal]
        now[0] += timedelta(seconds=1)
        assert base.removals() == []
        with pytest.raises(NotFound):
            base.restore(removal.id)
        assert base.purge() == 1
        assert base.forget("ada").votes == 0
        base.optimize()
    with raw(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file, journal = bytes_of(path)
    assert b"zygodactyl" not in (file + journal).lower()


def test_what_is_due_goes_when_the_library_is_opened(path: Path) -> None:
    with library(path, *SAMPLE) as base:
        base.remove(named(base, HOT_SEAT.title).id)
    later = datetime.now(UTC) + timedelta(days=8)
    with KnowledgeBase(path, now=lambda: later) as base:
        assert base.removals() == []
    with raw(path) as connection:
        assert connection.execute("SELECT count(*) FROM removed_articles").fetchone() == (0,)


@pytest.mark.parametrize("removal", ["", "x", "\x00", "' OR 1=1 --"])
def test_an_unknown_removal_brings_nothing_back(base: KnowledgeBase, removal: str) -> None:
    base.remove(named(base, COVER.title).id)
    with pytest.raises(NotFound):
        base.restore(removal)
    assert len(base.articles()) == 3


def test_a_removal_is_undone_once(base: KnowledgeBase) -> None:
    removal = base.remove(named(base, COVER.title).id)
    base.restore(removal.id)
    with pytest.raises(NotFound):
        base.restore(removal.id)
    assert titles(base.ask("what is a rotation?"))[0] == COVER.title


def test_any_article_comes_back_whole(base: KnowledgeBase) -> None:
    odd = article(
        "Odd 🎉 title",
        "# One",
        "## Two",
        "First paragraph.",
        "word " * 500,
        "Last \u00ad paragraph with “quotes” & <b>marks</b>.",
        metadata={"a": [1, {"b": None}], "é": "ü"},
        tags=("One", "one", "Two"),
    )
    added = base.add(odd)
    text, body = text_of(base, added.article_id or 0), base.body(added.public_id)
    (back,) = base.restore(base.remove(added.public_id).id)
    assert (text_of(base, back.id), base.body(back.id)) == (text, body)
    assert back.metadata == odd.metadata
    assert base.check().faults == ()

"""Whoever asks to be forgotten is forgotten; what they did for the group stays, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import FORMER_MEMBER, Forgotten
from tests.knowledge.library import COVER, OWL, PRICING, bytes_of, named, raw

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.knowledge_base import KnowledgeBase

MEMBER = "member-of-the-name-of-ada"
QUESTION = "what is a hot seat?"


def live(base: KnowledgeBase, by: str) -> None:
    """Do everything that a member can do."""
    (top, *_) = base.ask(QUESTION).excerpts
    article = top.citation.article.public_id
    base.votes.cast(QUESTION, article=article, passage=top.passage, by=by, helped=True)
    gap = base.gaps.record("what is a zygodactyl foot?")
    assert gap is not None
    base.gaps.watch(gap.id, by)
    base.suggestions.propose(OWL, by=by)
    base.answers.set(f"what does {by[-3:]} sell?", "Vans.", by=by)
    base.synonyms.teach(f"carousel {by[-3:]}", "rotation", by=by)
    base.edit(article, author="Somebody", by=by)
    base.edit(article, author="Somebody else", by=by)


def test_a_member_is_forgotten_and_the_others_are_not(base: KnowledgeBase, path: Path) -> None:
    live(base, MEMBER)
    live(base, "ben")
    base.remove(named(base, PRICING.title).id, by=MEMBER)
    base.remove(named(base, COVER.title).id, by="ben")
    assert base.forget(MEMBER) == Forgotten(votes=1, watches=1, suggestions=1, names=7)
    assert base.forget(MEMBER) == Forgotten()
    assert [one.by for one in base.suggestions.list()] == ["ben"]
    assert {one.by for one in base.answers.list()} == {"ben", FORMER_MEMBER}
    assert {one.by for one in base.synonyms.list()} == {"ben", FORMER_MEMBER}
    assert {one.by for one in base.removals()} == {"ben", FORMER_MEMBER}
    assert base.gaps.list()[0].watchers == 1
    curated = base.ask("what does ada sell?").curated
    assert curated is not None
    assert curated.by == FORMER_MEMBER
    with raw(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file, journal = bytes_of(path)
    assert MEMBER.encode() not in file + journal


def test_nobody_in_particular_is_nobody(base: KnowledgeBase) -> None:
    live(base, MEMBER)
    assert base.forget("") == Forgotten()
    assert base.forget("x' OR '1'='1") == Forgotten()
    assert base.forget("\x00") == Forgotten()

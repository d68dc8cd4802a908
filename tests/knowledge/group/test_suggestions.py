"""Members propose documents; librarians decide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import DocumentRefused, NotFound
from knowledge.models import ChangeKind, Document, LoadStatus
from tests.knowledge.library import COVER, OWL, article, listed, titles

if TYPE_CHECKING:
    from knowledge.knowledge_base import KnowledgeBase


def test_what_is_proposed_waits_and_answers_nothing_yet(base: KnowledgeBase) -> None:
    proposed = base.suggestions.propose(OWL, by="ada", note=" Good read. ")
    assert (proposed.title, proposed.by, proposed.note) == (OWL.title, "ada", "Good read.")
    assert base.suggestions.list() == [proposed] == [base.suggestions.get(proposed.id)]
    assert proposed.document == OWL
    assert not base.ask("what is a zygodactyl foot?").answered
    assert OWL.title not in listed(base)


def test_what_is_approved_becomes_an_article(base: KnowledgeBase) -> None:
    proposed = base.suggestions.propose(OWL, by="ada")
    result = base.suggestions.approve(proposed.id, by="lib")
    assert result.status is LoadStatus.ADDED
    assert titles(base.ask("what is a zygodactyl foot?")) == [OWL.title]
    (change,) = base.history(result.public_id)
    assert (change.what, change.by) == (ChangeKind.ADDED, "lib")
    assert base.suggestions.list() == []
    with pytest.raises(NotFound):
        base.suggestions.approve(proposed.id, by="lib")


def test_it_may_be_for_an_audience(base: KnowledgeBase) -> None:
    proposed = base.suggestions.propose(OWL, by="ada")
    base.suggestions.approve(proposed.id, by="lib", audience="north")
    assert OWL.title not in listed(base)
    assert OWL.title in listed(base, frozenset({"north"}))


def test_what_is_declined_is_gone(base: KnowledgeBase) -> None:
    proposed = base.suggestions.propose(OWL, by="ada")
    assert base.suggestions.decline(proposed.id) == proposed
    assert base.suggestions.list() == []
    with pytest.raises(NotFound):
        base.suggestions.decline(proposed.id)
    with pytest.raises(NotFound):
        base.suggestions.get(proposed.id)


def test_what_can_not_become_an_article_stays_a_suggestion(base: KnowledgeBase) -> None:
    thief = article("The owl", "An owl sleeps by day.", permalink=COVER.permalink)
    proposed = base.suggestions.propose(thief, by="ada")
    with pytest.raises(DocumentRefused, match="already belongs"):
        base.suggestions.approve(proposed.id, by="lib")
    assert base.suggestions.list() == [proposed]


@pytest.mark.parametrize("document", [Document("Empty", ()), article("Heading", "# Only that")])
def test_what_has_no_text_can_not_be_proposed(base: KnowledgeBase, document: Document) -> None:
    with pytest.raises(DocumentRefused, match="no text"):
        base.suggestions.propose(document, by="ada")


def test_the_oldest_stands_first_and_goes_after_ninety_days(base: KnowledgeBase) -> None:
    first = base.suggestions.propose(OWL, by="ada")
    second = base.suggestions.propose(COVER, by="ben", note="x" * 5_000)
    assert base.suggestions.list() == [first, second]
    assert len(second.note) == 1_000
    assert base.purge(datetime.now(UTC) + timedelta(days=89)) == 0
    assert base.purge(datetime.now(UTC) + timedelta(days=91)) == 2
    assert base.suggestions.list() == []

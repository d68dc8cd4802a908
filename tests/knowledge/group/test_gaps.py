"""Gaps: what was asked in vain, by nobody in particular, until it is answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import NotFound
from knowledge.knowledge_base import KnowledgeBase
from tests.knowledge.library import OWL, SAMPLE, article, raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEET = "what is a zygodactyl foot?"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def base(path: Path, clock: Clock) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(path, now=clock) as opened:
        for document in SAMPLE:
            opened.add(document)
        yield opened


def record(base: KnowledgeBase, question: str) -> str:
    gap = base.gaps.record(question)
    assert gap is not None
    return gap.id


def test_the_same_question_in_other_words_is_one_gap(base: KnowledgeBase) -> None:
    ids = {
        record(base, question)
        for question in (
            "how do we insure a van?",
            "How to insure the VANS",
            "insuring vans",
            "how do we inzure a van",
            "Any tips for insuring a van?",
        )
    }
    assert len(ids) == 1
    (gap,) = base.gaps.list()
    assert gap.count == 5
    assert len(gap.wordings) == 3
    assert gap.question in gap.wordings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how do we hire a nurse?", "how do we fire a nurse?"),
        ("when is the audit?", "who does the audit?"),
        ("insure a van", "insure a boat"),
        ("insure a van", "insure a van abroad"),
    ],
)
def test_another_question_is_another_gap(base: KnowledgeBase, one: str, other: str) -> None:
    assert record(base, one) != record(base, other)
    assert len(base.gaps.list()) == 2


@pytest.mark.parametrize("question", ["", "  ", "what is it?", "🎉", "???", "\x00", "\ud800"])
def test_a_question_that_says_nothing_is_no_gap(base: KnowledgeBase, question: str) -> None:
    assert base.gaps.record(question) is None
    assert base.gaps.list() == []


def test_gaps_are_ordered_by_how_often_and_then_by_how_lately(
    base: KnowledgeBase, clock: Clock
) -> None:
    for question in ("insure a van", "buy a boat", "insure a van"):
        record(base, question)
    clock.now += timedelta(days=2)
    record(base, "rent a crane")
    found = base.gaps.list()
    assert [gap.question for gap in found] == ["insure a van", "rent a crane", "buy a boat"]
    assert found[0].first_asked_on == found[0].last_asked_on == START.date()
    record(base, "insure a van")
    (gap, *_) = base.gaps.list(1)
    assert (gap.count, gap.last_asked_on) == (3, clock.now.date())


def test_nothing_of_the_asker_is_kept(base: KnowledgeBase, path: Path) -> None:
    record(base, FEET)
    with raw(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(gaps)")]
        assert "member" not in names
        assert connection.execute("SELECT count(*) FROM watches").fetchone() == (0,)


def test_a_gap_closes_when_an_article_answers_it(base: KnowledgeBase) -> None:
    record(base, FEET)
    other = record(base, "insure a van")
    base.add(OWL)
    assert [gap.id for gap in base.gaps.list()] == [other]


def test_a_gap_closes_when_a_librarian_answers_it(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.watch(gap, "ada")
    base.answers.set("Zygodactyl foot?", "Two toes before, two behind.", by="lib")
    assert base.gaps.list() == []
    assert [watch.asker for watch in base.gaps.answered()] == ["ada"]


def test_a_gap_closes_when_a_synonym_is_taught(base: KnowledgeBase) -> None:
    record(base, "what is a zzq?")
    assert len(base.gaps.list()) == 1
    base.synonyms.teach("ZZQ", "hot seat")
    assert base.gaps.list() == []


def test_what_was_answered_and_is_asked_in_vain_again_is_open_again(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    added = base.add(OWL)
    assert base.gaps.list() == []
    base.remove(added.public_id)
    assert record(base, FEET) == gap
    assert [one.count for one in base.gaps.list()] == [2]


def test_a_gap_that_was_dismissed_stays_away(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.dismiss(gap)
    assert base.gaps.list() == []
    assert record(base, FEET) == gap
    assert base.gaps.list() == []
    assert base.gaps.get(gap).count == 2


def test_a_gap_that_was_dismissed_by_mistake_is_put_back(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.dismiss(gap)
    assert base.gaps.reopen(gap).id == gap
    assert [one.id for one in base.gaps.list()] == [gap]


def test_who_asked_to_be_told_is_told_once(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.watch(gap, "ada", may_dm=True)
    base.gaps.watch(gap, "ben")
    base.gaps.watch(gap, "ben")
    assert base.gaps.get(gap).watchers == 2
    assert base.gaps.answered() == base.gaps.answered("ada") == []
    base.add(OWL)
    ada, ben = base.gaps.answered()
    assert (ada.asker, ada.may_dm, ada.question, ada.gap_id) == ("ada", True, FEET, gap)
    assert (ben.asker, ben.may_dm) == ("ben", False)
    assert base.gaps.answered("ben") == [ben]
    assert base.gaps.answered("cy") == []
    assert base.gaps.told(ada.id)
    assert not base.gaps.told(ada.id)
    assert base.gaps.answered() == [ben]


def test_who_could_not_be_told_directly_waits_for_the_next_question(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.watch(gap, "ada", may_dm=True)
    base.add(OWL)
    (watch,) = base.gaps.answered()
    assert base.gaps.told(watch.id)
    base.gaps.watch(gap, "ada", may_dm=False)
    (again,) = base.gaps.answered("ada")
    assert not again.may_dm


def test_a_change_of_mind_is_heard(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.watch(gap, "ada")
    base.gaps.watch(gap, "ada", may_dm=True)
    base.gaps.watch(gap, "ben")
    assert base.gaps.unwatch(gap, "ben")
    assert not base.gaps.unwatch(gap, "ben")
    base.add(OWL)
    assert [(one.asker, one.may_dm) for one in base.gaps.answered()] == [("ada", True)]


def test_watchers_of_a_dismissed_gap_are_told_all_the_same(base: KnowledgeBase) -> None:
    gap = record(base, FEET)
    base.gaps.watch(gap, "ada")
    base.gaps.dismiss(gap)
    base.add(OWL)
    assert [one.asker for one in base.gaps.answered()] == ["ada"]


def test_gaps_and_watches_go_after_ninety_days(base: KnowledgeBase, clock: Clock) -> None:
    old = record(base, FEET)
    base.gaps.watch(old, "ada")
    clock.now += timedelta(days=60)
    record(base, FEET)
    new = record(base, "insure a van")
    base.gaps.watch(new, "ben")
    clock.now += timedelta(days=31)
    assert base.purge() == 1
    assert {gap.id: gap.watchers for gap in base.gaps.list()} == {old: 0, new: 1}
    clock.now += timedelta(days=90)
    base.purge()
    assert base.gaps.list() == []
    with pytest.raises(NotFound):
        base.gaps.get(new)


def test_ids_are_random_and_unknown_ones_are_refused(base: KnowledgeBase) -> None:
    assert len(record(base, FEET)) == 12
    for act in (
        base.gaps.get,
        base.gaps.dismiss,
        base.gaps.reopen,
        lambda gap: base.gaps.watch(gap, "ada"),
    ):
        with pytest.raises(NotFound):
            act("x")
    assert not base.gaps.told("x")


def test_the_wording_is_short_and_on_one_line(base: KnowledgeBase) -> None:
    gap = base.gaps.record("insure\na   van " + "in the snow " * 100)
    assert gap is not None
    assert gap.question.startswith("insure a van in the snow")
    assert len(gap.question) <= 200


def test_another_connection_finds_the_gap_closed(base: KnowledgeBase, path: Path) -> None:
    record(base, FEET)
    with KnowledgeBase(path) as other:
        assert len(other.gaps.list()) == 1
        base.add(article("Feet", "A zygodactyl foot is a foot of an owl."))
        assert other.gaps.list() == []

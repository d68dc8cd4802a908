"""What an asker may not see contributes to nothing that they are shown."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleNotFound
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import Correction
from tests.knowledge.library import (
    COVER,
    HOT_SEAT,
    SAMPLE,
    article,
    counts,
    library,
    listed,
    text_of,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NORTH = frozenset(["north"])
SOUTH = frozenset(["south"])

SECRET = article(
    "The hot seat of the north",
    "A hot seat in the north is ninety minutes, and a rotation of technicians is a zarzuela.",
    "## Rotations and priorities",
    "A productive vacation of every technician raises the price of the contract twice.",
    permalink="/secret/",
    tags=("secret", "team"),
)
QUESTIONS = (
    "what is a hot seat?",
    "hot seat of the north",
    "what is a zarzuela",
    "what is a zarzuella",
    "rotaton of tecnicians",
    "how do I price a contract",
    "vacation of a technician",
    "productive distraction",
    "ninety minutes",
    "kubernetes hot sourdough contract",
    "best python web framework",
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A library with an article that only the north may see."""
    path: Path = tmp_path_factory.mktemp("audiences") / "library.db"
    with library(path, *SAMPLE) as opened:
        opened.add(SECRET, audience="north")
        yield opened


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The same library without it."""
    path: Path = tmp_path_factory.mktemp("without") / "library.db"
    with library(path, *SAMPLE) as opened:
        yield opened


def hidden(base: KnowledgeBase) -> int:
    (found,) = [one for one in base.articles(audiences=NORTH) if one.title == SECRET.title]
    return found.id


@pytest.mark.parametrize("audiences", [frozenset[str](), SOUTH, frozenset(["", "North", "nor"])])
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_that_of_a_library_without_the_article(
    base: KnowledgeBase, without: KnowledgeBase, question: str, audiences: frozenset[str]
) -> None:
    found = base.ask(question, audiences=audiences)
    expected = without.ask(question)
    assert [(one.text, one.highlights, one.score) for one in found.excerpts] == [
        (one.text, one.highlights, one.score) for one in expected.excerpts
    ]
    assert titles(found) == titles(expected)
    assert found.corrections == expected.corrections
    assert found.nearest == expected.nearest
    ranked = base.rank(question, audiences=audiences)
    assert [one.score for one in ranked] == [one.score for one in without.rank(question)]
    assert hidden(base) not in [one.article_id for one in ranked]
    assert base.confidence(question, audiences=audiences) == without.confidence(question)


def test_its_holder_sees_it(base: KnowledgeBase) -> None:
    answer = base.ask("what is a zarzuella", audiences=NORTH)
    assert titles(answer) == [SECRET.title]
    assert answer.corrections == (Correction("zarzuella", "zarzuela"),)
    assert answer.excerpts[0].citation.article.audience == "north"
    assert SECRET.title in titles(base.ask("hot seat of the north", audiences=NORTH | SOUTH))
    assert base.get(hidden(base), audiences=NORTH).title == SECRET.title
    assert "zarzuela" in text_of(base, hidden(base), NORTH)


def test_its_holder_sees_what_is_everybodys_too(base: KnowledgeBase) -> None:
    assert set(listed(base, NORTH)) == {SECRET.title, *(one.title for one in SAMPLE)}
    assert COVER.title in titles(base.ask("what is a rotation for a client?", audiences=NORTH))


def test_lists_and_counts_are_those_of_a_library_without_the_article(
    base: KnowledgeBase, without: KnowledgeBase
) -> None:
    for audiences in (frozenset[str](), SOUTH):
        assert listed(base, audiences) == listed(without)
        assert base.articles(tag="secret", audiences=audiences) == []
        found = [one.title for one in base.articles(tag="team", audiences=audiences)]
        assert found == [one.title for one in without.articles(tag="team")]
        assert counts(base.statistics(audiences=audiences)) == counts(without.statistics())
    assert base.statistics(audiences=NORTH).articles == 5
    assert [one.title for one in base.articles(tag="secret", audiences=NORTH)] == [SECRET.title]


def test_a_hidden_article_is_refused_in_the_words_for_one_that_is_not_there(
    base: KnowledgeBase,
) -> None:
    number = hidden(base)
    for read in (base.get, base.body):
        with pytest.raises(ArticleNotFound) as unseen:
            read(number, audiences=SOUTH)
        with pytest.raises(ArticleNotFound) as missing:
            read(999, audiences=SOUTH)
        assert str(unseen.value) == str(missing.value).replace("999", str(number))


def test_hidden_words_crowd_out_no_correction(tmp_path: Path) -> None:
    swarm = " ".join(
        f"rotat{letter}on rotato{letter} rotaton{letter}" for letter in set(ascii_lowercase) - {"i"}
    )
    path = tmp_path / "library.db"
    hidden_words = article("A swarm of words", f"{swarm}.")
    with library(path, hidden_words, audience="north") as base:
        for document in SAMPLE:
            base.add(document)
        answer = base.ask("what is a rotaton?")
        assert answer.corrections == (Correction("rotaton", "rotation"),)
        assert titles(answer)[0] == COVER.title


def test_many_hidden_passages_crowd_out_no_answer(tmp_path: Path) -> None:
    with library(tmp_path / "library.db", *SAMPLE) as base:
        expected = base.ask("what is a hot seat?")
        for number in range(150):
            base.add(
                article(f"Hot seat {number}", f"The hot seat number {number} is a hot seat."),
                audience="north",
            )
        answer = base.ask("what is a hot seat?")
        assert [one.text for one in answer.excerpts] == [one.text for one in expected.excerpts]
        assert [one.score for one in answer.excerpts] == [one.score for one in expected.excerpts]


def test_a_copy_for_everybody_tells_nothing_of_the_hidden_one(tmp_path: Path) -> None:
    with KnowledgeBase(tmp_path / "library.db") as base:
        base.add(SECRET, audience="north")
        for audience in (None, "south"):
            result = base.add(SECRET, audience=audience)
            assert (str(result.status), result.reason) == ("added", "")
        assert base.statistics(audiences=NORTH).articles == 2
        assert base.statistics().articles == 1


def test_what_is_removed_is_gone_for_its_holder_and_stays_for_others(tmp_path: Path) -> None:
    with library(tmp_path / "library.db", *SAMPLE) as base:
        kept = base.add(HOT_SEAT, audience="south").article_id
        number = base.add(SECRET, audience="north").article_id
        assert number is not None
        base.remove(number)
        assert not base.ask("what is a zarzuela", audiences=NORTH).answered
        assert base.get(kept or 0, audiences=SOUTH).title == HOT_SEAT.title
        assert base.check().faults == ()


def test_the_name_of_an_audience_is_taken_as_it_is(tmp_path: Path) -> None:
    with library(tmp_path / "library.db", SECRET, audience="a' OR 1=1 --%_") as base:
        for name in ("a", "%", "a' OR 1=1 --%x", "' OR ''='"):
            assert listed(base, frozenset([name])) == []
        assert listed(base, frozenset(["a' OR 1=1 --%_"])) == [SECRET.title]


def test_an_asker_of_a_thousand_audiences_is_answered(base: KnowledgeBase) -> None:
    many = frozenset(f"group {number}" for number in range(1_000)) | NORTH
    assert titles(base.ask("what is a zarzuela", audiences=many)) == [SECRET.title]

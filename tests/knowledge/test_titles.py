"""Titles and tags while somebody types: in any order, cut short, with slips, and always true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.knowledge_base import KnowledgeBase
from knowledge.search.titles import Typeahead
from tests.knowledge.library import COVER, HOT_SEAT, PRICING, article, library, named

if TYPE_CHECKING:
    from pathlib import Path

NORTH = frozenset({"north"})


def like(base: KnowledgeBase, typed: str, limit: int = 25) -> list[str]:
    return [found.title for found in base.titles.like(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("cov", COVER.title),
        ("client cov", COVER.title),
        ("every", COVER.title),
        ("hot", HOT_SEAT.title),
        ("seat hot", HOT_SEAT.title),
        ("HOT SE", HOT_SEAT.title),
        ("pricng", PRICING.title),
        ("contarct", PRICING.title),
        ("suport pricing", PRICING.title),
        ("pirc", PRICING.title),
        ("  pricing  a ", PRICING.title),
        ("pricing nonsense", PRICING.title),
    ],
)
def test_what_was_typed_finds_the_title(base: KnowledgeBase, typed: str, title: str) -> None:
    assert like(base, typed)[0] == title


@pytest.mark.parametrize("typed", ["zzzz", "🎉", "%", "'; DROP TABLE articles"])
def test_what_no_title_has_finds_none(base: KnowledgeBase, typed: str) -> None:
    assert len(like(base, typed)) in {0, 4}


def test_nothing_typed_offers_the_first_titles(base: KnowledgeBase) -> None:
    assert like(base, "") == [one.title for one in base.articles()]
    assert like(base, "", 2) == [one.title for one in base.articles()][:2]
    assert like(base, "", 0) == like(base, "hot", -1) == []


def test_a_title_carries_the_public_id(base: KnowledgeBase) -> None:
    (found,) = base.titles.like("hot seat", 1)
    assert base.find(found.public_id).title == found.title == HOT_SEAT.title


def test_the_whole_title_comes_before_a_longer_one(base: KnowledgeBase) -> None:
    for title in ("The hot seat in a large group", "A hot seat, again", "Hot seats of the past"):
        base.add(article(title, "Some words."))
    assert like(base, "the hot seat")[:2] == [HOT_SEAT.title, "The hot seat in a large group"]


def test_what_one_connection_does_the_other_offers_at_once(path: Path) -> None:
    with library(path, COVER) as writer, KnowledgeBase(path, read_only=True) as reader:
        assert like(reader, "") == [COVER.title]
        writer.add(PRICING)
        assert like(reader, "") == like(writer, "") == [COVER.title, PRICING.title]
        public_id = named(writer, COVER.title).public_id
        writer.edit(public_id, title="Lighthouses", tags=["sea"])
        assert like(reader, "light") == ["Lighthouses"]
        assert like(reader, "cover") == []
        assert [tag.name for tag in reader.titles.tags("")] == ["money", "sea"]
        removal = writer.remove(public_id)
        assert like(reader, "") == like(writer, "") == [PRICING.title]
        assert [tag.name for tag in reader.titles.tags("")] == ["money"]
        writer.add(HOT_SEAT)
        assert like(reader, "light") == []
        writer.restore(removal.id)
        assert like(reader, "light") == ["Lighthouses"]


def test_one_leaving_as_another_comes_is_seen(path: Path) -> None:
    with library(path, COVER) as writer, KnowledgeBase(path) as reader:
        assert like(reader, "") == [COVER.title]
        writer.remove(named(writer, COVER.title).id)
        writer.add(PRICING)
        assert like(reader, "") == [PRICING.title]


def test_titles_and_tags_of_other_audiences_are_not_offered(base: KnowledgeBase) -> None:
    base.add(article("Northern lights", "Some words.", tags=("team", "snow")), audience="north")
    assert like(base, "north") == []
    assert [one.title for one in base.titles.like("north", audiences=NORTH)] == ["Northern lights"]
    assert base.titles.match("Northern lights") is None
    assert base.titles.match("Northern lights", audiences=NORTH) is not None
    hidden = named_in(base, "Northern lights")
    assert base.titles.match(hidden) is None
    assert [tag.name for tag in base.titles.tags("snow")] == []
    counts = {tag.name: tag.articles for tag in base.titles.tags("team", audiences=NORTH)}
    assert counts["team"] == 3


def named_in(base: KnowledgeBase, title: str) -> str:
    return next(one.public_id for one in base.articles(audiences=NORTH) if one.title == title)


@pytest.mark.parametrize(
    "text",
    ["The hot seat", "the HOT seat!", "  The hot seat ", "hot seat", "The hto seat"],
)
def test_a_title_is_matched_where_it_is_clearly_meant(base: KnowledgeBase, text: str) -> None:
    found = base.titles.match(text)
    assert found is not None
    assert found.title == HOT_SEAT.title


@pytest.mark.parametrize("text", ["", " ", "the", "a", "zzz", "🎉", "\x00", "\ud800", "x" * 9_000])
def test_nothing_is_matched_where_nothing_is_clearly_meant(base: KnowledgeBase, text: str) -> None:
    assert base.titles.match(text) is None


def test_of_two_articles_with_one_title_none_is_clearly_meant(base: KnowledgeBase) -> None:
    base.add(article(HOT_SEAT.title, "Another text on quite other things."))
    assert base.titles.match(HOT_SEAT.title) is None


def test_a_public_id_is_matched(base: KnowledgeBase) -> None:
    chosen = named(base, HOT_SEAT.title)
    assert base.titles.match(chosen.public_id) == chosen


def test_tags_are_offered_the_most_used_first_in_one_spelling(base: KnowledgeBase) -> None:
    base.add(article("Another", "Some words.", tags=("TEAM", "Time off")))
    tags = base.titles.tags("")
    assert (tags[0].name.casefold(), tags[0].articles) == ("team", 3)
    assert [tag.name for tag in base.titles.tags("tiem of")] == ["Time off"]
    assert [tag.name for tag in base.titles.tags("me")] == ["Meetings"]
    assert base.titles.tags("zzz") == []


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=12)), max_size=12), st.text())
def test_typing_anything_at_any_titles_finds_only_what_is_there(
    puts: list[tuple[int, str]], typed: str
) -> None:
    titles = Typeahead[int]()
    last: dict[int, str] = {}
    for name, text in puts:
        titles.put(name, text)
        last[name] = text
    found = titles.find(typed, 25)
    assert all(last[one.name] == one.text for one in found)
    assert len({one.name for one in found}) == len(found)
    titles.match(typed)
    for name in list(last):
        titles.drop(name)
    assert len(titles) == 0
    assert titles.find(typed, 25) == titles.find("", 25) == []

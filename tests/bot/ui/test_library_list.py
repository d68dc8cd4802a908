from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui.library_list import FILTERS, PER_PAGE, REMOVED, list_page, removed_page
from knowledge.models import Health
from tests.bot.ui.library_values import HOSTILE, article, health, labels, menu, refused, removal

if TYPE_CHECKING:
    from knowledge.models import Article


def test_the_list_counts_and_says_how_each_article_fares() -> None:
    found = Health(
        (
            health(article(1, tags=("pricing", "sales"), published_on=date(2025, 9, 1))),
            health(article(2), stale=True, quoted=0, not_it=4),
            health(article(3, starter=True), stale=True),
        )
    )
    reply = list_page(found, "all", 0)
    assert reply.content == (
        "**3 articles**\n"
        "-# 1 starter · 1 stale · 1 never quoted · 1 disputed\n"
        "Title 1\n"
        "-# 1 Sep 2025 · pricing, sales · 812 words\n"
        "Title 2\n"
        "-# 812 words · stale · never quoted · 4 said not it\n"
        "Title 3\n"
        "-# 812 words · starter"
    )
    assert labels(reply) == ["Pick one …"]
    assert [one.value for one in menu(reply).options] == [
        "article00001",
        "article00002",
        "article00003",
    ]


def test_a_filter_says_what_it_means() -> None:
    found = Health((health(stale=True), health(article(2))))
    reply = list_page(found, "stale", 0)
    assert reply.content == (
        "**1 stale article**\n"
        "-# Neither published nor changed for 18 months. Are they still true?\n"
        "Title 1\n"
        "-# 812 words"
    )
    assert menu(reply).id == "stale"


@pytest.mark.parametrize("show", [show for show in FILTERS if show != REMOVED])
def test_an_empty_list_says_so(show: str) -> None:
    reply = list_page(Health(()), show, 0)
    assert reply.content
    assert reply.rows == ()


def test_a_long_list_has_pages_that_remember_the_filter() -> None:
    found = Health(tuple(health(article(number), stale=True) for number in range(20)))
    reply = list_page(found, "stale", 99)
    assert reply.content.startswith("**20 stale articles**, page 3 of 3\n")
    assert labels(reply) == ["Pick one …", "‹ Back", "Next ›"]
    assert menu(reply).argument == "2"


def test_an_unknown_filter_shows_all() -> None:
    assert list_page(Health((health(),)), "forged", 0).content.startswith("**1 article**")


def test_what_was_removed_can_be_brought_back() -> None:
    reply = removed_page([removal("Pricing"), removal("One", "Two", "Three", number=2)], 0)
    assert reply.content == (
        "**Removed in the last 7 days**\n"
        "Pricing\n"
        "-# by <@42> · gone for good <t:1764579600:R>\n"
        "One and 2 more\n"
        "-# by <@42> · gone for good <t:1764579600:R>"
    )
    assert [(one.label, one.value) for one in menu(reply).options] == [
        ("Pricing", "removal00001"),
        ("One and 2 more", "removal00002"),
    ]
    assert removed_page([], 0).content == (
        "Nothing to bring back. What is removed stays here for 7 days."
    )


ARTICLES = st.builds(
    article,
    st.integers(0, 99_999),
    title=HOSTILE,
    author=HOSTILE,
    tags=st.lists(HOSTILE, max_size=5).map(tuple),
    published_on=st.none() | st.dates(),
    word_count=st.integers(0, 10**7),
    starter=st.booleans(),
)


@settings(max_examples=40)
@given(
    st.lists(ARTICLES, min_size=1, max_size=2 * PER_PAGE, unique_by=lambda one: one.public_id),
    st.sampled_from(list(FILTERS)),
)
def test_no_title_breaks_a_limit(articles: list[Article], show: str) -> None:
    found = Health(
        tuple(
            health(one, stale=True, quoted=0, not_it=10**6, last_quoted_on=None) for one in articles
        )
    )
    for page in range(3):
        assert refused(list_page(found, show, page)) == []


@settings(max_examples=40)
@given(st.lists(st.lists(HOSTILE, min_size=1, max_size=5), min_size=1, max_size=2 * PER_PAGE))
def test_no_removed_title_breaks_a_limit(titles: list[list[str]]) -> None:
    removals = [removal(*some, number=number) for number, some in enumerate(titles)]
    for page in range(3):
        assert refused(removed_page(removals, page)) == []

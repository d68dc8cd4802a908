from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.articles import (
    LONGEST_PAGE,
    PER_PAGE,
    Listing,
    list_page,
    minutes,
    page_of_heading,
    pages_of,
    read_page,
    within,
)
from bot.ui.reply import Button, Link, Menu, Reply
from bot.ui.safe_text import utf16_length
from knowledge.models import Article, Block, Heading, Paragraph


def article(number: int = 1, **about: object) -> Article:
    given: dict[str, object] = {
        "id": number,
        "public_id": f"article{number:05}",
        "title": f"Title {number}",
        "word_count": 660,
    }
    return Article(**{**given, **about})  # type: ignore[arg-type]  # a mapping of its fields


def listed(articles: list[Article], page: int = 0, *, tag: str = "", of_all: int = 0) -> Reply:
    at = within(page, len(articles))
    shown = tuple(articles[at * PER_PAGE : (at + 1) * PER_PAGE])
    return list_page(Listing(shown, at, len(articles), of_all, tag), "all")


def test_an_empty_library_says_who_fills_it() -> None:
    assert listed([]).content == (
        "The library is empty. Librarians add articles with `/library add`."
    )


def test_an_unknown_tag_says_how_many_articles_there_are() -> None:
    assert listed([], tag="pricing", of_all=12).content == (
        "No article has the tag “pricing”. `/article list` shows all 12."
    )


def test_a_short_list_has_a_menu_and_no_pages() -> None:
    reply = listed([article(author="Ann Lee", published_on=date(2025, 9, 1))])
    assert reply.content == "**1 article**\nTitle 1\n-# Ann Lee · 1 Sep 2025 · 3 min"
    (menu,) = reply.rows
    assert isinstance(menu, Menu)
    assert [(option.label, option.value) for option in menu.options] == [
        ("Title 1", "article00001")
    ]


def test_starters_are_marked() -> None:
    assert listed([article(starter=True)]).content.endswith("-# 3 min · starter")


@pytest.mark.parametrize(
    ("page", "head", "back", "onward"),
    [
        (0, "**25 articles**, page 1 of 3", False, True),
        (1, "**25 articles**, page 2 of 3", True, True),
        (2, "**25 articles**, page 3 of 3", True, False),
        (99, "**25 articles**, page 3 of 3", True, False),
    ],
)
def test_a_long_list_is_turned_page_by_page(
    page: int, head: str, *, back: bool, onward: bool
) -> None:
    reply = listed([article(number) for number in range(25)], page)
    assert reply.content.splitlines()[0] == head
    buttons = reply.rows[1]
    assert isinstance(buttons, tuple)
    assert [not button.disabled for button in buttons if isinstance(button, Button)] == [
        back,
        onward,
    ]


@given(
    st.lists(
        st.builds(
            article,
            st.integers(0, 99_999),
            title=st.text(min_size=1, max_size=300),
            author=st.text(max_size=300),
        ),
        max_size=12,
    )
)
def test_a_list_of_any_titles_fits_a_message(articles: list[Article]) -> None:
    reply = listed(articles)
    assert utf16_length(reply.content) <= 2000
    if articles:
        menu = reply.rows[0]
        assert isinstance(menu, Menu)
        assert all(1 <= len(option.label) <= 100 for option in menu.options)


def test_minutes_are_never_none() -> None:
    assert minutes(article(word_count=0)) == 1


def test_an_article_is_read_with_its_source() -> None:
    reply = read_page(
        article(author="Ann", published_on=date(2025, 9, 1), url="https://example.org/a"),
        ["One", "Two"],
        1,
    )
    (embed,) = reply.embeds
    assert (embed.title, embed.description, embed.url) == (
        "Title 1",
        "Two",
        "https://example.org/a",
    )
    assert embed.footer.text == "Ann · 1 Sep 2025 · page 2 of 2"
    assert reply.content == "Only you see this."
    assert Link("The original", "https://example.org/a") in reply.rows[1]  # type: ignore[operator]


@pytest.mark.parametrize("url", ["/starter/a/", "javascript:alert(1)", "ftp://x", "https://a b"])
def test_only_web_addresses_become_links(url: str) -> None:
    reply = read_page(article(url=url), ["Text"], 0)
    assert reply.embeds[0].url is None
    assert reply.rows == ()


def test_paragraphs_stay_whole_where_they_can() -> None:
    paragraphs = [Paragraph("word " * 100 + "end.") for _ in range(12)]
    pages = pages_of(paragraphs)
    assert len(pages) > 1
    assert all(page.endswith("end.") for page in pages)


def test_a_heading_stands_above_its_text_not_under_a_page() -> None:
    blocks: list[Block] = [
        Paragraph("x" * (LONGEST_PAGE - 30)),
        Heading(2, "The next step"),
        Paragraph("It begins here."),
    ]
    assert pages_of(blocks)[1] == "**The next step**\n\nIt begins here."


def test_a_heading_is_found_on_its_page() -> None:
    blocks: list[Block] = [
        Heading(2, "First"),
        Paragraph("x" * 2000),
        Heading(2, "Second"),
        Paragraph("y" * 2000),
    ]
    assert page_of_heading(blocks, "second") == 1
    assert page_of_heading(blocks, "First") == 0
    assert page_of_heading(blocks, "nowhere") == 0


def test_an_article_without_text_says_so() -> None:
    assert pages_of([]) == ["(It has no text.)"]


@given(st.lists(st.text(max_size=6000).map(Paragraph), max_size=3))
def test_pages_fit_whatever_is_in_them(blocks: list[Paragraph]) -> None:
    assert all(len(page) <= 4096 for page in pages_of(blocks))


def test_an_emoji_of_several_characters_is_not_parted() -> None:
    family = "👨‍👩‍👧‍👦"
    pages = pages_of([Paragraph(family * 800)])
    assert len(pages) > 1
    assert all(page.replace(family, "") == "" for page in pages)

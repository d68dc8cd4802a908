from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.citations import answer_embeds, curated_embed
from bot.ui.reply import Reply
from tests.bot.ui.answer_values import curated, excerpt
from tests.bot.ui.library_values import HOSTILE, article, refused

if TYPE_CHECKING:
    import discord

URL = "https://example.org/delegating"


def one(embeds: tuple[discord.Embed, ...]) -> discord.Embed:
    (embed,) = embeds
    return embed


def test_an_excerpt_has_its_matched_words_in_bold() -> None:
    assert one(answer_embeds([excerpt()])).description == (
        "**Delegating** means handing over a result, with the authority to reach it."
    )


def test_matched_words_side_by_side_are_one_phrase() -> None:
    phrase = replace(excerpt(), highlights=((0, 10), (11, 16), (25, 29)))
    assert (one(answer_embeds([phrase])).description or "").startswith(
        "**Delegating means** handing **over** a result"
    )


def test_an_excerpt_says_where_it_stands() -> None:
    about = article(
        title="Delegating Well",
        author="Ann Lee",
        published_on=date(2025, 5, 12),
        url=URL,
    )
    embed = one(answer_embeds([excerpt(one=about)]))
    assert (embed.title, embed.url) == ("Delegating Well", URL)
    assert embed.footer.text == "Ann Lee · 12 May 2025 · Growing people · paragraph 19"


def test_starters_are_marked() -> None:
    embed = one(answer_embeds([excerpt(one=article(starter=True), heading="")]))
    assert embed.footer.text == "paragraph 19 · Starter library"


@pytest.mark.parametrize("url", ["/starter/a/", "javascript:alert(1)", "ftp://x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert one(answer_embeds([excerpt(one=article(url=url))])).url is None


def test_several_excerpts_of_an_article_lead_to_their_own_words() -> None:
    about = article(url=URL)
    embeds = answer_embeds(
        [excerpt(text="One.", one=about), excerpt(text="Two-fold, he said.", one=about)]
    )
    assert [embed.url for embed in embeds] == [URL, f"{URL}#:~:text=Two%2Dfold%2C%20he%20said."]


def test_an_address_with_a_place_in_it_keeps_that_place() -> None:
    about = article(url=f"{URL}#part")
    embeds = answer_embeds([excerpt(text="One.", one=about), excerpt(text="Two.", one=about)])
    assert embeds[1].url == f"{URL}#part:~:text=Two."


def test_a_librarians_answer_is_marked_as_such() -> None:
    embed = curated_embed(curated())
    assert embed.author.name == "Answered by your librarians, 12 May 2025"
    assert (embed.title, embed.description) == (
        "How do I delegate?",
        "Ask for the result, not the steps.",
    )


def test_a_librarians_answer_comes_first() -> None:
    embeds = answer_embeds([excerpt()], curated())
    assert [embed.title for embed in embeds] == ["How do I delegate?", "Title 1"]


def test_a_long_librarians_answer_leaves_room_for_the_excerpts() -> None:
    embeds = answer_embeds([excerpt(text="word " * 400)] * 3, curated("answer " * 570))
    assert len(embeds[0].description or "") == len("answer " * 570) - 1
    assert all((embed.description or "").endswith("…") for embed in embeds[1:])
    assert refused(Reply("x", embeds)) == []


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=3), st.booleans())
def test_whatever_articles_say_discord_takes_it(
    pieces: list[tuple[str, str, str]],
    by_librarians: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    excerpts = [
        excerpt(number, text * 8 or "x", article(title=title, author=title), heading=heading)
        for number, (title, text, heading) in enumerate(pieces)
    ]
    first = pieces[0]
    answer = curated((first[1] * 20)[:4000], question=first[0]) if by_librarians else None
    embeds = answer_embeds(excerpts, answer, first=1)
    assert refused(Reply("x", embeds)) == []

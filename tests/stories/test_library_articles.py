from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.playground.server.people import Reply
    from knowledge.models import Article
    from tests.stories.house import House

PRICING = b"""---
title: Pricing
author: Ann Lee
date: 2019-05-12
tags: [sales]
---

Charge for the outcome, never for the hours.
"""


@pytest.fixture(autouse=True)
async def _library(house: House) -> None:
    """Fill the library with one article of the group's own."""
    await house.librarian.slash("library add", file=("pricing.md", PRICING))


async def pricing(house: House) -> Article:
    articles = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles()
    )
    return next(one for one in articles if not one.starter)


async def card(house: House) -> Reply:
    listed = await house.librarian.slash("library list", show="stale")
    return await listed.choose("Pick one …", "Pricing")


async def test_the_list_counts_and_turns_pages(house: House) -> None:
    reply = await house.librarian.slash("library list")
    assert reply.ephemeral
    head = reply.content.splitlines()
    assert head[0] == "**11 articles**, page 1 of 2"
    assert head[1] == "-# 10 starters · 1 stale · 11 never quoted"
    following = await reply.click("Next ›")
    assert following.content.startswith("**11 articles**, page 2 of 2\n")
    assert following.disabled == ["Next ›"]


async def test_a_filter_shows_what_wants_a_look(house: House) -> None:
    reply = await house.librarian.slash("library list", show="stale")
    assert reply.content == (
        "**1 stale article**\n"
        "-# Neither published nor changed for 18 months. Are they still true?\n"
        "Pricing\n"
        "-# 12 May 2019 · sales · 8 words · never quoted"
    )


async def test_the_card_leads_to_everything(house: House) -> None:
    reply = await card(house)
    assert reply.content.startswith("**Pricing**\nAnn Lee · 12 May 2019\nsales\n8 words\n")
    assert reply.buttons == ["Edit", "Remove", "History", "Read", "‹ List"]
    assert "Charge for the outcome" in (await reply.click("Read")).text
    assert (await reply.click("History")).content.startswith("**Pricing**\nAdded · by <@")
    assert (await reply.click("‹ List")).content.startswith("**1 stale article**\n")


async def test_editing_shows_what_was_and_what_is(house: House) -> None:
    opened = await house.librarian.slash("library edit", name="Pricing")
    assert opened.modal is not None
    assert opened.modal.values == {
        "Title": "Pricing",
        "Tags": "sales",
        "Link to the original": "",
        "Author": "Ann Lee",
        "Date": "2019-05-12",
    }
    saved = await opened.modal.submit(
        {"Title": "Pricing a service", "Date": "1 May 2024", "Tags": "sales, pricing"}
    )
    assert saved.content == (
        "Saved: **Pricing a service**\n"
        "Title: Pricing → Pricing a service\n"
        "Tags: sales → sales, pricing\n"
        "Date: 12 May 2019 → 1 May 2024"
    )
    article = await pricing(house)
    assert article.published_on == date(2024, 5, 1)
    undone = await saved.click("Undo")
    assert undone.content == "**Pricing** is as it was before."
    article = await pricing(house)
    assert (article.title, article.tags) == ("Pricing", ("sales",))
    assert article.published_on == date(2019, 5, 12)


async def test_a_date_that_is_none_gives_the_words_back(house: House) -> None:
    opened = await house.librarian.slash("library edit", name="Pricing")
    assert opened.modal is not None
    refused = await opened.modal.submit({"Title": "New title", "Date": "5/1/2024"})
    assert refused.content == (
        "I can't tell which day “5/1/2024” is. Write it like 2024-05-01 or 1 May 2024, or leave it"
        " out.\n\nNothing you wrote is lost."
    )
    again = await refused.click("Try again")
    assert again.modal is not None
    assert again.modal.values["Title"] == "New title"
    saved = await again.modal.submit({"Date": ""})
    assert "Date: 12 May 2019 → –" in saved.content
    assert (await pricing(house)).published_on is None


async def test_two_who_edit_at_once_change_only_what_they_touched(house: House) -> None:
    first = await house.librarian.slash("library edit", name="Pricing")
    second = await house.admin.slash("library edit", name="Pricing")
    assert first.modal is not None
    assert second.modal is not None
    saved = await first.modal.submit({"Title": "Pricing a service"})
    await second.modal.submit({"Author": "Bo Ray"})
    article = await pricing(house)
    assert (article.title, article.author) == ("Pricing a service", "Bo Ray")
    await house.admin.slash("library edit", name="Pricing a service")
    await saved.click("Undo")
    article = await pricing(house)
    assert (article.title, article.author) == ("Pricing", "Bo Ray")


async def test_an_edit_that_was_edited_again_is_not_undone(house: House) -> None:
    opened = await house.librarian.slash("library edit", name="Pricing")
    assert opened.modal is not None
    saved = await opened.modal.submit({"Title": "Second"})
    opened = await house.admin.slash("library edit", name="Second")
    assert opened.modal is not None
    await opened.modal.submit({"Title": "Third"})
    assert (await saved.click("Undo")).content == (
        "It was changed again since then, so nothing was undone. See `/library history`."
    )
    assert (await pricing(house)).title == "Third"


async def test_a_form_sent_as_it_was_changes_nothing(house: House) -> None:
    opened = await house.librarian.slash("library edit", name="Pricing")
    assert opened.modal is not None
    assert (await opened.modal.submit()).content == "Nothing was changed."


async def test_removing_asks_first_and_is_undone_by_a_press(house: House) -> None:
    asked = await house.librarian.slash("library remove", name="Pricing")
    assert asked.content == (
        "Remove **Pricing**?\n"
        "-# 8 words\n"
        "It stops answering at once. For 7 days you can bring it back."
    )
    before = (await pricing(house)).public_id
    removed = await asked.click("Remove")
    assert removed.content == "Removed: **Pricing**. It stays for 7 days."
    back = await removed.click("Undo")
    assert back.content == "Back in the library: **Pricing**."
    assert (await pricing(house)).public_id == before


async def test_who_thinks_again_keeps_it(house: House) -> None:
    asked = await house.librarian.slash("library remove", name="Pricing")
    assert (await asked.click("Keep")).content == "**Pricing** stays."


async def test_of_two_who_remove_it_the_second_hears_that_it_is_gone(house: House) -> None:
    first = await house.librarian.slash("library remove", name="Pricing")
    second = await house.admin.slash("library remove", name="Pricing")
    await first.click("Remove")
    assert (await second.click("Remove")).content == (
        "That article is no longer here. `/library list show:removed` may bring it back."
    )


async def test_what_was_removed_is_listed_for_a_week(house: House) -> None:
    asked = await house.librarian.slash("library remove", name="Pricing")
    await asked.click("Remove")
    await house.restart()
    listed = await house.librarian.slash("library list", show="removed")
    lines = listed.content.splitlines()
    assert lines[:2] == ["**Removed in the last 7 days**", "Pricing"]
    assert lines[2].startswith(f"-# by <@{house.librarian.id}> · gone for good <t:")
    back = await listed.choose("Bring one back …", "Pricing")
    assert back.content == "Back in the library: **Pricing**."
    assert (await listed.choose("Bring one back …", "Pricing")).content == (
        "That was brought back already, or its 7 days are over."
    )
    asked = await house.librarian.slash("library remove", name="Pricing")
    await asked.click("Remove")
    await house.stand_in.clock.advance(days=8)
    listed = await house.librarian.slash("library list", show="removed")
    assert listed.content == "Nothing to bring back. What is removed stays here for 7 days."


async def test_the_history_tells_who_did_what(house: House) -> None:
    opened = await house.librarian.slash("library edit", name="Pricing")
    assert opened.modal is not None
    await opened.modal.submit({"Author": "Bo Ray"})
    lines = (await house.admin.slash("library history", name="Pricing")).content.splitlines()
    assert lines[0] == "**Pricing**"
    assert lines[1].startswith(f"Changed the author · by <@{house.librarian.id}> · <t:")
    assert lines[2] == "-# Ann Lee → Bo Ray"
    assert lines[3].startswith(f"Added · by <@{house.librarian.id}> · <t:")


async def test_titles_are_offered_to_librarians_alone(house: House) -> None:
    offered = await house.librarian.autocomplete("library edit", "name", "prici")
    assert offered[0] == ("Pricing", (await pricing(house)).public_id)
    assert await house.alice.autocomplete("library edit", "name", "prici") == []


async def test_a_title_that_nobody_knows_says_how_to_choose_one(house: House) -> None:
    reply = await house.librarian.slash("library remove", name="zzz qqq")
    assert reply.content == (
        "I know no such article. Begin to type its title, and choose one of those I show."
    )


async def test_a_member_may_do_none_of_it(house: House) -> None:
    given: tuple[tuple[str, dict[str, str]], ...] = (
        ("library list", {}),
        ("library edit", {"name": "Pricing"}),
        ("library remove", {"name": "Pricing"}),
        ("library history", {"name": "Pricing"}),
    )
    for command, options in given:
        reply = await house.alice.slash(command, options)
        assert reply.content == (
            f"Only librarians can do that. Ask someone with <@&{house.librarians.id}>."
        )

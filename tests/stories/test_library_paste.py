from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from knowledge import KnowledgeBase
from knowledge.errors import LibraryUnavailable

if TYPE_CHECKING:
    import pytest

    from bot.playground.server.people import Reply
    from tests.stories.house import House

FORM = {
    "Title": "Pricing a managed service",
    "Author": "Ann Lee",
    "Link to the original": "https://example.com/pricing",
    "Tags": "pricing, sales, Pricing",
    "Text": "Charge for the outcome, never for the hours.\n\nSay the price once.",
}
PREVIEW = (
    "**Pricing a managed service**\n"
    "-# pricing, sales\n"
    "12 words. It begins:\n"
    "> Charge for the outcome, never for the hours.\n"
    "-# Cited as: Pricing a managed service · Ann Lee · https:\u200b//example.com/pricing\n"
    "Not saved yet. Kept for 7 days."
)


async def pasted(house: House, **changes: str) -> Reply:
    opened = await house.librarian.slash("library paste")
    assert opened.modal is not None
    return await opened.modal.submit({**FORM, **changes})


async def titles(house: House) -> list[str]:
    articles = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles()
    )
    return [article.title for article in articles if not article.starter]


async def test_a_text_is_seen_before_it_is_saved(house: House) -> None:
    preview = await pasted(house)
    assert preview.ephemeral
    assert preview.content == PREVIEW
    assert preview.buttons == ["Save", "Add the next part", "Edit", "Discard"]
    assert await titles(house) == []
    saved = await preview.click("Save")
    assert saved.content == (
        "Added: **Pricing a managed service** · 12 words\n\nTen starter articles are in, too."
    )
    assert saved.buttons == ["Undo", "Read it", "Remove the starters", "Keep them"]
    (article,) = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles(tag="sales")
    )
    assert (article.author, article.url) == ("Ann Lee", "https://example.com/pricing")
    read = await saved.click("Read it")
    assert "Say the price once." in read.text


async def test_a_long_text_comes_in_parts_that_can_be_edited(house: House) -> None:
    preview = await pasted(house)
    opened = await preview.click("Add the next part")
    assert opened.modal is not None
    assert opened.modal.fields == ["Part 2"]
    longer = await opened.modal.submit({"Part 2": "A second part follows."})
    assert "16 words in 2 parts. It begins:" in longer.content
    edited = await longer.choose("Edit a part …", "1")
    assert edited.modal is not None
    assert edited.modal.values["Text, part 2"] == "A second part follows."
    assert edited.modal.values["Title"] == "Pricing a managed service"
    again = await edited.modal.submit({"Text, part 2": "A second part follows here."})
    assert "17 words in 2 parts." in again.content
    await again.click("Save")
    (article,) = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles(tag="sales")
    )
    blocks = await house.services.libraries.read(
        house.guild.id, lambda library: library.body(article.public_id)
    )
    assert [block.text for block in blocks] == [
        "Charge for the outcome, never for the hours.",
        "Say the price once.",
        "A second part follows here.",
    ]


async def test_a_draft_outlives_a_restart(house: House) -> None:
    preview = await pasted(house)
    await house.restart()
    opened = await preview.click("Edit")
    assert opened.modal is not None
    assert opened.modal.values == FORM
    changed = await opened.modal.submit({"Title": "Pricing"})
    assert changed.content.startswith("**Pricing**\n")
    assert (await changed.click("Save")).content.startswith("Added: **Pricing**")


async def test_saved_twice_it_is_there_once(house: House) -> None:
    preview = await pasted(house)
    first, second = await asyncio.gather(preview.click("Save"), preview.click("Save"))
    said = {first.content.splitlines()[0], second.content.splitlines()[0]}
    assert "Added: **Pricing a managed service** · 12 words" in said
    assert said & {"I'm at it already.", "That is saved already. `/library list` shows it."}
    assert await titles(house) == ["Pricing a managed service"]


async def test_when_saving_takes_long_the_draft_stays_in_sight(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = await pasted(house)
    monkeypatch.setattr("bot.ui.answering.PATIENCE", 0.0)
    saved = await preview.click("Save")
    assert saved.content.startswith("Added: **Pricing a managed service** · 12 words")
    assert saved != preview
    assert preview.content == PREVIEW
    again = await preview.click("Save")
    assert again.content == "That is saved already. `/library list` shows it."


async def test_when_the_library_fails_the_draft_stays(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise LibraryUnavailable("The disk is full.")

    preview = await pasted(house)
    with monkeypatch.context() as patched:
        patched.setattr(KnowledgeBase, "add", failing)
        failed = await preview.click("Save")
    assert failed.content.startswith("The library can't be reached just now.")
    assert (await preview.click("Save")).content.startswith("Added: **Pricing a managed service**")


async def test_a_wrong_link_gives_the_words_back(house: House) -> None:
    refused = await pasted(house, **{"Link to the original": "example.com"})
    assert refused.content == (
        "A link begins with https:// (or http://). Copy it from your browser, or leave it out.\n\n"
        "Nothing you wrote is lost."
    )
    opened = await refused.click("Try again")
    assert opened.modal is not None
    assert opened.modal.values["Text"] == FORM["Text"]
    preview = await opened.modal.submit({"Link to the original": "https://example.com/pricing"})
    assert preview.content == PREVIEW


async def test_a_discarded_draft_is_had_back(house: House) -> None:
    preview = await pasted(house)
    gone = await preview.click("Discard")
    assert gone.content == "Put away. Nothing was saved."
    back = await gone.click("Undo")
    assert back.content == PREVIEW
    assert await titles(house) == []


async def test_a_text_without_words_is_not_saved_and_not_lost(house: House) -> None:
    preview = await pasted(house, Text="…")
    assert "Not saved yet: " in preview.content
    assert preview.disabled == ["Save"]
    opened = await preview.click("Edit")
    assert opened.modal is not None
    assert opened.modal.values["Title"] == FORM["Title"]
    assert (await opened.modal.submit({"Text": FORM["Text"]})).content == PREVIEW


async def test_a_draft_is_gone_after_a_week(house: House) -> None:
    preview = await pasted(house)
    await house.stand_in.clock.advance(days=8)
    assert (await preview.click("Save")).content == (
        "That is no longer here. Run the command again."
    )


async def test_a_member_may_not_paste(house: House) -> None:
    reply = await house.alice.slash("library paste")
    assert reply.modal is None
    assert reply.content.startswith("Only librarians can do that.")


async def test_what_was_pasted_is_text_and_never_markup(house: House) -> None:
    preview = await pasted(house, Title="@everyone **x** <@1>", Text="<@&1> ||spoiler|| text")
    assert "@everyone" not in preview.content
    assert "<@1>" not in preview.content
    saved = await preview.click("Save")
    assert "@everyone" not in saved.content
    assert house.alice.pings == []

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.people import Reply
    from tests.stories.house import House

TEXT = "Charge for the outcome, never for the hours."


async def suggested(house: House, text: str = TEXT) -> Reply:
    opened = await house.alice.slash("article suggest")
    assert opened.modal is not None
    return await opened.modal.submit(
        {"Title": "Pricing", "Text": text, "Why is it worth having?": "It helped us."}
    )


async def preview(house: House) -> Reply:
    listed = await house.librarian.slash("library suggestions")
    return await listed.choose("Pick one …", "Pricing")


async def titles(house: House) -> list[str]:
    articles = await house.services.libraries.read(
        house.guild.id, lambda library: library.articles()
    )
    return [article.title for article in articles if not article.starter]


async def test_nothing_waits_at_first(house: House) -> None:
    reply = await house.librarian.slash("library suggestions")
    assert reply.content == "Nothing is waiting. Members suggest articles with `/article suggest`."


async def test_a_suggestion_is_read_and_added(house: House) -> None:
    await suggested(house)
    seen = await preview(house)
    assert seen.content.splitlines()[:2] == ["**Pricing**", "8 words"]
    assert f"-# Suggested by <@{house.alice.id}> <t:" in seen.content
    assert "“It helped us.”" in seen.content
    assert f"> {TEXT}" in seen.content
    added = await seen.click("Add")
    assert added.content.startswith("Added: **Pricing** · 8 words")
    assert await titles(house) == ["Pricing"]
    await added.click("Undo")
    assert await titles(house) == []


async def test_a_suggestion_is_declined_and_waits_again_after_undo(house: House) -> None:
    await suggested(house)
    declined = await (await preview(house)).click("Decline")
    assert declined.content == "Declined: **Pricing**."
    empty = await house.librarian.slash("library suggestions")
    assert empty.content.startswith("Nothing is waiting.")
    back = await declined.click("Undo")
    assert back.content == "**Pricing** waits for a decision again."
    assert f"-# Suggested by <@{house.alice.id}>" in (await preview(house)).content


async def test_of_two_who_decide_the_second_hears_it(house: House) -> None:
    await suggested(house)
    first = await preview(house)
    listed = await house.admin.slash("library suggestions")
    second = await listed.choose("Pick one …", "Pricing")
    await first.click("Add")
    for press in ("Add", "Decline"):
        assert (await second.click(press)).content == (
            "That is decided already, or was taken back. `/library suggestions` shows what waits."
        )
    assert await titles(house) == ["Pricing"]


async def test_a_long_suggestion_comes_whole_as_a_file(house: House) -> None:
    await suggested(house, " ".join([TEXT] * 60))
    ((name, content),) = (await preview(house)).files
    assert name == "suggestion.txt"
    assert content.decode().count("outcome") == 60


async def test_the_notice_in_the_channel_leads_a_librarian_to_it(house: House) -> None:
    handed_in = await suggested(house)
    told = await handed_in.click("Tell them here")
    await told.click("Post")
    notice = house.librarian.finds("An article is suggested for the library")
    seen = await notice.click("Look at it (librarians)")
    assert seen.ephemeral
    assert seen.buttons == ["Add", "Decline", "‹ List"]
    refused = await house.bob.view(notice).click("Look at it (librarians)")
    assert refused.content.startswith("Only librarians can do that.")

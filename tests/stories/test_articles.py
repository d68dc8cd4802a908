from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import Document, Paragraph

if TYPE_CHECKING:
    from tests.stories.house import House

PRICING = b"# Pricing a Quote\n\nA managed quote is priced per seat, never per hour.\n"


async def add(house: House, title: str, text: str, *, tags: tuple[str, ...] = ()) -> str:
    """Put an article on the shelf, and return its public id."""
    document = Document(title, tuple(map(Paragraph, text.split("\n"))), tags=tags)
    result = await house.services.libraries.write(
        house.guild.id, lambda library: library.add(document)
    )
    assert result.public_id is not None
    return result.public_id


async def test_members_see_what_there_is_to_read(house: House) -> None:
    reply = await house.alice.slash("article list")
    assert reply.ephemeral
    assert reply.text.startswith("**10 articles**\n")
    assert "starter" in reply.text


async def test_a_long_list_is_turned_and_one_article_opened_from_it(house: House) -> None:
    for number in range(12):
        await add(house, f"Zebra {number:02}", f"Stripes of {number} matter.")
    reply = await house.alice.slash("article list")
    assert reply.text.startswith("**22 articles**, page 1 of 3")
    third = await (await reply.click("Next ›")).click("Next ›")
    assert "Zebra 11" in third.text
    article = await third.choose("Read one …", "Zebra 11")
    assert "Stripes of 11 matter." in article.text
    assert article.ephemeral


async def test_a_list_by_tag_is_still_by_tag_on_its_next_page(house: House) -> None:
    for number in range(11):
        await add(house, f"Zebra {number:02}", f"Stripes matter {number}.", tags=("animals",))
    choices = await house.alice.autocomplete("article list", "tag", "animls")
    assert ("animals (11)", "animals") in choices
    reply = await house.alice.slash("article list", tag="animals")
    assert reply.text.startswith("**11 articles with the tag “animals”**, page 1 of 2")
    await house.restart()
    assert "Zebra 10" in (await reply.click("Next ›")).text


async def test_an_article_is_found_by_a_misspelled_title_and_read_to_its_end(house: House) -> None:
    text = "\n".join(f"Sentence {number} says something about stripes." for number in range(200))
    public_id = await add(house, "The Zebra Handbook", text)
    choices = await house.alice.autocomplete("article read", "name", "zebra hanbook")
    assert choices[0] == ("The Zebra Handbook", public_id)
    reply = await house.alice.slash("article read", name=public_id)
    pages = [reply.text]
    while "Next ›" in reply.buttons and not pages[-1].endswith("…"):
        if "page 4 of 4" in reply.text:
            break
        reply = await reply.click("Next ›")
        pages.append(reply.text)
    assert "Sentence 0 " in pages[0]
    assert "Sentence 199 " in pages[-1]


async def test_reading_can_begin_at_a_heading(house: House) -> None:
    headings = await house.alice.autocomplete("article read", "heading", "", name="Delegating Well")
    assert len(headings) > 1
    name, value = headings[-1]
    reply = await house.alice.slash("article read", name="Delegating Well", heading=value)
    assert name in reply.text


async def test_an_unknown_title_gets_a_sentence(house: House) -> None:
    reply = await house.alice.slash("article read", name="qwertyuiop")
    assert reply.text == (
        "I know no such article. Begin to type its title, and choose one of those I show."
    )


async def test_an_article_that_is_removed_meanwhile_is_answered_politely(house: House) -> None:
    public_id = await add(house, "Zebra", "Stripes matter. " * 400)
    reply = await house.alice.slash("article read", name=public_id)
    await house.services.libraries.write(house.guild.id, lambda library: library.remove(public_id))
    gone = await reply.click("Next ›")
    assert gone.text == "That article is no longer in the library."


async def test_a_file_is_suggested_told_to_librarians_and_added_by_one(house: House) -> None:
    reply = await house.alice.slash("article suggest", file=("pricing.md", PRICING))
    assert "**Pricing a Quote** · 10 words" in reply.text
    preview = await reply.click("Tell them here")
    assert preview.ephemeral
    assert f"This will be posted in <#{house.general.id}>" in preview.text
    done = await preview.click("Post")
    assert done.text.startswith(f"Posted in <#{house.general.id}>.")
    assert house.bob.sees(house.general).count("An article is suggested for the library") == 1
    assert house.librarian.pings == []


async def test_a_suggestion_is_posted_once_however_often_it_is_pressed(house: House) -> None:
    reply = await house.alice.slash("article suggest", file=("pricing.md", PRICING))
    preview = await reply.click("Tell them here")
    done = await preview.click("Post")
    assert house.bob.sees(house.general).count("Pricing a Quote") == 1
    await done.click("Undo")
    assert "Pricing a Quote" not in house.bob.sees(house.general)


async def test_a_text_is_suggested_in_a_form_and_taken_back(house: House) -> None:
    form = (await house.alice.slash("article suggest")).modal
    assert form is not None
    reply = await form.submit({"Title": "Stripes", "Text": "Zebras have stripes."})
    assert "**Stripes** · 3 words" in reply.text
    assert (await reply.click("Take it back")).text == "Taken back. Nothing of it is kept."
    left = await house.services.libraries.read(
        house.guild.id, lambda library: library.suggestions.list()
    )
    assert left == []


async def test_an_empty_form_is_told_what_to_write(house: House) -> None:
    form = (await house.alice.slash("article suggest")).modal
    assert form is not None
    reply = await form.submit({})
    assert reply.text == "Write a text, or choose a file. Nothing was handed in."


async def test_words_of_a_refused_form_come_back(house: House) -> None:
    form = (await house.alice.slash("article suggest")).modal
    assert form is not None
    refused = await form.submit({"Title": "A title alone"})
    assert "Nothing you wrote is lost." in refused.text
    again = (await refused.click("Try again")).modal
    assert again is not None
    assert again.values["Title"] == "A title alone"
    reply = await again.submit({"Text": "Zebras have stripes."})
    assert "**A title alone** · 3 words" in reply.text


async def test_words_of_a_form_that_was_open_during_a_restart_come_back(house: House) -> None:
    form = (await house.alice.slash("article suggest")).modal
    assert form is not None
    await house.restart()
    reply = await form.submit({"Title": "Stripes", "Text": "Zebras have stripes."})
    assert reply.text.startswith("I was restarted while you were writing.")
    again = (await reply.click("Try again")).modal
    assert again is not None
    assert again.values["Text"] == "Zebras have stripes."


async def test_a_file_that_is_no_text_is_refused_with_the_reason(house: House) -> None:
    reply = await house.alice.slash("article suggest", file=("deck.key", b"\x00\x01"))
    assert "deck.key" not in reply.text or "can't" in reply.text
    assert reply.text.endswith(".")


async def test_buttons_work_for_their_time_and_then_say_so(house: House) -> None:
    await add(house, "Zebra", "Stripes matter. " * 400, tags=("animals",))
    for number in range(11):
        await add(house, f"Zebra {number:02}", f"Stripes {number}.", tags=("animals",))
    reply = await house.alice.slash("article list", tag="animals")
    await house.stand_in.clock.advance(days=8)
    await house.stand_in.settle()
    late = await reply.click("Next ›")
    assert late.text == "That is no longer here. Run the command again."

"""Texts that would like to ping, link, hide or break something, in every place that shows texts."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from knowledge.models import Document, Paragraph
from tests.stories.hostile import EMPTY, Judge
from tests.stories.intruding import Crowd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.playground.server import Person
    from bot.playground.server.people import Reply
    from tests.stories.house import House

STRIPES = "what are the stripes of a zebra for"
SAYING = "The stripes of a zebra keep the flies away."


@pytest.fixture
def bystander(house: House, caplog: pytest.LogCaptureFixture) -> Iterator[Person]:
    """Lend somebody whom everything would like to ping; nothing does, and nothing fails."""
    role = house.stand_in.world.add_role(house.guild, "@everyone <@&1> **Role**")
    otto = house.stand_in.person("Otto", guild=house.guild, roles=[role])
    yield otto
    assert otto.pings == []
    assert house.alice.pings == []
    assert house.bob.pings == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def fine(reply: Reply) -> Reply:
    assert "(reference" not in reply.text
    return reply


async def add(house: House, *documents: Document) -> None:
    def shelve(library: object) -> None:
        for document in documents:
            library.add(document)  # type: ignore[attr-defined]  # a KnowledgeBase

    await house.services.libraries.write(house.guild.id, shelve)


async def test_a_question_is_text_in_the_answer_and_in_what_is_posted(
    house: House, bystander: Person
) -> None:
    await add(house, Document("Zebra Notes", (Paragraph(SAYING),)))
    crowd, judge = Crowd(house, house.alice, turns=4), Judge(house, bystander)
    for text in judge.lines:
        person = crowd.next
        answer = fine(await person.slash("ask", question=f"{text} stripes zebra"))
        preview = fine(await answer.click("Share"))
        fine(await preview.click("Post"))
        answer = fine(await person.slash("ask", question=f"{text} qwertyuiop"))
        form = (await (await answer.click("Ask the group")).click("Edit")).modal
        assert form is not None
        edited = fine(await form.submit({"Your question, as it will be posted": f"{text[:400]} x"}))
        fine(await edited.click("Post"))
        judge.judge(text)


async def paste(librarian: Person, texts: Sequence[str]) -> None:
    """Add an article all of which is texts, another one first in each of its parts."""
    form = (await librarian.slash("library paste")).modal
    assert form is not None
    first, *others = texts
    written = {
        "Title": " ".join(texts)[:290],
        "Author": " ".join([*others, first])[:110],
        "Tags": " ".join([*others[1:], first, *others[:1]])[:290],
        "Link to the original": f"https://example.org/{''.join(first.split())}"[:400],
        "Text": "\n\n".join(f"# {text}\n\n{text}\n\nZebra stripes: {text}" for text in texts)[
            :4000
        ],
    }
    preview = fine(await form.submit(written))
    if preview.buttons == ["Try again"]:  # the link is none
        again = (await preview.click("Try again")).modal
        assert again is not None
        preview = fine(await again.submit({"Link to the original": ""}))
    if preview.disabled:
        assert "Change it with *Edit*." in preview.text
        return
    fine(await fine(await preview.click("Save")).click("Read it"))


async def turn(reply: Reply) -> None:
    """Turn the pages of a list to its end."""
    while "Next ›" in reply.buttons and "Next ›" not in reply.disabled:
        reply = fine(await reply.click("Next ›"))


async def test_an_article_is_text_wherever_it_is_shown(house: House, bystander: Person) -> None:
    librarians, crowd = Crowd(house, house.librarian), Crowd(house, house.alice)
    judge = Judge(house, bystander)
    groups = [judge.texts[number : number + 3] for number in range(0, len(judge.texts), 3)]
    for group in [*groups, EMPTY]:
        await paste(librarians.next, group)
        judge.judge(" ".join(group))
    articles = await house.services.libraries.read(house.guild.id, lambda all_: all_.articles())
    articles = [one for one in articles if not one.starter]
    assert len(articles) >= len(groups)
    await turn(fine(await house.alice.slash("article list")))
    await turn(fine(await house.librarian.slash("library list")))
    for option in ("article", "tag"):
        await house.alice.autocomplete("ask", option, "")
    for one in articles:
        librarian, alice, name = librarians.next, crowd.next, one.public_id
        fine(await alice.slash("ask", question="zebra stripes", article=name))
        fine(await alice.slash("article list", tag=one.tags[0] if one.tags else "none"))
        await alice.autocomplete("article read", "heading", "", name=name)
        form = fine(await librarian.slash("library edit", name=name)).modal
        assert form is not None
        fine(await form.submit({"Author": f"{one.author} x"}))
        fine(await librarian.slash("library history", name=name))
        fine(await (await librarian.slash("library remove", name=name)).click("Remove"))
        judge.judge(one.title)
    await turn(
        fine(await house.librarian.slash("library list", show="Removed, can be brought back"))
    )
    judge.judge("all that was removed")


async def test_what_a_member_suggests_is_text_for_everybody(
    house: House, bystander: Person
) -> None:
    judge, crowd = Judge(house, bystander), Crowd(house, house.alice)
    for text in (*judge.texts, *EMPTY):
        form = (await crowd.next.slash("article suggest")).modal
        assert form is not None
        written = {
            "Title": text[:150],
            "Text": f"{text}\n\n# {text}\n\nIt says: {text}",
            "Why is it worth having?": text[:300],
        }
        handed_in = fine(await form.submit(written))
        if "Tell them here" in handed_in.buttons:
            fine(await fine(await handed_in.click("Tell them here")).click("Post"))
        judge.judge(text)
    listed = fine(await house.librarian.slash("library suggestions"))
    await turn(listed)
    waiting = await house.services.libraries.read(
        house.guild.id, lambda library: library.suggestions.list()
    )
    assert len(waiting) >= len(judge.texts)
    menu = "suggestion.pick:all"
    for number, one in enumerate(waiting):
        shown = fine(await house.librarian.forge(menu, values=[one.id]))
        fine(await shown.click("Decline" if number % 2 else "Add"))
        judge.judge(one.title)


async def test_what_librarians_write_is_text_in_answers_and_lists(
    house: House, bystander: Person
) -> None:
    judge, crowd = Judge(house, bystander), Crowd(house, house.alice)
    for text in judge.texts:
        question = f"{text} zebra crossing"[:200]
        form = (await house.librarian.slash("library answer", question=question)).modal
        if form is not None:
            preview = fine(await form.submit({"Answer": f"{text}\n{text}"}))
            fine(await preview.click("Save"))
        fine(await house.librarian.slash("library answer", question=question))
        fine(await crowd.next.slash("ask", question=question))
        taught = await house.librarian.slash("library synonym", term=text[:80], means="zebra")
        fine(taught)
        judge.judge(text)
    for typed in ("", "zebra"):
        await house.librarian.autocomplete("library answer", "question", typed)
    await turn(fine(await house.librarian.slash("library synonyms")))
    await turn(fine(await house.librarian.slash("library gaps")))
    judge.judge("all that was taught")


async def test_names_of_servers_roles_and_people_are_text(house: House, bystander: Person) -> None:
    judge, crowd = Judge(house, bystander), Crowd(house, house.alice, turns=1)
    world = house.stand_in.world
    for number, text in enumerate(judge.lines):
        person = crowd.next
        world.edit_guild(house.guild, name=text[:100])
        world.edit_role(house.librarians, name=text[:100])
        world.edit_user(person.user, name=text[:32])
        await house.stand_in.settle()
        question = f"who sells quantum{number} toasters"
        answer = await person.slash("ask", question=question)
        await (await answer.click("Tell me when it's answered")).click("By DM")
        form = (await house.librarian.slash("library answer", question=question)).modal
        assert form is not None
        await (await form.submit({"Answer": "Nobody."})).click("Save")
        fine(await person.slash("library list"))
        fine(await house.admin.slash("setup roles"))
        await house.stand_in.settle()
        assert len(person.dms) == 1
        judge.judge(text)


ODD = ("x" * 4001, "half \ud83d a character", "\x00", "", "\u200b", " \n ")
FIELDS = ("title", "text", "note", "author", "link", "tags", "date", "question", "no field")


async def open_forms(librarian: Person, alice: Person) -> list[tuple[Person, Reply]]:
    """Open every form in which something can be typed."""
    pasting = await librarian.slash("library paste")
    assert pasting.modal is not None
    pasted = await pasting.modal.submit({"Title": "Zebra", "Text": "Zebras have stripes."})
    shared = await (await alice.slash("ask", question="delegate")).click("Share")
    return [
        (librarian, await librarian.slash("library paste")),
        (librarian, await pasted.click("Add the next part")),
        (librarian, await pasted.click("Edit")),
        (librarian, await librarian.slash("library edit", name="Delegating Well")),
        (librarian, await librarian.slash("library answer", question="who has the key")),
        (alice, await alice.slash("article suggest")),
        (alice, await alice.forge("ask.open:new")),
        (alice, await shared.click("Edit")),
    ]


async def test_whatever_a_client_sends_in_a_form_gets_a_sentence(
    house: House, bystander: Person
) -> None:
    librarians = Crowd(house, house.librarian, turns=1)
    crowd, judge = Crowd(house, house.alice, turns=1), Judge(house, bystander)
    for text in ODD:
        for person, opened in await open_forms(librarians.next, crowd.next):
            assert opened.modal is not None
            sent = person.forge_form(opened.modal.custom_id, dict.fromkeys(FIELDS, text))
            assert fine(await sent).text
        judge.judge(text)

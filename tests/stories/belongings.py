"""A server that has one of everything, each marked; and what can be taken from its files.

Whatever the group wrote has a word in it that begins with `MARK`, so that not a word of it can be
anywhere unseen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.models import Document, Heading, Paragraph

if TYPE_CHECKING:
    from bot.playground.server.people import Modal, Reply
    from knowledge import KnowledgeBase
    from tests.stories.house import House

MARK = "zarquon"
MARKED = re.compile(rf"{MARK}\w+", re.IGNORECASE)

KNOWN = "what does the workshop charge for a toaster"
UNKNOWN = f"which vendor repairs {MARK}typewriters on sundays"
SECOND = f"who paints {MARK}bicycles in november"
CURATED = f"who holds the spare key of the {MARK}cellar"
TITLE = f"Workshop {MARK}prices"
NEVER = f"how often are {MARK}gutters cleaned"


async def fill(house: House) -> dict[str, Modal]:
    """Let the people of a server make one of everything that the bot keeps.

    Returns:
        The forms that the librarian has left open, by kind.
    """
    await _shelve(house)
    pasted = await _librarian_at_work(house)
    await _member_at_work(house)
    await _answered_later(house)
    await _look_around(house)
    opened = {
        "library.answer": await house.librarian.slash("library answer", question=SECOND),
        "library.edit": await house.librarian.slash("library edit", name=TITLE),
        "library.paste": await house.librarian.slash("library paste"),
        "library.paste_part": await pasted.click("Add the next part"),
        "library.upload": await house.librarian.slash("library add"),
    }
    await house.stand_in.settle()
    return {kind: reply.modal for kind, reply in opened.items() if reply.modal}


async def _shelve(house: House) -> None:
    def shelve(library: KnowledgeBase) -> None:
        library.add(
            Document(
                TITLE,
                (
                    Heading(2, f"What we {MARK}charge"),
                    Paragraph(f"The workshop charges forty {MARK}ducats for a toaster."),
                    Paragraph(f"For a kettle the workshop takes {MARK}nothing. " * 120),
                ),
                tags=(f"{MARK}tag",),
                author=f"{MARK}author",
                url=f"https://example.org/{MARK}address",
            )
        )
        library.add(
            Document(
                f"All {MARK}charges",
                (Paragraph(f"A toaster in the workshop: charge {MARK}fifty in {MARK}winter."),),
            )
        )
        library.remove(library.add(_document("removed")).public_id)
        for excerpt in library.ask(KNOWN).excerpts:
            for member in ("1", "2", "3", "4"):
                library.votes.cast(
                    f"{KNOWN} {MARK}again",
                    article=excerpt.citation.article.public_id,
                    passage=excerpt.passage,
                    by=member,
                    helped=False,
                )

    await house.services.libraries.write(house.guild.id, shelve)


def _document(name: str) -> Document:
    return Document(f"{MARK}{name} article", (Paragraph(f"It says {MARK}{name} and no more."),))


async def _librarian_at_work(house: House) -> Reply:
    librarian = house.librarian
    file = ("a.md", f"# {MARK}loaded\n\nA {MARK}loaded text of some words.".encode())
    await librarian.slash("library add", file=file)
    other = ("b.md", f"# {MARK}undone\n\nAn {MARK}undone text of some words.".encode())
    await (await librarian.slash("library add", file=other)).click("Undo")
    editing = await librarian.slash("library edit", name=TITLE)
    assert editing.modal is not None
    await editing.modal.submit({"Author": f"{MARK}editor"})
    pasting = await librarian.slash("library paste")
    assert pasting.modal is not None
    words = {"Title": f"{MARK}pasted", "Text": f"The {MARK}pasted plan of ours."}
    pasted = await pasting.modal.submit(words)
    answering = await librarian.slash("library answer", question=CURATED)
    assert answering.modal is not None
    preview = await answering.modal.submit({"Answer": f"It is {MARK}Bo, who is in daily."})
    await preview.click("Save")
    drafting = await librarian.slash("library answer", question=NEVER)
    assert drafting.modal is not None
    await drafting.modal.submit({"Answer": f"Twice, {MARK}probably."})
    await librarian.slash("library synonym", term=f"{MARK}rmm", means=f"{MARK}watching")
    passing = await librarian.slash("library synonym", term=f"{MARK}mrr", means=f"{MARK}income")
    await passing.click("Undo")
    return pasted


async def _member_at_work(house: House) -> None:
    alice = house.alice
    answer = await alice.slash("ask", question=KNOWN)
    assert MARKED.search(answer.text)
    await (await answer.click("Share")).click("Post")
    await answer.click("Share")
    unanswered = await alice.slash("ask", question=UNKNOWN)
    await (await unanswered.click("Ask the group")).click("Post")
    await (await unanswered.click("Tell me when it's answered")).click("By DM")
    await (await alice.slash("ask", question=KNOWN)).click("Not it")
    await alice.slash("article list", tag=f"{MARK}tag")
    for name in ("suggested", "declined"):
        form = (await alice.slash("article suggest")).modal
        assert form is not None
        texts = {"Title": f"{MARK}{name}", "Text": f"A {MARK}{name} text.", NOTE: f"{MARK}note"}
        handed_in = await form.submit(texts)
        if name == "suggested":
            preview = await handed_in.click("Tell them here")
            await preview.click("Post")
    waiting = await house.librarian.slash("library suggestions")
    one = await waiting.choose("Pick one …", f"{MARK}declined")
    await one.click("Decline")
    form = (await alice.slash("article suggest")).modal
    assert form is not None
    await form.submit({"Title": f"{MARK}kept"})


NOTE = "Why is it worth having?"


async def _answered_later(house: House) -> None:
    """Let Alice be told by DM what a librarian answers."""
    question = f"where do the {MARK}ladders stand in winter"
    unanswered = await house.alice.slash("ask", question=question)
    await (await unanswered.click("Tell me when it's answered")).click("By DM")
    answering = await house.librarian.slash("library answer", question=question)
    assert answering.modal is not None
    preview = await answering.modal.submit({"Answer": f"In the {MARK}attic."})
    await preview.click("Save")
    await house.stand_in.settle()
    assert MARKED.search(house.alice.dms[-1].text)


async def _look_around(house: House) -> None:
    """Open whatever leads to more, and leave all as it was."""
    librarian, alice, admin = house.librarian, house.alice, house.admin
    articles = await librarian.slash("library list")
    card = await articles.choose("Pick one …", f"All {MARK}charges")
    await card.click("History")
    await (await card.click("Remove")).click("Keep")
    await librarian.slash("library list", show="Removed, can be brought back")
    gaps = await librarian.slash("library gaps")
    gap = await gaps.choose("Pick one …", UNKNOWN)
    await (await gap.click("Not for us")).click("Undo")
    gaps = await librarian.slash("library gaps")
    await gaps.click("Not it (2)")
    existing = await librarian.slash("library answer", question=CURATED)
    await (await existing.click("Remove")).click("Bring it back")
    await librarian.slash("library synonyms")
    form = (await librarian.slash("library paste")).modal
    assert form is not None
    pasted = await form.submit({"Title": f"{MARK}discarded", "Text": f"{MARK}discarded words"})
    await pasted.click("Discard")
    await admin.slash("setup roles")
    await admin.slash("setup check")
    await alice.finds("I answer from").click("Ask something")
    await alice.slash("help")
    await alice.slash("article read", name=TITLE)
    answer = await alice.slash("ask", question="toaster charge in the workshop")
    preview = await answer.click("Share")
    await preview.click("Edit")
    await answer.click("Not it")
    await alice.slash("ask", question=NEVER, tag=f"{MARK}tag")

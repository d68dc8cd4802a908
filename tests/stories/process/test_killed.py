"""`kill -9`, whenever it comes: nothing is posted twice, nothing is lost, old buttons work."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

from knowledge import KnowledgeBase
from tests.stories.process.hall import CREATE, wants_to_be_told
from tests.stories.process.waiting import until

if TYPE_CHECKING:
    from bot.playground.server import Person
    from bot.playground.server.people import Reply
    from tests.stories.process.hall import Hall

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")

ZEBRAS = ("zebras.md", b"# Zebras\n\nThe stripes of a zebra keep the flies away.\n")
STRIPES = "What do the strpes of a zebra do?"
TOASTER = "Which quantum toaster do you recommend?"
PLUMBER = "Who mends copper pipes in Antarctica?"
FIELD = "Your question, as it will be posted"


async def shared(person: Person) -> tuple[Reply, Reply]:
    """Return an answer, and the preview of its post."""
    answer = await person.slash("ask", question=STRIPES)
    return answer, await answer.click("Share")


def waiting(hall: Hall) -> int:
    """Return how many questions still have somebody to tell."""
    path = hall.folder / "data" / "knowledge" / f"{hall.guild.id}.db"
    with KnowledgeBase(path, create=False, read_only=True) as library:
        return len(library.gaps.answered())


async def killed_while_posting(hall: Hall, preview: Reply, question: str, *, cut: bool) -> None:
    """Kill the bot while it posts for Alice and tells Bob, before it knows what came of either.

    Args:
        hall: Where.
        preview: What Alice presses *Post* on.
        question: What Bob waits for; it is answered now.
        cut: Whether neither message arrives; else both do, and the bot never hears of it.
    """
    faults = hall.stand_in.faults
    hall.stand_in.requests.clear()
    if cut:
        faults.refuse_connection(f"POST {CREATE}", times=None)
    else:
        faults.lose_reply(f"POST {CREATE}", times=None)
    pressed = asyncio.create_task(preview.click("Post"))
    await hall.answer_open_question(question, f"An answer to: {question}")
    both = 2
    await until(lambda: len(hall.lost_posts()) == both)
    await hall.kill()
    pressed.cancel()
    faults.clear()


async def test_killed_before_a_press_before_a_post_and_before_it_is_noted(hall: Hall) -> None:
    alice, bob = hall.alice, hall.bob
    await hall.librarian.slash("library add", file=ZEBRAS)
    answer, preview = await shared(alice)
    form = (await preview.click("Edit")).modal
    pasted = (await hall.librarian.slash("library paste")).modal
    assert form is not None
    assert pasted is not None
    await wants_to_be_told(bob, TOASTER, "By DM")
    await wants_to_be_told(bob, PLUMBER, "By DM")

    # Before a press.
    await hall.kill()
    await hall.start()
    back = await form.submit({FIELD: "Why stripes?"})
    assert back.content == "I was restarted while you were writing.\n\nNothing you wrote is lost."
    again = (await back.click("Try again")).modal
    assert again is not None
    assert again.values == {FIELD: "Why stripes?"}
    edited = await again.submit()
    assert "**Why stripes?**" in edited.content
    back = await pasted.submit({"Title": "Pipes", "Text": "Copper bends, and lasts."})
    again = (await back.click("Try again")).modal
    assert again is not None
    assert again.values["Text"] == "Copper bends, and lasts."
    assert "counts for more" in (await answer.click("Helped")).content

    # Between the claim and the send: nothing was posted, and both are when it is back.
    await killed_while_posting(hall, preview, TOASTER, cut=True)
    assert hall.posts() == bob.dms == []
    await hall.start()
    await until(lambda: bob.dms)
    assert (await preview.click("Post")).content.startswith("Posted in ")
    assert len(hall.posts()) == 1

    # Between the send and its note, and Discord forgets the nonce: both are found again.
    _, second = await shared(alice)
    await killed_while_posting(hall, second, PLUMBER, cut=False)
    assert (len(hall.posts()), len(bob.dms)) == (2, 2)
    await hall.stand_in.clock.advance(minutes=10)
    await hall.start()
    posted = await second.click("Post")
    assert posted.content.startswith("Posted in ")
    await until(lambda: not waiting(hall))
    assert (len(hall.posts()), len(bob.dms)) == (2, 2)
    assert (await posted.click("Undo")).content.startswith("Taken back.")
    (post,) = hall.posts()
    assert post.content.startswith("**Why stripes?**")
    assert (await alice.view(post).click("Remove")).content == "Removed from the channel."
    assert hall.posts() == []
    assert await hall.stop() == 0

"""A group's first evening with the bot, from the upload to the answer that somebody waited for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.stories.process.hall import wants_to_be_told
from tests.stories.process.waiting import until

if TYPE_CHECKING:
    from tests.stories.process.hall import Hall

ARTICLES = Path(__file__).parents[3].parent / "shared" / "articles"
UNKNOWN = "Which quantum toaster do you recommend?"
ANSWER = "The quantum toaster that we recommend is none: toast by hand."


@pytest.mark.skipif(
    not ARTICLES.is_dir(),
    reason="the folder of the first group's articles is not beside the project",
)
async def test_from_the_upload_to_who_waited_for_an_answer(hall: Hall) -> None:
    alice, bob = hall.alice, hall.bob
    first, second, third = ((path.name, path.read_bytes()) for path in sorted(ARTICLES.iterdir()))
    report = await hall.librarian.slash("library add", file=first, file2=second, file3=third)
    assert report.content.startswith("**3 added**\n")
    assert "Removed" in (await report.click("Remove the starters")).content

    answer = await alice.slash("ask", question="whats a prodctive distracton")
    assert answer.ephemeral
    assert (
        "I searched for *productive* instead of *prodctive* and *distraction* instead of"
        " *distracton*." in answer.content
    )
    assert "Death Blow" in answer.text
    preview = await answer.click("Share")
    assert hall.posts() == []
    assert (await preview.click("Post")).content.startswith("Posted in ")
    (post,) = hall.posts()
    assert post.content.startswith("**whats a productive distraction**\n-# Shared by ")

    answer = await bob.slash("ask", question="peple in my busines")
    assert len(answer.embeds) == 3
    more = await answer.click("More")
    assert more.embeds[0]["title"].startswith("4 · ")
    which = await more.click("Not it")
    put_aside = await which.choose("Which one was not it?", "None of them")
    assert "Noted: none of them was it." in put_aside.content
    undone = await put_aside.click("Undo")
    assert "Undone. Your vote is as it was before." in undone.content

    await wants_to_be_told(alice, UNKNOWN, "By DM")
    await wants_to_be_told(bob, UNKNOWN, "At my next question")
    await hall.answer_open_question(UNKNOWN, ANSWER)
    await until(lambda: alice.dms)
    assert [dm.embeds[0]["description"] for dm in alice.dms] == [ANSWER]
    told = await bob.slash("ask", question="strategic business reveiw")
    assert told.content.startswith(f"You asked to be told: “{UNKNOWN}” has an answer now.\n")
    assert (await told.click("Show me")).embeds[0]["description"] == ANSWER
    again = await bob.slash("ask", question="strategic business reveiw")
    assert "You asked to be told" not in again.content
    assert len(alice.dms) == 1
    assert len(hall.posts()) == 1

    assert await hall.stop() == 0
    assert "distract" not in hall.bot.err
    assert "toaster" not in hall.bot.err

"""A thumb that presses twice: whatever it was is done once, and can be undone."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.stories.asking import add_article, add_stripes, titles
from tests.stories.belongings import fill
from tests.stories.intruding import drawn_presses, objects_in, owner_of

if TYPE_CHECKING:
    from bot.playground.server import Person
    from bot.playground.server.people import Reply
    from knowledge import KnowledgeBase
    from tests.stories.house import House

STRIPES = "what are the stripes of a zebra for"
# What only shows something.
READING = re.compile(
    r"article\.|help\.|setup\.|ask\.(?:example|open|page|share)"
    r"|library\.(?:page|card|history|gaps?|disputes?|synonyms):"
)
CREATE = "/channels/{channel_id}/messages"


async def twice(person: Person, forged: str, values: list[str] | None = None) -> list[Reply]:
    return await asyncio.gather(*(person.forge(forged, values=values) for _ in range(2)))


def whole(library: KnowledgeBase) -> dict[str, list[str]]:
    """Return what there is of everything, by what it is called."""
    return {
        "articles": [article.title for article in library.articles()],
        "answers": [answer.question for answer in library.answers.list()],
        "suggestions": [suggestion.title for suggestion in library.suggestions.list()],
        "synonyms": [f"{one.term} = {one.means}" for one in library.synonyms.list()],
        "gaps": [gap.question for gap in library.gaps.list()],
    }


def posted(house: House) -> Counter[str]:
    """Return in how many messages each thing was posted, by the buttons below them."""
    found = {
        (part["custom_id"], request.answer["id"])
        for request in house.stand_in.requests
        if request.method == "POST" and request.route == CREATE and not request.refused
        for part in objects_in(request.body)
        if str(part.get("custom_id", "")).startswith(("share.", "suggestion.show", "told."))
    }
    return Counter(custom_id for custom_id, _ in found)


async def test_whatever_is_pressed_twice_at_once_is_done_once(house: House) -> None:
    await fill(house)
    for forged, values in drawn_presses(house):
        if not READING.match(forged):
            for reply in await twice(owner_of(house, forged), forged, values):
                assert "(reference" not in reply.text, forged
    there = await house.services.libraries.write(house.guild.id, whole)
    for what, names in there.items():
        assert len(names) == len(set(names)), what
    assert set(posted(house).values()) == {1}


async def vote_on(house: House, public_id: str) -> bool | None:
    """Return what Alice's vote on an article's one passage is."""

    def vote(library: KnowledgeBase) -> bool | None:
        (excerpt,) = library.ask(STRIPES, article=public_id).excerpts
        return library.votes.of(
            STRIPES, article=public_id, passage=excerpt.passage, by=str(house.alice.id)
        )

    return await house.services.libraries.read(house.guild.id, vote)


@pytest.mark.parametrize(("button", "helped"), [("Helped", True), ("Not it", False)])
async def test_a_vote_that_was_pressed_often_is_undone_as_one(
    house: House, button: str, *, helped: bool
) -> None:
    public_id = await add_article(house, "Zebra Notes", "The stripes of a zebra keep flies away.")
    answer = await house.alice.slash("ask", question=STRIPES)
    assert answer.message is not None
    row = answer.message.components[0]["components"]
    (pressed,) = [one["custom_id"] for one in row if one["label"] == button]
    await twice(house.alice, pressed)
    await house.alice.forge(pressed, message=answer)
    assert await vote_on(house, public_id) is helped
    undone = await answer.click("Undo")
    assert "Undone. Your vote is as it was before." in undone.content
    assert await vote_on(house, public_id) is None


async def test_what_was_never_on_the_screen_is_not_voted_on(house: House) -> None:
    await add_stripes(house)
    answer = await house.alice.slash("ask", question=STRIPES)
    shown = [title.partition(" · ")[2] for title in titles(answer)]
    asked = await answer.click("Not it")
    (menu,) = asked.menus
    for _ in range(2):
        await twice(house.alice, menu.custom_id, ["none"])

    def put_aside(library: KnowledgeBase) -> list[str]:
        found = library.ask(STRIPES, 60).excerpts
        return [
            one.citation.article.title
            for one in found
            if library.votes.of(
                STRIPES,
                article=one.citation.article.public_id,
                passage=one.passage,
                by=str(house.alice.id),
            )
            is False
        ]

    voted = await house.services.libraries.read(house.guild.id, put_aside)
    assert len(shown) == 3
    assert sorted(voted) == sorted(shown)

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from knowledge import KnowledgeBase
from tests.stories.asking import add_article, due, gaps, set_answer, tell, titles

if TYPE_CHECKING:
    from bot.playground.server.people import Person, Reply
    from tests.stories.house import House

UNKNOWN = "Which quantum toaster do you recommend?"
ANSWER = "The quantum toaster that we recommend is none: toast by hand."
BY_DM, NEXT = "By DM", "At my next question"
TELL_ME = "Tell me when it's answered"


async def wants_to_be_told(person: Person, way: str, question: str = UNKNOWN) -> Reply:
    reply = await person.slash("ask", question=question)
    return await (await reply.click(TELL_ME)).click(way)


async def test_being_told_is_a_choice_and_can_be_undone(house: House) -> None:
    reply = await house.alice.slash("ask", question=UNKNOWN)
    asked = await reply.click(TELL_ME)
    assert asked.content == (
        f"**{UNKNOWN}**\n"
        "How shall I tell you when it's answered?\n"
        "-# Your name is kept with the question until you are told, 90 days at most."
    )
    noted = await asked.click(BY_DM)
    assert "Noted. I'll send you a DM when it's answered." in noted.content
    (gap,) = await gaps(house)
    assert (gap.count, gap.watchers) == (1, 1)
    undone = await noted.click("Undo")
    assert "Undone. Your name is no longer kept with that question." in undone.content
    (gap,) = await gaps(house)
    assert (gap.count, gap.watchers) == (1, 0)
    await set_answer(house, UNKNOWN, ANSWER)
    assert await tell(house) == 0
    assert house.alice.dms == []


async def test_back_keeps_no_name(house: House) -> None:
    reply = await house.alice.slash("ask", question=UNKNOWN)
    back = await (await reply.click(TELL_ME)).click("‹ Back")
    assert back.buttons == [TELL_ME, "Ask the group"]
    (gap,) = await gaps(house)
    assert gap.watchers == 0


async def test_whoever_chose_a_dm_is_told_once(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await house.restart()
    await set_answer(house, UNKNOWN, ANSWER)
    assert await tell(house) == 1
    (dm,) = house.alice.dms
    assert dm.content == (f"You asked in **Owners Circle**: “{UNKNOWN}”\nThere is an answer now.")
    assert dm.embeds[0]["description"] == ANSWER
    assert await tell(house) == 0
    await house.restart()
    await tell(house)
    reply = await house.alice.slash("ask", question="What is a peer group?")
    assert "You asked to be told" not in reply.content
    assert len(house.alice.dms) == 1


async def test_a_dm_is_removed_by_its_button(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await set_answer(house, UNKNOWN, ANSWER)
    await tell(house)
    await house.restart()
    reply = await house.alice.dms[0].click("Remove this message")
    assert reply.content == "Removed."
    assert not any("quantum" in dm.text for dm in house.alice.dms)


async def test_an_article_that_answers_is_told_too(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await add_article(house, "Toasters", ANSWER)
    assert await tell(house) == 1
    assert titles(house.alice.dms[0]) == ["Toasters"]


async def test_a_librarian_who_answers_sets_it_off(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    opened = await house.librarian.slash("library answer", question=UNKNOWN)
    assert opened.modal is not None
    await (await opened.modal.submit({"Answer": ANSWER})).click("Save")
    await house.stand_in.settle()
    assert [dm.embeds[0]["description"] for dm in house.alice.dms] == [ANSWER]


async def test_whoever_did_not_want_a_dm_is_told_at_the_next_question(house: House) -> None:
    await wants_to_be_told(house.alice, NEXT)
    await set_answer(house, UNKNOWN, ANSWER)
    assert await tell(house) == 0
    assert house.alice.dms == []
    await house.restart()
    reply = await house.alice.slash("ask", question="What is a peer group?")
    assert reply.content.splitlines()[0] == (
        f"You asked to be told: “{UNKNOWN}” has an answer now."
    )
    shown = await reply.click("Show me")
    assert shown.ephemeral
    assert shown.embeds[0]["description"] == ANSWER
    again = await house.alice.slash("ask", question="What is a peer group?")
    assert "You asked to be told" not in again.content
    assert await due(house) == []


async def test_nobody_else_is_told(house: House) -> None:
    await wants_to_be_told(house.alice, NEXT)
    await set_answer(house, UNKNOWN, ANSWER)
    await tell(house)
    reply = await house.bob.slash("ask", question="What is a peer group?")
    assert "You asked to be told" not in reply.content


async def test_two_questions_at_once_tell_once(house: House) -> None:
    await wants_to_be_told(house.alice, NEXT)
    await set_answer(house, UNKNOWN, ANSWER)
    await tell(house)
    replies = await asyncio.gather(
        *(house.alice.slash("ask", question="What is a peer group?") for _ in range(3))
    )
    assert sum("You asked to be told" in reply.content for reply in replies) == 1


async def test_a_private_question_tells_nothing_and_the_next_one_does(house: House) -> None:
    await wants_to_be_told(house.alice, NEXT)
    await set_answer(house, UNKNOWN, ANSWER)
    await tell(house)
    reply = await house.alice.slash("ask", question="What is a peer group?", private=True)
    assert "You asked to be told" not in reply.content
    reply = await house.alice.slash("ask", question="What is a peer group?")
    assert "You asked to be told" in reply.content


async def test_closed_dms_fall_back_to_the_next_question(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    house.alice.dms_open = False
    await set_answer(house, UNKNOWN, ANSWER)
    assert await tell(house) == 0
    assert await tell(house) == 0
    reply = await house.alice.slash("ask", question="What is a peer group?")
    assert "You asked to be told" in reply.content
    house.alice.dms_open = True
    assert await tell(house) == 0
    assert house.alice.dms == []


async def test_whoever_has_left_is_not_told_and_not_kept(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await house.alice.leaves(house.guild)
    await set_answer(house, UNKNOWN, ANSWER)
    assert await tell(house) == 0
    assert await due(house) == []


async def test_a_dm_whose_receipt_is_lost_is_sent_once(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await set_answer(house, UNKNOWN, ANSWER)
    house.stand_in.faults.lose_reply("POST /channels/{channel_id}/messages")
    assert await tell(house) == 1
    assert len(house.alice.dms) == 1


@pytest.mark.parametrize("minutes", [0, 10])
async def test_a_bot_that_ends_before_it_knows_that_it_told_tells_once(
    house: House, minutes: int
) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await set_answer(house, UNKNOWN, ANSWER)
    house.stand_in.faults.lose_reply("POST /channels/{channel_id}/messages", times=None)
    assert await tell(house) == 0
    assert len(house.alice.dms) == 1
    reply = await house.alice.slash("ask", question="What is a peer group?")
    assert "You asked to be told" not in reply.content
    house.stand_in.faults.clear()
    await house.stand_in.clock.advance(minutes=minutes)
    await house.restart()
    await house.stand_in.settle()
    assert len(house.alice.dms) == 1
    assert await due(house) == []


async def test_an_answer_that_came_meanwhile_is_shown_at_once(house: House) -> None:
    reply = await house.alice.slash("ask", question=UNKNOWN)
    await set_answer(house, UNKNOWN, ANSWER)
    shown = await reply.click(TELL_ME)
    assert "There is an answer now." in shown.content
    assert shown.embeds[0]["description"] == ANSWER


async def test_stop_words_alone_can_not_be_watched_for(house: House) -> None:
    reply = await house.alice.slash("ask", question="what is it")
    noted = await (await reply.click(TELL_ME)).click(NEXT)
    assert noted.content == (
        "I could not know that question again: it has no words of its own. Ask it in other words."
    )


async def test_several_answers_are_told_together(house: House) -> None:
    other = "Who mends quantum toasters in Peru?"
    await wants_to_be_told(house.alice, NEXT)
    await wants_to_be_told(house.alice, NEXT, other)
    await set_answer(house, UNKNOWN, ANSWER)
    await set_answer(house, other, "Juan does.")
    await tell(house)
    reply = await house.alice.slash("ask", question="What is a peer group?")
    assert reply.content.count("You asked to be told") == 2
    shown = await reply.click("Show 2")
    assert shown.embeds[0]["description"] in {ANSWER, "Juan does."}


async def test_what_was_loaded_from_the_terminal_is_told_in_the_next_round(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    with KnowledgeBase(house.services.libraries.path(house.guild.id)) as library:
        library.answers.set(UNKNOWN, ANSWER, by="1")
    await house.bot.housekeeping.tidy()
    await house.bot.housekeeping.tidy()
    assert len(house.alice.dms) == 1


async def test_what_was_loaded_while_the_bot_was_off_is_told_once_it_is_back(house: House) -> None:
    await wants_to_be_told(house.alice, BY_DM)
    await house.stop()
    with KnowledgeBase(house.services.libraries.path(house.guild.id)) as library:
        library.answers.set(UNKNOWN, ANSWER, by="1")
    await house.start()
    await house.bot.housekeeping.tidy()
    assert len(house.alice.dms) == 1

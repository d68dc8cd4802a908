from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.stories.asking import (
    STRIPES,
    add_article,
    add_stripes,
    remove_article,
    set_answer,
    titles,
)

if TYPE_CHECKING:
    from bot.playground.server.people import Person, Reply, SeenMessage
    from tests.stories.house import House

QUESTION = "What do the strpes of a zebra do?"
MENDED = "What do the stripes of a zebra do?"
UNKNOWN = "Which quantum toaster do you recommend?"
SEND_MESSAGES = 1 << 11
EMBED_LINKS = 1 << 14


def posts(person: Person) -> list[SeenMessage]:
    """Return what the bot has posted for members."""
    return [seen for seen in person.messages() if "Remove" in seen.buttons]


async def preview(house: House, question: str = QUESTION) -> Reply:
    await add_article(house, "Zebras", "The stripes of a zebra keep the flies away.")
    return await (await house.alice.slash("ask", question=question)).click("Share")


async def test_an_answer_is_shared_as_it_was_shown_before(house: House) -> None:
    shown = await preview(house)
    assert shown.ephemeral
    assert shown.content == (
        f"This will be posted in <#{house.alice.channel.id}>, for everyone there:\n\n"
        f"**{MENDED}**\n"
        f"-# Shared by {house.alice.mention}"
    )
    assert shown.buttons == ["Post", "Edit", "Cancel"]
    assert titles(shown) == ["Zebras"]
    assert posts(house.bob) == []
    reply = await shown.click("Post")
    assert reply.content == f"Posted in <#{house.alice.channel.id}>."
    (post,) = posts(house.bob)
    assert post.content == f"**{MENDED}**\n-# Shared by {house.alice.mention}"
    assert titles(post) == ["Zebras"]
    assert house.alice.pings == []
    taken = await reply.click("Undo")
    assert taken.content == f"Taken back. It is no longer in <#{house.alice.channel.id}>."
    assert posts(house.bob) == []


async def test_a_double_press_posts_once(house: House) -> None:
    shown = await preview(house)
    replies = await asyncio.gather(shown.click("Post"), shown.click("Post"), shown.click("Post"))
    assert {reply.content for reply in replies} == {f"Posted in <#{house.alice.channel.id}>."}
    assert len(posts(house.bob)) == 1


async def test_a_post_whose_receipt_is_lost_is_posted_once(house: House) -> None:
    shown = await preview(house)
    house.stand_in.faults.lose_reply("POST /channels/{channel_id}/messages")
    reply = await shown.click("Post")
    assert reply.content.startswith("Posted in")
    assert len(posts(house.bob)) == 1


async def test_what_could_not_be_posted_now_is_posted_once_by_pressing_again(house: House) -> None:
    shown = await preview(house)
    house.stand_in.faults.lose_reply("POST /channels/{channel_id}/messages", times=None)
    reply = await shown.click("Post")
    assert reply.ephemeral
    assert reply.content == (
        "Discord isn't answering well just now. Press it again in a minute; it is posted only once."
    )
    assert shown.buttons == ["Post", "Edit", "Cancel"]
    house.stand_in.faults.clear()
    await house.stand_in.clock.advance(minutes=5)
    await house.restart()
    assert (await shown.click("Post")).content.startswith("Posted in")
    assert len(posts(house.bob)) == 1


async def test_what_was_posted_unknown_to_the_bot_is_removed_by_its_button(house: House) -> None:
    shown = await preview(house)
    house.stand_in.faults.lose_reply("POST /channels/{channel_id}/messages", times=None)
    await shown.click("Post")
    house.stand_in.faults.clear()
    await house.restart()
    (post,) = posts(house.alice)
    assert (await post.click("Remove")).content == "Removed from the channel."
    assert posts(house.bob) == []
    again = await shown.click("Post")
    assert again.content == "That was taken back or refused already. Start anew."


async def test_a_post_is_found_again_by_its_button_after_a_restart(house: House) -> None:
    shown = await preview(house)
    reply = await shown.click("Post")
    await house.restart()
    await reply.click("Undo")
    assert posts(house.bob) == []


async def test_a_preview_is_posted_after_a_restart(house: House) -> None:
    shown = await preview(house)
    await house.restart()
    assert (await shown.click("Post")).content.startswith("Posted in")
    assert len(posts(house.bob)) == 1


async def test_the_question_is_edited_before_it_is_posted(house: House) -> None:
    shown = await preview(house)
    opened = await shown.click("Edit")
    assert opened.modal is not None
    assert opened.modal.values == {"Your question, as it will be posted": MENDED}
    reply = await opened.modal.submit(
        {"Your question, as it will be posted": "Why stripes, **@everyone**?"}
    )
    await reply.click("Post")
    (post,) = posts(house.bob)
    assert post.content.startswith("**Why stripes, \\*\\*@\u200beveryone\\*\\*?**\n")
    assert titles(post) == ["Zebras"]
    assert house.bob.pings == []


async def test_an_edited_question_needs_words_and_loses_none(house: House) -> None:
    opened = await (await preview(house)).click("Edit")
    assert opened.modal is not None
    reply = await opened.modal.submit({"Your question, as it will be posted": "!!!"})
    assert reply.content.startswith("Write the question in words.")
    again = await reply.click("Try again")
    assert again.modal is not None
    assert again.modal.values == {"Your question, as it will be posted": "!!!"}


async def test_a_draft_is_cancelled_and_stays_so(house: House) -> None:
    shown = await preview(house)
    forged = f"share.post:{custom_id(shown, 'Post')}"
    assert (await shown.click("Cancel")).content == "Not posted."
    reply = await house.alice.forge(forged, message=shown)
    assert reply.content == "That was taken back or refused already. Start anew."
    assert posts(house.bob) == []


async def test_what_is_shared_is_chosen_among_several(house: House) -> None:
    await add_stripes(house)
    answer = await house.alice.slash("ask", question=STRIPES)
    found = [title[4:] for title in titles(answer)]
    shown = await answer.click("Share")
    assert titles(shown) == found[:1]
    shown = await shown.choose("What to share …", found[0], found[2])
    assert titles(shown) == [found[0], found[2]]
    await shown.click("Post")
    (post,) = posts(house.bob)
    assert titles(post) == [found[0], found[2]]


async def test_the_librarians_answer_is_shared_first(house: House) -> None:
    await add_stripes(house)
    await set_answer(house, STRIPES, "Nobody is sure. Ask Bo.")
    answer = await house.alice.slash("ask", question=STRIPES)
    assert answer.embeds[0]["author"]["name"].startswith("Answered by your librarians, ")
    assert answer.embeds[0]["description"] == "Nobody is sure. Ask Bo."
    shown = await answer.click("Share")
    assert len(shown.embeds) == 1
    await set_answer(house, STRIPES, "We are sure now.")
    assert (await shown.click("Post")).content == (
        "The library has changed since: part of that is no longer in it. Ask again."
    )
    assert posts(house.bob) == []


async def test_what_was_removed_from_the_library_is_not_posted(house: House) -> None:
    public_id = await add_article(house, "Toads", "A toad in the cellar eats woodlice.")
    answer = await house.alice.slash("ask", question="What does a toad in the cellar eat?")
    shown = await answer.click("Share")
    await remove_article(house, public_id)
    reply = await shown.click("Post")
    assert reply.content == (
        "The library has changed since: part of that is no longer in it. Ask again."
    )
    assert posts(house.bob) == []


async def test_share_goes_straight_to_the_preview(house: House) -> None:
    await add_article(house, "Zebras", "The stripes of a zebra keep the flies away.")
    shown = await house.alice.slash("ask", question=QUESTION, share=True)
    assert shown.ephemeral
    assert shown.buttons == ["Post", "Edit", "Cancel"]
    await shown.click("Post")
    assert len(posts(house.bob)) == 1


async def test_share_without_an_answer_is_no_answer(house: House) -> None:
    reply = await house.alice.slash("ask", question=UNKNOWN, share=True)
    assert "The library has nothing on that yet." in reply.content


async def test_where_the_bot_may_not_write_one_gets_the_answer_all_the_same(house: House) -> None:
    await add_article(house, "Zebras", "The stripes of a zebra keep the flies away.")
    channel = house.alice.channel
    house.stand_in.world.set_overwrite(channel, house.stand_in.world.bot, deny=SEND_MESSAGES)
    reply = await house.alice.slash("ask", question=QUESTION, share=True)
    assert "I can't post in this channel." in reply.content
    assert titles(reply) == ["Zebras"]


async def test_whoever_may_only_read_there_posts_nothing_there(house: House) -> None:
    message = await house.bob.says("What is a peer group?")
    house.stand_in.world.set_overwrite(house.alice.channel, house.alice.user, deny=SEND_MESSAGES)
    reply = await house.alice.context_menu("Ask the library", message)
    assert reply.embeds
    for label in ("Share", "Ask the group"):
        assert (await reply.click(label)).content == (
            "You can't write in this channel, so I don't post for you here. Ask in another one."
        )


async def test_whoever_may_no_longer_write_there_posts_nothing(house: House) -> None:
    shown = await preview(house)
    house.stand_in.world.set_overwrite(house.alice.channel, house.alice.user, deny=SEND_MESSAGES)
    assert (await shown.click("Post")).content.startswith("You can't write in this channel")
    assert posts(house.bob) == []


@pytest.mark.parametrize("denied", [SEND_MESSAGES, EMBED_LINKS])
async def test_where_the_bot_may_not_write_it_says_who_can_help(house: House, denied: int) -> None:
    answer = await house.alice.slash("ask", question="What is a peer group?")
    house.stand_in.world.set_overwrite(house.alice.channel, house.stand_in.world.bot, deny=denied)
    reply = await answer.click("Share")
    assert reply.content == (
        "I can't post in this channel. Ask an admin to run `/setup check`, or try another one."
    )


async def test_an_answer_is_shared_in_a_thread(house: House) -> None:
    await add_article(house, "Zebras", "The stripes of a zebra keep the flies away.")
    message = await house.bob.says("Zebras")
    assert message.message is not None
    thread = house.stand_in.world.start_thread(
        house.bob.channel, house.bob.user, "Zebras", message=message.message
    )
    reply = await house.alice.slash("ask", question=QUESTION, channel=thread)
    await (await reply.click("Share")).click("Post")
    (post,) = [seen for seen in house.bob.messages(thread) if "Remove" in seen.buttons]
    assert titles(post) == ["Zebras"]


async def test_only_its_owner_or_a_librarian_removes_a_post(house: House) -> None:
    await (await preview(house)).click("Post")
    (post,) = posts(house.bob)
    reply = await post.click("Remove")
    assert reply.ephemeral
    assert reply.content == "Only who posted it, or a librarian, can remove it."
    assert len(posts(house.bob)) == 1
    reply = await house.librarian.view(post).click("Remove")
    assert reply.content == "Removed from the channel."
    assert posts(house.bob) == []


async def test_whoever_reads_a_post_may_ask_too(house: House) -> None:
    await (await preview(house)).click("Post")
    (post,) = posts(house.bob)
    opened = await post.click("Ask the library")
    assert opened.modal is not None
    reply = await opened.modal.submit({"Your question": "What is a peer group?"})
    assert reply.ephemeral
    assert reply.embeds


async def test_the_group_is_asked_what_the_library_does_not_know(house: House) -> None:
    answer = await house.alice.slash("ask", question=UNKNOWN)
    shown = await answer.click("Ask the group")
    text = (
        f"{house.alice.mention} asks the group:\n> {UNKNOWN}\n"
        "-# The library has nothing on this yet. Reply to this message if you know."
    )
    assert shown.content == (
        f"This will be posted in <#{house.alice.channel.id}>, for everyone there:\n\n{text}"
    )
    opened = await shown.click("Edit")
    assert opened.modal is not None
    shown = await opened.modal.submit({"Your question, as it will be posted": "Any toaster?"})
    reply = await shown.click("Post")
    (post,) = posts(house.bob)
    assert post.content == text.replace(UNKNOWN, "Any toaster?")
    assert house.bob.pings == []
    await reply.click("Undo")
    assert posts(house.bob) == []


async def test_the_group_may_be_asked_after_an_answer_too(house: House) -> None:
    answer = await house.alice.slash("ask", question="What is a peer group?")
    shown = await answer.click("Ask the group")
    assert shown.content.endswith("\n-# Reply to this message if you know.")
    assert shown.embeds == []


async def test_what_was_posted_is_taken_back_even_if_somebody_deleted_it(house: House) -> None:
    reply = await (await preview(house)).click("Post")
    (post,) = posts(house.bob)
    assert post.message is not None
    house.stand_in.world.delete_message(post.message)
    assert (await reply.click("Undo")).content.startswith("Taken back.")


async def test_what_was_posted_is_neither_edited_nor_cancelled(house: House) -> None:
    shown = await preview(house)
    post_id = custom_id(shown, "Post")
    await shown.click("Post")
    for verb in ("edit", "cancel"):
        reply = await house.alice.forge(f"share.{verb}:{post_id}", message=shown)
        assert reply.content == "It is posted already, or was put aside."
    assert len(posts(house.bob)) == 1


def custom_id(reply: Reply, label: str) -> str:
    """Return the id behind a button."""
    assert reply.message is not None
    for row in reply.message.components:
        for one in row["components"]:
            if one.get("label") == label:
                return str(one["custom_id"]).split(":")[1]
    raise AssertionError(label)

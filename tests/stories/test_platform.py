"""Presses that were never drawn, are pressed twice, or come when the world has moved on."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

import pytest

from bot.playground.server import NotAnswered
from bot.playground.server.world.channels import ChannelEdit
from tests.playground.waiting import until
from tests.stories.asking import tell
from tests.stories.belongings import fill
from tests.stories.intruding import drawn_presses, filled, form_kinds, owner_of, press_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.server.people import Reply
    from bot.playground.server.world.models import Channel
    from tests.stories.house import House

VIEW, SEND, SEND_IN_THREADS = 1 << 10, 1 << 11, 1 << 38
OLD = "That button is from an earlier version. Run the command again."


@pytest.fixture(autouse=True)
def quiet(house: House, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Look that nothing failed."""
    yield
    assert house.stand_in.violations == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def fine(reply: Reply, what: str = "") -> Reply:
    assert "(reference" not in reply.text, what
    return reply


def button(reply: Reply, label: str) -> str:
    """Return what stands behind a button."""
    assert reply.message is not None
    parts = [one for row in reply.message.components for one in row["components"]]
    (found,) = [one["custom_id"] for one in parts if one.get("label") == label]
    return str(found)


# -- forged


async def test_what_could_not_be_drawn_is_not_answered_and_harms_nothing(house: House) -> None:
    house.stand_in.interactions.answer_within = 0.05
    for forged in (
        "x",
        "ask.page",
        "ask.page:",
        "ask.page::",
        "ask.page:a:b:c",
        "ask.page:a b",
        "ASK.PAGE:abc",
        "ask.page:é",
        "ask.page:٣",
        "ask.page:a\nb",
        "ask.page:" + "a" * 91,
        ":" * 100,
        "../../etc:passwd",
    ):
        with pytest.raises(NotAnswered):
            await house.alice.forge(forged)
    house.stand_in.interactions.answer_within = 3.0
    assert (await house.alice.slash("ask", question="delegate")).embeds


async def test_unknown_kinds_are_from_an_earlier_version(house: House) -> None:
    for forged in ("never.was:abc", "ask.never:abc", "library.never:abc:1"):
        assert (await house.alice.forge(forged)).content == OLD


async def test_the_longest_and_the_oddest_ids_get_a_sentence(house: House) -> None:
    odd: tuple[tuple[str, list[str] | None], ...] = (
        (f"{'a' * 32}:{'9' * 24}", None),
        ("-:-1", ["²"]),
        ("_:not-9999999999", ["9" * 100]),
        ("0", []),
    )
    for kind in press_kinds(house):
        for rest, values in odd:
            forged = f"{kind}:{rest}"
            fine(await house.admin.forge(forged, values=values), forged)


async def test_forms_with_the_longest_ids_are_opened_again(house: House) -> None:
    for kind in form_kinds(house):
        for argument in ("9" * 24, "a" * 24):
            forged = f"{kind}:{'a' * 32}:{argument}"
            refused = fine(await house.admin.forge_form(forged, {"text": "Mine"}), forged)
            opened = fine(await refused.click("Try again"), forged)
            if opened.modal is None:  # what it is for is looked up, and is not there
                assert opened.content.endswith("\n\nYou wrote:\nMine"), forged
                continue
            fine(await opened.modal.submit(filled(opened.modal)), forged)


async def test_a_press_changes_no_message_that_others_see(house: House) -> None:
    await fill(house)
    public = [seen for seen in house.bob.messages() if seen.buttons]
    assert len(public) > 3
    before = [seen.text for seen in public]
    for forged, values in drawn_presses(house):
        if not forged.startswith(("share.", "suggestion.remove")):  # these may delete their own
            person = owner_of(house, forged)
            fine(await person.forge(forged, values=values, message=person.view(public[0])))
    assert [seen.text for seen in public] == before


# -- moved on


async def suggested(house: House, channel: Channel | None = None) -> Reply:
    """Let Alice suggest something and look at what would be posted about it."""
    form = (await house.alice.slash("article suggest", channel=channel)).modal
    assert form is not None
    handed_in = await form.submit({"Title": "Stripes", "Text": "Zebras have stripes."})
    return await handed_in.click("Tell them here")


def posted(house: House, channel: Channel) -> int:
    return house.bob.sees(channel).count("An article is suggested")


async def test_who_may_no_longer_write_there_tells_nobody_there(house: House) -> None:
    preview = await suggested(house)
    house.stand_in.world.set_overwrite(house.general, house.alice, deny=SEND)
    reply = await preview.click("Post")
    assert reply.content == "You can't post in this channel. Librarians see it anyway."
    assert posted(house, house.general) == 0
    house.stand_in.world.set_overwrite(house.general, house.alice)
    await preview.click("Post")
    assert posted(house, house.general) == 1


async def test_where_the_bot_may_no_longer_write_nothing_is_told(house: House) -> None:
    preview = await suggested(house)
    world = house.stand_in.world
    for denied in (SEND, VIEW):
        world.set_overwrite(house.general, world.bot, deny=denied)
        await house.stand_in.settle()
        reply = fine(await preview.click("Post"))
        assert "/setup check" in reply.content
    world.set_overwrite(house.general, world.bot)
    await house.stand_in.settle()
    assert (await preview.click("Post")).content.startswith("Posted in")
    assert posted(house, house.general) == 1


async def test_what_a_press_shows_of_a_permission_is_not_believed(house: House) -> None:
    preview = await suggested(house)
    answer = await (await house.alice.slash("ask", question="delegate")).click("Share")
    for one in (preview, answer):
        house.stand_in.faults.next("POST /channels/{channel_id}/messages", status=403)
        reply = fine(await one.click("Post"))
        assert reply.content.startswith("I can't post in that channel.")
        again = fine(await one.click("Post"))
        assert again.content.startswith(("Posted in", "That was taken back or refused already."))


async def test_a_thread_is_written_in_by_those_who_may(house: House) -> None:
    world = house.stand_in.world
    thread = world.start_thread(house.general, house.bob, "Zebras")
    world.set_overwrite(house.general, house.alice, deny=SEND)
    preview = await suggested(house, thread)
    assert (await preview.click("Post")).content.startswith("Posted in")
    assert posted(house, thread) == 1
    preview = await suggested(house, thread)
    world.set_overwrite(house.general, house.alice, deny=SEND_IN_THREADS)
    refused = await preview.click("Post")
    assert refused.content == "You can't post in this channel. Librarians see it anyway."
    assert posted(house, thread) == 1


async def test_an_archived_thread_is_opened_by_a_post_and_a_locked_one_is_not(house: House) -> None:
    world = house.stand_in.world
    thread = world.start_thread(house.general, house.bob, "Zebras")
    preview, other = await suggested(house, thread), await suggested(house, thread)
    world.edit_channel(thread, ChannelEdit(archived=True))
    await house.stand_in.settle()
    assert (await preview.click("Post")).content.startswith("Posted in")
    world.edit_channel(thread, ChannelEdit(archived=True, locked=True))
    await house.stand_in.settle()
    refused = fine(await other.click("Post"))
    assert posted(house, thread) == 1
    assert refused.content.startswith("That thread is closed.")
    world.edit_channel(thread, ChannelEdit(archived=False, locked=False))
    await house.stand_in.settle()
    assert (await other.click("Post")).content.startswith("Posted in")
    assert posted(house, thread) == 2


async def test_a_deleted_channel_takes_its_posts_along(house: House) -> None:
    world = house.stand_in.world
    side = world.add_channel(house.guild, "side")
    await house.stand_in.settle()
    preview = await suggested(house, side)
    answer = await house.alice.slash("ask", question="delegate", channel=side)
    shared = await answer.click("Share")
    done = await (await answer.click("Share")).click("Post")
    told = await (await suggested(house, side)).click("Post")
    presses = [button(preview, "Post"), button(shared, "Post")]
    undo = [button(done, "Undo"), button(told, "Undo")]
    world.delete_channel(side)
    await house.stand_in.settle()
    before = house.bob.sees()
    for forged in presses:
        assert fine(await house.alice.forge(forged)).content.endswith(".")
    for forged in undo:
        assert fine(await house.alice.forge(forged)).content
    assert house.bob.sees() == before


async def test_what_somebody_suggested_who_has_left_is_added_all_the_same(house: House) -> None:
    await (await suggested(house)).click("Post")
    await house.alice.leaves()
    await house.stand_in.settle()
    notice = house.librarian.finds("An article is suggested")
    added = await (await notice.click("Look at it (librarians)")).click("Add")
    assert added.content.startswith("Added: **Stripes**")
    assert fine(await notice.click("Remove")).content.startswith("Removed.")


async def test_after_an_outage_all_goes_on_as_before(house: House) -> None:
    unanswered = await house.alice.slash("ask", question="who sells quantum toasters")
    await (await unanswered.click("Tell me when it's answered")).click("By DM")
    preview = await suggested(house)
    world = house.stand_in.world
    world.set_guild_available(house.guild, available=False)
    await house.stand_in.settle()
    await house.services.libraries.write(
        house.guild.id,
        lambda library: library.answers.set("who sells quantum toasters", "Nobody.", by="1"),
    )
    assert await tell(house) == 0
    world.set_guild_available(house.guild, available=True)
    await house.stand_in.settle()
    assert await tell(house) == 1
    assert "Nobody." in house.alice.dms[-1].text
    assert (await preview.click("Post")).content.startswith("Posted in")
    assert house.alice.sees(house.general).count("I answer from your articles") == 1


async def test_an_answer_that_comes_too_late_is_nobodys_fault(house: House) -> None:
    listed = await house.alice.slash("article list")
    house.stand_in.interactions.answer_within = 0.1
    callback = "POST /interactions/{interaction_id}/{interaction_token}/callback"
    for late in (
        lambda: house.alice.slash("article list"),
        lambda: house.alice.forge("article.list:all"),
        lambda: house.alice.autocomplete("article read", "name", "x"),
        lambda: house.alice.forge("ask.open:new"),
    ):
        house.stand_in.faults.slow(callback, 0.15)
        with pytest.raises(NotAnswered):
            await late()
        await house.stand_in.settle()
    house.stand_in.interactions.answer_within = 3.0
    assert (await listed.choose("Read one …", "Delegating Well")).text


async def test_a_form_opened_again_is_taken_whatever_becomes_of_the_first(house: House) -> None:
    first = (await house.librarian.slash("library add")).modal
    assert first is not None
    busy = threading.Event()
    holding = house.services.libraries.write(house.guild.id, lambda _: busy.wait(10))
    held = asyncio.create_task(holding)
    sent = asyncio.create_task(first.submit({"Files": [("a.md", b"# One\n\nStripes of a zebra.")]}))
    await until(lambda: any(one.loading for one in house.stand_in.interactions.open()))
    again = (await house.librarian.slash("library add")).modal
    assert again is not None
    assert again.custom_id == first.custom_id
    busy.set()
    assert (await sent).content.startswith("Added: **One**")
    await held
    await house.stand_in.settle()
    reply = await again.submit({"Files": [("b.md", b"# Two\n\nSpots of a leopard.")]})
    assert reply.content.startswith("Added: **Two**")

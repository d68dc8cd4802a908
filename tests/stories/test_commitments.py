"""Commitments: promised, seen, closed, and made of a message."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.rounds import CommitmentState
from tests.stories.circle import gather

if TYPE_CHECKING:
    from tests.stories.house import House


async def test_a_promise_is_noted_with_its_date_read_back(house: House) -> None:
    circle = await gather(house, house.alice)
    reply = await house.alice.slash(
        "commit add", text="Call Ann", due="in 2 weeks", channel=circle.channel
    )
    assert reply.ephemeral
    assert reply.content == (
        "Noted for **Owners Circle**, by Mon 17 Mar (in 2 weeks):\n“Call Ann”\n"
        "-# Only you see this."
    )
    (made,) = await circle.commitments(house.alice)
    assert (made.text, made.due_on) == ("Call Ann", date(2031, 3, 17))


async def test_without_a_date_it_is_due_when_the_next_check_in_closes(house: House) -> None:
    circle = await gather(house, house.alice)
    reply = await house.alice.slash("commit add", text="Call Ann", channel=circle.channel)
    assert "by Wed 5 Mar (in 2 days)" in reply.content


async def test_noting_is_undone_by_a_press(house: House) -> None:
    circle = await gather(house, house.alice)
    reply = await house.alice.slash("commit add", text="Call Ann", channel=circle.channel)
    undone = await reply.click("Undo")
    assert undone.content == "Undone. “Call Ann” is not noted any more."
    assert await circle.commitments(house.alice) == []


async def test_a_date_in_doubt_is_asked_about_and_the_words_stay(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await house.alice.slash(
        "commit add", text="Call Ann", due="4/5", channel=circle.channel
    )
    assert asked.content == "By “4/5”, do you mean Sun 4 May or Sat 5 Apr?"
    assert await circle.commitments(house.alice) == []
    reply = await asked.click("Sun 4 May")
    assert "by Sun 4 May" in reply.content
    assert [each.text for each in await circle.commitments(house.alice)] == ["Call Ann"]


async def test_a_date_that_is_over_is_refused_with_a_way_on(house: House) -> None:
    circle = await gather(house, house.alice)
    refused = await house.alice.slash(
        "commit add", text="Call Ann", due="yesterday", channel=circle.channel
    )
    assert refused.content == "Sun 2 Mar 2031 is over. Choose a day from today on."
    opened = await refused.click("Another date")
    assert opened.modal is not None
    reply = await opened.modal.submit({"Which date?": "friday"})
    assert "by Fri 7 Mar (in 4 days)" in reply.content


async def test_the_same_promise_twice_is_one(house: House) -> None:
    circle = await gather(house, house.alice)
    await house.alice.slash("commit add", text="Call Ann", channel=circle.channel)
    again = await house.alice.slash("commit add", text="call ann ", channel=circle.channel)
    assert again.content == "You've promised that already, and it's open. /commit list shows it."
    assert len(await circle.commitments(house.alice)) == 1


async def test_the_list_is_empty_at_first_and_leads_to_the_form(house: House) -> None:
    circle = await gather(house, house.alice)
    empty = await house.alice.slash("commit list", channel=circle.channel)
    assert empty.content.startswith(
        "**Your commitments · Owners Circle**\nNothing is open. What you promise in a check-in"
    )
    opened = await empty.click("Add")
    assert opened.modal is not None
    assert opened.modal.fields == ["What do you promise?", "By when?"]
    noted = await opened.modal.submit({"text": "Call Ann", "due": "fri"})
    listed = await noted.click("Show all")
    assert "1. Call Ann\n-# by Fri 7 Mar (in 4 days)\n" in listed.content


async def test_one_is_closed_from_the_list_and_opened_again(house: House) -> None:
    circle = await gather(house, house.alice)
    for text in ("Call Ann", "Raise prices"):
        await house.alice.slash("commit add", text=text, channel=circle.channel)
    listed = await house.alice.slash("commit list", channel=circle.channel)
    which = await listed.click("Close one")
    asked = await which.choose("Which one?", "Call Ann")
    assert asked.content.startswith("**Call Ann**\nWhat became of it?\n-# by Wed 5 Mar")
    assert "Missed" in asked.disabled
    kept = await asked.click("Kept")
    assert kept.content == "Kept. “Call Ann”\nThat makes 1 of 1, for your eyes only."
    opened = await kept.click("Undo")
    assert opened.content == "Open again. “Call Ann”"
    states = {each.state for each in await circle.commitments(house.alice)}
    assert states == {CommitmentState.OPEN}


async def test_missed_is_said_once_the_date_has_passed_and_by_nobody_else(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    await house.alice.slash("commit add", text="Call Ann", due="tomorrow", channel=circle.channel)
    (made,) = await circle.commitments(house.alice)
    early = await circle.press(house.alice, "commit.missed", made.id)
    assert early.content.startswith("It's due Tue 4 Mar, so it isn't missed yet.")
    await house.stand_in.live(days=2)
    theirs = await circle.press(house.bob, "commit.missed", made.id)
    assert theirs.content == "That commitment is no longer here. `/commit list` shows yours."
    asked = await house.alice.slash("commit close", commitment=made.id, channel=circle.channel)
    missed = await asked.click("Missed")
    assert missed.content == "Noted as missed. “Call Ann”\nIt happens. Only you see it."
    rate = await circle.book(lambda book: book.commitments.rate(circle.group.id, house.alice.id))
    assert rate == (0, 1)


async def test_what_is_dropped_counts_neither_way(house: House) -> None:
    circle = await gather(house, house.alice)
    await house.alice.slash("commit add", text="Call Ann", channel=circle.channel)
    asked = await house.alice.slash("commit close", commitment="ann", channel=circle.channel)
    dropped = await asked.click("Dropped")
    assert dropped.content == "Dropped. “Call Ann”\nIt counts neither way."
    rate = await circle.book(lambda book: book.commitments.rate(circle.group.id, house.alice.id))
    assert rate == (0, 0)


async def test_the_open_ones_are_offered_while_typing_to_their_owner_alone(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    for text in ("Call Ann", "Raise prices"):
        await house.alice.slash("commit add", text=text, channel=circle.channel)
    offered = await house.alice.autocomplete(
        "commit close", "commitment", "ann", channel=circle.channel
    )
    assert [name for name, _ in offered] == ["Call Ann · by Wed 5 Mar (in 2 days)"]
    theirs = await house.bob.autocomplete("commit close", "commitment", "", channel=circle.channel)
    assert theirs == []


async def test_a_message_is_made_a_commitment_in_a_form(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    said = await house.bob.says("I could call Ann, she knows", channel=circle.channel)
    opened = await house.alice.context_menu("Make it my commitment", said)
    assert opened.modal is not None
    assert opened.modal.values["What do you promise?"] == "I could call Ann, she knows"
    reply = await opened.modal.submit({"text": "Call Ann", "due": "fri"})
    assert reply.content.startswith("Noted for **Owners Circle**, by Fri 7 Mar")
    (made,) = await circle.commitments(house.alice)
    assert made.source == (
        f"https://discord.com/channels/{house.guild.id}/{circle.channel.id}/{said.id}"
    )
    listed = await reply.click("Show all")
    assert f"[message](<{made.source}>)" in listed.content
    assert await circle.commitments(house.bob) == []


async def test_a_message_with_no_text_makes_none(house: House) -> None:
    circle = await gather(house, house.alice)
    said = await house.alice.says(files=[("a.png", b"a picture")], channel=circle.channel)
    reply = await house.alice.context_menu("Make it my commitment", said)
    assert reply.content == (
        "There is no text in that message. Write it yourself with `/commit add`."
    )


async def test_words_in_a_form_are_given_back_when_they_are_refused(house: House) -> None:
    circle = await gather(house, house.alice)
    await house.alice.slash("commit add", text="Call Ann", channel=circle.channel)
    listed = await house.alice.slash("commit list", channel=circle.channel)
    opened = await listed.click("Add")
    assert opened.modal is not None
    refused = await opened.modal.submit({"text": "Call Ann", "due": "fri"})
    assert refused.content.endswith("Nothing you wrote is lost.")
    again = await refused.click("Try again")
    assert again.modal is not None
    reply = await again.modal.submit({"text": "Call Ann's boss"})
    assert "by Fri 7 Mar" in reply.content


@pytest.mark.parametrize("command", ["commit list", "commit close", "today"])
async def test_who_is_in_no_group_has_none(house: House, command: str) -> None:
    await gather(house, house.alice)
    reply = await house.bob.slash(command)
    assert reply.content == "You're not in a group here yet. Ask an admin, or see what I do."


async def test_no_press_closes_what_is_somebody_elses(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    await house.alice.slash("commit add", text="Call Ann", channel=circle.channel)
    (made,) = await circle.commitments(house.alice)
    for act in ("kept", "dropped", "drop", "reopen", "remove", "keep", "change"):
        reply = await circle.press(house.bob, f"commit.{act}", made.id)
        assert reply.modal is None, act
        assert reply.content == (
            "That commitment is no longer here. `/commit list` shows yours."
        ), act
    assert await circle.commitments(house.alice) == [made]

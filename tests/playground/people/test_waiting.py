"""How long people wait, for what, and what they get in the end."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from bot.playground.server.people import NotAnswered
from tests.playground.gateway.client import Bot, running

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Guild

Interaction = discord.Interaction[discord.Client]


async def test_a_promise_is_waited_for_and_stays_as_private_as_it_was(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person
) -> None:
    @bot.tree.command()
    async def slow(interaction: Interaction) -> None:
        """Take a while."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await asyncio.to_thread(lambda: None)
        file = discord.File(io.BytesIO(b"data"), "data.txt")
        await interaction.edit_original_response(content="done", attachments=[file])

    async with running(bot, stand_in):
        reply = await alice.slash("slow")
        assert (reply.content, reply.ephemeral) == ("done", True)
        assert reply.files == [("data.txt", b"data")]
        assert reply.message is not None
        assert reply.message.attachments[0].ephemeral
        assert bob.messages() == []


async def test_a_followup_keeps_a_promise_whatever_it_says_of_itself(
    stand_in: StandIn, bot: Bot, alice: Person, bob: Person
) -> None:
    @bot.tree.command()
    async def slow(interaction: Interaction) -> None:
        """Take a while."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first", ephemeral=False)
        await interaction.followup.send("second", ephemeral=False)
        await interaction.followup.send("third", ephemeral=True)

    async with running(bot, stand_in):
        reply = await alice.slash("slow")
        await stand_in.settle()
        assert (reply.content, reply.ephemeral) == ("first", True)
        assert [(each.content, each.ephemeral) for each in reply.followups] == [
            ("second", False),
            ("third", True),
        ]
        assert [each.content for each in bob.messages()] == ["second"]


async def test_an_answer_can_be_changed_and_taken_back(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    @bot.tree.command()
    async def change(interaction: Interaction) -> None:
        """Change one's mind."""
        await interaction.response.send_message("one", ephemeral=True)
        followup = await interaction.followup.send("two", ephemeral=True, wait=True)
        assert (await interaction.original_response()).content == "one"
        await interaction.edit_original_response(content="three")
        await followup.edit(content="four")
        await interaction.delete_original_response()
        await followup.delete()

    async with running(bot, stand_in):
        reply = await alice.slash("change")
        await stand_in.settle()
        assert reply.gone
        assert reply.followups == []
    assert [each.status for each in stand_in.requests[-7:]] == [200, 200, 200, 200, 200, 204, 204]


async def test_a_command_that_is_not_answered_raises(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    stand_in.interactions.answer_within = 0.1

    @bot.tree.command()
    async def ignore(interaction: Interaction) -> None:
        """Ignore."""

    async with running(bot, stand_in):
        with pytest.raises(NotAnswered, match=r"no answer within 0\.1 s"):
            await alice.slash("ignore")


async def test_a_promise_that_is_not_kept_raises(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    stand_in.interactions.promise_within = 0.1

    @bot.tree.command()
    async def promise(interaction: Interaction) -> None:
        """Promise."""
        await interaction.response.defer()

    async with running(bot, stand_in):
        with pytest.raises(NotAnswered, match="was promised"):
            await alice.slash("promise")


async def test_an_answer_that_discord_refuses_is_told(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    stand_in.interactions.answer_within = 0.1

    @bot.tree.command()
    async def long(interaction: Interaction) -> None:
        """Say too much."""
        await interaction.response.send_message("x" * 2001)

    async with running(bot, stand_in):
        with pytest.raises(NotAnswered, match="400"):
            await alice.slash("long")
    assert stand_in.violations


async def test_an_answer_that_comes_too_late_is_refused(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    stand_in.interactions.answer_within = 0.05
    refused: list[int] = []
    gave_up = asyncio.Event()

    @bot.tree.command()
    async def late(interaction: Interaction) -> None:
        """Be late."""
        await gave_up.wait()
        try:
            await interaction.response.send_message("sorry")
        except discord.NotFound as error:
            refused.append(error.code)

    async with running(bot, stand_in):
        with pytest.raises(NotAnswered):
            await alice.slash("late")
        gave_up.set()
        await stand_in.settle()
        assert refused == [10062]


async def test_a_token_lasts_fifteen_minutes_of_the_worlds_time(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    refused: list[int] = []
    later = asyncio.Event()

    @bot.tree.command()
    async def wait(interaction: Interaction) -> None:
        """Wait."""
        await interaction.response.send_message("now")
        await stand_in.clock.sleep_until(interaction.created_at)
        await later.wait()
        for attempt in (interaction.original_response, interaction.delete_original_response):
            try:
                await attempt()
            except discord.HTTPException as error:
                refused.append(error.code)

    async with running(bot, stand_in):
        reply = await alice.slash("wait")
        await stand_in.clock.advance(minutes=16)
        later.set()
        await stand_in.settle()
        assert refused == [50027, 50027]
        assert reply.content == "now"


async def test_nothing_is_lost_when_the_gateway_is_while_people_act(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    @bot.tree.command()
    async def count(interaction: Interaction, number: int) -> None:
        """Count."""
        await interaction.response.send_message(str(number), ephemeral=True)

    async with running(bot, stand_in):
        for number, how in enumerate(["close", "abort", "reconnect", "resumable", "invalid"]):
            await stand_in.gateway.drop(how)
            if how == "invalid":
                # What happens before the bot has identified again would be lost, as on Discord.
                await stand_in.gateway.connected()
            assert (await alice.slash("count", number=number)).content == str(number)


async def test_a_reply_that_got_lost_on_the_way_to_the_bot_is_seen_all_the_same(
    stand_in: StandIn, bot: Bot, alice: Person
) -> None:
    lost: list[Exception] = []

    @bot.tree.command()
    async def say(interaction: Interaction) -> None:
        """Say."""
        try:
            await interaction.response.send_message("said", ephemeral=True)
        except aiohttp.ClientError as error:
            lost.append(error)

    async with running(bot, stand_in):
        stand_in.faults.lose_reply("POST /interactions/{id}/{token}/callback", times=None)
        assert (await alice.slash("say")).content == "said"
        await stand_in.settle()
        assert len(lost) == 1


async def test_members_of_different_servers_act_at_once(
    stand_in: StandIn, bot: Bot, guild: Guild
) -> None:
    other = stand_in.world.add_guild("Others")

    @bot.tree.command()
    async def where(interaction: Interaction) -> None:
        """Tell where."""
        assert interaction.guild is not None
        await interaction.response.send_message(interaction.guild.name, ephemeral=True)

    people = [stand_in.person(f"P{n}", guild=each) for n in range(10) for each in (guild, other)]
    async with running(bot, stand_in):
        replies = await asyncio.gather(*(each.slash("where") for each in people))
    assert [each.content for each in replies] == ["Owners", "Others"] * 10

"""Whom a message mentions and pings, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from tests.playground.rest.sending import edit, refusal, say

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel, Guild

NOWHERE = 175928847299117063


async def test_mentions_are_those_that_are_allowed(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    world = stand_in.world
    alice, bob = world.add_user("Alice"), world.add_user("Bob")
    role = world.add_role(guild, "Owners", mentionable=True)
    world.add_member(guild, alice)
    world.add_member(guild, bob, [role])
    text = f"<@{alice.id}> <@{bob.id}> <@&{role.id}> @everyone"

    nobody = await say(http, general.id, text, allowed_mentions=discord.AllowedMentions.none())
    one = await say(
        http,
        general.id,
        text,
        allowed_mentions=discord.AllowedMentions(everyone=False, roles=False, users=[alice]),
    )
    everybody = await say(http, general.id, text)

    assert nobody["mentions"] == nobody["mention_roles"] == []
    assert [each["username"] for each in one["mentions"]] == ["alice"]
    assert everybody["mention_everyone"] is True
    pinged = [general.messages[int(each["id"])].pinged for each in (nobody, one, everybody)]
    assert pinged[0] == frozenset()
    assert pinged[1] == {alice.id}
    assert pinged[2] == set(guild.members) - {world.bot.id}


async def test_an_edit_pings_nobody(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)
    sent = await say(http, general.id, "Hello")

    edited = await edit(http, sent, f"Hello <@{alice.id}>")

    assert [each["username"] for each in edited["mentions"]] == ["alice"]
    assert general.messages[int(sent["id"])].pinged == frozenset()
    assert edited["edited_timestamp"] is not None


async def test_a_reply_pings_whom_it_answers(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)
    question = stand_in.world.say(general, alice, "Is anybody there?")
    reference: Any = {"message_id": str(question.id), "channel_id": str(general.id)}

    loud = await say(http, general.id, "Yes", message_reference=reference)
    silent = await say(
        http,
        general.id,
        "Yes",
        message_reference=reference,
        allowed_mentions=discord.AllowedMentions(replied_user=False),
    )

    assert general.messages[int(loud["id"])].pinged == {alice.id}
    assert general.messages[int(silent["id"])].pinged == frozenset()
    assert loud["referenced_message"]["id"] == str(question.id)
    assert loud["referenced_message"]["content"] == ""


async def test_answering_what_is_gone_is_refused_but_for_who_does_not_mind(
    http: HTTPClient, general: Channel, stand_in: StandIn
) -> None:
    gone: Any = {"message_id": str(NOWHERE), "channel_id": str(general.id)}

    assert await refusal(say(http, general.id, "Yes", message_reference=gone)) == 50035
    sent = await say(
        http, general.id, "Yes", message_reference={**gone, "fail_if_not_exists": False}
    )

    assert "message_reference" not in sent
    assert stand_in.violations == []

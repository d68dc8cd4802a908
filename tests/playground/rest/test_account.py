"""Logging in, and what the bot knows of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from tests.playground.rest.sending import say

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Guild


async def test_the_bot_is_told_who_it_is(stand_in: StandIn, http: HTTPClient) -> None:
    me = await http.request(discord.http.Route("GET", "/users/@me"))

    assert me["id"] == str(stand_in.world.bot.id)
    assert me["bot"] is True


async def test_a_wrong_token_is_refused(stand_in: StandIn, http: HTTPClient) -> None:
    http.token = "another"  # noqa: S105 - the wrong one

    with pytest.raises(discord.HTTPException) as caught:
        await http.application_info()

    assert caught.value.status == 401
    assert stand_in.requests[-1].code == 0


async def test_the_gateway_is_where_the_stand_in_listens(
    stand_in: StandIn, http: HTTPClient
) -> None:
    gateway = await http.get_bot_gateway()

    assert gateway[0] == 1
    assert gateway[1].startswith(stand_in.gateway_url)


async def test_the_application_tells_of_no_privileged_intents(http: HTTPClient) -> None:
    info = await http.application_info()

    assert info["flags"] == 0


async def test_a_dm_is_opened_once(stand_in: StandIn, http: HTTPClient, guild: Guild) -> None:
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)

    first = await http.start_private_message(alice.id)
    second = await http.start_private_message(alice.id)

    assert first == second
    assert [each["username"] for each in first["recipients"]] == ["alice"]


async def test_closed_dms_show_at_the_first_message(
    stand_in: StandIn, http: HTTPClient, guild: Guild
) -> None:
    alice = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, alice)
    stand_in.world.edit_user(alice, dms_open=False)
    dm = await http.start_private_message(alice.id)

    with pytest.raises(discord.Forbidden) as caught:
        await say(http, int(dm["id"]), "Hello")

    assert caught.value.code == 50007


async def test_a_stranger_takes_no_dms(stand_in: StandIn, http: HTTPClient) -> None:
    stranger = stand_in.world.add_user("Stranger")
    dm = await http.start_private_message(stranger.id)

    with pytest.raises(discord.Forbidden) as caught:
        await say(http, int(dm["id"]), "Hello")

    assert caught.value.code == 50007


async def test_the_bots_servers_are_listed(http: HTTPClient, guild: Guild) -> None:
    listed = await http.get_guilds(10, with_counts=False)

    assert [each["name"] for each in listed] == [guild.name]
    assert listed[0]["owner"] is False


async def test_an_unknown_route_is_told_from_a_wrong_method(stand_in: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        unknown = await session.get(stand_in.api_url + "/nowhere")
        wrong = await session.delete(stand_in.api_url + "/gateway")

    assert (unknown.status, wrong.status) == (404, 405)


async def test_json_is_answered_without_a_charset(stand_in: StandIn) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(stand_in.api_url + "/gateway") as answer,
    ):
        assert answer.headers["Content-Type"] == "application/json"
        assert "Date" in answer.headers

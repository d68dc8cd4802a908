"""What goes wrong on the way: limits, errors, cut connections, slow answers."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from bot.playground.server.traffic.rate_limits import REALISTIC
from tests.playground.rest.sending import say
from tests.playground.waiting import until

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel

SEND = "POST /channels/{channel_id}/messages"


async def test_the_client_waits_out_a_429(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    stand_in.faults.rate_limit(SEND, 0.01)

    await say(http, general.id, "Hello")

    assert [each.status for each in stand_in.requests[-2:]] == [429, 200]
    assert len(general.messages) == 1


async def test_an_error_is_answered_and_nothing_is_done(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    stand_in.faults.next(SEND, status=503)

    with pytest.raises(discord.DiscordServerError):
        await say(http, general.id, "Hello")

    assert general.messages == {}


async def test_a_refused_connection_does_nothing(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    stand_in.faults.refuse_connection(SEND)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await say(http, general.id, "Hello")

    assert general.messages == {}
    assert stand_in.requests[-1].status == 0


async def test_a_slow_answer_is_in_flight_until_it_comes(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    stand_in.faults.slow(SEND, 0.05)
    sending = asyncio.create_task(say(http, general.id, "Hello"))
    await until(lambda: stand_in.journal.in_flight)

    assert general.messages == {}
    await stand_in.journal.quiet()
    assert len(general.messages) == 1
    await sending


async def test_limits_are_discords_where_a_test_wants_them(
    stand_in: StandIn, general: Channel
) -> None:
    stand_in.rate_limits.limits = REALISTIC
    headers = {"Authorization": f"Bot {stand_in.token}"}
    url = f"{stand_in.api_url}/channels/{general.id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session:
        answers = [await session.post(url, json={"content": "Hi"}) for _ in range(6)]

        assert [each.status for each in answers] == [200] * 5 + [429]
        assert answers[0].headers["X-RateLimit-Remaining"] == "4"
        assert "Via" in answers[-1].headers
        assert (await answers[-1].json())["global"] is False


async def test_what_is_no_json_is_refused(stand_in: StandIn, general: Channel) -> None:
    headers = {"Authorization": f"Bot {stand_in.token}"}
    url = f"{stand_in.api_url}/channels/{general.id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session:
        text = await session.post(url, data="hello", headers={"Content-Type": "text/plain"})
        broken = await session.post(url, data="{", headers={"Content-Type": "application/json"})

        assert (await text.json())["code"] == 50035
        assert (await broken.json())["code"] == 50109


async def test_a_file_over_ten_mebibytes_is_refused(stand_in: StandIn, general: Channel) -> None:
    headers = {"Authorization": f"Bot {stand_in.token}"}
    url = f"{stand_in.api_url}/channels/{general.id}/messages"
    form = aiohttp.FormData()
    form.add_field("payload_json", '{"content":"Large"}', content_type="application/json")
    form.add_field("files[0]", io.BytesIO(bytes(10 * 1024 * 1024 + 1)), filename="large.bin")
    async with aiohttp.ClientSession(headers=headers) as session:
        answer = await session.post(url, data=form)

        assert answer.status == 413
        assert (await answer.json())["code"] == 40005

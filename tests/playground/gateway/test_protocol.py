"""The gateway's refusals, met by a client that breaks the rules one by one."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server import StandIn
from bot.playground.server.gateway.intents import Intent, covers
from bot.playground.server.gateway.protocol import Op, Shard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.playground.server.world.models import Json

GUILD = "a-guild"
TOKEN = "stand-in.token.for-tests"  # noqa: S105 - opens nothing but the stand-in


class Raw:
    """A WebSocket that says whatever it is told to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, op: int, data: object = None) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def hear(self) -> Json:
        heard: Json = json.loads((await self.socket.receive(timeout=5)).data)
        return heard

    async def hear_until(self, name: str) -> Json:
        while True:
            heard = await self.hear()
            if heard["t"] == name:
                return heard

    async def close_code(self) -> int | None:
        while not self.socket.closed:
            await self.socket.receive(timeout=5)
        return self.socket.close_code


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made


async def connect(
    session: aiohttp.ClientSession, stand_in: StandIn, query: str = "?v=10&encoding=json"
) -> Raw:
    return Raw(await session.ws_connect(stand_in.gateway_url + query))


async def greeted(session: aiohttp.ClientSession, stand_in: StandIn) -> Raw:
    raw = await connect(session, stand_in)
    hello = await raw.hear()
    assert hello["op"] == Op.HELLO
    assert hello["d"]["heartbeat_interval"] == 41250
    return raw


def identify(**changes: object) -> dict[str, object]:
    return {"token": TOKEN, "intents": 1, "properties": {}, **changes}


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 2, "d": identify(token="wrong")}, 4004),  # noqa: S106 - none at all
        ({"op": 2, "d": "nonsense"}, 4002),
        ({"op": 2, "d": identify(intents=-1)}, 4013),
        ({"op": 2, "d": identify(intents=1 << 40)}, 4013),
        ({"op": 2, "d": {"token": TOKEN}}, 4013),
        ({"op": 2, "d": identify(intents=1 << 1)}, 4014),
        ({"op": 2, "d": identify(intents=1 << 8)}, 4014),
        ({"op": 2, "d": identify(intents=1 << 15)}, 4014),
        ({"op": 2, "d": identify(shard=[2, 2])}, 4010),
        ({"op": 2, "d": identify(shard=[0])}, 4010),
        ({"op": 2, "d": identify(shard="0/1")}, 4010),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 8, "d": {}}, 4003),
        ({"op": 99, "d": {}}, 4001),
        ({"d": {}}, 4002),
        ([], 4002),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 0}}, 4004),
        ({"op": 6, "d": {"token": TOKEN, "session_id": "x", "seq": None}}, 4007),
        ({"op": 1, "d": "x" * 5000}, 4002),
    ],
)
async def test_a_broken_rule_closes_the_connection(
    stand_in: StandIn, session: aiohttp.ClientSession, sent: object, code: int
) -> None:
    raw = await greeted(session, stand_in)
    await raw.socket.send_str(json.dumps(sent))
    assert await raw.close_code() == code


async def test_what_is_no_json_closes_the_connection(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    raw = await greeted(session, stand_in)
    await raw.socket.send_str("{")
    assert await raw.close_code() == 4002
    raw = await greeted(session, stand_in)
    await raw.socket.send_bytes(b"{}")
    assert await raw.close_code() == 4002


async def test_who_identifies_twice_is_thrown_out(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    raw = await greeted(session, stand_in)
    await raw.say(Op.IDENTIFY, identify())
    await raw.hear_until("READY")
    await raw.say(Op.IDENTIFY, identify())
    assert await raw.close_code() == 4005


async def test_who_sends_too_much_is_thrown_out(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    raw = await greeted(session, stand_in)
    for _ in range(121):
        await raw.say(Op.HEARTBEAT)
    assert await raw.close_code() == 4008


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?v=9&encoding=json", 4012),
        ("?v=10&encoding=etf", 4002),
        ("?v=10&encoding=json&compress=lz4", 4002),
    ],
)
async def test_an_unknown_version_encoding_or_compression_is_refused(
    stand_in: StandIn, session: aiohttp.ClientSession, query: str, code: int
) -> None:
    raw = await connect(session, stand_in, query)
    assert await raw.close_code() == code


async def test_an_unknown_session_cannot_be_resumed(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    raw = await greeted(session, stand_in)
    await raw.say(Op.RESUME, {"token": TOKEN, "session_id": "x", "seq": 0})
    assert (await raw.hear()) == {"op": 9, "d": False, "s": None, "t": None}


async def test_ready_says_where_to_resume_and_missed_events_come_in_order(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    guild = stand_in.world.add_guild("Owners")
    raw = await greeted(session, stand_in)
    await raw.say(Op.IDENTIFY, identify())
    ready = await raw.hear_until("READY")
    assert ready["d"]["resume_gateway_url"] == stand_in.gateway_url
    assert ready["d"]["guilds"] == [{"id": str(guild.id), "unavailable": True}]
    assert ready["d"]["shard"] == [0, 1]
    known = await raw.hear_until("GUILD_CREATE")
    await raw.socket.close(code=4000)
    for name in ("one", "two"):
        stand_in.world.add_channel(guild, name)
    again = await greeted(session, stand_in)
    resume = {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": known["s"]}
    await again.say(Op.RESUME, resume)
    heard = [await again.hear() for _ in range(3)]
    assert [each["t"] for each in heard] == ["CHANNEL_CREATE", "CHANNEL_CREATE", "RESUMED"]
    assert [each["s"] for each in heard] == [known["s"] + 1, known["s"] + 2, known["s"] + 3]


async def test_a_number_that_is_still_to_come_cannot_be_resumed_from(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    raw = await greeted(session, stand_in)
    await raw.say(Op.IDENTIFY, identify())
    ready = await raw.hear_until("READY")
    again = await greeted(session, stand_in)
    resume = {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 100}
    await again.say(Op.RESUME, resume)
    assert await again.close_code() == 4007


async def test_a_client_that_says_goodbye_ends_its_session(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    raw = await greeted(session, stand_in)
    await raw.say(Op.IDENTIFY, identify())
    ready = await raw.hear_until("READY")
    assert stand_in.gateway.online
    await raw.socket.close(code=1000)
    again = await greeted(session, stand_in)
    resume = {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 1}
    await again.say(Op.RESUME, resume)
    assert (await again.hear())["op"] == Op.INVALID_SESSION
    assert not stand_in.gateway.online


async def test_two_shards_of_one_turn_must_not_identify_at_once_where_a_pause_is_asked_for(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    sessions = stand_in.gateway.sessions
    sessions.identify_seconds, sessions.max_concurrency = 5.0, 1
    first = await greeted(session, stand_in)
    await first.say(Op.IDENTIFY, identify(shard=[0, 2]))
    await first.hear_until("READY")
    second = await greeted(session, stand_in)
    await second.say(Op.IDENTIFY, identify(shard=[1, 2]))
    assert (await second.hear())["op"] == Op.INVALID_SESSION


async def test_the_whole_list_of_members_stays_empty_without_the_intent(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    guild = stand_in.world.add_guild("Owners")
    raw = await greeted(session, stand_in)
    await raw.say(Op.IDENTIFY, identify())
    await raw.hear_until("GUILD_CREATE")
    asked = {"guild_id": str(guild.id), "query": "", "limit": 0, "nonce": "n"}
    await raw.say(Op.REQUEST_GUILD_MEMBERS, asked)
    chunk = await raw.hear_until("GUILD_MEMBERS_CHUNK")
    assert chunk["d"]["members"] == []
    assert chunk["d"]["nonce"] == "n"


async def test_a_session_that_moved_to_a_new_connection_leaves_the_old_one(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    guild = stand_in.world.add_guild("Owners")
    raw = await greeted(session, stand_in)
    await raw.say(Op.IDENTIFY, identify())
    ready = await raw.hear_until("READY")
    again = await greeted(session, stand_in)
    resume = {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 2}
    await again.say(Op.RESUME, resume)
    await again.hear_until("RESUMED")
    await raw.socket.close(code=1000)
    stand_in.world.add_channel(guild, "new")
    assert (await again.hear_until("CHANNEL_CREATE"))["d"]["name"] == "new"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = st.sampled_from(["guild_id", "user_ids", "query", "limit", "token", "seq", "shard", "nonce"])
SENT = st.fixed_dictionaries(
    {"op": st.integers(0, 12), "d": JSON | st.dictionaries(KEYS, JSON | st.just(GUILD))}
)


@given(before=st.booleans(), sent=st.lists(SENT, min_size=1, max_size=5))
async def test_whatever_a_client_sends_is_answered_or_ends_the_connection_with_a_code(
    before: bool,  # noqa: FBT001 - hypothesis passes it by name
    sent: list[dict[str, object]],
) -> None:
    async with StandIn() as stand_in, aiohttp.ClientSession() as session:
        guild = stand_in.world.add_guild("Owners")
        raw = await greeted(session, stand_in)
        if before:
            await raw.say(Op.IDENTIFY, identify())
            await raw.hear_until("READY")
        for each in sent:
            text = json.dumps(each).replace(GUILD, str(guild.id))
            with suppress(ConnectionError):
                await raw.socket.send_str(text)
        with suppress(ConnectionError):
            await raw.socket.pong(b"unasked")
            await raw.say(99)
        code = await raw.close_code()
        assert code is not None
        assert 4000 <= code <= 4014


def test_servers_fall_to_shards_by_the_time_in_their_ids() -> None:
    assert Shard(1, 2).has(3 << 22)
    assert not Shard(0, 2).has(3 << 22)
    assert Shard(0, 2).has(None)
    assert not Shard(1, 2).has(None)


@pytest.mark.parametrize(
    ("event", "in_guild", "needed"),
    [
        ("MESSAGE_CREATE", True, Intent.GUILD_MESSAGES),
        ("MESSAGE_CREATE", False, Intent.DIRECT_MESSAGES),
        ("MESSAGE_REACTION_ADD", True, Intent.GUILD_MESSAGE_REACTIONS),
        ("MESSAGE_REACTION_ADD", False, Intent.DIRECT_MESSAGE_REACTIONS),
        ("TYPING_START", True, Intent.GUILD_MESSAGE_TYPING),
        ("CHANNEL_PINS_UPDATE", False, Intent.DIRECT_MESSAGES),
        ("CHANNEL_CREATE", True, Intent.GUILDS),
        ("THREAD_CREATE", True, Intent.GUILDS),
        ("GUILD_ROLE_CREATE", True, Intent.GUILDS),
        ("GUILD_MEMBER_ADD", True, Intent.GUILD_MEMBERS),
        ("GUILD_SCHEDULED_EVENT_CREATE", True, Intent.GUILD_SCHEDULED_EVENTS),
        ("GUILD_BAN_ADD", True, Intent.GUILD_MODERATION),
    ],
)
def test_an_event_needs_its_own_intent_and_no_other(
    event: str,
    in_guild: bool,  # noqa: FBT001 - pytest passes it by name
    needed: Intent,
) -> None:
    everything = Intent(sum(Intent))
    assert covers(needed, event, in_guild=in_guild)
    assert not covers(everything & ~needed, event, in_guild=in_guild)


def test_interactions_need_no_intent() -> None:
    assert covers(Intent(0), "INTERACTION_CREATE", in_guild=True)
    assert covers(Intent(0), "INTERACTION_CREATE", in_guild=False)

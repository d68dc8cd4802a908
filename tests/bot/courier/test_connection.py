"""The courier's port over discord.py, against the stand-in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.courier.port import (
    Landed,
    NotNowError,
    Place,
    RefusedError,
    UncertainError,
    UnseenError,
    VanishedError,
    Why,
)
from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.permissions import Permission
from bot.ui.reply import Button, Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.world.models import Message
    from tests.bot.courier.conftest import World

MARK = "delivery_0123456789a"
SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
MEMBER = "GET /guilds/{guild_id}/members/{user_id}"


def reply(content: str = "Hello", *mentions: int, mark: str = MARK) -> Reply:
    button = Button("Edit", "card.edit", "abc", mark)
    return Reply(content, rows=((button,),), mentions=mentions)


def here(world: World) -> Place:
    return Place(world.guild.id, world.general.id)


def at_alice(world: World) -> Place:
    return Place(world.guild.id, user_id=world.alice.id)


async def sent(world: World, place: Place | None = None, *, mark: str = MARK) -> Landed:
    place = place or here(world)
    return await world.connection.send(place, reply(mark=mark), mark, within=5)


def message(world: World, landed: Landed) -> Message:
    return world.stand_in.world.channels[landed.channel_id].messages[landed.message_id]


def deny(world: World, permission: Permission) -> None:
    world.stand_in.world.set_overwrite(world.general, world.role, deny=permission)


# -- sending


async def test_only_those_are_pinged_who_are_to_be(world: World) -> None:
    bob = world.stand_in.person("Bob", guild=world.guild)
    said = reply(f"<@{world.alice.id}> <@{bob.id}> @everyone", world.alice.id)
    landed = await world.connection.send(here(world), said, MARK, within=5)
    assert message(world, landed).pinged == {world.alice.id}


async def test_a_nonce_makes_two_attempts_one_message(world: World) -> None:
    assert await sent(world) == await sent(world)
    assert len(world.general.messages) == 1


async def test_a_dm_lands_in_a_channel_of_its_own(world: World) -> None:
    landed = await sent(world, at_alice(world))
    assert landed.channel_id == world.alice.dm.id
    assert [dm.content for dm in world.alice.dms] == ["Hello"]


async def close_dms(world: World) -> Place:
    world.stand_in.world.edit_user(world.alice.user, dms_open=False)
    return at_alice(world)


async def may_not_send(world: World) -> Place:
    deny(world, Permission.SEND_MESSAGES)
    return here(world)


async def see_nothing(world: World) -> Place:
    deny(world, Permission.VIEW_CHANNEL)
    return here(world)


async def delete_the_channel(world: World) -> Place:
    world.stand_in.world.delete_channel(world.general)
    return here(world)


async def lock_the_thread(world: World) -> Place:
    thread = world.stand_in.world.start_thread(world.general, world.alice.user, "A thread")
    world.stand_in.world.edit_channel(thread, ChannelEdit(archived=True, locked=True))
    return Place(world.guild.id, thread.id)


async def put_the_bot_out(world: World) -> Place:
    world.stand_in.world.remove_member(world.guild, world.stand_in.world.bot)
    return here(world)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (close_dms, Why.CLOSED_DM),
        (may_not_send, Why.NO_PERMISSION),
        (see_nothing, Why.NO_PERMISSION),
        (delete_the_channel, Why.NO_CHANNEL),
        (lock_the_thread, Why.NO_PERMISSION),
        (put_the_bot_out, Why.NO_PERMISSION),
    ],
)
async def test_a_refusal_is_final_and_has_its_reason(
    world: World, make: Callable[[World], object], why: Why
) -> None:
    place = await make(world)  # type: ignore[misc]  # a coroutine of ours
    with pytest.raises(RefusedError) as refused:
        await world.connection.send(place, reply(), MARK, within=5)
    assert refused.value.why is why


async def test_what_can_t_be_sent_is_our_own_fault(world: World) -> None:
    with pytest.raises(RefusedError) as refused:
        await world.connection.send(here(world), reply("x" * 2001), MARK, within=5)
    assert refused.value.why is Why.REFUSED


async def test_an_archived_thread_is_opened_by_a_message(world: World) -> None:
    thread = world.stand_in.world.start_thread(world.general, world.alice.user, "A thread")
    world.stand_in.world.edit_channel(thread, ChannelEdit(archived=True))
    await sent(world, Place(world.guild.id, thread.id))
    assert thread.thread is not None
    assert not thread.thread.archived


@pytest.mark.parametrize("trouble", ["503", "lost reply", "no connection", "401"])
async def test_whatever_says_nothing_of_the_message_leaves_it_uncertain(
    world: World, trouble: str
) -> None:
    faults = world.stand_in.faults
    match trouble:
        case "lost reply":
            faults.lose_reply(SEND)
        case "no connection":
            faults.refuse_connection(SEND)
        case status:
            faults.next(SEND, status=int(status))
    with pytest.raises(UncertainError):
        await sent(world)
    await sent(world)
    assert len(world.general.messages) == 1


async def test_a_429_is_waited_out(world: World) -> None:
    world.stand_in.faults.rate_limit(SEND, 0.02)
    await sent(world)
    assert len(world.general.messages) == 1


async def test_after_its_time_it_does_not_leave_any_more(world: World) -> None:
    world.stand_in.faults.rate_limit(SEND, 0.3)
    with pytest.raises(UncertainError):
        await world.connection.send(here(world), reply(), MARK, within=0.1)
    await asyncio.sleep(0.3)
    assert world.general.messages == {}


async def test_an_attempt_that_is_given_up_lets_all_others_go_on(world: World) -> None:
    world.stand_in.faults.rate_limit(SEND, 0.2, is_global=True)
    with pytest.raises(UncertainError):
        await world.connection.send(here(world), reply(), MARK, within=0.05)
    async with asyncio.timeout(5):
        await sent(world)


# -- looking


async def test_it_finds_its_own_message_by_its_mark(world: World) -> None:
    since = world.stand_in.clock.now()
    await sent(world, mark="delivery_of_another__")
    landed = await sent(world)
    for number in range(120):
        await world.alice.says(f"Message {number}")
    await world.stand_in.clock.advance(hours=2)
    assert await world.connection.find(here(world), MARK, since) == landed
    assert await world.connection.find(here(world), "delivery_of_nobody___", since) is None
    assert await world.connection.find(here(world), MARK, world.stand_in.clock.now()) is None


async def test_it_finds_a_dm_and_what_stands_in_a_thread(world: World) -> None:
    since = world.stand_in.clock.now()
    thread = world.stand_in.world.start_thread(world.general, world.alice.user, "A thread")
    world.stand_in.world.edit_channel(thread, ChannelEdit(archived=True))
    for place in (at_alice(world), Place(world.guild.id, thread.id)):
        landed = await sent(world, place)
        assert await world.connection.find(place, MARK, since) == landed


async def test_an_empty_history_is_not_taken_for_one_that_may_not_be_read(world: World) -> None:
    await sent(world)
    deny(world, Permission.READ_MESSAGE_HISTORY)
    await world.stand_in.settle()
    with pytest.raises(UnseenError):
        await world.connection.find(here(world), MARK, world.stand_in.clock.now())


async def test_a_channel_that_is_too_full_to_look_through_is_not_taken_for_empty(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.courier.connection.SEARCHED", 150)
    since = world.stand_in.clock.now()
    for number in range(200):
        await world.alice.says(f"Message {number}")
    await sent(world)
    with pytest.raises(UnseenError):
        await world.connection.find(here(world), MARK, since)


async def test_where_there_is_nothing_nothing_can_be_found(world: World) -> None:
    place = await delete_the_channel(world)
    await world.stand_in.settle()
    with pytest.raises(RefusedError):
        await world.connection.find(place, MARK, world.stand_in.clock.now())


async def test_a_search_that_fails_is_no_search(world: World) -> None:
    world.stand_in.faults.next("GET /channels/{channel_id}/messages", status=503)
    with pytest.raises(NotNowError):
        await world.connection.find(here(world), MARK, world.stand_in.clock.now())


# -- editing


async def test_an_edit_shows_the_latest_and_pings_nobody(world: World) -> None:
    landed = await sent(world)
    said = reply(f"<@{world.alice.id}>, later", world.alice.id)
    await world.connection.edit(landed, said)
    await world.connection.edit(landed, Reply("The end"))
    seen = message(world, landed)
    assert (seen.content, seen.components) == ("The end", [])
    assert not seen.pinged


async def test_what_was_deleted_can_t_be_edited(world: World) -> None:
    landed = await sent(world)
    world.stand_in.world.delete_message(message(world, landed))
    with pytest.raises(VanishedError):
        await world.connection.edit(landed, reply())


async def test_an_edit_wakes_an_archived_thread(world: World) -> None:
    thread = world.stand_in.world.start_thread(world.general, world.alice.user, "A thread")
    landed = await sent(world, Place(world.guild.id, thread.id))
    world.stand_in.world.edit_channel(thread, ChannelEdit(archived=True))
    await world.connection.edit(landed, reply("Later"))
    assert message(world, landed).content == "Later"


async def test_an_edit_in_a_locked_thread_is_refused(world: World) -> None:
    thread = world.stand_in.world.start_thread(world.general, world.alice.user, "A thread")
    landed = await sent(world, Place(world.guild.id, thread.id))
    world.stand_in.world.edit_channel(thread, ChannelEdit(archived=True, locked=True))
    with pytest.raises(RefusedError):
        await world.connection.edit(landed, reply("Later"))


async def test_an_edit_that_may_not_have_arrived_is_uncertain(world: World) -> None:
    landed = await sent(world)
    world.stand_in.faults.lose_reply(EDIT)
    with pytest.raises(UncertainError):
        await world.connection.edit(landed, reply("Later"))


# -- threads


async def test_a_thread_is_started_once(world: World) -> None:
    landed = await sent(world)
    started = [await world.connection.start_thread(landed, "Check-in · 1 Dec") for _ in range(2)]
    assert started == [landed.message_id] * 2
    thread = world.stand_in.world.channels[landed.message_id]
    assert (thread.name, thread.parent_id) == ("Check-in · 1 Dec", world.general.id)


async def test_no_thread_without_its_message_and_none_without_permission(world: World) -> None:
    landed = await sent(world)
    deny(world, Permission.CREATE_PUBLIC_THREADS)
    with pytest.raises(RefusedError) as refused:
        await world.connection.start_thread(landed, "A thread")
    assert refused.value.why is Why.NO_PERMISSION
    world.stand_in.world.set_overwrite(world.general, world.role)
    world.stand_in.world.delete_message(message(world, landed))
    with pytest.raises(VanishedError):
        await world.connection.start_thread(landed, "A thread")


# -- servers and people


async def test_it_knows_who_is_on_a_server(world: World) -> None:
    stranger = world.stand_in.person("Stranger")
    assert await world.connection.is_member(world.guild.id, world.alice.id)
    assert not await world.connection.is_member(world.guild.id, stranger.id)
    assert not await world.connection.is_member(world.guild.id, 4)
    world.stand_in.faults.next(MEMBER, status=503)
    with pytest.raises(NotNowError):
        await world.connection.is_member(world.guild.id, world.alice.id)
    with pytest.raises(NotNowError):
        await world.connection.is_member(4, world.alice.id)


async def test_it_knows_of_an_outage(world: World) -> None:
    assert world.connection.serves(world.guild.id)
    assert not world.connection.serves(4)
    world.stand_in.world.set_guild_available(world.guild, available=False)
    await world.stand_in.settle()
    assert not world.connection.serves(world.guild.id)
    with pytest.raises(NotNowError):
        await world.connection.is_member(world.guild.id, world.alice.id)


async def test_it_asks_what_time_it_is(world: World) -> None:
    clock = world.stand_in.clock
    await clock.advance(hours=1)
    assert world.connection.time() is None
    world.stand_in.faults.next("GET /gateway", status=503)
    await world.connection.ask_time()
    assert world.connection.time() == clock.now()
    await clock.advance(hours=1)
    world.stand_in.faults.refuse_connection("GET /gateway", times=None)
    await world.connection.ask_time()
    assert world.connection.time() is None

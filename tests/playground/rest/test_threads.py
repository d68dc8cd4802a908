"""Threads: started once per message, archived, locked, private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.models import ChannelType
from bot.playground.server.world.permissions import Permission
from tests.playground.rest.sending import refusal, say

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel, Guild, Message


@pytest.fixture
def message(stand_in: StandIn, general: Channel) -> Message:
    """Lend a message to start a thread from."""
    return stand_in.world.say(general, stand_in.world.bot, "What do you pay for rent?")


async def start(http: HTTPClient, message: Message) -> Any:  # noqa: ANN401 - JSON
    return await http.start_thread_with_message(
        message.channel_id, message.id, name="Rent", auto_archive_duration=1440
    )


async def test_a_thread_has_its_messages_id_and_only_one_is_started(
    http: HTTPClient, general: Channel, message: Message
) -> None:
    thread = await start(http, message)

    assert thread["id"] == str(message.id)
    assert (await http.get_message(general.id, message.id))["thread"]["name"] == "Rent"
    assert await refusal(start(http, message)) == 160004


async def test_a_message_opens_an_archived_thread_again(
    stand_in: StandIn, http: HTTPClient, message: Message
) -> None:
    await start(http, message)
    thread = stand_in.world.channels[message.id]
    await http.edit_channel(thread.id, archived=True)
    assert thread.thread is not None
    assert thread.thread.archived

    await say(http, thread.id, "One more")

    assert not thread.thread.archived


async def test_what_is_archived_cannot_be_edited(http: HTTPClient, message: Message) -> None:
    await start(http, message)
    await http.edit_channel(message.id, archived=True)

    assert await refusal(http.edit_channel(message.id, name="Other")) == 50083


async def test_a_locked_thread_is_for_those_who_manage_threads(
    stand_in: StandIn, http: HTTPClient, general: Channel, message: Message
) -> None:
    await start(http, message)
    thread = stand_in.world.channels[message.id]
    stand_in.world.edit_channel(thread, ChannelEdit(archived=True, locked=True))

    assert await refusal(say(http, thread.id, "One more")) == 160005
    stand_in.world.set_overwrite(general, stand_in.world.bot, allow=Permission.MANAGE_THREADS)
    await say(http, thread.id, "One more")


async def test_writing_in_threads_is_a_permission_of_its_own(
    stand_in: StandIn, http: HTTPClient, general: Channel, message: Message
) -> None:
    await start(http, message)
    bot = stand_in.world.bot
    stand_in.world.set_overwrite(general, bot, deny=Permission.SEND_MESSAGES_IN_THREADS)

    assert await refusal(say(http, message.id, "One more")) == 50013
    await say(http, general.id, "Here it goes")


async def test_a_private_thread_is_hidden_from_those_who_are_not_in_it(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    world = stand_in.world
    alice = world.add_user("Alice")
    world.add_member(guild, alice)
    kind = ChannelType.PRIVATE_THREAD
    hidden = world.start_thread(general, alice, "Between us", kind=kind)

    assert await refusal(http.get_channel(hidden.id)) == 50001
    assert (await http.get_active_threads(guild.id))["threads"] == []
    world.join_thread(hidden, world.bot)
    assert (await http.get_channel(hidden.id))["name"] == "Between us"


async def test_a_thread_of_its_own_is_announced_when_public(
    http: HTTPClient, general: Channel
) -> None:
    public = await http.start_thread_without_message(
        general.id, name="Open", auto_archive_duration=60, type=11, invitable=True
    )
    private = await http.start_thread_without_message(
        general.id, name="Closed", auto_archive_duration=60, type=12, invitable=False
    )

    assert [each.content for each in general.messages.values()] == ["Open"]
    assert private["thread_metadata"]["invitable"] is False
    assert public["thread_metadata"]["auto_archive_duration"] == 60


async def test_archived_threads_are_listed_the_latest_first(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    world = stand_in.world
    for name in ("First", "Second", "Third"):
        thread = world.start_thread(general, world.bot, name)
        await stand_in.clock.advance(hours=1)
        world.edit_channel(thread, ChannelEdit(archived=True))

    listed = await http.get_public_archived_threads(general.id, limit=2)

    assert [each["name"] for each in listed["threads"]] == ["Third", "Second"]
    assert listed["has_more"] is True


async def test_members_come_and_go(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    world = stand_in.world
    alice = world.add_user("Alice")
    world.add_member(guild, alice)
    thread = world.start_thread(general, alice, "Rent")

    await http.join_thread(thread.id)
    assert (await http.get_thread_member(thread.id, world.bot.id))["user_id"] == str(world.bot.id)
    await http.leave_thread(thread.id)

    assert thread.thread is not None
    assert set(thread.thread.members) == {alice.id}
    assert await refusal(http.remove_user_from_thread(thread.id, alice.id)) == 50013
    assert await refusal(http.get_thread_members(thread.id)) == 50001


async def test_there_are_no_threads_in_threads(http: HTTPClient, message: Message) -> None:
    await start(http, message)
    sent = await say(http, message.id, "Deeper")

    deeper = http.start_thread_with_message(
        message.id, int(sent["id"]), name="Deeper", auto_archive_duration=60
    )

    assert await refusal(deeper) == 50024

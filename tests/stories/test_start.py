"""What the bot does when it starts, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.house import House

COMMANDS = "/applications/{application_id}/commands"


def synced(house: House) -> int:
    return sum(
        (request.method, request.route) == ("PUT", COMMANDS) for request in house.stand_in.requests
    )


async def test_commands_are_sent_once_however_often_the_bot_starts(house: House) -> None:
    assert synced(house) == 1
    await house.restart()
    await house.restart()
    assert synced(house) == 1


async def test_commands_are_sent_again_when_they_have_changed(house: House) -> None:
    await house.services.desk.remember("commands", "what they were in an earlier version")
    await house.restart()
    assert synced(house) == 2


async def test_a_server_is_greeted_by_one_request_though_two_events_tell_of_it(
    house: House,
) -> None:
    greetings = [
        request
        for request in house.stand_in.requests
        if (request.method, request.route) == ("POST", "/channels/{channel_id}/messages")
    ]
    assert len(greetings) == 1


async def test_the_bot_asks_for_nothing_privileged_and_reads_no_chat(house: House) -> None:
    said = len(house.stand_in.requests)
    await house.alice.says("What is a productive distraction? @Sounding Board")
    await house.stand_in.settle()
    assert len(house.stand_in.requests) == said
    intents = house.bot.intents
    unheard = ("members", "message_content", "presences", "guild_messages", "dm_messages")
    assert not any(getattr(intents, name) for name in unheard)


async def test_a_server_that_appears_while_the_bot_stops_is_greeted_at_the_next_start(
    house: House,
) -> None:
    await house.bot.finish(0.1)
    guild = house.add_guild("Late Arrivals")
    await house.stand_in.settle()
    channel = house.stand_in.world.channels[guild.system_channel_id or 0]
    assert not channel.messages
    await house.restart()
    assert len(channel.messages) == 1

"""Reading what was written, as far as the bot may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.playground.server.world.permissions import Permission

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel, Guild, Message


@pytest.fixture
def five(stand_in: StandIn, general: Channel) -> list[Message]:
    """Lend five messages of the bot, the oldest first."""
    return [stand_in.world.say(general, stand_in.world.bot, f"No. {each}") for each in range(5)]


@pytest.mark.usefixtures("five")
async def test_history_comes_newest_first(http: HTTPClient, general: Channel) -> None:
    listed = await http.logs_from(general.id, 3)

    assert [each["content"] for each in listed] == ["No. 4", "No. 3", "No. 2"]


async def test_history_is_paged_before_after_and_around(
    http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    middle = five[2].id

    before = await http.logs_from(general.id, 10, before=middle)
    after = await http.logs_from(general.id, 1, after=middle)
    around = await http.logs_from(general.id, 3, around=middle)
    alone = await http.logs_from(general.id, 1, around=middle)

    assert [each["content"] for each in before] == ["No. 1", "No. 0"]
    assert [each["content"] for each in after] == ["No. 3"]
    assert [each["content"] for each in around] == ["No. 3", "No. 2", "No. 1"]
    assert [each["content"] for each in alone] == ["No. 2"]


async def test_others_words_are_empty_without_the_intent(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    world = stand_in.world
    alice = world.add_user("Alice")
    world.add_member(guild, alice)
    world.say(general, alice, "Between us")
    world.say(general, alice, f"<@{world.bot.id}> can you hear me?")
    dm = world.open_dm(alice, world.bot)
    world.say(dm, alice, "Between us two")

    listed = await http.logs_from(general.id, 10)
    whispered = await http.logs_from(dm.id, 10)

    assert [each["content"] for each in listed] == [f"<@{world.bot.id}> can you hear me?", ""]
    assert [each["content"] for each in whispered] == ["Between us two"]


async def test_without_the_permission_there_was_nothing_before(
    stand_in: StandIn, http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    stand_in.world.set_overwrite(general, stand_in.world.bot, deny=Permission.READ_MESSAGE_HISTORY)

    assert await http.logs_from(general.id, 10) == []
    with pytest.raises(discord.Forbidden) as caught:
        await http.get_message(general.id, five[0].id)
    assert caught.value.code == 50013


async def test_one_message_is_fetched_by_its_id(
    http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    assert (await http.get_message(general.id, five[1].id))["content"] == "No. 1"
    with pytest.raises(discord.NotFound) as caught:
        await http.get_message(general.id, 175928847299117063)
    assert caught.value.code == 10008


async def test_a_limit_beyond_a_hundred_is_refused(http: HTTPClient, general: Channel) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await http.logs_from(general.id, 101)

    assert caught.value.code == 50035


async def test_many_are_deleted_at_once_unless_they_are_old(
    stand_in: StandIn, http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    stand_in.world.set_overwrite(general, stand_in.world.bot, allow=Permission.MANAGE_MESSAGES)
    await http.delete_messages(general.id, [each.id for each in five[:2]])
    await stand_in.clock.advance(days=15)

    with pytest.raises(discord.HTTPException) as caught:
        await http.delete_messages(general.id, [each.id for each in five[2:]])

    assert caught.value.code == 50034
    assert list(general.messages.values()) == five[2:]


async def test_pinning_is_announced_in_the_channel(
    stand_in: StandIn, http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    stand_in.world.set_overwrite(general, stand_in.world.bot, allow=Permission.PIN_MESSAGES)

    await http.pin_message(general.id, five[0].id)
    pinned = await http.pins_from(general.id, limit=10)

    assert [each["message"]["content"] for each in pinned["items"]] == ["No. 0"]
    notice = list(general.messages.values())[-1]
    assert notice.reference is not None
    assert notice.reference.message_id == five[0].id

    await http.unpin_message(general.id, five[0].id)
    assert not five[0].pinned


async def test_reactions_are_counted(
    http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    await http.add_reaction(general.id, five[0].id, "👍")

    message = await http.get_message(general.id, five[0].id)
    users = await http.get_reaction_users(general.id, five[0].id, "👍", 10)

    assert (message["reactions"][0]["count"], message["reactions"][0]["me"]) == (1, True)
    assert len(users) == 1
    await http.remove_own_reaction(general.id, five[0].id, "👍")
    assert five[0].reactions == {}


async def test_not_everything_is_an_emoji(
    http: HTTPClient, general: Channel, five: list[Message]
) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await http.add_reaction(general.id, five[0].id, "thumbs up")

    assert caught.value.code == 10014

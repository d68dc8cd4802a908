"""A group is made: what was typed is read back, and nothing is there before a press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.groups import Part, Standing
from tests.stories.house import INVITED

if TYPE_CHECKING:
    from bot.accountability.models.groups import PeerGroup
    from bot.playground.server.people import Reply
    from tests.stories.house import House

SEND_MESSAGES = 1 << 11
NOT_ADMIN = "Only those who may manage this server can do that. Ask an admin."


async def create(house: House, **given: object) -> Reply:
    options = {
        "name": "Owners Circle",
        "channel": house.general,
        "zone": "Europe/Berlin",
        **given,
    }
    return await house.admin.slash("group create", options)


async def groups(house: House) -> list[PeerGroup]:
    return await house.services.follow_up.run(lambda book: book.groups.in_guild(house.guild.id))


async def test_a_group_is_read_back_and_made_by_a_press(house: House) -> None:
    asked = await create(house)
    local = house.stand_in.clock.now()
    assert asked.ephemeral
    assert "**Owners Circle**, owners of different firms" in asked.content
    assert "Berlin: for you it's **" in asked.content
    assert "now. Right?" in asked.content
    assert asked.buttons == ["Taking part", "Only hosting", "Another city"]
    assert await groups(house) == []
    made = await asked.click("Taking part")
    assert made.content.startswith("**Owners Circle** is made, and you run it.")
    assert made.buttons == ["Members", "Schedule", "Invite", "Undo"]
    (group,) = await groups(house)
    assert (group.name, group.zone, group.channel_id) == (
        "Owners Circle",
        "Europe/Berlin",
        house.general.id,
    )
    assert group.created_at == local
    member = await house.services.follow_up.run(
        lambda book: book.members.get(group.id, house.admin.id)
    )
    assert member is not None
    assert (member.part, member.standing, member.runs) == (Part.REQUIRED, Standing.JOINED, True)
    assert house.alice.pings == []


async def test_who_only_hosts_is_expected_to_do_nothing(house: House) -> None:
    await (await create(house, kind="team")).click("Only hosting")
    (group,) = await groups(house)
    member = await house.services.follow_up.run(
        lambda book: book.members.get(group.id, house.admin.id)
    )
    assert member is not None
    assert member.part is Part.OBSERVER
    assert group.kind == "team"


async def test_a_making_is_undone_by_a_press(house: House) -> None:
    made = await (await create(house)).click("Taking part")
    undone = await made.click("Undo")
    assert undone.content.startswith("Undone: there is no such group any more.")
    assert await groups(house) == []


async def test_a_second_press_makes_no_second_group(house: House) -> None:
    asked = await create(house)
    (pressed,) = [
        one["custom_id"]
        for one in asked.message.components[0]["components"]  # type: ignore[union-attr]  # a message
        if one["label"] == "Taking part"
    ]
    await house.admin.forge(pressed)
    again = await house.admin.forge(pressed)
    assert again.content.startswith("**Owners Circle** is made")
    assert len(await groups(house)) == 1


async def test_only_those_who_manage_the_server_make_groups(house: House) -> None:
    options = {"name": "Mine", "channel": house.general, "zone": "Berlin"}
    refused = await house.alice.slash("group create", options)
    assert refused.content == NOT_ADMIN
    asked = await create(house)
    (pressed,) = [
        one["custom_id"]
        for one in asked.message.components[0]["components"]  # type: ignore[union-attr]  # a message
        if one["label"] == "Taking part"
    ]
    assert (await house.alice.forge(pressed)).content == NOT_ADMIN
    assert await groups(house) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("EST", "“EST” can mean several clocks. Choose a city instead:"),
        ("UTC+3", "“UTC+3” doesn't follow summer time. Choose a city near you instead"),
        ("../../etc/passwd", "I know no place called “../../etc/passwd”."),
        ("posixrules", "“posixrules”"),
    ],
)
async def test_a_zone_that_is_none_is_asked_for_again_and_nothing_else_is_lost(
    house: House, typed: str, sentence: str
) -> None:
    refused = await create(house, zone=typed)
    assert sentence in refused.content.replace("\u200b", "")
    assert refused.buttons == ["Another city"]
    form = (await refused.click("Another city")).modal
    assert form is not None
    assert form.values == {"On which city's clock?": typed}
    asked = await form.submit({"On which city's clock?": "Lisbon"})
    assert "Lisbon: for you it's **" in asked.content
    await asked.click("Taking part")
    (group,) = await groups(house)
    assert (group.name, group.zone) == ("Owners Circle", "Europe/Lisbon")


async def test_a_missing_permission_is_named_with_its_fix_and_checked_again(house: House) -> None:
    world = house.stand_in.world
    closed = world.add_channel(house.guild, "owners")
    world.set_overwrite(closed, world.bot, deny=SEND_MESSAGES)
    await house.stand_in.settle()
    refused = await create(house, channel=closed)
    assert refused.content == (
        f"I can't host a check-in in <#{closed.id}> yet.\n"
        "Open the channel's settings → Permissions → add Sounding Board → allow *Send Messages*"
        ".\nNothing you typed is lost."
    )
    world.set_overwrite(closed, world.bot, allow=INVITED)
    await house.stand_in.settle()
    asked = await refused.click("Check again")
    assert f"In <#{closed.id}>: who reads the channel reads the check-ins." in asked.content


async def test_two_groups_share_no_channel(house: House) -> None:
    await (await create(house)).click("Taking part")
    refused = await create(house, name="Another")
    assert refused.content == "That channel has a group already. Choose another channel."


async def test_a_name_of_nothing_is_refused_at_once(house: House) -> None:
    refused = await create(house, name="\u200b\u200b")
    assert refused.content == ("That name is empty. Type one with letters, like “Owners Circle”.")


async def test_cities_are_offered_with_their_time_while_somebody_types(house: House) -> None:
    offered = await house.admin.autocomplete(
        "group create", "zone", "berl", {"name": "x", "channel": house.general}
    )
    assert offered[0][1] == "Europe/Berlin"
    assert str(offered[0][0]).startswith("Berlin, Germany · UTC+")

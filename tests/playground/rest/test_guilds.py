"""Servers, channels, roles and members, as far as the bot may see and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.playground.server.world.models import Channel, Guild, Intent, User
from bot.playground.server.world.permissions import Permission
from tests.playground.rest.sending import refusal

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn


@pytest.fixture
def alice(stand_in: StandIn, guild: Guild) -> User:
    """Lend a member."""
    user = stand_in.world.add_user("Alice")
    stand_in.world.add_member(guild, user)
    return user


def empower(stand_in: StandIn, guild: Guild, permissions: int) -> None:
    """Give the bot's own role permissions for the whole server."""
    role = next(each for each in guild.roles.values() if each.bot_id == stand_in.world.bot.id)
    stand_in.world.edit_role(role, permissions=permissions)


async def test_a_server_is_told_with_its_counts(http: HTTPClient, guild: Guild) -> None:
    told: Any = await http.get_guild(guild.id, with_counts=True)

    assert told["name"] == "Owners"
    assert told["approximate_member_count"] == len(guild.members)


async def test_another_server_is_unknown(stand_in: StandIn, http: HTTPClient) -> None:
    elsewhere = stand_in.world.add_guild("Elsewhere", with_bot=False)

    assert await refusal(http.get_guild(elsewhere.id, with_counts=True)) == 10004
    assert await refusal(http.get_channel(elsewhere.system_channel_id or 0)) == 50001


async def test_the_list_of_members_is_refused_without_the_intent(
    stand_in: StandIn, http: HTTPClient, guild: Guild, alice: User
) -> None:
    assert await refusal(http.get_members(guild.id, 10, None)) == 50001

    stand_in.world.application.privileged = Intent.GUILD_MEMBERS
    members = await http.get_members(guild.id, 10, None)
    assert str(alice.id) in {each["user"]["id"] for each in members}


async def test_one_member_is_told_without_any_intent(
    http: HTTPClient, guild: Guild, alice: User
) -> None:
    assert (await http.get_member(guild.id, alice.id))["user"]["username"] == "alice"
    assert await refusal(http.get_member(guild.id, 175928847299117063)) == 10007


async def test_channels_and_roles_are_listed(http: HTTPClient, guild: Guild) -> None:
    channels = await http.get_all_guild_channels(guild.id)
    roles = await http.get_roles(guild.id)

    assert [each["name"] for each in channels] == ["general"]
    assert [each["name"] for each in roles] == ["@everyone", "Sounding Board"]
    assert (await http.get_role(guild.id, guild.id))["name"] == "@everyone"


async def test_channels_are_made_changed_and_deleted_with_the_permission_only(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    assert await refusal(http.create_channel(guild.id, 0, name="library")) == 50013
    empower(stand_in, guild, Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES)

    made = await http.create_channel(guild.id, 0, name="library", topic="Articles")
    channel_id = int(made["id"])
    await http.edit_channel(channel_id, topic="All articles")
    assert stand_in.world.channels[channel_id].topic == "All articles"

    overwrite = discord.http.Route(
        "PUT",
        "/channels/{channel_id}/permissions/{target}",
        channel_id=general.id,
        target=guild.id,
    )
    denied = int(Permission.VIEW_CHANNEL)
    await http.request(overwrite, json={"type": 0, "allow": 0, "deny": denied})
    assert general.overwrites[guild.id].deny == Permission.VIEW_CHANNEL
    await http.delete_channel(channel_id)
    assert channel_id not in stand_in.world.channels


async def test_a_bot_gives_only_roles_below_its_own(
    stand_in: StandIn, http: HTTPClient, guild: Guild, alice: User
) -> None:
    low = stand_in.world.add_role(guild, "Owners")
    high = stand_in.world.add_role(guild, "Hosts")
    high.position = 10

    assert await refusal(http.add_role(guild.id, alice.id, low.id)) == 50013
    empower(stand_in, guild, Permission.MANAGE_ROLES)
    await http.add_role(guild.id, alice.id, low.id)
    assert guild.members[alice.id].roles == {low.id}
    assert await refusal(http.add_role(guild.id, alice.id, high.id)) == 50013
    await http.remove_role(guild.id, alice.id, low.id)
    assert guild.members[alice.id].roles == set()


async def test_a_timeout_begins_and_ends(
    stand_in: StandIn, http: HTTPClient, guild: Guild, alice: User
) -> None:
    empower(stand_in, guild, Permission.MODERATE_MEMBERS)
    until = "2031-03-04T09:00:00+00:00"

    await http.edit_member(guild.id, alice.id, communication_disabled_until=until)
    assert guild.members[alice.id].timed_out_until is not None
    await http.edit_member(guild.id, alice.id, communication_disabled_until=None)
    assert guild.members[alice.id].timed_out_until is None


async def test_leaving_a_server_ends_everything_there(
    stand_in: StandIn, http: HTTPClient, guild: Guild
) -> None:
    await http.leave_guild(guild.id)

    assert stand_in.world.guilds_of(stand_in.world.bot.id) == []
    assert await refusal(http.get_guild(guild.id, with_counts=False)) == 10004


async def test_a_server_with_an_outage_answers_nothing(
    stand_in: StandIn, http: HTTPClient, guild: Guild, general: Channel
) -> None:
    stand_in.world.set_guild_available(guild, available=False)

    await refusal(http.get_channel(general.id))

    assert stand_in.requests[-1].status == 503

"""One sees what one would see on Discord, and nothing of what others alone see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.models import MessageFlag, Overwrite
from tests.playground.gateway.client import Bot, running
from tests.playground.page.browsing import Tab

if TYPE_CHECKING:
    import aiohttp

    from bot.playground.server import StandIn
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Channel, Guild

Interaction = discord.Interaction[Any]
_VIEW = 1 << 10
HOSTILE = "<img src=x onerror=alert(1)> \u202e**@everyone**"


def private(stand_in: StandIn, guild: Guild, *people: Person) -> Channel:
    return stand_in.world.add_channel(
        guild,
        "private",
        overwrites=[
            Overwrite(guild.id, is_member=False, deny=_VIEW),
            *(Overwrite(one.id, is_member=True, allow=_VIEW) for one in people),
        ],
    )


async def test_the_first_frame_tells_all_there_is(
    stand_in: StandIn, guild: Guild, bob: Person, tab: Tab
) -> None:
    ready = tab.ready
    assert ready["me"]["global_name"] == "Alice"
    assert ready["zone"] == "Europe/Berlin"
    assert [(each["global_name"], each["role"]) for each in ready["people"]] == [
        ("Bob", ""),
        ("Alice", "Facilitator"),
    ]
    (shown,) = ready["guilds"]
    assert shown["id"] == str(guild.id)
    assert [each["name"] for each in shown["channels"]] == ["general"]
    assert shown["channels"][0]["can_send"] is True
    assert {each["user"]["username"] for each in shown["members"]} >= {"alice", "bob"}
    assert [each["recipients"][0]["id"] for each in ready["dms"]] == [str(stand_in.world.bot.id)]
    assert ready["clock"] == {"now": stand_in.clock.now().isoformat(), "moving": False}
    assert ready["tours"] == []
    assert bob.id


async def test_whom_one_can_be_is_told_before_a_page_is_open(
    http: aiohttp.ClientSession, alice: Person, bob: Person
) -> None:
    async with http.get("/page/people") as response:
        people = (await response.json())["people"]
    assert people == [
        {"id": str(alice.id), "name": "Alice", "role": "Facilitator"},
        {"id": str(bob.id), "name": "Bob", "role": ""},
    ]


async def test_a_channel_that_is_hidden_is_not_there(
    stand_in: StandIn, guild: Guild, bob: Person, http: aiohttp.ClientSession, tab: Tab
) -> None:
    hidden = private(stand_in, guild, bob)
    stand_in.world.add_message(hidden, bob.user, Draft(content="a secret"))
    frames = await tab.heard()
    assert "a secret" not in str(frames)
    assert not [data for name, data in frames if name == "CHANNEL_CREATE"]
    path = f"/page/channels/{hidden.id}/messages"
    async with http.get(path, params={"as": str(tab.user_id)}) as response:
        assert response.status == 404
    assert "not there" in await tab.is_refused("message", channel_id=str(hidden.id), content="Hi")
    async with Tab(http, stand_in.address, bob.id) as bobs:
        assert "private" in [each["name"] for each in bobs.ready["guilds"][0]["channels"]]


async def test_messages_come_as_they_are_posted_changed_and_deleted(
    stand_in: StandIn, alice: Person, bob: Person, tab: Tab
) -> None:
    said = await bob.says(f"{HOSTILE} {alice.mention}")
    shown = await tab.hears("MESSAGE_CREATE")
    assert shown["content"] == f"{HOSTILE} {alice.mention}"  # as it is: the page draws it as text
    assert shown["pings_me"] is True
    assert shown["ephemeral"] is False
    assert said.message is not None
    stand_in.world.delete_message(said.message)
    assert (await tab.hears("MESSAGE_DELETE"))["id"] == shown["id"]


async def test_history_is_loaded_in_pieces(
    stand_in: StandIn, bob: Person, alice: Person, tab: Tab
) -> None:
    for number in range(5):
        await bob.says(str(number))
    assert [each["content"] for each in await tab.reads(bob.channel.id, limit=2)] == ["3", "4"]
    (*_, first) = await tab.reads(bob.channel.id, limit=3)
    older = await tab.reads(bob.channel.id, limit=2, before=first["id"])
    assert [each["content"] for each in older] == ["2", "3"]
    assert alice.channel.id == bob.channel.id
    assert stand_in.journal.crashes == []


async def test_what_only_one_person_sees_reaches_that_page_alone(
    stand_in: StandIn, bot: Bot, bob: Person, http: aiohttp.ClientSession, tab: Tab
) -> None:
    @bot.tree.command()
    async def whisper(interaction: Interaction) -> None:
        """Whisper."""
        await interaction.response.send_message("for Bob alone", ephemeral=True)

    async with running(bot, stand_in), Tab(http, stand_in.address, bob.id) as bobs:
        await bobs.does("slash", channel_id=str(bob.channel.id), command="whisper", options={})
        shown = await bobs.hears("MESSAGE_CREATE")
        assert (shown["content"], shown["ephemeral"]) == ("for Bob alone", True)
        assert shown["flags"] & MessageFlag.EPHEMERAL
        assert "for Bob alone" not in str(await tab.heard())
        assert "for Bob alone" not in str(await tab.reads(bob.channel.id))
        assert [each["content"] for each in await bobs.reads(bob.channel.id)] == ["for Bob alone"]
        refused = await tab.is_refused("delete", message_id=shown["id"])
        assert refused == "That message is gone."
        await bobs.does("delete", message_id=shown["id"])  # dismissed
        assert await bobs.reads(bob.channel.id) == []


async def test_new_roles_and_members_let_the_page_look_again(
    stand_in: StandIn, guild: Guild, tab: Tab
) -> None:
    stand_in.person("Carol", guild=guild)
    assert await tab.hears("RELOAD") == {}

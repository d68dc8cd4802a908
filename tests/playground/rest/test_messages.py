"""Sending, editing and deleting, with everything that Discord refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.models import ChannelType, MessageFlag
from bot.playground.server.world.permissions import Permission
from tests.playground.rest.sending import edit, refusal, say

if TYPE_CHECKING:
    from discord.http import HTTPClient

    from bot.playground.server import StandIn
    from bot.playground.server.world.models import Channel, Guild

NOWHERE = 175928847299117063


async def test_a_message_is_posted_as_it_was_sent(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    sent = await say(http, general.id, "Hello, owners.")

    message = general.messages[int(sent["id"])]
    assert message.content == sent["content"] == "Hello, owners."
    assert message.author_id == stand_in.world.bot.id


async def test_embeds_come_back_completed(http: HTTPClient, general: Channel) -> None:
    embed = discord.Embed(title="Rent", description="Negotiate early.")
    embed.add_field(name="When", value="A year ahead", inline=False)

    sent = await say(http, general.id, embed=embed)

    assert sent["embeds"][0]["type"] == "rich"
    assert discord.Embed.from_dict(sent["embeds"][0]).fields[0].inline is False


async def test_components_get_ids_of_their_own(http: HTTPClient, general: Channel) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Share", custom_id="share:1", emoji="📣"))
    view.add_item(
        discord.ui.Select(
            custom_id="pick",
            options=[discord.SelectOption(label="One"), discord.SelectOption(label="Two")],
        )
    )

    sent = await say(http, general.id, "Choose", view=view)

    rows = sent["components"]
    ids = [row["id"] for row in rows] + [row["components"][0]["id"] for row in rows]
    assert len(set(ids)) == 4
    assert rows[0]["components"][0]["emoji"] == {"name": "📣"}


async def test_layouts_keep_their_media(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    view = discord.ui.LayoutView(timeout=None)
    container: discord.ui.Container[Any] = discord.ui.Container(
        discord.ui.TextDisplay("# Library"),
        discord.ui.Section("Text", accessory=discord.ui.Thumbnail("attachment://a.png")),
        discord.ui.Separator(),
        discord.ui.MediaGallery(discord.MediaGalleryItem("https://example.com/b.png")),
        discord.ui.File("attachment://a.png"),
    )
    view.add_item(container)

    sent = await say(http, general.id, view=view, file=discord.File(io.BytesIO(b"png"), "a.png"))

    parts = sent["components"][0]["components"]
    picture = parts[1]["accessory"]["media"]
    assert picture["url"].startswith(stand_in.cdn_url)
    assert picture["attachment_id"] == sent["attachments"][0]["id"]
    assert (parts[4]["name"], parts[4]["size"]) == ("a.png", 3)
    assert sent["flags"] == MessageFlag.IS_COMPONENTS_V2


async def test_files_come_with_their_description(http: HTTPClient, general: Channel) -> None:
    file = discord.File(io.BytesIO(b"# Rent"), "rent.md", description="An article")

    sent = await say(http, general.id, "A file", file=file)

    attachment = sent["attachments"][0]
    assert (attachment["filename"], attachment["size"]) == ("rent.md", 6)
    assert attachment["description"] == "An article"


@pytest.mark.parametrize("content", ["", "   ", None])
async def test_an_empty_message_is_refused(
    http: HTTPClient, general: Channel, content: str | None
) -> None:
    assert await refusal(say(http, general.id, content)) == 50006


async def test_a_message_too_long_is_refused_at_its_place(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    assert await refusal(say(http, general.id, "x" * 2001)) == 50035

    errors = stand_in.requests[-1].answer["errors"]
    assert errors["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    assert len(stand_in.violations) == 1
    assert general.messages == {}


async def test_what_the_description_does_not_know_is_refused(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    if stand_in._schema is None:  # noqa: SLF001 - only here is it of interest
        pytest.skip("Discord's description is absent")
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=general.id)

    assert await refusal(http.request(route, json={"content": "Hi", "colour": 3})) == 50035
    assert "colour" in stand_in.violations[0].why


@pytest.mark.parametrize(
    ("denied", "number"),
    [
        (Permission.VIEW_CHANNEL, 50001),
        (Permission.SEND_MESSAGES, 50013),
        (Permission.EMBED_LINKS, 50013),
        (Permission.ATTACH_FILES, 50013),
    ],
)
async def test_what_the_bot_may_not_do_is_refused(
    stand_in: StandIn, http: HTTPClient, general: Channel, denied: Permission, number: int
) -> None:
    stand_in.world.set_overwrite(general, stand_in.world.bot, deny=denied)
    file = discord.File(io.BytesIO(b"x"), "x.txt")

    attempt = say(http, general.id, "Hi", embed=discord.Embed(title="T"), file=file)

    assert await refusal(attempt) == number


async def test_there_is_no_writing_in_a_category(
    stand_in: StandIn, http: HTTPClient, guild: Guild
) -> None:
    category = stand_in.world.add_channel(guild, "Rooms", ChannelType.CATEGORY)

    assert await refusal(say(http, category.id, "Hi")) == 50008


async def test_a_channel_that_is_not_there_is_unknown(http: HTTPClient) -> None:
    assert await refusal(say(http, NOWHERE, "Hi")) == 10003


async def test_the_same_nonce_posts_once(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    first = await say(http, general.id, "Once", nonce="n-1")
    again = await say(http, general.id, "Once", nonce="n-1")
    other = await say(http, general.id, "Twice", nonce="n-2")
    await stand_in.clock.advance(hours=1)
    later = await say(http, general.id, "Once", nonce="n-1")

    assert again["id"] == first["id"]
    assert len({first["id"], other["id"], later["id"]}) == 3


async def test_a_lost_reply_does_not_post_twice(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    stand_in.faults.lose_reply("POST /channels/{channel_id}/messages")

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await say(http, general.id, "Once", nonce="n-1")
    await say(http, general.id, "Once", nonce="n-1")

    assert [each.content for each in general.messages.values()] == ["Once"]
    assert [each.lost for each in stand_in.requests[-2:]] == [True, False]


async def test_an_edit_changes_only_what_it_names(http: HTTPClient, general: Channel) -> None:
    file = discord.File(io.BytesIO(b"x"), "x.txt")
    sent = await say(http, general.id, "Before", embed=discord.Embed(title="T"), file=file)

    edited = await edit(http, sent, "After")
    bare = await edit(http, sent, embed=None, attachments=[])

    assert edited["content"] == "After"
    assert len(edited["embeds"]) == len(edited["attachments"]) == 1
    assert (bare["embeds"], bare["attachments"]) == ([], [])


async def test_nothing_may_be_left_of_a_message(http: HTTPClient, general: Channel) -> None:
    sent = await say(http, general.id, "Before")

    assert await refusal(edit(http, sent, None)) == 50006


async def test_only_the_author_edits(stand_in: StandIn, http: HTTPClient, general: Channel) -> None:
    alice = stand_in.world.add_user("Alice")
    message = stand_in.world.say(general, alice, "Mine")
    theirs = {"channel_id": str(general.id), "id": str(message.id)}

    assert await refusal(edit(http, theirs, "Yours")) == 50005


async def test_deleting_others_messages_needs_the_permission(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    alice = stand_in.world.add_user("Alice")
    message = stand_in.world.say(general, alice, "Mine")

    assert await refusal(http.delete_message(general.id, message.id)) == 50013
    stand_in.world.set_overwrite(general, stand_in.world.bot, allow=Permission.MANAGE_MESSAGES)
    await http.delete_message(general.id, message.id)

    assert message.deleted
    assert await refusal(http.delete_message(general.id, message.id)) == 10008


async def test_an_ephemeral_message_is_not_there_for_anybody_to_fetch(
    stand_in: StandIn, http: HTTPClient, general: Channel
) -> None:
    world = stand_in.world
    alice = world.add_user("Alice")
    draft = Draft(content="Psst", flags=MessageFlag.EPHEMERAL, visible_to=frozenset({alice.id}))
    message = world.add_message(general, world.bot, draft)

    assert await refusal(http.get_message(general.id, message.id)) == 10008
    assert await http.logs_from(general.id, 10) == []

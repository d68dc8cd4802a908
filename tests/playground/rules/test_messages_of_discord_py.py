"""What the unmodified discord.py makes of messages, views and modals passes clean."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui
from discord.http import MultipartParameters, handle_message_parameters
from discord.webhook.async_ import interaction_message_response_params

from bot.playground.server.rules.callbacks import callback_faults
from bot.playground.server.rules.messages import NOTHING, create_faults, edit_faults
from bot.playground.server.rules.modals import modal_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.rules.schema import Schema

Body = dict[str, Any]

SEND = "/channels/{channel_id}/messages"
EDIT = "/channels/{channel_id}/messages/{message_id}"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
FOLLOW_UP = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"

FULL_EMBED = (
    discord.Embed(
        title="Pricing",
        description="What to charge",
        url="https://example.org/pricing",
        colour=discord.Colour.blurple(),
        timestamp=dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC),
    )
    .set_author(name="Ann", url="https://example.org/ann", icon_url="https://example.org/a.png")
    .set_footer(text="Two of three", icon_url="https://example.org/f.png")
    .set_image(url="attachment://chart.png")
    .set_thumbnail(url="https://example.org/t.png")
    .add_field(name="Value", value="What they gain", inline=False)
    .add_field(name="\u200b", value="\u200b")
)
RECEIVED_EMBED = discord.Embed.from_dict(
    {
        "type": "rich",
        "title": "As it came back",
        "flags": 1,
        "image": {
            "url": "https://example.org/i.png",
            "proxy_url": "https://media.example.org/i.png",
            "width": 100,
            "height": 50,
            "flags": 0,
        },
        "footer": {"text": "End", "proxy_icon_url": "https://media.example.org/f.png"},
        "author": {"name": "Ann", "proxy_icon_url": "https://media.example.org/a.png"},
    }
)


class Buttons(ui.View):
    """Every kind of thing that can stand in a row."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        for style in (discord.ButtonStyle.primary, discord.ButtonStyle.danger):
            self.add_item(ui.Button(style=style, label=style.name, custom_id=f"do:{style.name}"))
        self.add_item(ui.Button(label="Read", url="https://example.org/read", emoji="🦉"))
        self.add_item(ui.Button(emoji="<a:wave:123456789>", custom_id="do:wave", disabled=True))
        self.add_item(ui.Button(sku_id=123456789))
        options = [
            discord.SelectOption(label="One", value="1", description="The first", emoji="1️⃣"),
            discord.SelectOption(label="Two", value="2", default=True),
        ]
        self.add_item(ui.Select(placeholder="Which?", options=options, max_values=2, row=1))
        self.add_item(ui.UserSelect(default_values=[discord.Object(5, type=discord.User)], row=2))
        self.add_item(ui.RoleSelect(min_values=0, max_values=25, row=3))
        self.add_item(
            ui.ChannelSelect(channel_types=[discord.ChannelType.text], custom_id="where", row=4)
        )


class Layout(ui.LayoutView):
    """Every kind of thing that Components V2 bring."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        owl = discord.UnfurledMediaItem("https://example.org/owl.png")
        section: ui.Section[Layout] = ui.Section(
            "# Pricing", "What to charge", accessory=ui.Button(label="More", custom_id="more")
        )
        pictured: ui.Section[Layout] = ui.Section(
            "An owl", accessory=ui.Thumbnail(owl, description="An owl", spoiler=True)
        )
        gallery: ui.MediaGallery[Layout] = ui.MediaGallery(
            discord.MediaGalleryItem(owl, description="An owl"),
            discord.MediaGalleryItem("attachment://chart.png", spoiler=True),
        )
        row: ui.ActionRow[Layout] = ui.ActionRow(
            ui.Button(label="Share", custom_id="share"),
            ui.Button(label="Read", url="https://example.org"),
        )
        menu: ui.ActionRow[Layout] = ui.ActionRow(ui.MentionableSelect(custom_id="who"))
        self.add_item(
            ui.Container(
                section,
                pictured,
                ui.Separator(spacing=discord.SeparatorSpacing.large, visible=False),
                gallery,
                ui.File("attachment://a.md", spoiler=False),
                row,
                accent_colour=discord.Colour.green(),
                spoiler=True,
                id=7,
            )
        )
        self.add_item(ui.TextDisplay("-# Only you see this answer."))
        self.add_item(menu)


def file(name: str) -> discord.File:
    return discord.File(io.BytesIO(b"text"), filename=name, description="A file")


def sent(**arguments: Any) -> MultipartParameters:  # noqa: ANN401 - discord.py's own mixture
    return handle_message_parameters(**arguments)


def answered(kind: int, **arguments: Any) -> MultipartParameters:  # noqa: ANN401 - likewise
    return interaction_message_response_params(type=kind, **arguments)


def body_of(parameters: MultipartParameters) -> tuple[Body, tuple[str, ...]]:
    """Return the JSON that goes over the wire, and the names of the files beside it."""
    body = parameters.payload
    if parameters.multipart:
        body = json.loads(parameters.multipart[0]["value"])
    files = tuple(one.filename for one in parameters.files or ())
    return json.loads(json.dumps(body)), files


def poll() -> discord.Poll:
    return (
        discord.Poll("When?", duration=dt.timedelta(days=1), multiple=True)
        .add_answer(text="Monday", emoji="🦉")
        .add_answer(text="Friday")
    )


MESSAGES: dict[str, Callable[[], MultipartParameters]] = {
    "plain text": lambda: sent(content="Hello"),
    "everything that a channel's send adds": lambda: sent(
        content="Hello",
        tts=True,
        nonce="1234567890123456789",
        flags=discord.MessageFlags(suppress_notifications=True, suppress_embeds=True),
        allowed_mentions=discord.AllowedMentions(users=[discord.Object(5)], everyone=False),
        previous_allowed_mentions=discord.AllowedMentions.none(),
        mention_author=False,
        stickers=["12"],
        message_reference={
            "message_id": 12,
            "channel_id": 13,
            "guild_id": 14,
            "fail_if_not_exists": False,
            "type": 0,
        },
    ),
    "no mentions": lambda: sent(content="@all", allowed_mentions=discord.AllowedMentions.none()),
    "all mentions": lambda: sent(content="@all", allowed_mentions=discord.AllowedMentions.all()),
    "embeds": lambda: sent(
        embeds=[FULL_EMBED, discord.Embed(title="x")], files=[file("chart.png")]
    ),
    "a received embed": lambda: sent(embed=RECEIVED_EMBED),
    "buttons and menus": lambda: sent(content="Choose", view=Buttons()),
    "files": lambda: sent(files=[file("a.md"), file("b.md")]),
    "a poll": lambda: sent(poll=poll()),
    "a layout": lambda: sent(view=Layout(), files=[file("chart.png"), file("a.md")]),
}

EDITS: dict[str, Callable[[], MultipartParameters]] = {
    "text": lambda: sent(content="Other"),
    "nothing but an embed": lambda: sent(content=None, embed=FULL_EMBED),
    "no embed and no view": lambda: sent(content="Other", embeds=[], view=None),
    "buttons": lambda: sent(view=Buttons(), content="Choose"),
    "a new file": lambda: sent(attachments=[file("c.md")]),
    "a silent edit": lambda: sent(
        content="Other",
        flags=discord.MessageFlags(suppress_embeds=True),
        previous_allowed_mentions=discord.AllowedMentions.none(),
    ),
}

MODALS: dict[str, ui.Item[Any]] = {
    "text": ui.TextInput(style=discord.TextStyle.long, min_length=1, max_length=4000, default="a"),
    "a menu": ui.Select(options=[discord.SelectOption(label="One")], required=True),
    "an optional menu": ui.Select(
        options=[discord.SelectOption(label="One")], required=False, min_values=0
    ),
    "users": ui.UserSelect(max_values=25),
    "roles": ui.RoleSelect(),
    "anyone": ui.MentionableSelect(),
    "channels": ui.ChannelSelect(channel_types=[discord.ChannelType.text]),
    "files": ui.FileUpload(min_values=1, max_values=10),
    "optional files": ui.FileUpload(required=False, min_values=0),
    "a choice": ui.RadioGroup(
        options=[discord.RadioGroupOption(label=name) for name in ("Yes", "No")]
    ),
    "several choices": ui.CheckboxGroup(
        options=[discord.CheckboxGroupOption(label="Mon", description="Day", default=True)],
    ),
    "yes or no": ui.Checkbox(default=True),
}


@pytest.mark.parametrize("make", MESSAGES.values(), ids=MESSAGES.keys())
async def test_messages_are_taken(schema: Schema, make: Callable[[], MultipartParameters]) -> None:
    body, files = body_of(make())
    assert schema.request_faults("POST", SEND, body) == []
    assert create_faults(body, files=files) == []


@pytest.mark.parametrize("make", EDITS.values(), ids=EDITS.keys())
async def test_edits_are_taken(schema: Schema, make: Callable[[], MultipartParameters]) -> None:
    body, files = body_of(make())
    before = {"content": "Hello", "flags": 0}
    assert schema.request_faults("PATCH", EDIT, body) == []
    assert schema.request_faults("PATCH", ORIGINAL, body) == []
    assert edit_faults(body, before, files=files) == []


async def test_a_deferred_answer_becomes_a_layout(schema: Schema) -> None:
    body, files = body_of(sent(view=Layout(), attachments=[file("chart.png"), file("a.md")]))
    assert schema.request_faults("PATCH", ORIGINAL, body) == []
    assert edit_faults(body, NOTHING, files=files) == []


async def test_follow_ups_are_taken(schema: Schema) -> None:
    flags = discord.MessageFlags(ephemeral=True)
    body, files = body_of(sent(content="Only you", flags=flags, view=Buttons(), embed=FULL_EMBED))
    assert schema.request_faults("POST", FOLLOW_UP, body) == []
    assert create_faults(body, files=files, answer=True) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: answered(4, content="Hello", flags=discord.MessageFlags(ephemeral=True)),
        lambda: answered(4, embeds=[FULL_EMBED], view=Buttons(), files=[file("chart.png")]),
        lambda: answered(4, view=Layout(), files=[file("a.md"), file("chart.png")]),
        lambda: answered(4, poll=poll()),
        lambda: answered(7, content=None, embed=FULL_EMBED, view=None),
        lambda: answered(7, view=Buttons(), attachments=[]),
    ],
)
async def test_answers_are_taken(schema: Schema, make: Callable[[], MultipartParameters]) -> None:
    body, files = body_of(make())
    message = {"content": "Hello", "flags": 0}
    assert schema.request_faults("POST", CALLBACK, body) == []
    assert callback_faults(body, 3, message=message, files=files) == []


@pytest.mark.parametrize("item", MODALS.values(), ids=MODALS.keys())
async def test_modals_are_taken(schema: Schema, item: ui.Item[Any]) -> None:
    modal = ui.Modal(title="A form", custom_id="form:1")
    modal.add_item(ui.TextDisplay("Read this **first**."))
    modal.add_item(ui.Label(text="Your part", description="What it is for", component=item))
    body = {"type": 9, "data": modal.to_dict()}
    assert schema.request_faults("POST", CALLBACK, body) == []
    assert modal_faults(modal.to_dict()) == []


async def test_a_modal_in_the_old_fashion_is_taken(schema: Schema) -> None:
    modal = ui.Modal(title="A form")
    modal.add_item(ui.TextInput(label="Your text", placeholder="Anything", required=False))
    body = {"type": 9, "data": modal.to_dict()}
    assert schema.request_faults("POST", CALLBACK, body) == []
    assert callback_faults(body, 2) == []

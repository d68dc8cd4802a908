"""What Discord asks of buttons: each style has fields that it needs and fields that it refuses."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form
    from bot.playground.server.rules.kinds import Tally

MAX_LABEL = 80
MAX_LINK = 512
MAX_EMOJI = 32
_LINK_SCHEMES = ("http://", "https://", "discord://")


class Style(IntEnum):
    """The style number of a button."""

    PRIMARY = 1
    SECONDARY = 2
    SUCCESS = 3
    DANGER = 4
    LINK = 5
    PREMIUM = 6


def check_button(button: Form, tally: Tally) -> None:
    """Note every fault of a button."""
    style = button.choice("style", Style)
    button.text("label", MAX_LABEL)
    button.boolean("disabled")
    check_emoji(button)
    if style is None:
        return
    if style == Style.PREMIUM:
        button.snowflake("sku_id")
        _refuse(button, "custom_id", "label", "url", "emoji")
        return
    if not button.has("label") and not button.has("emoji"):
        button.require("label")
    if style == Style.LINK:
        _refuse(button, "custom_id", "sku_id")
        link = button.text("url", MAX_LINK, low=1, required=True)
        if link and not link.lower().startswith(_LINK_SCHEMES):
            sentence = "Scheme must be one of ('http', 'https', 'discord')."
            button.blame("url", "URL_TYPE_INVALID_SCHEME", sentence)
    else:
        _refuse(button, "url", "sku_id")
        tally.take_custom_id(button)


def check_emoji(form: Form) -> None:
    """Note an emoji that has neither a name nor an id."""
    emoji = form.form("emoji")
    if emoji is None:
        return
    emoji.text("name", MAX_EMOJI)
    if emoji.values.get("id") is not None:
        emoji.snowflake("id")
    elif not emoji.has("name"):
        emoji.require("name")


def _refuse(button: Form, *keys: str) -> None:
    for key in keys:
        if button.has(key):
            sentence = f"A button of this style cannot have a {key}"
            button.blame(key, "BUTTON_COMPONENT_INVALID_FIELD", sentence)

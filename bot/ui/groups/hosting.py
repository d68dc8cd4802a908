"""What a group is called, where it meets and on which clock; and how that is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.zones import city_of
from bot.ui.deliveries.wording import name_of
from bot.ui.forms import FormLayout, TextPart
from bot.ui.groups.making import CITY, city_layout
from bot.ui.reply import Button, ChannelMenu, Reply, Style

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.ui.forms import Written

__all__ = ["CITY", "city_layout"]

NAME = "name"
SAVED = "Saved."
LONGEST_NAME = 80
LONGEST_SENTENCE = 600


def settings(group: PeerGroup) -> Reply:
    """Return what a group is, with the ways to change it."""
    text = (
        f"**{name_of(group.name)}**\n"
        f"Meets in <#{group.channel_id}>, on the clock of {city_of(group.zone)}.\n"
        "-# Open check-ins stay where they are, and keep their times."
    )
    channel = ChannelMenu("group.channel", group.id, "Move it to another channel …")
    buttons = (
        Button("Name", "group.rename", group.id),
        Button("Clock", "group.clock", group.id),
        Button("‹ Members", "group.members", group.id),
    )
    return Reply(text, rows=(channel, buttons))


def is_it_right(group: PeerGroup, zone: str, local: datetime, memo_id: str) -> Reply:
    """Return the question whether a clock is right."""
    text = (
        f"{city_of(zone)}: for you it's **{local:%H:%M}** now. Right?\n"
        f"All schedules of **{name_of(group.name)}** keep their hours, on that clock."
    )
    buttons = (
        Button("Yes", "group.clock_set", memo_id, style=Style.MAIN),
        Button("No", "group.clock", group.id),
    )
    return Reply(text, rows=(buttons,))


def name_layout(_opened: Written) -> FormLayout:
    """Return the form for a group's name."""
    return FormLayout("The group's name", (TextPart(NAME, "Name", longest=LONGEST_NAME),))

"""Making a group: what is read back before, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.zones import city_of
from bot.ui.deliveries.wording import name_of
from bot.ui.forms import FormLayout, TextPart
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.ui.forms import Written

CITY = "city"
LONGEST_CITY = 100
UNDONE = "Undone: there is no such group any more. `/group create` makes another one."
TOO_LATE = (
    "Somebody has joined or a check-in has opened since, so the group stays. `/group end` ends it."
)
_QUESTION = 600


def missing(channel_id: int, permissions: Sequence[str], memo_id: str) -> Reply:
    """Return what the bot may not do in the channel, with the fix."""
    needed = ", ".join(f"*{name}*" for name in permissions)
    text = (
        f"I can't host a check-in in <#{channel_id}> yet.\n"
        "Open the channel's settings → Permissions → add Sounding Board →"
        f" allow {needed}.\nNothing you typed is lost."
    )
    return Reply(text, rows=((Button("Check again", "group.check", memo_id, style=Style.MAIN),),))


def which_city(sentence: str, memo_id: str) -> Reply:
    """Return why a zone can't be taken, with the way to another one."""
    text = f"{safe_text(sentence, _QUESTION)}\nNothing else you typed is lost."
    return Reply(text, rows=((Button("Another city", "group.city", memo_id, style=Style.MAIN),),))


def is_it_right(
    name: str, channel_id: int, zone: str, local: datetime, kind: str, memo_id: str
) -> Reply:
    """Return the question whether all is right, and whether who makes it takes part."""
    whose = "one firm's team" if kind == "team" else "owners of different firms"
    text = (
        f"**{name_of(name)}**, {whose}\n"
        f"In <#{channel_id}>: who reads the channel reads the check-ins.\n"
        f"{city_of(zone)}: for you it's **{local:%H:%M}** now. Right?\n"
        "Then say how you're in. I'm:"
    )
    buttons = (
        Button("Taking part", "group.make", memo_id, "part", Style.MAIN),
        Button("Only hosting", "group.make", memo_id, "host"),
        Button("Another city", "group.city", memo_id),
    )
    return Reply(text, rows=(buttons,))


def city_layout(_opened: Written) -> FormLayout:
    """Return the form for the city on whose clock a group meets."""
    part = TextPart(
        CITY, "On which city's clock?", "A larger city near you, like Berlin.", longest=LONGEST_CITY
    )
    return FormLayout("The group's clock", (part,))


def made(group: PeerGroup) -> Reply:
    """Return what comes next, once a group is made."""
    text = (
        f"**{name_of(group.name)}** is made, and you run it. Nobody has been told yet. Next:\n"
        "*Members*: whom you invite, and how they take part.\n"
        "*Schedule*: when its check-ins open.\n"
        "*Invite*: you see the invitation before it is posted."
    )
    buttons = (
        Button("Members", "group.members", group.id),
        Button("Schedule", "group.add_schedule", group.id, style=Style.MAIN),
        Button("Invite", "group.invitation", group.id),
        Button("Undo", "group.unmake", group.id),
    )
    return Reply(text, rows=(buttons,))

"""Making a group: what is read back before, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.zones import city_of
from bot.ui.deliveries.wording import name_of
from bot.ui.reply import Button, Reply, Style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup

UNDONE = "Undone: there is no such group any more. `/group create` makes another one."
TOO_LATE = (
    "Somebody has joined or a check-in has opened since: the group stays. `/group end` ends it."
)


def missing(channel_id: int, permissions: Sequence[str], memo_id: str) -> Reply:
    """Return what the bot may not do in the channel, with the fix."""
    needed = ", ".join(f"*{name}*" for name in permissions)
    text = (
        f"I can't host a check-in in <#{channel_id}> yet. Open the channel's settings →"
        f" Permissions → add Sounding Board → allow {needed}. Nothing you typed is lost."
    )
    return Reply(text, rows=((Button("Check again", "group.check", memo_id, style=Style.MAIN),),))


def is_it_right(name: str, channel_id: int, zone: str, local: datetime, memo_id: str) -> Reply:
    """Return the question whether all is right, and whether who makes it takes part."""
    text = (
        f"**{name_of(name)}** in <#{channel_id}>, on the clock of {city_of(zone)}:"
        f" for you it's **{local:%H:%M}** now. Right? Then say whether you take part.\n"
        "-# If the clock is wrong, run the command again with another city."
    )
    buttons = (
        Button("I take part", "group.make", memo_id, "part", Style.MAIN),
        Button("I only host", "group.make", memo_id, "host"),
    )
    return Reply(text, rows=(buttons,))


def made(group: PeerGroup) -> Reply:
    """Return what comes next, once a group is made."""
    text = (
        f"**{name_of(group.name)}** is made. You run it. Nobody has been told yet.\n"
        "1. *Schedule*: when its check-ins open.\n"
        "2. *Members*: whom you invite, and how they take part.\n"
        "3. *Invitation*: you see it before it is posted."
    )
    buttons = (
        Button("Schedule", "group.add_schedule", group.id, style=Style.MAIN),
        Button("Members", "group.members", group.id),
        Button("Invitation", "group.invitation", group.id),
        Button("Undo", "group.unmake", group.id),
    )
    return Reply(text, rows=(buttons,))

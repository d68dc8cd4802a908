"""The invitation before it is posted, and what those read who answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.accountability.models.groups import Part
from bot.ui.deliveries.wording import counted, name_of
from bot.ui.moments import full
from bot.ui.reply import Button, Reply, Style

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.groups import Member, PeerGroup

TAKEN_BACK = "Taken back: it is not in the channel any more. Nobody's place in the group changes."
_KEPT = (
    "**What I keep of you here**\n"
    "That you're in and since when, your check-ins and commitments, when you're away (never why),"
    " your clock, and how I may ping you.\n"
    "**Who can read it**\n"
    "Your check-ins: whoever reads <#{}>, and the server's admins. Whoever runs this bot can read"
    " its files. Your own rate: only you.\n"
    "**How long**\n"
    "Until you remove a check-in with *Edit* and *Remove*, or leave and choose *Delete it*. 30 days"
    " after the group ends, all of it goes. Backups are gone after 35 days."
)


def preview(group: PeerGroup, drawn: Reply, *, has_schedule: bool) -> Reply:
    """Return the invitation as it will be posted, for those who post it."""
    ringing = len(drawn.mentions)
    rings = f"{counted(ringing, 'phone rings', 'phones ring')}." if ringing else "No phone rings."
    lines = [f"Only you see this yet. It goes into <#{group.channel_id}>. {rings}"]
    if not has_schedule:
        lines.append("There is no schedule yet: with one, it says when the first check-in is.")
    buttons = [
        Button("Post", "group.post_invitation", group.id, style=Style.MAIN),
        Button("‹ Members", "group.members", group.id),
    ]
    if not has_schedule:
        buttons.insert(1, Button("Schedule", "group.add_schedule", group.id))
    shown = discord.Embed(description=drawn.content)
    shown.set_footer(text=" · ".join(_labels(drawn)))
    return Reply("\n".join(lines), embeds=(shown,), rows=(tuple(buttons),))


def posted(group: PeerGroup, first: datetime | None) -> Reply:
    """Return what is said once the invitation is on its way."""
    opens = f" First check-in {full(first)}." if first else " Add a schedule next."
    text = f"Done: it's on its way to <#{group.channel_id}>.{opens} Till then I'm quiet."
    buttons = [
        Button("Undo", "group.unpost_invitation", group.id),
        Button("Members", "group.members", group.id),
    ]
    if first is None:
        buttons.insert(0, Button("Schedule", "group.add_schedule", group.id, style=Style.MAIN))
    return Reply(text, rows=(tuple(buttons),))


def welcome(group: PeerGroup, member: Member, first: datetime | None, *, quiet: bool) -> Reply:
    """Return what somebody reads who has joined."""
    opens = f"First check-in {full(first)}." if first else "No check-in is planned yet."
    if member.part is Part.OBSERVER:
        told = "You read along: nobody expects a check-in of you."
    elif quiet:
        told = "You get no pings. `/today` shows what is open."
    else:
        told = "I tell you when it opens. `/me pings` and `/me timezone` say how, and when not."
    text = f"You're in **{name_of(group.name)}**. {opens}\n{told}"
    buttons = (
        Button("What's kept?", "group.kept", group.id),
        Button("Leave", "group.leave", group.id),
    )
    return Reply(text, rows=(buttons,))


def declined(group: PeerGroup) -> Reply:
    """Return what somebody reads who was invited, and does not want to join."""
    text = f"Fine: you're not in **{name_of(group.name)}**, and nothing of it reaches you."
    join = Button("Join after all", "group.join", group.id)
    return Reply(text, rows=((join,),))


def kept(group: PeerGroup, member: Member | None) -> Reply:
    """Return what is kept of a member, who reads it, and for how long."""
    joined = member is not None and member.joined
    if joined:
        buttons = [Button("Leave", "group.leave", group.id)]
    else:
        buttons = [
            Button("Join", "group.join", group.id, style=Style.MAIN),
            Button("Join, no pings", "group.join_quiet", group.id),
        ]
        if member is not None:
            buttons.append(Button("No, thanks", "group.leave", group.id))
    return Reply(_KEPT.format(group.channel_id), rows=(tuple(buttons),))


def _labels(drawn: Reply) -> list[str]:
    rows = [row for row in drawn.rows if isinstance(row, tuple)]
    return [button.label for row in rows for button in row]

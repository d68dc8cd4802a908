"""A group's people: who is in, who is invited, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import Part, Standing
from bot.ui.deliveries.wording import counted, name_of, people
from bot.ui.moments import full
from bot.ui.reply import Button, Reply, RoleMenu, Style, UserMenu

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import Member, PeerGroup

MOST_AT_ONCE = 25
NOBODY = "Nobody was chosen, so nothing is changed."
_PARTS = {
    Part.REQUIRED: "Required: expected each time",
    Part.OPTIONAL: "Optional: welcome, never missed",
    Part.OBSERVER: "Observer: reads along",
}
_SHORT = {Part.REQUIRED: "Required", Part.OPTIONAL: "Optional", Part.OBSERVER: "Observer"}
_KEPT = (
    "What I keep of you in **{}**: that you are in, your check-ins and commitments, when you were"
    " away (never why), your clock, quiet hours and how I ping you.\n"
    "Who reads it: this channel reads your check-ins; so can the server's admins. Whoever runs this"
    " bot can read its files. Your own rates only you see.\n"
    "How long: until you remove it, or leave and say *delete*. 30 days after you leave the server"
    " or the group ends, it goes by itself. Backups are gone after 35 days."
)


def panel(group: PeerGroup, members: Sequence[Member], *, lead: str = "") -> Reply:
    """Return who is in a group, with menus to change it."""
    joined = [one for one in members if one.joined]
    lines = [f"**{name_of(group.name)}**"]
    if lead:
        lines.insert(0, lead)
    for part, words in _PARTS.items():
        ids = [one.user_id for one in joined if one.part is part]
        if ids:
            lines.append(f"{words}\n{people(ids)}")
    invited = [one.user_id for one in members if one.standing is Standing.INVITED]
    if invited:
        lines.append(f"Invited, not in yet\n{people(invited)}")
    running = [one.user_id for one in members if one.runs]
    lines.append(f"Facilitators\n{people(running) if running else 'nobody'}")
    return Reply(
        "\n".join(lines)[:2000],
        rows=(
            UserMenu("group.invite", group.id, "Invite, or change how they take part", least=1),
            UserMenu(
                "group.facilitators",
                group.id,
                "Facilitators",
                chosen=tuple(running[:MOST_AT_ONCE]),
                least=1,
            ),
            RoleMenu(
                "group.join_roles",
                group.id,
                "Roles whose members may join uninvited",
                chosen=group.join_role_ids,
            ),
            UserMenu("group.remove", group.id, "Remove from the group", least=1, most=1),
            (Button("Invitation", "group.invitation", group.id, style=Style.MAIN),),
        ),
    )


def how(user_ids: Sequence[int], memo_id: str) -> Reply:
    """Return the question how some people take part."""
    buttons = tuple(
        Button(label, "group.invite_as", memo_id, part.value, Style.MAIN)
        if part is Part.REQUIRED
        else Button(label, "group.invite_as", memo_id, part.value)
        for part, label in _SHORT.items()
    )
    explained = "\n".join(f"- {words}" for words in _PARTS.values())
    text = f"{people(user_ids)}\nHow do they take part? Who is not in yet is invited.\n{explained}"
    return Reply(text, rows=(buttons,))


def invited(count: int, part: Part) -> str:
    """Return what is said once people are invited, or their part is changed."""
    who = counted(count, "person", "people")
    return f"Done: {who}, {_SHORT[part].lower()}. Who is not in yet sees *Join* in the invitation."


def removed(group: PeerGroup, user_id: int) -> Reply:
    """Return what is said once somebody is removed."""
    text = (
        f"<@{user_id}> is out of **{name_of(group.name)}**. What they wrote stays; they can ask me"
        " to delete it."
    )
    undo = Button("Undo", "group.unremove", group.id, str(user_id))
    back = Button("‹ Members", "group.members", group.id)
    return Reply(text, rows=((undo, back),))


def preview(group: PeerGroup, drawn: Reply, ringing: int) -> Reply:
    """Return the invitation as it will be posted, for those who post it."""
    rings = f"{counted(ringing, 'phone rings', 'phones ring')}." if ringing else "No phone rings."
    text = f"This will be posted in <#{group.channel_id}>. {rings}\n\n{drawn.content}"
    buttons = (
        Button("Post", "group.post_invitation", group.id, style=Style.MAIN),
        Button("‹ Members", "group.members", group.id),
    )
    return Reply(text[:2000], rows=(buttons,))


def posted(group: PeerGroup, first: datetime | None) -> Reply:
    """Return what is said once the invitation is on its way."""
    opens = f" First check-in {full(first)}." if first else " Add a schedule next."
    text = f"Posted in <#{group.channel_id}>.{opens} Till then I'm quiet."
    buttons = [Button("Members", "group.members", group.id)]
    if first is None:
        buttons.insert(0, Button("Schedule", "group.add_schedule", group.id, style=Style.MAIN))
    return Reply(text, rows=(tuple(buttons),))


def welcome(group: PeerGroup, first: datetime | None, *, quiet: bool) -> Reply:
    """Return what somebody reads who has joined."""
    opens = f"First check-in {full(first)}." if first else "No check-in is planned yet."
    pings = "You get no pings." if quiet else "I mention you when it opens; `/me pings` changes it."
    text = f"You're in **{name_of(group.name)}**. {opens}\n{pings}"
    buttons = (
        Button("What's kept?", "group.kept", group.id),
        Button("Leave", "me.leave", group.id),
    )
    return Reply(text, rows=(buttons,))


def kept(group: PeerGroup) -> Reply:
    """Return what is kept of a member, who reads it, and for how long."""
    return Reply(_KEPT.format(name_of(group.name)))

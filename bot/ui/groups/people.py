"""A group's people: who is in, who is invited, how they take part, and who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import Part, Standing
from bot.ui.deliveries.wording import counted, name_of, people, person
from bot.ui.reply import Button, Reply, RoleMenu, Style, UserMenu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.accountability.models.groups import Member, PeerGroup

MOST_AT_ONCE = 25
MOST_ROLES = 10
NOBODY = "Choose people of this server: bots take no part."
NOT_A_PART = "Choose one of the parts that I show."
NOT_IN_IT = "They're not in this group, so there's nothing to change. Invite them first."
CHANGED_SINCE = "That has been changed since, so it stays. `/group members` shows how it is now."

_LONGEST = 2000
_PARTS = {
    Part.REQUIRED: ("Required", "expected each time"),
    Part.OPTIONAL: ("Optional", "welcome, never missed"),
    Part.OBSERVER: ("Observer", "reads along, or hosts"),
}
_LETTERS = {Part.REQUIRED: "r", Part.OPTIONAL: "o", Part.OBSERVER: "h"}
_SHOWN = (60, 40, 25, 15, 10, 5)
"""How many names a list shows: as many as the message has room for."""


def panel(
    group: PeerGroup, members: Sequence[Member], *, lead: str = "", undo: Button | None = None
) -> Reply:
    """Return who is in a group and who is invited, with the ways to change it."""
    for most in _SHOWN:
        lines = [lead] if lead else []
        lines += [f"**Members of {name_of(group.name)}**", *_lists(group, members, most)]
        text = "\n".join(lines)
        if len(text) <= _LONGEST:
            break
    buttons = (
        Button("Change one", "group.one", group.id),
        Button("Who runs it", "group.runs", group.id),
        Button("Roles", "group.roles", group.id),
        Button("Name, clock", "group.settings", group.id),
        Button("Invitation", "group.invitation", group.id, style=Style.MAIN),
    )
    invite = UserMenu(
        "group.invite", group.id, "Invite people, up to 25 at once", least=1, most=MOST_AT_ONCE
    )
    rows = (invite, buttons)
    return Reply(text, rows=rows if undo is None else (*rows, (undo,)))


def how(group: PeerGroup, user_ids: Sequence[int], memo_id: str) -> Reply:
    """Return the question how some people take part."""
    buttons = tuple(
        Button(
            label,
            "group.invite_as",
            memo_id,
            part.value,
            Style.MAIN if part is Part.REQUIRED else Style.PLAIN,
        )
        for part, (label, _) in _PARTS.items()
    )
    lines = [
        people(user_ids),
        "How do they take part? Nobody is mentioned or counted before they press *Join*.",
        *(f"*{label}*: {words}" for label, words in _PARTS.values()),
    ]
    return Reply("\n".join(lines), rows=((*buttons, _back(group)),))


def invited(count: int, part: Part) -> str:
    """Return what is said once people are invited, or their part is changed."""
    who = counted(count, "person", "people")
    return f"Done: {who}, {part.value}. Whoever is not in yet presses *Join* in the invitation."


def which_one(group: PeerGroup) -> Reply:
    """Return the question whom to change or remove."""
    menu = UserMenu("group.one_picked", group.id, "Change or remove …", least=1, most=1)
    text = "Whom? You can change how they take part, or remove them."
    return Reply(text, rows=(menu, (_back(group),)))


def one(group: PeerGroup, member: Member) -> Reply:
    """Return how somebody takes part, with the ways to change it."""
    label, words = _PARTS[member.part]
    standing = "invited, not in yet" if member.standing is Standing.INVITED else "in"
    if member.standing is Standing.GONE:
        standing = "not on this server any more"
    facts = [standing, f"{label.lower()}: {words}", *(["runs the group"] if member.runs else [])]
    parts = tuple(
        Button(
            label,
            "group.part",
            group.id,
            f"{_LETTERS[part]}{member.user_id}",
            disabled=part is member.part,
        )
        for part, (label, _) in _PARTS.items()
    )
    remove = Button("Remove", "group.remove", group.id, str(member.user_id), Style.RISKY)
    text = f"{person(member.user_id)}\n{' · '.join(facts)}"
    return Reply(text, rows=(parts, (remove, _back(group))))


def read_part(argument: str) -> tuple[Part, str] | None:
    """Return part and user id of a button's argument; None if it is none of ours."""
    for part, letter in _LETTERS.items():
        if argument[:1] == letter:
            return part, argument[1:]
    return None


def removed(group: PeerGroup, user_id: int, memo_id: str) -> Reply:
    """Return what is said once somebody is removed."""
    text = (
        f"{person(user_id)} is out of **{name_of(group.name)}**: nothing of it reaches them, and"
        " they join again only if invited. What they wrote stays."
    )
    undo = Button("Undo", "group.unremove", memo_id)
    return Reply(text, rows=((undo, _back(group)),))


def who_runs_it(group: PeerGroup, running: Sequence[int]) -> Reply:
    """Return who runs a group, with the menu to change it."""
    menu = UserMenu(
        "group.facilitators",
        group.id,
        "Facilitators",
        chosen=tuple(running[:MOST_AT_ONCE]),
        least=1,
        most=MOST_AT_ONCE,
    )
    text = (
        f"{people(running) if running else 'Nobody'} runs **{name_of(group.name)}**: members,"
        " schedules, questions, and the notices come to them. Admins may, too."
    )
    return Reply(text, rows=(menu, (_back(group),)))


def roles(group: PeerGroup) -> Reply:
    """Return which roles may join uninvited, with the menu to change it."""
    menu = RoleMenu(
        "group.join_roles",
        group.id,
        "Roles that may join",
        chosen=group.join_role_ids[:MOST_ROLES],
        most=MOST_ROLES,
    )
    text = "Whoever has one of these roles may press *Join* uninvited. It decides nothing else."
    return Reply(text, rows=(menu, (_back(group),)))


def _lists(group: PeerGroup, members: Sequence[Member], most: int) -> Iterator[str]:
    running = [one.user_id for one in members if one.runs]
    yield f"Runs it: {people(running, most) if running else 'nobody yet, so admins do'}"
    for part, (label, _) in _PARTS.items():
        ids = [one.user_id for one in members if one.joined and one.part is part]
        if ids:
            yield f"{label} ({len(ids)}): {people(ids, most)}"
    if not any(one.joined for one in members):
        yield "Nobody has joined yet."
    invited = [one.user_id for one in members if one.standing is Standing.INVITED]
    if invited:
        yield f"Invited, not in yet ({len(invited)}): {people(invited, most)}"
    if group.join_role_ids:
        named = ", ".join(f"<@&{role_id}>" for role_id in group.join_role_ids[:MOST_ROLES])
        yield f"May join: {named}"


def _back(group: PeerGroup) -> Button:
    return Button("‹ Members", "group.members", group.id)

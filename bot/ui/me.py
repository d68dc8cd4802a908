"""The texts of `/me`: a member's own clock, how they are told, and leaving a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Pings
from bot.accountability.typed import time_words
from bot.ui.deliveries.wording import fitted
from bot.ui.moments import full
from bot.ui.reply import MAX_BUTTONS_IN_ROW, MAX_ROWS, Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import Member, Part, PeerGroup, Person
    from bot.accountability.quiet_hours import QuietHours

NOW = "now"
DMS_REACH_YOU = "DMs reach you. From now on I tell you of check-ins here."
KEEP_CLOCK = "Nothing is changed. Choose another city with `/me timezone`."
NOT_A_WAY = "Choose one of the ways that I show."
NOT_AN_HOUR = "Choose one of the hours that I show."

_NAME = 80
_LEAVE_LABEL = 60
_HOURS = 24
_MOST_NAMED = 20
_MOST_QUIET = 5
_DMS_CLOSED = (
    "I tried, and your DMs are closed here. Tap the server's name, then *Privacy Settings*, allow"
    " direct messages, and press *DM* again. Until then nothing is changed."
)
_TOLD = {
    Pings.MENTION: "I mention you where your group's check-in opens.",
    Pings.DM: "I send you a DM when a check-in opens. Nobody mentions you in the channel.",
    Pings.NONE: "I never ping you. `/today` shows what is open.",
}
_LABELS = {Pings.MENTION: "Mention", Pings.DM: "DM", Pings.NONE: "None"}


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A group as one of its members sees it in their list."""

    group: PeerGroup
    member: Member
    facilitators: tuple[int, ...] = ()


# -- the clock


def is_it_right(city: str, local: datetime, memo_id: str) -> Reply:
    """Return the question whether a clock is the member's own: they see it at once."""
    buttons = (
        Button("Yes", "me.clock_yes", memo_id, style=Style.MAIN),
        Button("No", "me.clock_no", memo_id),
    )
    return Reply(f"{city}: for you it's **{local:%H:%M}** now. Right?", rows=(buttons,))


def clock_set(city: str, local: datetime, memo_id: str) -> Reply:
    """Return what is said once a clock is set."""
    text = (
        f"Set: {city}, {local:%H:%M} now. Quiet hours and reminders follow it;"
        " check-ins open on the group's clock."
    )
    return Reply(text, rows=((Button("Undo", "me.clock_undo", memo_id),),))


def clock_undone(city: str | None, local: datetime | None) -> Reply:
    """Return what is said once a clock is as it was before."""
    if city is None or local is None:
        return Reply("Undone. I go by the group's clock.")
    return Reply(f"Undone. It's {city} again: {local:%H:%M} now.")


# -- pings


def pings(person: Person, quiet_in: Sequence[str] = (), closed: str = "") -> Reply:
    """Return the panel on which a member says how they are told, and when not.

    Args:
        person: What they have chosen.
        quiet_in: Groups that they joined without pings, by name.
        closed: What to say first, such as why a choice was not taken.
    """
    lines = [closed] if closed else []
    lines.append(f"**How I reach you here**\n{_TOLD[person.pings]}")
    if quiet_in:
        names = ", ".join(safe_text(name, _NAME) for name in quiet_in[:_MOST_QUIET])
        lines.append(f"-# None for {names}: you joined without pings. A press changes that.")
    lines.append(_quiet_words(person.quiet))
    choices = tuple(
        Button(
            _LABELS[each],
            "me.pings",
            NOW,
            each.value,
            Style.MAIN if each is person.pings else Style.PLAIN,
        )
        for each in Pings
    )
    none = Button("No quiet hours", "me.no_quiet", NOW, disabled=_is_off(person.quiet))
    return Reply(
        "\n".join(lines),
        rows=(
            choices,
            _hours("me.quiet_from", "Quiet from …", person.quiet.starts),
            _hours("me.quiet_to", "Quiet until …", person.quiet.ends),
            (none,),
        ),
    )


def dms_closed(person: Person) -> Reply:
    """Return the panel after a DM did not arrive: nothing is changed."""
    return pings(person, closed=_DMS_CLOSED)


def read_hour(value: str) -> time | None:
    """Return the hour that was chosen in a menu, or None if it is none of ours."""
    if value.isascii() and value.isdecimal() and int(value) < _HOURS:
        return time(int(value))
    return None


def _quiet_words(quiet: QuietHours) -> str:
    if _is_off(quiet):
        return "No quiet hours: I may mention you at any time."
    return (
        f"Quiet from {time_words(quiet.starts)} to {time_words(quiet.ends)}, on your clock:"
        " what comes then waits."
    )


def _is_off(quiet: QuietHours) -> bool:
    return quiet.starts == quiet.ends


def _hours(kind: str, placeholder: str, chosen: time) -> Menu:
    options = tuple(
        Option(
            f"{placeholder.removesuffix(' …')} {time_words(time(hour))}",
            str(hour),
            chosen=time(hour) == chosen,
        )
        for hour in range(_HOURS)
    )
    return Menu(kind, NOW, placeholder, options)


# -- groups


def groups(own: Sequence[OwnGroup]) -> Reply:
    """Return the groups that somebody is in, with the way out of each."""
    named = [_group_line(each) for each in own[:_MOST_NAMED]]
    text = fitted(["**Your groups here**"], named, ["-# Only you see this list."])
    buttons = [
        Button(
            f"Leave {plain_line(each.group.name, _LEAVE_LABEL) or 'it'}", "me.leave", each.group.id
        )
        for each in own[:_MOST_NAMED]
    ]
    rows = [
        tuple(buttons[at : at + MAX_BUTTONS_IN_ROW])
        for at in range(0, len(buttons), MAX_BUTTONS_IN_ROW)
    ]
    return Reply(text, rows=tuple(rows[:MAX_ROWS]))


def _group_line(own: OwnGroup) -> str:
    running = ", ".join(f"<@{user_id}>" for user_id in own.facilitators[:3])
    facts = [_part_words(own.member.part), f"run by {running}" if running else ""]
    return (
        f"**{safe_text(own.group.name, _NAME)}** in <#{own.group.channel_id}>\n"
        f"-# {' · '.join(filter(None, facts))}"
    )


def _part_words(part: Part) -> str:
    return {"required": "you take part", "optional": "you may take part"}.get(part, "you host")


def leaving(group: PeerGroup) -> Reply:
    """Return the question what becomes of what somebody wrote, with what each answer means."""
    text = (
        f"**Leave {safe_text(group.name, _NAME)}?** Nothing of it reaches you after that.\n"
        "What you wrote there:\n"
        "*Keep it*: your check-ins and commitments stay with the group. You can undo that.\n"
        "*Delete it*: your cards are emptied, your check-ins and commitments deleted for good."
    )
    buttons = (
        Button("Keep it, and leave", "me.leave_keep", group.id, style=Style.MAIN),
        Button("Delete it, and leave", "me.leave_delete", group.id, style=Style.RISKY),
        Button("Stay", "me.stay", group.id),
    )
    return Reply(text, rows=(buttons,))


def left(group: PeerGroup, *, kept: bool) -> Reply:
    """Return what is said to somebody who has left."""
    name = safe_text(group.name, _NAME)
    if not kept:
        return Reply(
            f"You've left **{name}**, and what you wrote there is deleted."
            " Thank you for the time you gave it."
        )
    text = f"You've left **{name}**. What you wrote stays. Thank you for the time you gave it."
    return Reply(text, rows=((Button("Undo", "me.rejoin", group.id),),))


def stayed(group: PeerGroup) -> Reply:
    """Return what is said to somebody who stays."""
    return Reply(f"Good. You're still in **{safe_text(group.name, _NAME)}**.")


def rejoined(group: PeerGroup, next_opens_at: datetime | None) -> Reply:
    """Return what is said to somebody who came back at once."""
    upcoming = f" Next check-in: {full(next_opens_at)}." if next_opens_at else ""
    return Reply(f"You're in **{safe_text(group.name, _NAME)}** again.{upcoming}")

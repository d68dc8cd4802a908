"""Ending a group, and bringing it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.ui.deliveries.wording import counted, name_of
from bot.ui.moments import full
from bot.ui.reply import Attachment, Button, Reply, Style

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup

FILE = "group-settings.json"


def ask(group: PeerGroup, members: int, open_rounds: int) -> Reply:
    """Return the question whether a group is to end, with all that happens then."""
    lines = [f"**End {name_of(group.name)}?**"]
    if open_rounds:
        what = counted(open_rounds, "open check-in", "open check-ins")
        lines.append(f"- {what}: closed at once, with a summary.")
    lines += [
        f"- A last message in <#{group.channel_id}>, with a thank-you.",
        f"- {counted(members, 'member hears', 'members hear')} nothing of it any more.",
        "- You get its settings as a file: no member's words. Members can take theirs.",
        "- *Reopen* brings it back for 30 days; then all of it is deleted.",
    ]
    buttons = (
        Button("End the group", "group.end", group.id, style=Style.RISKY),
        Button("Keep it", "group.keep", group.id),
    )
    return Reply("\n".join(lines), rows=(buttons,))


def ended(group: PeerGroup, settings: Mapping[str, object]) -> Reply:
    """Return what is said once a group has ended, with its settings."""
    text = f"**{name_of(group.name)}** has ended. Its settings are in the file."
    reopen = Button("Reopen", "ending.reopen", group.id)
    return Reply(text, rows=((reopen,),), files=(_file(settings),))


def ask_reopening(group: PeerGroup, settings: Mapping[str, object]) -> Reply:
    """Return the question whether an ended group is to go on."""
    text = (
        f"**Reopen {name_of(group.name)}?** Everybody in it is in it again, and its schedules go"
        " on from now. Its settings are in the file."
    )
    buttons = (
        Button("Reopen", "group.reopen", group.id, style=Style.MAIN),
        Button("Not now", "group.not_now", group.id),
    )
    return Reply(text, rows=(buttons,), files=(_file(settings),))


def reopened(group: PeerGroup, first: datetime | None) -> Reply:
    """Return what is said once a group is back."""
    upcoming = f" Next: {full(first)}." if first else ""
    end = Button("End it again", "group.ask_end", group.id)
    text = f"**{name_of(group.name)}** is back, with everybody in it.{upcoming}"
    return Reply(text, rows=((end,),))


def kept(group: PeerGroup) -> Reply:
    """Return what is said when nothing is changed after all."""
    return Reply(f"Nothing is changed in **{name_of(group.name)}**.")


def _file(settings: Mapping[str, object]) -> Attachment:
    data = json.dumps(settings, ensure_ascii=False, indent=2).encode(errors="replace")
    return Attachment(FILE, data)

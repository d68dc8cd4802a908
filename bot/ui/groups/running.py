"""Pausing a group and going on, ending it and bringing it back; and answers to notices."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import ScheduleState
from bot.ui.deliveries.wording import name_of
from bot.ui.moments import full
from bot.ui.reply import Attachment, Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.ui.reply import Row

SEEN = "Noted."


def pausing(group: PeerGroup, found: Sequence[Series], first: datetime | None) -> Reply:
    """Return whether a group pauses, with the ways to change that; a schedule alone may pause."""
    rows: list[Row] = []
    if group.state is GroupState.PAUSED:
        text = (
            f"**{name_of(group.name)}** is paused: nothing opens until you resume. Nothing is lost."
        )
        rows.append((Button("Resume", "group.resume", group.id, style=Style.MAIN),))
    else:
        text = (
            f"**{name_of(group.name)}** goes on."
            f" {f'Next: {full(first)}.' if first else 'Nothing is planned.'}\n"
            "*Pause* opens nothing new. An open check-in stays open, nudges nobody, and still gets"
            " its summary."
        )
        rows.append((Button("Pause the group", "group.pause", group.id, style=Style.MAIN),))
    if len(found) > 1 or any(one.state is ScheduleState.PAUSED for one in found):
        options = tuple(
            Option(
                plain_line(one.name, 80) or "A schedule",
                one.id,
                "paused: choose it to resume"
                if one.state is ScheduleState.PAUSED
                else "goes on: choose it to pause",
            )
            for one in found[:25]
        )
        rows.append(Menu("group.pause_schedule", group.id, "One schedule alone", options))
    return Reply(text, rows=tuple(rows))


def ask_ending(group: PeerGroup) -> Reply:
    """Return the question whether a group is to end, with all that happens then."""
    text = (
        f"End **{name_of(group.name)}**? An open check-in is closed with its summary, a last"
        f" message is posted in <#{group.channel_id}>, and nothing opens any more. For 30 days it"
        " can be reopened; then everything is deleted. You get its settings as a file; members can"
        " take theirs."
    )
    buttons = (
        Button("End the group", "group.end", group.id, style=Style.RISKY),
        Button("Keep it", "group.keep", group.id),
    )
    return Reply(text, rows=(buttons,))


def ended(group: PeerGroup, settings: Mapping[str, object]) -> Reply:
    """Return what is said once a group has ended, with its settings."""
    data = json.dumps(settings, ensure_ascii=False, indent=2).encode()
    text = f"**{name_of(group.name)}** has ended. Its settings are attached: no member's words."
    reopen = Button("Reopen", "group.reopen", group.id)
    return Reply(text, rows=((reopen,),), files=(Attachment("group-settings.json", data),))


def reopened(group: PeerGroup, first: datetime | None) -> Reply:
    """Return what is said once a group is back."""
    upcoming = f" Next: {full(first)}." if first else ""
    return Reply(f"**{name_of(group.name)}** is back, with everybody in it.{upcoming}")


def kept(group: PeerGroup) -> Reply:
    """Return what is said when a group is kept after all."""
    return Reply(f"**{name_of(group.name)}** goes on. Nothing is changed.")


def schedule_paused(series: Series, opens_at: datetime | None) -> Reply:
    """Return what is said once a schedule pauses or goes on."""
    if series.state is ScheduleState.PAUSED:
        undo = Button("Resume", "notice.carry_on", series.id)
        return Reply(f"**{name_of(series.name)}** is paused.", rows=((undo,),))
    upcoming = f" Next: {full(opens_at)}." if opens_at else ""
    pause = Button("Pause", "notice.pause", series.id)
    return Reply(f"**{name_of(series.name)}** goes on.{upcoming}", rows=((pause,),))

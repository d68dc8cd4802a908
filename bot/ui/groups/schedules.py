"""A group's schedules in a list, and the question which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import PingStyle, ScheduleState
from bot.accountability.schedules import schedule_words
from bot.ui.deliveries.wording import fitted, name_of
from bot.ui.moments import full
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series

NONE_YET = "There is no schedule yet."
_OPTION = 100
_MOST = 25
TOLD = {
    PingStyle.MENTION: "mentions ring",
    PingStyle.SILENT: "names, no phone rings",
    PingStyle.DM: "DMs to those who chose them",
    PingStyle.NONE: "nobody is named",
}


def listed(group: PeerGroup, found: Sequence[tuple[Series, datetime | None]]) -> Reply:
    """Return a group's schedules, each in words, with its next opening."""
    add = Button("Add", "group.add_schedule", group.id, style=Style.MAIN)
    head = [f"**Schedules of {name_of(group.name)}**"]
    if not found:
        return none_yet(group)
    items = []
    for series, opens_at in found:
        state = f"next {full(opens_at)}" if opens_at else "nothing planned"
        if series.state is ScheduleState.PAUSED:
            state = "paused"
        words = schedule_words(series.schedule)
        items.append(f"**{name_of(series.name)}** · {state}\n{words}; {TOLD[series.style]}.")
    menu = _menu(group, [series for series, _ in found], "edit", "Change one …")
    return Reply(fitted(head, items, ()), rows=(menu, (add,)))


def none_yet(group: PeerGroup) -> Reply:
    """Return what is said where there is no schedule: what will come, and what to press."""
    add = Button("Add a schedule", "group.add_schedule", group.id, style=Style.MAIN)
    text = (
        f"**{name_of(group.name)}** has no schedule yet. With one, its check-ins open by"
        " themselves: you see the next five dates before it is saved."
    )
    return Reply(text, rows=((add,),))


def which(group: PeerGroup, found: Sequence[Series], verb: str) -> Reply:
    """Return the question which schedule is meant."""
    return Reply("Which schedule?", rows=(_menu(group, found, verb, "Which schedule?"),))


def removed(series: Series) -> Reply:
    """Return what is said once a schedule is removed."""
    text = (
        f"Removed: **{name_of(series.name)}**. Nothing of it opens any more. What was answered"
        " stays, and an open check-in still gets its summary."
    )
    undo = Button("Undo", "group.restore_schedule", series.id)
    return Reply(text, rows=((undo,),))


def restored(series: Series, opens_at: datetime | None) -> Reply:
    """Return what is said once a removed schedule is back."""
    upcoming = f" Next: {full(opens_at)}." if opens_at else ""
    return Reply(f"**{name_of(series.name)}** is back.{upcoming}")


def _menu(group: PeerGroup, found: Sequence[Series], verb: str, placeholder: str) -> Menu:
    options = tuple(
        Option(
            plain_line(series.name, _OPTION) or "A schedule",
            series.id,
            plain_line(schedule_words(series.schedule), _OPTION),
        )
        for series in found[:_MOST]
    )
    return Menu("group.which", group.id, placeholder, options, argument=verb)

"""Pausing a group, or one of its schedules, and going on; answers to the presses under notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import ScheduleState
from bot.ui.deliveries.wording import name_of
from bot.ui.moments import full
from bot.ui.reply import MAX_BUTTONS_IN_ROW, Button, Reply, Style
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.ui.reply import Row

SEEN = "Noted. It comes up again only if it happens again."
_LABEL = 60
_MOST_ROWS = 4


def pausing(group: PeerGroup, found: Sequence[Series], first: datetime | None) -> Reply:
    """Return whether a group goes on, with the presses that change it for all or for one."""
    name = name_of(group.name)
    if group.state is GroupState.PAUSED:
        since = f" since {full(group.paused_at)}" if group.paused_at else ""
        text = (
            f"**{name}** is paused{since}. Nothing opens until you resume, and nothing is made up"
            " for then."
        )
        button = Button("Resume the group", "group.resume", group.id, style=Style.MAIN)
        return Reply(text, rows=((button,),))
    upcoming = f" Next: {full(first)}." if first else " Nothing is planned."
    text = (
        f"**{name}** goes on.{upcoming}\n"
        "Paused, it opens nothing new. An open check-in stays open, nudges nobody, and still gets"
        " its summary."
    )
    button = Button("Pause the group", "group.pause", group.id)
    rows: list[Row] = [(button,)]
    if len(found) > 1 or any(one.state is ScheduleState.PAUSED for one in found):
        rows += list(_one_by_one(found))[:_MOST_ROWS]
    return Reply(text, rows=tuple(rows))


def schedule_paused(series: Series, opens_at: datetime | None) -> Reply:
    """Return what is said once a schedule pauses or goes on."""
    name = name_of(series.name)
    if series.state is ScheduleState.PAUSED:
        resume = Button("Resume", "notice.carry_on", series.id, style=Style.MAIN)
        text = f"**{name}** is paused. An open check-in still gets its summary."
        return Reply(text, rows=((resume,),))
    upcoming = f" Next: {full(opens_at)}." if opens_at else ""
    pause = Button("Pause", "notice.pause", series.id)
    return Reply(f"**{name}** goes on.{upcoming}", rows=((pause,),))


def _one_by_one(found: Sequence[Series]) -> Iterator[Row]:
    buttons = [_turn(series) for series in found]
    for at in range(0, len(buttons), MAX_BUTTONS_IN_ROW):
        yield tuple(buttons[at : at + MAX_BUTTONS_IN_ROW])


def _turn(series: Series) -> Button:
    name = plain_line(series.name, _LABEL) or "a schedule"
    if series.state is ScheduleState.PAUSED:
        return Button(f"Resume {name}", "group.resume_one", series.id, style=Style.MAIN)
    return Button(f"Pause {name}", "group.pause_one", series.id)

"""When those who are missing are reminded, and how members are told at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import PingStyle
from bot.accountability.schedules import schedule_words
from bot.ui.deliveries.wording import name_of
from bot.ui.groups import choices, typed
from bot.ui.groups.plan import Plan
from bot.ui.reply import Button, Menu, Option, Reply

if TYPE_CHECKING:
    from bot.accountability.models.rounds import Series
    from bot.ui.forms import FormLayout, Written
    from bot.ui.reply import Row

SAVED, UNDONE = "Saved.", "Undone."
_STYLES = {
    PingStyle.MENTION: ("Mention", "Phones ring, of those who want it"),
    PingStyle.SILENT: ("Silent", "Names are shown, no phone rings"),
    PingStyle.DM: ("DM", "A DM to those who chose DMs; the others are named"),
    PingStyle.NONE: ("None", "Nobody is named, nobody is reminded"),
}


def nudging(series: Series, *, lead: str = "", undo_id: str = "") -> Reply:
    """Return when and how the missing are reminded, with the menus to change it."""
    lines = [lead] if lead else []
    lines += [
        f"**{name_of(series.name)}**\n{schedule_words(series.schedule)}.",
        (
            "One nudge at most, to those who are missing and not away. The quieter wins: this, or"
            " what a member chose."
        ),
    ]
    if series.style is PingStyle.NONE and series.schedule.nudge is not None:
        lines.append("As nobody is told, nobody is nudged either.")
    version = str(series.version)
    when = choices.nudges(Plan.of(series), series.id, kind="group.nudge_when", argument=version)
    how = Menu(
        "group.nudge_style",
        series.id,
        "How are members told?",
        tuple(
            Option(label, style.value, words, chosen=series.style is style)
            for style, (label, words) in _STYLES.items()
        ),
        argument=version,
    )
    rows: tuple[Row, ...] = (when, how)
    if undo_id:
        rows = (*rows, (Button("Undo", "group.nudge_undo", undo_id),))
    return Reply("\n".join(lines), rows=rows)


def layout(opened: Written) -> FormLayout:
    """Return the form for a nudge at another time."""
    return typed.nudge_layout(opened)

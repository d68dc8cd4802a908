"""The panel on which a schedule is put together: press by press, read back before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accountability.schedules import change_words, schedule_words
from bot.ui.deliveries.wording import name_of
from bot.ui.groups import choices
from bot.ui.moments import full
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from bot.accountability.coming import ComingRun
    from bot.accountability.models.rounds import Series
    from bot.ui.groups.plan import Plan

CANCELLED = "Nothing is saved."
UNDONE = "Undone: all is as it was."
NOT_OFFERED = "Choose one of those that I show."
SAVED_BEFORE = "That is saved already. `/group schedule list` shows it."
CHANGED_MEANWHILE = "Somebody else has just changed this schedule. Look at it again."

_HOLIDAY = 60
_SENTENCE = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What the panel shows.

    Attributes:
        memo_id: Where the plan is kept.
        draft: The schedule as it would be saved; None if it can't be, and `wrong` says why.
        runs: Its next runs.
    """

    memo_id: str
    plan: Plan
    draft: Series | None
    wrong: str = ""
    runs: Sequence[ComingRun] = ()


def panel(look: Look) -> Reply:
    """Return the panel."""
    plan, memo_id = look.plan, look.memo_id
    # What can't be saved whatever is chosen here has a clock that is known no more.
    save = Button("Save", "group.save", memo_id, style=Style.GOOD)
    clock = Button("Clock", "group.clock", plan.group_id, style=Style.MAIN)
    buttons = (
        save if look.draft is not None else clock,
        Button(f"Opens {plan.wall_time:%H:%M}", "group.panel_time", memo_id),
        Button("From …", "group.panel_from", memo_id),
        Button("Name", "group.panel_name", memo_id),
        Button("Cancel", "group.panel_cancel", memo_id),
    )
    menus = (
        choices.often(plan, memo_id),
        choices.days(plan, memo_id),
        choices.closes(plan, memo_id),
        choices.nudges(plan, memo_id),
    )
    return Reply("\n".join(_lines(look)), rows=(*(menu for menu in menus if menu), buttons))


def from_when(look: Look, offered: Sequence[date], today: date) -> Reply:
    """Return the question from when on, with what comes of it."""
    menu = choices.first_dates(look.plan, offered, today, look.memo_id)
    back = Button("‹ Back", "group.panel", look.memo_id)
    return Reply("\n".join(_lines(look)), rows=(menu, (back,)))


def saved(series: Series, opens_at: datetime | None, memo_id: str) -> Reply:
    """Return what is said once a schedule is saved."""
    first = f"\nNext: {full(opens_at)}." if opens_at else ""
    text = f"Saved: **{name_of(series.name)}**\n{schedule_words(series.schedule)}.{first}"
    buttons = (
        Button("Undo", "group.unsave", memo_id),
        Button("Questions", "group.questions", series.id),
        Button("Nudges", "group.nudge", series.id),
        Button("Preview", "group.preview", series.id, "ping"),
        Button("Invitation", "group.invitation", series.group_id),
    )
    return Reply(text, rows=(buttons,))


def changed_meanwhile(series: Series) -> Reply:
    """Return what is said to the second of two who change a schedule at once."""
    again = Button("Look again", "group.edit_schedule", series.id, style=Style.MAIN)
    return Reply(CHANGED_MEANWHILE, rows=((again,),))


def cancelled(memo_id: str) -> Reply:
    """Return what is said once nothing is saved: what was chosen is still there."""
    return Reply(CANCELLED, rows=((Button("Back to it", "group.panel", memo_id),),))


def _lines(look: Look) -> Iterator[str]:
    state = "changed, not saved yet" if look.plan.series_id else "new, not saved yet"
    yield f"**{name_of(look.plan.called)}** · {state}"
    if look.draft is None:
        yield safe_text(look.wrong, _SENTENCE)
        return
    yield f"{schedule_words(look.draft.schedule)}."
    yield "The next ones, on your own clock:"
    yield from run_lines(look.runs)


def run_lines(runs: Sequence[ComingRun]) -> Iterator[str]:
    """Yield the next runs, with clock changes and holidays marked."""
    for coming in runs:
        marks = []
        if coming.holiday is not None:
            marks.append(f"none: {safe_text(coming.holiday.name, _HOLIDAY)}")
        if coming.run.change is not None:
            marks.append(change_words(coming.run.change))
        if coming.run.shifted_to is not None:
            marks.append(f"clocks skip that hour, so {coming.run.shifted_to:%H:%M}")
        if coming.run.twice:
            marks.append("clocks show that hour twice: the first")
        yield " · ".join([f"- {full(coming.opens_at)}", *marks])

"""The texts of *Away*, `/checkin skip`, `away` and `back`: no reason is asked, none is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.accountability.typed import date_words
from bot.ui.moments import full
from bot.ui.reply import Button, Reply, Style

if TYPE_CHECKING:
    from datetime import datetime

_FRIDAY = 4
_WEEK = 7
NOTHING_TO_UNDO = "There is nothing to undo there any more."
FOR_HOW_LONG = "For how long? No pings till you're back, and it's no miss."


def for_how_long(group_id: str, today: date, round_id: str = "") -> Reply:
    """Return the question for how long; *Skip this one* only where there is one."""
    friday = today + timedelta(days=(_FRIDAY - today.weekday() - 1) % _WEEK + 1)
    week = today + timedelta(days=_WEEK - 1)
    skip = (Button("Skip this one", "away.skip", round_id, style=Style.MAIN),) if round_id else ()
    # On a Saturday a week ends on that Friday: two buttons can't be the same.
    days = {week: "One week", friday: f"To {date_words(friday, today)}"}
    buttons = (
        *skip,
        *(Button(days[on], "away.until", group_id, on.isoformat()) for on in sorted(days)),
        Button("A date", "away.date", group_id),
    )
    return Reply(FOR_HOW_LONG, rows=(buttons,))


@dataclass(frozen=True, slots=True)
class Days:
    """When somebody is away.

    Attributes:
        until_on: The last day to which all that was said leads without a gap.
        back_on: The date of the first check-in after it, if one is planned by then.
    """

    from_on: date
    until_on: date
    back_on: date | None = None


def away(absence_id: str, days: Days, today: date) -> Reply:
    """Return what is said once somebody is away; both ends are read back in words."""
    last = date_words(days.until_on, today)
    if days.from_on > today:
        first = f"Away from {date_words(days.from_on, today)} through {last}."
    else:
        first = f"Away through {last}."
    if days.back_on is None:
        back = f"You're back on {date_words(days.until_on + timedelta(days=1), today)}."
    else:
        back = f"You're back for {date_words(days.back_on, today)}."
    return Reply(f"{first} {back} No pings till then.", rows=(_undo(absence_id),))


def skipped(absence_id: str, on: date, today: date, *, is_open: bool) -> Reply:
    """Return what is said once a check-in is skipped."""
    which = "this one" if is_open else f"the one on {date_words(on, today)}"
    text = f"Skipping {which}. You're not missed, and nothing pings you for it."
    return Reply(text, rows=(_undo(absence_id),))


def undone() -> Reply:
    """Return what is said once an absence is taken back."""
    return Reply("Undone. It's as it was before.")


def back(next_opens_at: datetime | None, memo_id: str) -> Reply:
    """Return what is said to somebody who came back."""
    text = f"Welcome back.{_upcoming(next_opens_at)}"
    return Reply(text, rows=((Button("Undo", "away.again", memo_id),),))


def not_away(next_opens_at: datetime | None) -> Reply:
    """Return what is said to somebody who comes back and was not away."""
    return Reply(f"You're not away.{_upcoming(next_opens_at)}")


def _upcoming(next_opens_at: datetime | None) -> str:
    return f" The next check-in is {full(next_opens_at)}." if next_opens_at else ""


def _undo(absence_id: str) -> tuple[Button, ...]:
    return (Button("Undo", "away.undo", absence_id),)

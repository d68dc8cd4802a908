"""What is typed for a schedule where no line of a menu fits: its forms, and how they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.accountability.errors import InvalidSchedule
from bot.accountability.schedules import DayOfMonth, Nth, NthWeekday, Weekday
from bot.accountability.typed import ask_time, time_words
from bot.ui.forms import ChoicePart, FormLayout, TextPart
from bot.ui.groups.choices import value_of
from bot.ui.reply import Button, Option, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from bot.accountability.schedules import Deadline
    from bot.ui.forms import Written

NAME, TIME, WEEKS, DAY, LATER = "name", "time", "weeks", "day", "later"
LONGEST_NAME = 80
_LONGEST = 40
_QUESTION = 600
_MOST_DIGITS = 9
_LATER = ("The same day", "The next day", *(f"{days} days later" for days in range(2, 8)))
_NTHS = {
    **{word: nth for nth in Nth for word in (nth.label,)},
    "1st": Nth.FIRST,
    "2nd": Nth.SECOND,
    "3rd": Nth.THIRD,
    "4th": Nth.FOURTH,
}
_NTH_WEEKDAY = re.compile(rf"(?:the )?({'|'.join(_NTHS)}) ([a-z]{{3,9}})")
_DAY_OF_MONTH = re.compile(r"(?:the )?([0-9]{1,9})(?:st|nd|rd|th)?")


def name_layout(_opened: Written) -> FormLayout:
    """Return the form for a schedule's name."""
    part = TextPart(NAME, "What is it called?", "Like “Monday check-in”.", longest=LONGEST_NAME)
    return FormLayout("Name of the schedule", (part,))


def time_layout(_opened: Written) -> FormLayout:
    """Return the form for the time at which it opens."""
    part = TextPart(TIME, "When does it open?", "Like “9”, “9am” or “09:30”.", longest=_LONGEST)
    return FormLayout("Opening", (part,))


def weeks_layout(_opened: Written) -> FormLayout:
    """Return the form for a number of weeks."""
    part = TextPart(WEEKS, "Every how many weeks?", "A number from 1 to 52.", longest=_LONGEST)
    return FormLayout("How often", (part,))


def day_layout(_opened: Written) -> FormLayout:
    """Return the form for a day of the month."""
    hint = "Like “20”, “last”, “fourth Tuesday” or “last Saturday”."
    part = TextPart(DAY, "On which day of the month?", hint, longest=_LONGEST)
    return FormLayout("Which day", (part,))


def close_layout(opened: Written) -> FormLayout:
    """Return the form for a close."""
    return _deadline_layout("Open until", opened)


def nudge_layout(opened: Written) -> FormLayout:
    """Return the form for a nudge."""
    return _deadline_layout("Nudge", opened)


def _deadline_layout(title: str, opened: Written) -> FormLayout:
    days = opened.chosen.get(LATER, ("0",))[0]
    options = tuple(
        Option(label, str(number), chosen=str(number) == days)
        for number, label in enumerate(_LATER)
    )
    return FormLayout(
        title,
        (
            ChoicePart(LATER, "On which day?", options, "Counted from the day on which it opens."),
            TextPart(TIME, "At what time?", "Like “9”, “9am” or “09:30”.", longest=_LONGEST),
        ),
    )


def days_later(written: Written) -> int:
    """Return how many days later was chosen."""
    chosen = written.chosen.get(LATER, ())
    return int(chosen[0]) if chosen and chosen[0] in set("01234567") else 0


def ask_which_time(typed: str, readings: Sequence[time], memo_id: str, prefix: str) -> Reply:
    """Return the question which time was meant; `prefix` stands before each answer's value."""
    buttons = tuple(
        Button(time_words(one), "group.panel_at", memo_id, f"{prefix}-{one:%H%M}", Style.MAIN)
        for one in readings
    )
    back = Button("‹ Back", "group.panel", memo_id)
    return Reply(safe_text(ask_time(typed, readings), _QUESTION), rows=((*buttons, back),))


def no_time(typed: str) -> str:
    """Return what is said of a time that can't be read."""
    return safe_text(ask_time(typed, ()), _QUESTION)


def read_weeks(typed: str) -> int:
    """Return a number of weeks as it was typed; 0, which no schedule takes, for none."""
    found = re.search(r"[0-9]+", typed)
    return int(found[0]) if found and len(found[0]) <= _MOST_DIGITS else 0


def read_day(typed: str) -> DayOfMonth | NthWeekday:
    """Return the day of a month that was typed.

    Raises:
        InvalidSchedule: There is none like it; the sentence says what to type.
    """
    text = " ".join(typed.casefold().split())
    if text in {"last", "last day", "the last", "the last day"}:
        return DayOfMonth(31)
    if found := _DAY_OF_MONTH.fullmatch(text):
        return DayOfMonth(int(found[1]))
    if found := _NTH_WEEKDAY.fullmatch(text):
        for weekday in Weekday:
            if weekday.label.casefold().startswith(found[2]):
                return NthWeekday(_NTHS[found[1]], weekday)
    raise InvalidSchedule(
        "I can't read that as a day of a month. Type it like “20”, “last”, “fourth Tuesday” or"
        " “last Saturday”."
    )


def written_deadline(
    deadline: Deadline | None,
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return what the form for a deadline starts with: texts, and choices."""
    if deadline is None:
        return {}, {LATER: ("1",)}
    days, _, _ = value_of(deadline).partition("-")
    return {TIME: f"{deadline.wall_time:%H:%M}"}, {LATER: (days,)}

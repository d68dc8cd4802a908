"""A schedule in words, as it is read back before it is saved: short, in the order one would say it.

Wall times stand as they were chosen, because they are nominal; instants are shown by Discord, on
each reader's own clock, and not here.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.accountability.schedules.rhythms import (
    WORKDAYS,
    Daily,
    DayOfMonth,
    Monthly,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekday,
    Weekly,
)
from bot.accountability.zones import city_of
from bot.accountability.zones.atlas import UTC_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.accountability.schedules.models import Deadline, Schedule
    from bot.accountability.schedules.occurrences import ClockChange

_LAST_DAY = 31
_SHORTEST_MONTH = 28
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def schedule_words(schedule: Schedule) -> str:
    """Return the whole rule as one sentence without its full stop.

    "Every Monday at 09:00, Berlin time; open until Wednesday 12:00, one nudge on Tuesday 09:00".
    """
    rhythm = rhythm_words(schedule.rhythm, schedule.starts_on)
    close = deadline_words(schedule.rhythm, schedule.close)
    words = f"{rhythm} at {schedule.wall_time:%H:%M}, {zone_words(schedule.zone)}"
    words += f"; open until {close}"
    if schedule.nudge is None:
        return f"{words}, no nudge"
    nudge = deadline_words(schedule.rhythm, schedule.nudge)
    return f"{words}, one nudge {'on ' if nudge[0].isupper() else 'at '}{nudge}"


def rhythm_words(rhythm: Rhythm, starts_on: date) -> str:
    """Return on which days: "Every Monday", "Every month on the 15th"."""
    match rhythm:
        case Daily():
            return "Every day"
        case OnWeekdays(weekdays):
            named = _listed([Weekday(day).label for day in sorted(weekdays)])
            return "Monday to Friday" if weekdays == WORKDAYS else f"Every {named}"
        case Weekly(weekday, every):
            label = weekday.label
            return f"Every {label}" if every == 1 else f"Every {every} weeks on {label}"
        case Monthly(on):
            return f"Every month on {_on_words(on)}"
        case Quarterly(on):
            months = sorted((starts_on.month - 1 + step) % 12 + 1 for step in (0, 3, 6, 9))
            named = _listed([calendar.month_abbr[month] for month in months])
            return f"Every three months ({named}) on {_on_words(on)}"


def deadline_words(rhythm: Rhythm, deadline: Deadline) -> str:
    """Return when a round closes or nudges: "Wednesday 12:00", "18:00 the same day"."""
    wall_time = f"{deadline.wall_time:%H:%M}"
    weekday = _weekday_of(rhythm)
    if weekday is not None and deadline.days < len(Weekday):
        return f"{Weekday((weekday + deadline.days) % 7).label} {wall_time}"
    match deadline.days:
        case 0:
            return f"{wall_time} the same day"
        case 1:
            return f"{wall_time} the next day"
        case 7:
            return f"{wall_time} a week later"
        case days:
            number = _NUMBERS[days] if days < len(_NUMBERS) else str(days)
            return f"{wall_time} {number} days later"


def zone_words(zone: str) -> str:
    """Return whose clock it is: "Berlin time"."""
    return zone if zone == UTC_NAME else f"{city_of(zone)} time"


def change_words(change: ClockChange) -> str:
    """Return what happens to the clocks: "clocks go back 1 hour"."""
    difference = change.after - change.before
    verb = "forward" if difference > timedelta() else "back"
    return f"clocks go {verb} {duration_words(abs(difference))}"


def duration_words(duration: timedelta) -> str:
    """Return about how long it is, in whole minutes, hours or days: "3 hours"."""
    minutes = max(round(duration / timedelta(minutes=1)), 1)
    hours = round(duration / timedelta(hours=1))
    if minutes < 2 * 60 and minutes != 60:  # noqa: PLR2004 - two hours
        return _counted(minutes, "minute")
    if hours < 2 * 24:
        return _counted(hours, "hour")
    return _counted(round(duration / timedelta(days=1)), "day")


def _weekday_of(rhythm: Rhythm) -> Weekday | None:
    """Return the weekday on which every round opens, if there is one."""
    match rhythm:
        case Weekly(weekday) | Monthly(NthWeekday(_, weekday)) | Quarterly(NthWeekday(_, weekday)):
            return weekday
        case _:
            return None


def _on_words(on: DayOfMonth | NthWeekday) -> str:
    match on:
        case NthWeekday(nth, weekday):
            return f"the {nth.label} {weekday.label}"
        case DayOfMonth(day) if day == _LAST_DAY:
            return "the last day"
        case DayOfMonth(day) if day > _SHORTEST_MONTH:
            return f"the {_ordinal(day)}, or the last day of a shorter month,"
        case DayOfMonth(day):
            return f"the {_ordinal(day)}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number // 10 == 1 else ending}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last

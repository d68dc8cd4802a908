"""Dates and times read back in words, and the question when it is not clear which was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NEAR = 300
"""Days; a date farther off is shown with its year."""
_LONGEST_SHOWN = 40
_A_WEEK, _THREE_WEEKS, _TEN_WEEKS = 7, 21, 70
_NOON = 12


def date_words(on: date, today: date) -> str:
    """Return a date as it is read back: "Fri 5 Dec", with the year if it is not soon."""
    words = f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"
    return words if 0 <= (on - today).days <= _NEAR else f"{words} {on.year}"


def distance_words(on: date, today: date) -> str:
    """Return how far off a date is: "today", "in 5 days", "in 2 weeks"."""
    days = (on - today).days
    named = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
    if named is not None:
        return named
    size = abs(days)
    if size >= _A_WEEK and size % 7 == 0 and size <= _TEN_WEEKS:
        length = _counted(size // 7, "week")
    elif size <= _THREE_WEEKS:
        length = _counted(size, "day")
    elif size <= _TEN_WEEKS:
        length = f"about {_counted(round(size / 7), 'week')}"
    else:
        length = f"about {_counted(round(size / 30.44), 'month')}"
    return f"in {length}" if days > 0 else f"{length} ago"


def time_words(wall_time: time) -> str:
    """Return a time of day on both kinds of clock: "09:30 (9:30 am)"."""
    half = "am" if wall_time.hour < _NOON else "pm"
    hour = wall_time.hour % _NOON or _NOON
    short = f"{hour}:{wall_time:%M} {half}" if wall_time.minute else f"{hour} {half}"
    named = {(0, 0): "midnight", (_NOON, 0): "noon"}.get((wall_time.hour, wall_time.minute), short)
    return f"{wall_time:%H:%M} ({named})"


def ask_date(typed: str, readings: Sequence[date], today: date) -> str:
    """Return the question when a typed date has no reading, or several."""
    if not readings:
        return (
            f"I can't read {_shown(typed)} as a date. Try something like “Fri”, “5 Dec”, “in 2"
            " weeks” or “2026-12-05”."
        )
    return f"By {_shown(typed)}, do you mean {_or([date_words(on, today) for on in readings])}?"


def ask_time(typed: str, readings: Sequence[time]) -> str:
    """Return the question when a typed time has no reading, or several."""
    if not readings:
        return (
            f"I can't read {_shown(typed)} as a time of day. Try something like “9”, “9am” or"
            " “09:30”; midnight is “00:00”."
        )
    return f"By {_shown(typed)}, do you mean {_or([time_words(found) for found in readings])}?"


def _shown(typed: str) -> str:
    shown = " ".join(typed.split())
    return f"“{shown[: _LONGEST_SHOWN - 1]}…”" if len(shown) > _LONGEST_SHOWN else f"“{shown}”"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _or(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last

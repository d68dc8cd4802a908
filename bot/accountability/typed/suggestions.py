"""What is offered while a date or a time is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.typed.dates import read_date
from bot.accountability.typed.folding import folded
from bot.accountability.typed.times import read_time
from bot.accountability.typed.words import date_words, distance_words, time_words
from bot.accountability.wall_clock import FIRST_DATE, LAST_DATE

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SUGGESTIONS = 25
_DAYS_AHEAD = 14
_WEEKS_AHEAD = 12
_WORDS = ("today", "tomorrow", "next week", "next month", "end of month")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = ("days", "weeks", "months")
_NOON = 12
_PROPOSED = (9, 8, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)


@dataclass(frozen=True, slots=True)
class DateSuggestion:
    """A date to choose: its value in ISO 8601, and what is shown, "Fri 5 Dec · in 2 weeks"."""

    on: date
    label: str

    @property
    def value(self) -> str:
        """What is sent back when it is chosen; `read_date` reads it."""
        return self.on.isoformat()


@dataclass(frozen=True, slots=True)
class TimeSuggestion:
    """A time to choose: its value, "09:30", and what is shown, "09:30 (9:30 am)"."""

    wall_time: time
    label: str

    @property
    def value(self) -> str:
        """What is sent back when it is chosen; `read_time` reads it."""
        return f"{self.wall_time:%H:%M}"


def suggest_dates(typed: str, today: date) -> tuple[DateSuggestion, ...]:
    """Return the dates that may be meant by what is typed so far, 25 at most.

    Before anything is typed: the next days, and the same weekday of the next weeks.
    """
    today = min(max(today, FIRST_DATE), LAST_DATE)
    found = dict.fromkeys(_dates(folded(typed), today))
    return tuple(
        DateSuggestion(on, f"{date_words(on, today)} · {distance_words(on, today)}")
        for on in list(found)[:MOST_SUGGESTIONS]
    )


def suggest_times(typed: str) -> tuple[TimeSuggestion, ...]:
    """Return the times of day that may be meant by what is typed so far, 25 at most."""
    found = dict.fromkeys(_times(folded(typed)))
    return tuple(
        TimeSuggestion(wall_time, time_words(wall_time))
        for wall_time in list(found)[:MOST_SUGGESTIONS]
    )


def _dates(text: str, today: date) -> Iterator[date]:
    if not text:
        steps = [*range(_DAYS_AHEAD + 1), *(7 * week for week in range(3, _WEEKS_AHEAD + 1))]
        for step in steps:
            if today <= LAST_DATE - timedelta(days=step):
                yield today + timedelta(days=step)
        return
    yield from read_date(text, today)
    for completed in _completed(text):
        yield from read_date(completed, today)


def _completed(text: str) -> Iterator[str]:
    """Yield what the text may become: "in 2" "in 2 weeks", "fr" "friday", "5 d" "5 dec"."""
    yield from (word for word in _WORDS if word.startswith(text))
    for weekday in _WEEKDAYS:
        if weekday.startswith(text):
            yield from (weekday, f"next {weekday}")
        elif f"next {weekday}".startswith(text):
            yield f"next {weekday}"
    *start, last = text.split()
    if last.isdecimal():
        yield from (f"{last} {unit}" for unit in _UNITS)
        if "in" not in start:
            yield from (f"{last} {month}" for month in _MONTHS)
    elif start:
        head = " ".join(start)
        yield from (f"{head} {unit}" for unit in _UNITS if unit.startswith(last))
        yield from (f"{head} {month}" for month in _MONTHS if month.startswith(last))
    else:
        yield from (f"{month} 1" for month in _MONTHS if month.startswith(last))


def _times(text: str) -> Iterator[time]:
    if not text:
        yield from (time(hour) for hour in _PROPOSED)
        return
    readings = read_time(text) or read_time(f"{text}m") or read_time(f"{text}0")
    yield from readings
    if text.isdecimal():
        morning = [reading for reading in readings if reading.hour <= _NOON]
        yield from (reading.replace(hour=(reading.hour + _NOON) % 24) for reading in morning)
        yield from (time(hour) for hour in range(10, 24) if f"{hour}"[0] == text)
        for reading in readings:
            if not reading.minute:
                yield from (reading.replace(minute=minute) for minute in (15, 30, 45))
    if text[-1:] in {":", "."}:
        for hour in read_time(text[:-1]):
            yield from (hour.replace(minute=minute) for minute in (0, 15, 30, 45))
    yield from (time(12) for word in ("noon", "midday") if word.startswith(text))
    yield from (time() for word in ("midnight",) if word.startswith(text))

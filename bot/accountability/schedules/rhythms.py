"""Rhythms: on which days a schedule has its rounds, as typed values and never as text.

A rhythm is chosen from a list, field by field. A recurrence rule (RRULE) or a line of cron is not
accepted from anybody: a crafted one runs for ever. Whatever exists here has been checked. It knows
nothing of clocks and zones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TypeGuard

from bot.accountability.errors import InvalidSchedule

MOST_WEEKS = 52


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def label(self) -> str:
        """Its English name."""
        return self.name.capitalize()


WORKDAYS = frozenset(list(Weekday)[: Weekday.SATURDAY])


class Nth(IntEnum):
    """Which of the four or five Mondays of a month."""

    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4
    LAST = -1

    @property
    def label(self) -> str:
        """Its English name."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The same number each month; where a month is too short, its last day.

    Attributes:
        day: 1 to 31. 31 stands for the last day of every month.
    """

    day: int

    def __post_init__(self) -> None:
        if not _is_whole(self.day) or not 1 <= self.day <= 31:  # noqa: PLR2004 - a month's days
            raise InvalidSchedule(
                "A month has the days 1 to 31. Choose one of them; 31 means the last day."
            )


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The second Tuesday of a month, or its last Friday, or the like."""

    nth: Nth
    weekday: Weekday

    def __post_init__(self) -> None:
        if self.nth not in list(Nth):
            raise InvalidSchedule(
                "Not every month has a fifth one. Choose first, second, third, fourth or last."
            )
        object.__setattr__(self, "nth", Nth(self.nth))
        object.__setattr__(self, "weekday", _weekday(self.weekday))


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day."""


@dataclass(frozen=True, slots=True)
class OnWeekdays:
    """Every week, on each of the chosen days."""

    weekdays: frozenset[Weekday] = WORKDAYS

    def __post_init__(self) -> None:
        chosen = self.weekdays
        if isinstance(chosen, str) or not isinstance(chosen, (frozenset, set, tuple, list)):
            raise InvalidSchedule(_CHOOSE)
        if not chosen:
            raise InvalidSchedule("Choose at least one day of the week.")
        object.__setattr__(self, "weekdays", frozenset(_weekday(day) for day in chosen))


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week, or every n weeks, on one day.

    Attributes:
        weekday: The day.
        every: 1 to 52 weeks. They are counted from the week of the schedule's anchor date; weeks
            start on Monday.
    """

    weekday: Weekday
    every: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "weekday", _weekday(self.weekday))
        if not _is_whole(self.every) or not 1 <= self.every <= MOST_WEEKS:
            raise InvalidSchedule(
                f"Choose a number of weeks from 1 to {MOST_WEEKS}. Every 2 weeks is every other"
                " week."
            )


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month, on one day."""

    on: DayOfMonth | NthWeekday

    def __post_init__(self) -> None:
        _check_on(self.on)


@dataclass(frozen=True, slots=True)
class Quarterly:
    """Every three months, counted from the month of the schedule's anchor date, on one day."""

    on: DayOfMonth | NthWeekday

    def __post_init__(self) -> None:
        _check_on(self.on)


Rhythm = Daily | OnWeekdays | Weekly | Monthly | Quarterly

_CHOOSE = (
    "Choose the rhythm from the list: daily, on chosen weekdays, every few weeks, monthly or"
    " quarterly. Rules in other notations are not read."
)


def check_rhythm(rhythm: object) -> None:
    """Raise `InvalidSchedule` if it is none of the rhythms."""
    if not isinstance(rhythm, Rhythm):
        raise InvalidSchedule(_CHOOSE)


def week_of(on: date) -> date:
    """Return the Monday of the week of `on`; a daily schedule has one thread for each."""
    return on - timedelta(days=on.weekday())


def shortest_gap(rhythm: Rhythm) -> int:
    """Return the fewest days between two of its dates."""
    match rhythm:
        case Daily():
            return 1
        case OnWeekdays(weekdays):
            days = sorted(weekdays)
            return min((b - a) % 7 or 7 for a, b in zip(days, days[1:] + days[:1], strict=True))
        case Weekly(every=every):
            return 7 * every
        case Monthly():
            return 28
        case Quarterly():
            # The shortest three months have 89 days; by weekday it is whole weeks, 84 at least.
            return 84 if isinstance(rhythm.on, NthWeekday) else 89


def _check_on(on: object) -> None:
    if not isinstance(on, (DayOfMonth, NthWeekday)):
        raise InvalidSchedule(_CHOOSE)


def _weekday(day: object) -> Weekday:
    if not _is_whole(day) or day not in list(Weekday):
        raise InvalidSchedule("Choose a day of the week, Monday to Sunday.")
    return Weekday(day)


def _is_whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)

"""Dates, as people type them: `fri`, `Fri 5 Dec`, `in 2 weeks`, `tomorrow`, `2026-12-05`, `5/12`.

A date without a year is the next one, today included. What can be read in two ways has two
readings: 5/12 is the fifth of December and the twelfth of May, and "fri" on a Friday is today or a
week from now.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from bot.accountability.typed.folding import folded
from bot.accountability.wall_clock import FIRST_DATE, LAST_DATE, date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - a row of names
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = "mon tue wed thu fri sat sun".split()  # noqa: SIM905 - likewise
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?"
)
_DAY = r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:[ ,]+(?P<year>[0-9]{4}))?"
_MOST_STEPS = 1200
"""Of any unit; the calendar ends long before."""
_WEEK = timedelta(days=7)
_LEAP_YEARS_APART = 8
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.? ?([0-9]{4}|[0-9]{2})?")
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})(?:[/-]([0-9]{4}|[0-9]{2}))?")
_NAMED_MONTH = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:{_DAY}(?: of)? ?{_MONTH}|{_MONTH.replace('month', 'month2')}"
    rf" ?{_DAY.replace('day', 'day2')}){_YEAR}"
)
_DAY_ALONE = re.compile(rf"{_DAY}")
_WEEKDAY_ALONE = re.compile(rf"(?:on )?(?P<which>this |next |coming )?{_WEEKDAY}")
_STEPS = re.compile(
    r"(?P<in>in )?(?P<number>[0-9]{1,4}|[a-z]+) ?"
    r"(?P<unit>d|days?|w|wks?|weeks?|months?|y|years?)(?P<later>(?: from now| later)?)"
)
_END = re.compile(r"(?:(?:the )?end of (?:the |this )?month|eom)")


def today_in(zone: ZoneInfo, now: datetime) -> date:
    """Return today's date on the calendar of a reader in that zone."""
    return date_of(now, zone)


def read_date(typed: str, today: date) -> tuple[date, ...]:
    """Return the dates that may be meant, likeliest first: one, several or none.

    Args:
        typed: What was typed.
        today: The reader's today.
    """
    text = folded(typed).removeprefix("on ")
    today = min(max(today, FIRST_DATE), LAST_DATE)
    found: list[date] = []
    # Out of the calendar is no reading.
    with suppress(ValueError, OverflowError):
        for read in _READERS:
            found = [on for on in read(text, today) if FIRST_DATE <= on <= LAST_DATE]
            if found:
                break
    return tuple(dict.fromkeys(found))


def _read_word(text: str, today: date) -> Iterator[date]:
    days = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}.get(text)
    if days is not None:
        yield today + timedelta(days=days)
    elif text == "next week":
        yield today + _WEEK
        yield today + timedelta(days=7 - today.weekday())
    elif text == "next month":
        yield today + relativedelta(months=1)
        yield today + relativedelta(months=1, day=1)
    elif _END.fullmatch(text):
        yield today + relativedelta(day=31)


def _read_steps(text: str, today: date) -> Iterator[date]:
    match = _STEPS.fullmatch(text)
    if match is None:
        return
    number = match["number"]
    steps = int(number) if number.isdecimal() else _NUMBERS.get(number, 0)
    if not 0 < steps <= _MOST_STEPS:
        return
    units = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
    yield today + relativedelta(**{units[match["unit"][0]]: steps})


def _read_weekday(text: str, today: date) -> Iterator[date]:
    match = _WEEKDAY_ALONE.fullmatch(text)
    if match is None:
        return
    away = (_WEEKDAYS.index(match["weekday"][:3]) - today.weekday()) % 7
    coming = today + timedelta(days=away)
    match (match["which"] or "").strip():
        case "next":
            # Some say it of the coming one, others of the one in the next week.
            if away:
                yield coming
            yield coming + _WEEK
        case "this" | "coming":
            yield coming
        case _:
            yield coming
            if not away:
                yield coming + _WEEK


def _read_iso(text: str, today: date) -> Iterator[date]:
    del today
    match = _ISO.fullmatch(text)
    if match:
        yield date(int(match[1]), int(match[2]), int(match[3]))


def _read_named_month(text: str, today: date) -> Iterator[date]:
    match = _NAMED_MONTH.fullmatch(text)
    if match is None:
        return
    month = _MONTHS.index((match["month"] or match["month2"])[:3]) + 1
    day = int(match["day"] or match["day2"])
    years = _years(match["year"], today)
    meant = list(_in_years(day, month, years, today))
    for on in meant[:1]:
        yield on
        if match["weekday"] and _WEEKDAYS[on.weekday()] != match["weekday"][:3]:
            # Weekday and date contradict each other: either may be the slip.
            near = (on + timedelta(days=step) for step in range(-3, 4))
            yield from (day for day in near if _WEEKDAYS[day.weekday()] == match["weekday"][:3])


def _read_numbers(text: str, today: date) -> Iterator[date]:
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        years = _years(dotted[3], today)
        yield from list(_in_years(int(dotted[1]), int(dotted[2]), years, today))[:1]
        return
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        one, two, years = int(slashed[1]), int(slashed[2]), _years(slashed[3], today)
        # Half of the world writes the day first, the other half the month.
        for day, month in ((one, two), (two, one)):
            yield from list(_in_years(day, month, years, today))[:1]


def _read_day_alone(text: str, today: date) -> Iterator[date]:
    match = _DAY_ALONE.fullmatch(text)
    if match is None:
        return
    day = int(match["day"])
    for step in range(3):
        month = today + relativedelta(months=step, day=1)
        with suppress(ValueError):
            on = month.replace(day=day)
            if on >= today:
                yield on
                return


def _years(year: str | None, today: date) -> range:
    """Return the years that may be meant: the one that was typed, or the next few."""
    if year is None:
        return range(today.year, today.year + _LEAP_YEARS_APART + 1)
    full = int(year) if len(year) > 2 else today.year // 100 * 100 + int(year)  # noqa: PLR2004 - "26"
    return range(full, full + 1)


def _in_years(day: int, month: int, years: range, today: date) -> Iterator[date]:
    """Yield that day in each of the years in which it exists; if none was typed, from today on."""
    for year in years:
        with suppress(ValueError):
            on = date(year, month, day)
            if len(years) == 1 or on >= today:
                yield on


_READERS: tuple[Callable[[str, date], Iterator[date]], ...] = (
    _read_word,
    _read_steps,
    _read_weekday,
    _read_iso,
    _read_named_month,
    _read_numbers,
    _read_day_alone,
)

"""The nominal dates of a rhythm.

The dates come from `dateutil.rrule`, built from typed fields. Each search starts near the first
date that is asked for, and ends at a last one: nothing here counts through a century, or for ever.
It knows nothing of clocks and zones.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, weekday

from bot.accountability.schedules.rhythms import (
    Daily,
    DayOfMonth,
    Monthly,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekly,
    week_of,
)
from bot.accountability.wall_clock import FIRST_DATE, LAST_DATE

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_MONTH = 28
_A_YEAR_OR_SO = timedelta(days=400)


def dates_between(rhythm: Rhythm, starts_on: date, first: date, last: date) -> Iterator[date]:
    """Yield the dates of the rhythm from `first` to `last`, both included, in order.

    Args:
        rhythm: The rhythm.
        starts_on: The anchor: no date is before it, and intervals count from it.
        first: The first date that counts.
        last: The last date that counts.
    """
    first = max(first, starts_on, FIRST_DATE)
    last = min(last, LAST_DATE)
    if first > last:
        return
    for at in _rule(rhythm, starts_on, first, last):
        if at.date() >= first:
            yield at.date()


def first_date(rhythm: Rhythm, not_before: date) -> date | None:
    """Return the soonest date that can be the first round's: the anchor to propose.

    A quarter and "every 2 weeks" count from the anchor, so that any week or month will do here.
    None if that is after everything that is planned.
    """
    match rhythm:
        case Weekly():
            rhythm = Weekly(rhythm.weekday)
        case Quarterly():
            rhythm = Monthly(rhythm.on)
        case _:
            pass
    last = min(not_before, LAST_DATE - _A_YEAR_OR_SO) + _A_YEAR_OR_SO
    return next(dates_between(rhythm, not_before, not_before, last), None)


def _rule(rhythm: Rhythm, starts_on: date, first: date, last: date) -> Iterator[datetime]:
    until = datetime.combine(last, time())
    match rhythm:
        case Daily():
            yield from rrule(DAILY, dtstart=_midnight(first), until=until)
        case OnWeekdays(weekdays):
            days = sorted(int(day) for day in weekdays)
            start = _midnight(first)
            yield from rrule(WEEKLY, dtstart=start, until=until, wkst=MO, byweekday=days)
        case Weekly(day, every):
            since = (week_of(first) - week_of(starts_on)).days // 7
            start = _midnight(week_of(first) - timedelta(weeks=since % every))
            yield from rrule(
                WEEKLY, interval=every, dtstart=start, until=until, wkst=MO, byweekday=int(day)
            )
        case Monthly(on):
            yield from _by_month(on, first, 1, until)
        case Quarterly(on):
            months = (first.year - starts_on.year) * 12 + first.month - starts_on.month
            year, month = divmod(first.year * 12 + first.month - 1 - months % 3, 12)
            yield from _by_month(on, date(year, month + 1, 1), 3, until)


def _by_month(
    on: DayOfMonth | NthWeekday, first: date, interval: int, until: datetime
) -> Iterator[datetime]:
    # From the first of a month: each month's candidates are counted together.
    start = _midnight(first.replace(day=1))
    match on:
        case NthWeekday(nth, day):
            rule = rrule(
                MONTHLY,
                interval=interval,
                dtstart=start,
                until=until,
                byweekday=weekday(int(day), int(nth)),
            )
        case DayOfMonth(day) if day <= _SHORTEST_MONTH:
            rule = rrule(MONTHLY, interval=interval, dtstart=start, until=until, bymonthday=day)
        case DayOfMonth(day):
            # Of the day and the month's last one, the first that there is.
            rule = rrule(
                MONTHLY,
                interval=interval,
                dtstart=start,
                until=until,
                bymonthday=(day, -1),
                bysetpos=1,
            )
    yield from rule


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time())

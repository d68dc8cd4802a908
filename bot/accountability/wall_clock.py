"""From a local date and wall time to the instant, and what a clock change does to it.

A wall time that a clock change leaves out (02:30 in spring) is shifted later by what was left out:
03:30. One that comes twice (01:30 in autumn) means the first. RFC 5545, section 3.3.5, says the
same of both.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.errors import InvalidSchedule

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FIRST_DATE = date(2000, 1, 1)
LAST_DATE = date(2199, 12, 31)
"""Nothing is planned outside these two: an instant can be given for every date in between."""


def check_wall_time(wall_time: object) -> None:
    """Raise `InvalidSchedule` unless it is a time of day in whole minutes, without a zone."""
    if not isinstance(wall_time, time) or wall_time.tzinfo is not None:
        raise InvalidSchedule("Choose a time of day, from 00:00 to 23:59.")
    if wall_time.second or wall_time.microsecond:
        raise InvalidSchedule("Choose a time in whole minutes, like 09:30.")


def instant_of(on: date, wall_time: time, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which a clock in `zone` shows `wall_time` on `on`."""
    local = datetime.combine(on, wall_time.replace(fold=0), tzinfo=zone)
    return local.astimezone(UTC)


def date_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the date that a calendar in `zone` shows at `at`.

    Instants outside the dates for which anything is planned count as the nearest of them.

    Raises:
        ValueError: `at` is not aware.
    """
    if at.tzinfo is None:
        raise ValueError("An instant must be aware of its zone.")
    if at.year < FIRST_DATE.year:
        return FIRST_DATE
    if at.year > LAST_DATE.year:
        return LAST_DATE
    return min(max(at.astimezone(zone).date(), FIRST_DATE), LAST_DATE)


def offset_of(at: datetime, zone: ZoneInfo) -> timedelta:
    """Return how far a clock in `zone` is ahead of UTC at `at`."""
    offset = at.astimezone(zone).utcoffset()
    # A ZoneInfo has one for every instant; only the base class may have none.
    return offset if offset is not None else timedelta()


def comes_twice(on: date, wall_time: time, zone: ZoneInfo) -> bool:
    """Tell whether clocks in `zone` show the wall time twice on that date."""
    first = datetime.combine(on, wall_time.replace(fold=0), tzinfo=zone)
    second = first.replace(fold=1)
    return first.astimezone(UTC) < second.astimezone(UTC)

"""Every zone, at six wall times: one instant per nominal date, and exactly the skips we know of."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.accountability.schedules import Daily, Schedule, next_runs
from bot.accountability.schedules.occurrences import occurrences_on
from bot.accountability.zones.atlas import atlas
from tests.accountability.schedules.making import schedule

WALL_TIMES = (time(0), time(0, 30), time(1, 30), time(2, 30), time(9), time(23, 30))
THIS_YEAR = datetime.now(UTC).year
STRETCHES = (
    (date(2010, 1, 1), date(2012, 12, 31)),
    (date(2023, 1, 1), date(2025, 12, 31)),
    (date(THIS_YEAR, 1, 1), date(THIS_YEAR + 2, 12, 31)),
)
SKIPPED = {
    "Pacific/Apia": {date(2011, 12, 30)},
    "Pacific/Fakaofo": {date(2011, 12, 30)},
}
"""The Fridays on which Samoa and Tokelau moved to the other side of the date line."""

AREAS = {name.partition("/")[0] for name in atlas().names}
ZONES = sorted(name for name in zoneinfo.available_timezones() if name.partition("/")[0] in AREAS)
"""Former names too: a schedule may have been stored under one."""
A_DAY = timedelta(days=1)

Changes = tuple[tuple[datetime, timedelta], ...]


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def changes(zone: ZoneInfo, first: date, last: date) -> Changes:
    """Return the offset at first, and each change of it, to the minute, for dates and around."""
    at = datetime.combine(first - 3 * A_DAY, time(), tzinfo=UTC)
    found = [(at, offset(zone, at))]
    while at < datetime.combine(last + 3 * A_DAY, time(), tzinfo=UTC):
        after = at + A_DAY
        while offset(zone, at) != offset(zone, after) and after - at > timedelta(minutes=1):
            middle = at + (after - at) // 2
            if offset(zone, middle) == offset(zone, at):
                at = middle
            else:
                after = middle
        if offset(zone, at) != offset(zone, after):
            found.append((after.replace(second=0, microsecond=0), offset(zone, after)))
        at = after
    return tuple(found)


@cache
def zones_by_changes(first: date, last: date) -> dict[tuple[Changes, frozenset[date]], list[str]]:
    """Group the zones whose clocks show the same at every minute: one speaks for all of a group."""
    groups: dict[tuple[Changes, frozenset[date]], list[str]] = {}
    for name in ZONES:
        skips = frozenset(on for on in SKIPPED.get(name, ()) if first <= on <= last)
        groups.setdefault((changes(ZoneInfo(name), first, last), skips), []).append(name)
    return groups


def check(zone: str, wall_time: time, first: date, last: date, skips: frozenset[date]) -> None:
    made = schedule(Daily(), wall_time, zone, starts_on=first)
    found = list(occurrences_on(made, first, last))
    assert [one.nominal_on for one in found] == [
        first + step * A_DAY for step in range((last - first).days + 1)
    ]
    assert {one.nominal_on for one in found if one.skipped} == skips
    kept = [one for one in found if not one.skipped]
    assert all(before.opens_at < after.opens_at for before, after in pairwise(kept))
    check_wall_times(made)


def check_wall_times(made: Schedule) -> None:
    """A run shows the wall time that was chosen, or says which one clocks show instead."""
    start = datetime.combine(made.starts_on, time(), tzinfo=UTC)
    for run in next_runs(made, start, 100):
        shown = run.occurrence.opens_at.astimezone(made.zone_info).time()
        assert shown == (run.shifted_to or made.wall_time)


@pytest.mark.parametrize(("first", "last"), STRETCHES, ids=str)
@pytest.mark.parametrize("wall_time", WALL_TIMES, ids=str)
def test_every_zone_has_one_instant_per_date_and_the_skips_we_know_of(
    wall_time: time, first: date, last: date
) -> None:
    groups = zones_by_changes(first, last)
    assert sum(map(len, groups.values())) == len(ZONES) > 450
    for (_, skips), names in groups.items():
        check(names[0], wall_time, first, last, skips)

"""Every zone, at six wall times: one instant per nominal date, and exactly the skips we know of."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.accountability.schedules import Daily, Schedule, next_runs
from bot.accountability.schedules.occurrences import occurrences_on
from bot.accountability.zones.atlas import atlas
from tests.accountability.schedules.making import ODD_ZONES, schedule

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
SOME = sorted({*ODD_ZONES, *ZONES[::24]})
A_DAY = timedelta(days=1)


def check(zone: str, wall_time: time) -> None:
    for first, last in STRETCHES:
        made = schedule(Daily(), wall_time, zone, starts_on=first)
        found = list(occurrences_on(made, first, last))
        assert [one.nominal_on for one in found] == [
            first + step * A_DAY for step in range((last - first).days + 1)
        ]
        skipped = {one.nominal_on for one in found if one.skipped}
        assert skipped == {on for on in SKIPPED.get(zone, ()) if first <= on <= last}
        kept = [one for one in found if not one.skipped]
        assert all(before.opens_at < after.opens_at for before, after in pairwise(kept))
        check_wall_times(made)


def check_wall_times(made: Schedule) -> None:
    """A run shows the wall time that was chosen, or says which one clocks show instead."""
    start = datetime.combine(made.starts_on, time(), tzinfo=UTC)
    for run in next_runs(made, start, 100):
        shown = run.occurrence.opens_at.astimezone(made.zone_info).time()
        assert shown == (run.shifted_to or made.wall_time)


@pytest.mark.parametrize("zone", SOME)
def test_some_zones_have_one_instant_per_date_and_the_skips_we_know_of(zone: str) -> None:
    for wall_time in WALL_TIMES[1::2] if zone in ODD_ZONES else WALL_TIMES[4:5]:
        check(zone, wall_time)


@pytest.mark.proof
@pytest.mark.parametrize("wall_time", WALL_TIMES, ids=str)
def test_every_zone_has_one_instant_per_date_and_the_skips_we_know_of(wall_time: time) -> None:
    assert len(ZONES) > 450
    for zone in ZONES:
        check(zone, wall_time)

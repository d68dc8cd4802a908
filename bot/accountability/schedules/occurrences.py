"""The occurrences of a schedule: each nominal date with its instant, and the next ones to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.accountability.schedules.dates import dates_between
from bot.accountability.schedules.models import Occurrence, Schedule
from bot.accountability.wall_clock import (
    FIRST_DATE,
    LAST_DATE,
    comes_twice,
    date_of,
    instant_of,
    offset_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_RUNS = 100
_DAY = timedelta(days=1)
_SPREAD = timedelta(days=2)
"""The nominal date may be before the instant's local date; what clocks leave out is a day at most.
"""


@dataclass(frozen=True, slots=True)
class ClockChange:
    """Clocks change between one run and the next: how far they are ahead of UTC."""

    before: timedelta
    after: timedelta


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is to come, as it is shown before a schedule is saved.

    Attributes:
        occurrence: The date, and the instant.
        change: Set if clocks have changed since the run before it, or since the time from which
            the runs were asked for.
        shifted_to: The wall time that clocks show instead, if there is none such on that date.
        twice: Clocks show the wall time twice on that date; the first counts.
    """

    occurrence: Occurrence
    change: ClockChange | None = None
    shifted_to: time | None = None
    twice: bool = False


def occurrences_on(schedule: Schedule, first: date, last: date) -> Iterator[Occurrence]:
    """Yield the occurrences with nominal dates from `first` to `last`, both included, in order.

    Of those that are not skipped, each one's instant is later than the one before.
    """
    zone = schedule.zone_info
    last = min(last, LAST_DATE)
    # An occurrence gives way to one on the very next date, if ever.
    dates = dates_between(schedule.rhythm, schedule.starts_on, first, last + _DAY)
    earlier: Occurrence | None = None
    for on in dates:
        found = Occurrence(schedule.key, on, instant_of(on, schedule.wall_time, zone))
        if earlier:
            gives_way = earlier.opens_at >= found.opens_at
            yield replace(earlier, skipped=True) if gives_way else earlier
        earlier = found if on <= last else None
    if earlier:
        yield earlier


def occurrences_between(
    schedule: Schedule, after: datetime, until: datetime
) -> Iterator[Occurrence]:
    """Yield the occurrences with instants later than `after` and not later than `until`.

    Those that are skipped are among them, marked.
    """
    zone = schedule.zone_info
    first, last = date_of(after, zone) - _SPREAD, date_of(until, zone)
    for occurrence in occurrences_on(schedule, first, last):
        if after < occurrence.opens_at <= until:
            yield occurrence


def occurrences_after(schedule: Schedule, after: datetime) -> Iterator[Occurrence]:
    """Yield the occurrences with instants later than `after` that open a round, as they come."""
    first = date_of(after, schedule.zone_info) - _SPREAD
    for occurrence in occurrences_on(schedule, first, LAST_DATE):
        if occurrence.opens_at > after and not occurrence.skipped:
            yield occurrence


def next_runs(
    schedule: Schedule, after: datetime, count: int = 5, *, planned_on: date | None = None
) -> tuple[Run, ...]:
    """Return the next runs, soonest first, with clock changes marked.

    Args:
        schedule: The schedule.
        after: Runs are later than this.
        count: How many; a hundred at most. There may be fewer at the end of what is planned.
        planned_on: The latest nominal date that was planned already: an edit never repeats it.
    """
    coming = (
        occurrence
        for occurrence in occurrences_after(schedule, after)
        if planned_on is None or occurrence.nominal_on > planned_on
    )
    zone = schedule.zone_info
    runs: list[Run] = []
    is_planned_for = FIRST_DATE.year <= after.year <= LAST_DATE.year
    offset = offset_of(after, zone) if is_planned_for else None
    for occurrence in islice(coming, max(0, min(count, MOST_RUNS))):
        new = offset_of(occurrence.opens_at, zone)
        change = None if offset is None or offset == new else ClockChange(offset, new)
        runs.append(_run(schedule, occurrence, change))
        offset = new
    return tuple(runs)


def following(schedule: Schedule, occurrence: Occurrence) -> Occurrence | None:
    """Return the next occurrence that opens a round."""
    return next(occurrences_after(schedule, occurrence.opens_at), None)


def _run(schedule: Schedule, occurrence: Occurrence, change: ClockChange | None) -> Run:
    zone, on, wall_time = schedule.zone_info, occurrence.nominal_on, schedule.wall_time
    shown = occurrence.opens_at.astimezone(zone).time()
    return Run(
        occurrence,
        change,
        shifted_to=None if shown == wall_time else shown,
        twice=comes_twice(on, wall_time, zone),
    )

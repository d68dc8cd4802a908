"""What is to come of a schedule, as far as anybody can tell now: its runs, with holidays marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.errors import UnknownZone
from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import ScheduleState
from bot.accountability.schedules import Run, next_runs, round_times
from bot.accountability.wall_clock import date_of
from bot.accountability.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bot.accountability.models.groups import Holiday
    from bot.accountability.models.rounds import Series
    from bot.accountability.schedules import Occurrence
    from bot.accountability.store.rows import Rows

_TICK = timedelta(microseconds=1)
_LOOKED_AHEAD = 100
"""How many runs are looked at for those that count: no holidays, say."""


@dataclass(frozen=True, slots=True)
class ComingRun:
    """A run that is to come.

    Attributes:
        holiday: The holiday on which it falls, and so opens nothing; None for most.
    """

    run: Run
    holiday: Holiday | None = None

    @property
    def opens_at(self) -> datetime:
        """When it opens, or would."""
        return self.run.occurrence.opens_at


class Coming:
    """Looks ahead.

    Args:
        rows: The rows of the file.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def runs(self, series: Series, now: datetime, count: int) -> tuple[ComingRun, ...]:
        """Return the next runs of a schedule, as if nothing were paused; none without a zone.

        An instant that is just now is still to come, unless it has been planned.
        """
        group = self._rows.groups.get(series.group_id)
        if group is None or not _is_known(group.zone):
            return ()
        runs = next_runs(series.schedule, now - _TICK, count, planned_on=series.cursor.planned_on)
        covering = self._rows.holidays.covering
        return tuple(ComingRun(run, covering(group.id, run.occurrence.nominal_on)) for run in runs)

    def soonest(
        self, series: Series, now: datetime, fits: Callable[[date], bool], *, later: int = 0
    ) -> Occurrence | None:
        """Return the soonest run whose nominal date is no holiday and fits; None if it is far off.

        Args:
            series: The schedule.
            now: The instant.
            fits: Tells of a nominal date whether its run counts.
            later: How many runs after that one.
        """
        # Most schedules have no holiday soon: a few runs tell.
        for count in (later + 1, _LOOKED_AHEAD):
            found = [
                coming.run.occurrence
                for coming in self.runs(series, now, count)
                if coming.holiday is None and fits(coming.run.occurrence.nominal_on)
            ]
            if len(found) > later:
                return found[later]
        return None

    def next_at(self, series: Series, now: datetime) -> datetime | None:
        """Return when something is to be planned next, on a holiday or not."""
        runs = self.runs(series, now, 1)
        return runs[0].opens_at if runs else None

    def opening(self, series: Series, now: datetime) -> datetime | None:
        """Return when the next round of a schedule opens; None while it is paused or removed."""
        occurrence = self._open_soon(series, now, 0)
        return occurrence.opens_at if occurrence else None

    def first_opening(self, group_id: str, now: datetime) -> datetime | None:
        """Return when the next round of a group opens, of whichever schedule."""
        openings = (self.opening(series, now) for series in self._rows.series.of_group(group_id))
        return min((at for at in openings if at is not None), default=None)

    def closing_on(self, series: Series, now: datetime, *, later: int = 0) -> date | None:
        """Return the date, on the group's calendar, on which the next round closes.

        Args:
            series: The schedule.
            now: The instant.
            later: How many rounds after the next one.
        """
        occurrence = self._open_soon(series, now, later)
        if occurrence is None:
            return None
        close_at = round_times(series.schedule, occurrence).close_at
        return date_of(close_at, series.schedule.zone_info)

    def _open_soon(self, series: Series, now: datetime, later: int) -> Occurrence | None:
        group = self._rows.groups.get(series.group_id)
        if group is None or group.state is not GroupState.ACTIVE:
            return None
        if series.state is not ScheduleState.ACTIVE:
            return None
        return self.soonest(series, now, lambda _on: True, later=later)


def _is_known(zone: str) -> bool:
    try:
        zone_named(zone)
    except UnknownZone:
        return False
    return True

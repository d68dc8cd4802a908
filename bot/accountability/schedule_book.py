"""How a schedule is looked up and written: once for each version, and seen wherever it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.coming import Coming
from bot.accountability.lookups import running_group
from bot.accountability.models.rounds import ScheduleState, Series
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.store.rows import Rows

MOST_SCHEDULES = 10


class ScheduleBook:
    """The schedules of all groups; what writes belongs into a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are brought up to date.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._coming = Coming(rows)

    def known(self, series_id: str) -> Series:
        """Return a schedule that has not been removed; raise `Gone` otherwise."""
        series = self._rows.series.get(series_id)
        if series is None or series.state is ScheduleState.REMOVED:
            raise Gone("That schedule is not here any more.")
        return series

    def check_room(self, group_id: str) -> None:
        """Raise `Refusal` if a group has as many schedules as it may."""
        running_group(self._rows, group_id)
        if len(self._rows.series.of_group(group_id)) >= MOST_SCHEDULES:
            raise Refusal(f"A group has {MOST_SCHEDULES} schedules at most. Remove one first.")

    def timed(self, series: Series, now: datetime) -> Series:
        """Return a schedule with the instant at which something is to be planned, if ever."""
        is_active = series.state is ScheduleState.ACTIVE
        return replace(series, next_at=self._coming.next_at(series, now) if is_active else None)

    def write(self, series: Series, version: int) -> None:
        """Write a schedule over the version that somebody has looked at.

        Raises:
            Refusal: It is not the latest any more.
        """
        if not self._rows.series.update(series, version):
            raise Refusal("Somebody else has just changed this schedule. Look at it again.")

    def noted(
        self, series: Series, actor: int | None, now: datetime, action: str, detail: str = ""
    ) -> None:
        """Note who has changed what, and let it be seen in what has been posted."""
        self._rows.changes.add(
            series.guild_id, series.group_id, actor, now, f"schedule.{action}", detail
        )
        for found in self._rows.rounds.accepting_of_series(series.id):
            self._outgoing.refresh(found.id)
        self._outgoing.refresh_invitation(series.group_id, now)

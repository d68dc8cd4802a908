"""Quiet hours: when a member is not mentioned, and what happens to a mention instead.

They are the hours on the member's own clock, or on the group's where the member's is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.wall_clock import check_wall_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.accountability.schedules.models import RoundTimes

APART = timedelta(hours=4)
"""A nudge this close to a mention that was put off would be a second one."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From a wall time to a wall time, over midnight or not; the same twice means none.

    Raises:
        InvalidSchedule: One is no time of day in whole minutes.
    """

    starts: time = time(21)
    ends: time = time(7)

    def __post_init__(self) -> None:
        check_wall_time(self.starts)
        check_wall_time(self.ends)

    def covers(self, wall_time: time) -> bool:
        """Tell whether it is quiet when clocks show that time."""
        wall_time = wall_time.replace(fold=0)
        if self.starts <= self.ends:
            return self.starts <= wall_time < self.ends
        return wall_time >= self.starts or wall_time < self.ends


def quiet_until(quiet: QuietHours, zone: ZoneInfo, at: datetime) -> datetime | None:
    """Return when the quiet hours end in which `at` falls, in UTC; None if it falls in none."""
    local = at.astimezone(zone)
    if not quiet.covers(local.time()):
        return None
    ends = (
        datetime.combine(local.date() + timedelta(days=days), quiet.ends, tzinfo=zone)
        .replace(fold=fold)
        .astimezone(UTC)
        for days in (0, 1, 2)
        for fold in (0, 1)
    )
    # Where clocks go back, the end may come twice, and it may still be quiet after the first.
    return min(end for end in ends if end > at and not quiet.covers(end.astimezone(zone).time()))


def mention_at(quiet: QuietHours, zone: ZoneInfo, times: RoundTimes) -> datetime | None:
    """Return when a member is mentioned for an opening: then, or once quiet ends; or not at all.

    A mention that was put off is made in the thread, and only if the member is missing and not
    away by then.
    """
    until = quiet_until(quiet, zone, times.opens_at)
    if until is None:
        return times.opens_at
    return until if until < times.close_at else None


def nudge_at(quiet: QuietHours, zone: ZoneInfo, times: RoundTimes) -> datetime | None:
    """Return when a member who is still missing is nudged; None for not at all.

    A nudge that falls into quiet hours waits for their end, if the round is still open then. It is
    dropped within four hours of a mention that was put off.
    """
    if times.nudge_at is None:
        return None
    nudge = quiet_until(quiet, zone, times.nudge_at) or times.nudge_at
    if nudge >= times.close_at:
        return None
    mention = mention_at(quiet, zone, times)
    was_put_off = mention is not None and mention != times.opens_at
    return None if was_put_off and mention and abs(nudge - mention) <= APART else nudge

"""When a round nudges and closes: on time, and when it opens late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.schedules.models import SHORTEST_ROUND, RoundTimes
from bot.accountability.schedules.occurrences import following
from bot.accountability.wall_clock import instant_of

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.schedules.models import Deadline, Occurrence, Schedule

_MINUTE = timedelta(minutes=1)


def round_times(schedule: Schedule, occurrence: Occurrence) -> RoundTimes:
    """Return when the round of an occurrence opens, nudges and closes if nothing is late.

    It is closed when the next one opens, whatever clock changes do to the hours in between.
    """
    opens_at = occurrence.opens_at
    close_at = _instant_of(schedule, occurrence, schedule.close)
    if close_at - opens_at < SHORTEST_ROUND:
        # Clocks have skipped the time in between: it stays open as long as it does on other days.
        close_at = opens_at + schedule.close.after(schedule.wall_time)
    after = following(schedule, occurrence)
    if after is not None:
        close_at = min(close_at, after.opens_at)
    nudge_at = None
    if schedule.nudge is not None:
        nudge_at = _instant_of(schedule, occurrence, schedule.nudge)
    return RoundTimes(opens_at, _between(opens_at, nudge_at, close_at), close_at)


def late_times(
    nominal: RoundTimes, opened_at: datetime, next_opens_at: datetime | None
) -> RoundTimes | None:
    """Return the times of a round that opens late; None if it had better not open any more.

    It stays open for half its length at least, but never after the next one's nominal instant. The
    nudge keeps its place in between. With less than half an hour left, it does not open.
    """
    length = nominal.close_at - nominal.opens_at
    close_at = max(nominal.close_at, opened_at + length / 2)
    if next_opens_at is not None:
        close_at = min(close_at, next_opens_at)
    if close_at - opened_at < SHORTEST_ROUND:
        return None
    nudge_at = None
    if nominal.nudge_at is not None:
        place = (nominal.nudge_at - nominal.opens_at) / length
        nudge_at = _whole_minutes(opened_at, place * (close_at - opened_at))
    return RoundTimes(opened_at, _between(opened_at, nudge_at, close_at), close_at)


def _instant_of(schedule: Schedule, occurrence: Occurrence, deadline: Deadline) -> datetime:
    on = occurrence.nominal_on + timedelta(days=deadline.days)
    return instant_of(on, deadline.wall_time, schedule.zone_info)


def _between(opens_at: datetime, nudge_at: datetime | None, close_at: datetime) -> datetime | None:
    return nudge_at if nudge_at is not None and opens_at < nudge_at < close_at else None


def _whole_minutes(start: datetime, later: timedelta) -> datetime:
    return start + max(later // _MINUTE, 1) * _MINUTE

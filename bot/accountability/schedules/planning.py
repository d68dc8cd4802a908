"""What is due: which round opens now, which were missed, and when to look again.

A schedule is planned with one `Cursor`, stored beside it. In one transaction, `catch_up` is asked,
the rounds that it names are inserted, and its cursor is stored: whatever happens in between, each
nominal date is planned once. Call it when the clock has reached `next_at`, and before an edit is
saved; never while the schedule is paused, or the clock is not trusted (`clock_watch`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.accountability.schedules.deadlines import late_times, round_times
from bot.accountability.schedules.occurrences import (
    following,
    occurrences_after,
    occurrences_on,
)
from bot.accountability.schedules.rhythms import Daily, Monthly, OnWeekdays, Quarterly, Weekly
from bot.accountability.wall_clock import date_of

if TYPE_CHECKING:
    from bot.accountability.schedules.models import Occurrence, RoundTimes, Schedule
    from bot.accountability.schedules.rhythms import Rhythm

LATE_FROM = timedelta(minutes=5)
"""From here on a ping says that it is late; before, nobody would notice."""
LONGEST_JITTER = timedelta(seconds=45)
FARTHEST_BACK = timedelta(days=400)
"""What was missed longer ago is not listed any more: a clock may say anything."""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a schedule is planned.

    Attributes:
        since: Nothing earlier is opened or missed: when the schedule was made, last edited, or
            last resumed. An edit to an earlier hour opens nothing in the past, and a group that
            was paused catches up on nothing.
        planned_on: The latest nominal date that was opened, missed or skipped.
        planned_at: Its nominal instant.
    """

    since: datetime
    planned_on: date | None = None
    planned_at: datetime | None = None

    def moved(self, occurrence: Occurrence) -> Cursor:
        """Return it after an occurrence was planned; neither date nor instant ever go back."""
        on, at = occurrence.nominal_on, occurrence.opens_at
        return replace(
            self,
            planned_on=on if self.planned_on is None else max(on, self.planned_on),
            planned_at=at if self.planned_at is None else max(at, self.planned_at),
        )

    def restarted(self, at: datetime) -> Cursor:
        """Return it for a schedule that was edited or resumed at that instant.

        Ask `catch_up` first, and store what it names: what was due before the edit is still due.
        A pause is different, because nothing is due while it lasts.
        """
        return replace(self, since=max(at, self.since))


@dataclass(frozen=True, slots=True)
class Opening:
    """A round that opens now.

    Attributes:
        occurrence: Its date.
        times: When it opens, nudges and closes: moved, if it opens late.
        late_by: How late it opens; zero if nobody would notice.
        close_moved: It closes later than it would have.
        posts_at: When its ping goes out: a few seconds later, so that not all go out at once.
    """

    occurrence: Occurrence
    times: RoundTimes
    late_by: timedelta
    close_moved: bool
    posts_at: datetime

    @property
    def late(self) -> bool:
        """Whether the ping says that it is late."""
        return bool(self.late_by)


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be stored in one transaction.

    Attributes:
        opening: The round that opens now, if any. It closes the one before.
        missed: What was due and does not open any more, oldest first. It was the bot's fault:
            members are excused.
        skipped: What never had an instant of its own.
        cursor: How far the schedule is planned now.
        next_at: When something is due next; None if nothing is any more.
    """

    opening: Opening | None
    missed: tuple[Occurrence, ...]
    skipped: tuple[Occurrence, ...]
    cursor: Cursor
    next_at: datetime | None


def window_of(rhythm: Rhythm) -> timedelta:
    """Return how late a round still opens."""
    match rhythm:
        case Daily() | OnWeekdays():
            return timedelta(hours=6)
        case Weekly():
            return timedelta(hours=24)
        case Monthly() | Quarterly():
            return timedelta(hours=72)


def jitter_of(schedule_key: str) -> timedelta:
    """Return how long after the instant a schedule's messages go out: always the same, 0 to 45 s.

    A hash and not a random number, so that a restart changes nothing.
    """
    digest = hashlib.sha256(schedule_key.encode()).digest()
    return LONGEST_JITTER * (int.from_bytes(digest[:4]) / (2**32 - 1))


def catch_up(schedule: Schedule, cursor: Cursor, now: datetime) -> Planned:
    """Return what is due at `now`, after any downtime.

    Only the latest occurrence still opens, and only within its window (6 h for daily and chosen
    weekdays, 24 h for weekly, 72 h for monthly and quarterly); the others are missed.
    """
    due: list[Occurrence] = []
    skipped: list[Occurrence] = []
    planned_at = cursor.planned_at
    for occurrence in _unplanned(schedule, cursor, now):
        if planned_at is not None and occurrence.opens_at <= planned_at:
            skipped.append(occurrence)
        elif occurrence.opens_at >= cursor.since:
            (skipped if occurrence.skipped else due).append(occurrence)
    opening = _opening(schedule, due[-1], now) if due else None
    for occurrence in (*skipped, *due):
        cursor = cursor.moved(occurrence)
    return Planned(
        opening=opening,
        missed=tuple(due[:-1] if opening else due),
        skipped=tuple(skipped),
        cursor=cursor,
        next_at=_next_at(schedule, cursor, now),
    )


def _unplanned(schedule: Schedule, cursor: Cursor, now: datetime) -> list[Occurrence]:
    zone = schedule.zone_info
    today = date_of(now, zone)
    first = date_of(cursor.since, zone) - timedelta(days=2)
    if cursor.planned_on is not None:
        first = max(first, cursor.planned_on + timedelta(days=1))
    first = max(first, today - FARTHEST_BACK)
    return [found for found in occurrences_on(schedule, first, today) if found.opens_at <= now]


def _opening(schedule: Schedule, occurrence: Occurrence, now: datetime) -> Opening | None:
    late_by = now - occurrence.opens_at
    if late_by > window_of(schedule.rhythm):
        return None
    nominal = round_times(schedule, occurrence)
    jitter = jitter_of(schedule.key)
    if late_by < LATE_FROM:
        posts_at = occurrence.opens_at + jitter
        return Opening(occurrence, nominal, timedelta(), close_moved=False, posts_at=posts_at)
    after = following(schedule, occurrence)
    times = late_times(nominal, now, after.opens_at if after else None)
    if times is None:
        return None
    moved = times.close_at > nominal.close_at
    return Opening(occurrence, times, late_by, close_moved=moved, posts_at=now + jitter)


def _next_at(schedule: Schedule, cursor: Cursor, now: datetime) -> datetime | None:
    after = max(now, cursor.since - _TICK, cursor.planned_at or now)
    for occurrence in occurrences_after(schedule, after):
        if cursor.planned_on is None or occurrence.nominal_on > cursor.planned_on:
            return occurrence.opens_at
    return None

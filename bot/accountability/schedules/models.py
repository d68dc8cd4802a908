"""A schedule, its occurrences, and the times of a round: what the rest of the package works on.

Nominal time is the truth: a local date and wall time in the group's zone. Instants are worked out
from it each time and never stored as the source of a future round, because governments change
their clocks. Every value here was checked when it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from bot.accountability.errors import InvalidSchedule
from bot.accountability.schedules.rhythms import Rhythm, check_rhythm, shortest_gap
from bot.accountability.wall_clock import FIRST_DATE, LAST_DATE, check_wall_time
from bot.accountability.zones import zone_named

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

SHORTEST_ROUND = timedelta(minutes=30)
_SOME_DATE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time after a round's nominal date: so many days later, at a wall time in the same zone."""

    days: int
    wall_time: time

    def __post_init__(self) -> None:
        check_wall_time(self.wall_time)
        if isinstance(self.days, bool) or not isinstance(self.days, int) or self.days < 0:
            raise InvalidSchedule("Choose a day after the check-in opens, or the same day.")

    def after(self, wall_time: time) -> timedelta:
        """Return how much later it is, on a clock that nobody changes, than the opening."""
        opens = datetime.combine(_SOME_DATE, wall_time)
        return timedelta(days=self.days) + (datetime.combine(_SOME_DATE, self.wall_time) - opens)


@dataclass(frozen=True)
class Schedule:
    """A series of rounds.

    Attributes:
        key: The schedule's public id: random, and never a row number.
        rhythm: On which days.
        starts_on: The anchor: no round before it, and "every 2 weeks" and quarters count from it.
            The date of the first round is a good one (`first_date`).
        wall_time: When a round opens, on the group's clock.
        zone: The group's zone, by its IANA name.
        close: When it closes: half an hour after the opening at least, and before the next one.
        nudge: When those who are missing are reminded, in between; None for never.

    Raises:
        InvalidSchedule: A value can't be used; the sentence says what to choose instead.
        UnknownZone: There is no such zone.
    """

    key: str
    rhythm: Rhythm
    starts_on: date
    wall_time: time
    zone: str
    close: Deadline
    nudge: Deadline | None = None

    def __post_init__(self) -> None:
        check_rhythm(self.rhythm)
        check_wall_time(self.wall_time)
        zone_named(self.zone)
        if not isinstance(self.starts_on, date) or isinstance(self.starts_on, datetime):
            raise InvalidSchedule("Choose the date from which the check-ins start.")
        if not FIRST_DATE <= self.starts_on <= LAST_DATE:
            raise InvalidSchedule(
                f"Choose a start between the years {FIRST_DATE.year} and {LAST_DATE.year}."
            )
        self._check_deadlines()

    def _check_deadlines(self) -> None:
        gap = shortest_gap(self.rhythm)
        # Before anything is reckoned with it: a timedelta holds no more than 10^9 days.
        if max(self.close.days, self.nudge.days if self.nudge else 0) > gap:
            raise InvalidSchedule(_OVERLAP)
        length = self.close.after(self.wall_time)
        if length < SHORTEST_ROUND:
            raise InvalidSchedule("Leave at least half an hour to answer: choose a later close.")
        if length > timedelta(days=gap):
            raise InvalidSchedule(_OVERLAP)
        if self.nudge and not timedelta() < self.nudge.after(self.wall_time) < length:
            raise InvalidSchedule(
                "The nudge comes between the opening and the close. Choose a time in between, or"
                " none."
            )

    @cached_property
    def zone_info(self) -> ZoneInfo:
        """The zone's clock."""
        return zone_named(self.zone)


_OVERLAP = (
    "It would still be open when the next one opens. Choose an earlier close, or a slower rhythm."
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a schedule.

    Attributes:
        schedule_key: Whose it is.
        nominal_on: The local date; with the schedule's key, it is the key of the round.
        opens_at: The instant, in UTC, to which the wall time leads on that date.
        skipped: No round is opened: the zone left the date out of its calendar, and its wall time
            falls on the next one's instant (Apia, 30 December 2011).
    """

    schedule_key: str
    nominal_on: date
    opens_at: datetime
    skipped: bool = False

    @property
    def key(self) -> tuple[str, date]:
        """What is unique about it, whatever happens to the schedule's time and zone."""
        return self.schedule_key, self.nominal_on


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """When a round opens, nudges and closes; instants, in UTC.

    Attributes:
        opens_at: When it opens.
        nudge_at: When those who are missing are reminded, strictly in between; or never.
        close_at: When it closes, later than it opens.
    """

    opens_at: datetime
    nudge_at: datetime | None
    close_at: datetime

"""A schedule while it is put together, before anything is saved: chosen field by field.

What nobody has chosen follows what was chosen: another rhythm or opening brings the nudge and the
close along that fit it. It knows nothing of groups' files: whoever saves it checks it once more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Self

from bot.accountability.errors import InvalidSchedule
from bot.accountability.schedules import (
    Deadline,
    Kind,
    Monthly,
    Quarterly,
    Rhythm,
    Schedule,
    Weekly,
    deadlines_for,
    defaults_for,
    first_date,
    from_record,
    to_record,
)
from bot.accountability.schedules.dates import dates_between

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.accountability.models.rounds import Series

_SOME_DAY = date(2024, 1, 1)
_HOURS = (time(8), time(9), time(12), time(15), time(17), time(18), time(21))
_DAYS = (*range(8), 10, 14, 21)
_MOST_FIRST_DATES = 12
_A_YEAR = 366
_NAMES = {
    "daily": "Daily check-in",
    "weekdays": "Daily check-in",
    "weekly": "Weekly check-in",
    "monthly": "Monthly check-in",
    "quarterly": "Quarterly check-in",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What has been chosen so far.

    Attributes:
        name: Its own, or "" for the one that goes with its rhythm.
        starts_on: The date of the first round; None for the soonest, or as it is.
        series_id: The schedule that is changed; "" for a new one.
        version: Which version of it was looked at.
    """

    group_id: str
    name: str
    rhythm: Rhythm
    wall_time: time
    close: Deadline
    nudge: Deadline | None
    starts_on: date | None = None
    series_id: str = ""
    version: int = 0

    @classmethod
    def new(cls, group_id: str, name: str = "") -> Self:
        """Return what is proposed: Mondays at nine."""
        usual = defaults_for(Kind.WEEKLY)
        return cls(group_id, name, usual.rhythm, usual.wall_time, usual.close, usual.nudge)

    @classmethod
    def of(cls, series: Series) -> Self:
        """Return a schedule as it is, to be changed."""
        rule = series.schedule
        return cls(
            series.group_id,
            series.name,
            rule.rhythm,
            rule.wall_time,
            rule.close,
            rule.nudge,
            rule.starts_on,
            series.id,
            series.version,
        )

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Return what `data` wrote down."""
        nudge, starts_on = data["nudge"], data["starts_on"]
        return cls(
            data["group"],
            data["name"],
            from_record(data["rhythm"]),
            time.fromisoformat(data["wall_time"]),
            _read_deadline(data["close"]),
            None if nudge is None else _read_deadline(nudge),
            None if starts_on is None else date.fromisoformat(starts_on),
            data["series"],
            data["version"],
        )

    @property
    def data(self) -> dict[str, object]:
        """The plan as plain values."""
        return {
            "group": self.group_id,
            "name": self.name,
            "rhythm": to_record(self.rhythm),
            "wall_time": f"{self.wall_time:%H:%M}",
            "close": _plain(self.close),
            "nudge": None if self.nudge is None else _plain(self.nudge),
            "starts_on": None if self.starts_on is None else self.starts_on.isoformat(),
            "series": self.series_id,
            "version": self.version,
        }

    @property
    def called(self) -> str:
        """The name that it would have."""
        return self.name or _NAMES[str(to_record(self.rhythm)["kind"])]

    # -- chosen

    def every(self, rhythm: Rhythm) -> Self:
        """Return it with another rhythm, from the soonest date on."""
        return replace(self._followed(rhythm, self.wall_time), starts_on=None)

    def at(self, wall_time: time) -> Self:
        """Return it with another opening."""
        return self._followed(self.rhythm, wall_time)

    def until(self, close: Deadline) -> Self:
        """Return it with another close; a nudge that comes too late for it is left out."""
        nudge = self.nudge
        if nudge is not None and not fits(self.rhythm, self.wall_time, close, nudge):
            nudge = None
        return replace(self, close=close, nudge=nudge)

    def first_on(self, on: date | None) -> Self:
        """Return it with another first date."""
        return replace(self, starts_on=on)

    def _followed(self, rhythm: Rhythm, wall_time: time) -> Self:
        nudge, close = deadlines_for(rhythm, wall_time)
        same_kind = type(rhythm) is type(self.rhythm)
        usual = deadlines_for(self.rhythm, self.wall_time) == (self.nudge, self.close)
        if same_kind and not usual and fits(rhythm, wall_time, self.close, None):
            close = self.close
            kept = self.nudge is None or fits(rhythm, wall_time, close, self.nudge)
            nudge = self.nudge if kept else None
        return replace(self, rhythm=rhythm, wall_time=wall_time, nudge=nudge, close=close)

    # -- offered

    def closes(self) -> list[Deadline]:
        """Return when it may close, soonest first, with the one that is chosen."""
        return self._offered(self.close, lambda one: fits(self.rhythm, self.wall_time, one, None))

    def nudges(self) -> list[Deadline]:
        """Return when the missing may be reminded, soonest first."""
        return self._offered(
            self.nudge, lambda one: fits(self.rhythm, self.wall_time, self.close, one)
        )

    def first_dates(self, today: date) -> list[date]:
        """Return on which dates the first round may be: every week or month that there is."""
        rhythm = self.rhythm
        match rhythm:
            case Weekly():
                rhythm = Weekly(rhythm.weekday)
            case Quarterly():
                rhythm = Monthly(rhythm.on)
            case _:
                pass
        first = first_date(rhythm, today)
        if first is None:
            return []
        last = date.fromordinal(min(first.toordinal() + _A_YEAR, date.max.toordinal()))
        found = dates_between(rhythm, first, first, last)
        return [on for on, _ in zip(found, range(_MOST_FIRST_DATES), strict=False)]

    def _offered(
        self, chosen: Deadline | None, is_fit: Callable[[Deadline], bool]
    ) -> list[Deadline]:
        every = {Deadline(days, at) for days in _DAYS for at in (*_HOURS, self.wall_time)}
        offered = {one for one in every if is_fit(one)}
        if chosen is not None:
            offered.add(chosen)
        return sorted(offered, key=lambda one: (one.days, one.wall_time))


def fits(rhythm: Rhythm, wall_time: time, close: Deadline, nudge: Deadline | None) -> bool:
    """Tell whether rounds can open, nudge and close so."""
    try:
        Schedule("", rhythm, _SOME_DAY, wall_time, "UTC", close, nudge)
    except InvalidSchedule:
        return False
    return True


def _plain(deadline: Deadline) -> list[object]:
    return [deadline.days, f"{deadline.wall_time:%H:%M}"]


def _read_deadline(plain: list[Any]) -> Deadline:
    return Deadline(int(plain[0]), time.fromisoformat(plain[1]))

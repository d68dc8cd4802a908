"""Rhythms as plain fields, to be stored or carried in a form, and back.

What comes back is checked like anything that a person chose: a record may have been tampered with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.accountability.errors import InvalidSchedule
from bot.accountability.schedules.defaults import Kind, kind_of
from bot.accountability.schedules.rhythms import (
    Daily,
    DayOfMonth,
    Monthly,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekly,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Record = dict[str, str | int | list[int]]


def to_record(rhythm: Rhythm) -> Record:
    """Return its fields, JSON-able: `{"kind": "weekly", "weekday": 0, "every": 2}`."""
    record: Record = {"kind": kind_of(rhythm).value}
    match rhythm:
        case Daily():
            pass
        case OnWeekdays(weekdays):
            record["weekdays"] = sorted(int(day) for day in weekdays)
        case Weekly(weekday, every):
            record |= {"weekday": int(weekday), "every": every}
        case Monthly(on) | Quarterly(on):
            match on:
                case DayOfMonth(day):
                    record["day"] = day
                case NthWeekday(nth, weekday):
                    record |= {"nth": int(nth), "weekday": int(weekday)}
    return record


def from_record(record: Mapping[str, object]) -> Rhythm:
    """Return the rhythm of a record.

    Raises:
        InvalidSchedule: It describes none.
    """
    fields = dict(record)
    made = _MAKERS.get(str(fields.pop("kind", None)), _nothing)
    try:
        return made(**fields)
    except TypeError:
        # Too few fields, or too many. What they hold is checked by the rhythm itself.
        return _nothing()


def _monthly(**fields: Any) -> Monthly:  # noqa: ANN401 - checked by what it makes
    return Monthly(_on(**fields))


def _quarterly(**fields: Any) -> Quarterly:  # noqa: ANN401 - likewise
    return Quarterly(_on(**fields))


def _on(**fields: Any) -> DayOfMonth | NthWeekday:  # noqa: ANN401 - likewise
    return DayOfMonth(**fields) if "day" in fields else NthWeekday(**fields)


def _nothing(**_: object) -> Rhythm:
    raise InvalidSchedule(
        "This rhythm can't be read any more. Choose it again: daily, on chosen weekdays, every few"
        " weeks, monthly or quarterly."
    )


_MAKERS: dict[str, Callable[..., Rhythm]] = {
    Kind.DAILY: Daily,
    Kind.WEEKDAYS: OnWeekdays,
    Kind.WEEKLY: Weekly,
    Kind.MONTHLY: _monthly,
    Kind.QUARTERLY: _quarterly,
}

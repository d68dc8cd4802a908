"""What a schedule starts out as, before anybody changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import assert_never

from bot.accountability.schedules.models import Deadline
from bot.accountability.schedules.rhythms import (
    Daily,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekday,
    Weekly,
    week_of,
)

OPENS = time(9)
_NOON = time(12)
_EVENING = time(18)
_LATEST_FOR_EVENING = time(17, 30)


class Kind(StrEnum):
    """What a person chooses first: how often."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is proposed for a kind.

    Attributes:
        rhythm: On which days.
        wall_time: When a round opens.
        nudge: When the missing are reminded; None for never.
        close: When it closes.
        silent: Whether its pings mention nobody.
    """

    rhythm: Rhythm
    wall_time: time
    nudge: Deadline | None
    close: Deadline
    silent: bool


def kind_of(rhythm: Rhythm) -> Kind:
    """Return the kind of a rhythm."""
    match rhythm:
        case Daily():
            return Kind.DAILY
        case OnWeekdays():
            return Kind.WEEKDAYS
        case Weekly():
            return Kind.WEEKLY
        case Monthly():
            return Kind.MONTHLY
        case Quarterly():
            return Kind.QUARTERLY


def defaults_for(kind: Kind) -> Defaults:
    """Return what is proposed for a kind: Mondays at 09:00 for weekly ones, and so on.

    Daily check-ins are proposed for Monday to Friday, silent and without a nudge.
    """
    rhythm: Rhythm
    match kind:
        case Kind.DAILY | Kind.WEEKDAYS:
            rhythm = OnWeekdays()
        case Kind.WEEKLY:
            rhythm = Weekly(Weekday.MONDAY)
        case Kind.MONTHLY:
            rhythm = Monthly(NthWeekday(Nth.FIRST, Weekday.MONDAY))
        case Kind.QUARTERLY:
            rhythm = Quarterly(NthWeekday(Nth.FIRST, Weekday.MONDAY))
        case _:
            assert_never(kind)
    nudge, close = deadlines_for(rhythm, OPENS)
    return Defaults(rhythm, OPENS, nudge, close, silent=_comes_often(rhythm))


def deadlines_for(rhythm: Rhythm, wall_time: time) -> tuple[Deadline | None, Deadline]:
    """Return the nudge and the close to propose for a rhythm and an opening time.

    Weekly: the nudge at the same time a day later, the close at noon the day after. Monthly and
    quarterly: after three days, and at noon after a week. Daily and on chosen weekdays: no nudge,
    and the close in the evening; at noon on the next day for those that open in the evening.
    """
    match rhythm:
        case Daily() | OnWeekdays():
            if wall_time <= _LATEST_FOR_EVENING:
                return None, Deadline(0, _EVENING)
            return None, Deadline(1, _NOON)
        case Weekly():
            return Deadline(1, wall_time), Deadline(2, _NOON)
        case Monthly() | Quarterly():
            return Deadline(3, wall_time), Deadline(7, _NOON)


def thread_on(rhythm: Rhythm, nominal_on: date) -> date:
    """Return the date that stands for a round's thread: daily ones share one for each week."""
    return week_of(nominal_on) if _comes_often(rhythm) else nominal_on


def _comes_often(rhythm: Rhythm) -> bool:
    return isinstance(rhythm, (Daily, OnWeekdays))

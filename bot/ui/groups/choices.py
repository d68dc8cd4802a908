"""What is offered for a schedule, menu by menu, and what a choice means: untrusted, and read here.

A value that was never offered is `None`. What people type instead of choosing is read in `typed`.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from bot.accountability.schedules import (
    Daily,
    DayOfMonth,
    Deadline,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekday,
    Weekly,
    deadline_words,
    duration_words,
    rhythm_words,
)
from bot.accountability.typed import date_words, distance_words
from bot.ui.reply import Menu, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.ui.groups.plan import Plan

OTHER, NONE, SOONEST = "other", "none", "soonest"
"""To type it; no nudge; as soon as there is one."""
_MOST = 25
_SOME_DAY = date(2024, 1, 1)
_OFTEN = {
    "workdays": "Monday to Friday",
    "daily": "Every day",
    "weekdays": "On chosen days of the week",
    "weekly-1": "Every week",
    "weekly-2": "Every 2 weeks",
    "weekly-4": "Every 4 weeks",
    "monthly": "Every month",
    "quarterly": "Every three months",
}
_NTHS = (Nth.FIRST, Nth.SECOND, Nth.THIRD, Nth.LAST)
_DATES = (1, 15, 31)


# -- how often


def often(plan: Plan, memo_id: str) -> Menu:
    """Return the menu of rhythms."""
    chosen = _often_value(plan.rhythm)
    labels = dict(_OFTEN)
    if chosen not in labels:
        labels[chosen] = f"Every {chosen.removeprefix('weekly-')} weeks"
    options = [Option(label, value, chosen=value == chosen) for value, label in labels.items()]
    options.append(Option("Another number of weeks …", OTHER))
    return Menu("group.panel_often", memo_id, "How often?", tuple(options))


def rhythm_of(chosen: str, before: Rhythm) -> Rhythm | None:
    """Return the rhythm of a choice; it keeps what it can of the one before."""
    weekday = _weekday_of(before)
    on = before.on if isinstance(before, Monthly | Quarterly) else NthWeekday(Nth.FIRST, weekday)
    kind, _, every = chosen.partition("-")
    if kind == "weekly" and (chosen in _OFTEN or chosen == _often_value(before)):
        return Weekly(weekday, int(every))
    made: dict[str, Rhythm] = {
        "workdays": OnWeekdays(),
        "daily": Daily(),
        "weekdays": OnWeekdays(frozenset({Weekday.TUESDAY, Weekday.THURSDAY})),
        "monthly": Monthly(on),
        "quarterly": Quarterly(on),
    }
    return made.get(chosen)


def every_weeks(number: int, before: Rhythm) -> Weekly:
    """Return every so many weeks; raises InvalidSchedule for a number that can't be."""
    return Weekly(_weekday_of(before), number)


def on_day(before: Rhythm, on: DayOfMonth | NthWeekday) -> Monthly | Quarterly:
    """Return a monthly or quarterly rhythm on another day."""
    return Quarterly(on) if isinstance(before, Quarterly) else Monthly(on)


def _often_value(rhythm: Rhythm) -> str:
    match rhythm:
        case Daily():
            return "daily"
        case OnWeekdays():
            return "workdays" if rhythm == OnWeekdays() else "weekdays"
        case Weekly(_, every):
            return f"weekly-{every}"
        case Monthly():
            return "monthly"
        case Quarterly():
            return "quarterly"


def _weekday_of(rhythm: Rhythm) -> Weekday:
    match rhythm:
        case Weekly(weekday) | Monthly(NthWeekday(_, weekday)) | Quarterly(NthWeekday(_, weekday)):
            return weekday
        case _:
            return Weekday.MONDAY


# -- on which day


def days(plan: Plan, memo_id: str) -> Menu | None:
    """Return the menu of days, if the rhythm leaves any to choose."""
    options = tuple(_day_options(plan.rhythm))
    if not options:
        return None
    most = len(options) if isinstance(plan.rhythm, OnWeekdays) else 1
    return Menu("group.panel_days", memo_id, "On which day?", options, most=most)


def with_days(rhythm: Rhythm, chosen: Sequence[str]) -> Rhythm | None:
    """Return a rhythm on the days that were chosen for it."""
    offered = {option.value for option in _day_options(rhythm)} - {OTHER}
    if not chosen or not offered.issuperset(chosen):
        return None
    match rhythm:
        case OnWeekdays():
            return OnWeekdays(frozenset(Weekday(int(one)) for one in chosen))
        case Weekly(_, every):
            return Weekly(Weekday(int(chosen[0])), every)
        case Monthly() | Quarterly():
            return type(rhythm)(_on(chosen[0]))
        case _:
            return None


def _day_options(rhythm: Rhythm) -> Iterator[Option]:
    match rhythm:
        case OnWeekdays(weekdays):
            for day in Weekday:
                yield Option(day.label, str(int(day)), chosen=day in weekdays)
        case Weekly(weekday):
            for day in Weekday:
                yield Option(day.label, str(int(day)), chosen=day is weekday)
        case Monthly(on) | Quarterly(on):
            yield from _monthly_options(on)
        case _:
            return


def _monthly_options(on: DayOfMonth | NthWeekday) -> Iterator[Option]:
    offered: list[DayOfMonth | NthWeekday] = [DayOfMonth(day) for day in _DATES]
    workdays = list(Weekday)[: Weekday.SATURDAY]
    offered += [NthWeekday(nth, day) for nth in _NTHS for day in workdays]
    if on not in offered:
        offered.insert(0, on)
    for one in offered:
        label = rhythm_words(Monthly(one), _SOME_DAY).removeprefix("Every month on ").rstrip(",")
        yield Option(label[0].upper() + label[1:], _on_value(one), chosen=one == on)
    yield Option("Another day …", OTHER)


def _on_value(on: DayOfMonth | NthWeekday) -> str:
    if isinstance(on, DayOfMonth):
        return f"day-{on.day}"
    return f"nth-{list(Nth).index(on.nth)}-{int(on.weekday)}"


def _on(value: str) -> DayOfMonth | NthWeekday:
    kind, first, *rest = value.split("-")
    if kind == "day":
        return DayOfMonth(int(first))
    return NthWeekday(list(Nth)[int(first)], Weekday(int(rest[0])))


# -- nudge and close


def closes(plan: Plan, memo_id: str) -> Menu:
    """Return the menu of closes; each says how long it stays open."""
    options = [
        Option(
            f"Open until {deadline_words(plan.rhythm, one)}",
            value_of(one),
            f"for {duration_words(one.after(plan.wall_time))}",
            chosen=one == plan.close,
        )
        for one in _fewer(plan.closes(), plan.close)
    ]
    options.append(Option("Until another time …", OTHER))
    return Menu("group.panel_close", memo_id, "Open until?", tuple(options))


def nudges(plan: Plan, id_: str, *, kind: str = "group.panel_nudge", argument: str = "") -> Menu:
    """Return the menu of nudges."""
    options = [Option("No nudge", NONE, chosen=plan.nudge is None)]
    options += [
        Option(
            f"Nudge on {words}"
            if (words := deadline_words(plan.rhythm, one))[0].isupper()
            else f"Nudge at {words}",
            value_of(one),
            chosen=one == plan.nudge,
        )
        for one in _fewer(plan.nudges(), plan.nudge)
    ]
    options.append(Option("At another time …", OTHER))
    return Menu(kind, id_, "Nudge those who are missing?", tuple(options), argument)


def value_of(deadline: Deadline) -> str:
    """Return a deadline as the value of an option."""
    return f"{deadline.days}-{deadline.wall_time:%H%M}"


def deadline_of(chosen: str) -> Deadline | None:
    """Return the deadline of a value."""
    days_, _, wall = chosen.partition("-")
    at = time_of(wall)
    if at is None or not (days_.isascii() and days_.isdecimal() and len(days_) <= 2):  # noqa: PLR2004 - digits of days
        return None
    return Deadline(int(days_), at)


def time_of(chosen: str) -> time | None:
    """Return the time of day of a value: "0930"."""
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) == 4):  # noqa: PLR2004 - hours and minutes
        return None
    try:
        return time(int(chosen[:2]), int(chosen[2:]))
    except ValueError:
        return None


def _fewer(offered: list[Deadline], chosen: Deadline | None) -> list[Deadline]:
    """Return as many deadlines as a menu holds beside two lines of its own, evenly thinned out."""
    room = _MOST - 2
    for keep in (_always, _not_odd, _three_a_day, _one_a_day):
        found = [one for one in offered if one == chosen or keep(one)]
        if len(found) <= room:
            return found
    return found[:room]


def _always(_one: Deadline) -> bool:
    return True


def _not_odd(one: Deadline) -> bool:
    return one.wall_time in {time(9), time(12), time(15), time(18)}


def _three_a_day(one: Deadline) -> bool:
    return one.wall_time in {time(9), time(12), time(18)}


def _one_a_day(one: Deadline) -> bool:
    return one.wall_time in {time(9), time(12)}


# -- the first date


def first_dates(plan: Plan, offered: Iterable[date], today: date, memo_id: str) -> Menu:
    """Return the menu of first dates."""
    options = [Option("As soon as it can", SOONEST, chosen=plan.starts_on is None)]
    options += [
        Option(
            date_words(on, today),
            on.isoformat(),
            distance_words(on, today),
            chosen=on == plan.starts_on,
        )
        for on in offered
    ]
    return Menu("group.panel_first", memo_id, "From when on?", tuple(options))


def first_date_of(chosen: str, offered: Iterable[date]) -> date | None:
    """Return the date of a choice."""
    return next((on for on in offered if on.isoformat() == chosen), None)

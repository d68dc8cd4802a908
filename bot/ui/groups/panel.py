"""The panel on which a schedule is put together: press by press, read back before it is saved."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from bot.accountability.schedules import (
    Daily,
    DayOfMonth,
    Deadline,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Weekday,
    Weekly,
    change_words,
    schedule_words,
)
from bot.ui.deliveries.wording import name_of
from bot.ui.forms import FormLayout, TextPart
from bot.ui.moments import full
from bot.ui.reply import Button, Menu, Option, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.accountability.coming import ComingRun
    from bot.accountability.models.rounds import Series
    from bot.accountability.schedules import Rhythm
    from bot.ui.forms import Written

NAME, TIME = "name", "time"
_OFTEN = {
    "daily": "Every day",
    "weekdays": "On chosen weekdays",
    "weekly": "Every week",
    "weekly-2": "Every 2 weeks",
    "weekly-3": "Every 3 weeks",
    "weekly-4": "Every 4 weeks",
    "monthly": "Every month",
    "quarterly": "Every quarter",
}
_CLOSES = (
    (0, time(12)), (0, time(18)), (0, time(21)), (1, time(12)), (1, time(18)), (2, time(12)),
    (3, time(12)), (4, time(18)), (5, time(12)), (6, time(12)), (7, time(12)), (10, time(12)),
    (14, time(12)),
)  # fmt: skip
_NUDGES = (
    (0, time(15)), (1, time(9)), (1, time(15)), (2, time(9)), (3, time(9)), (5, time(9)),
    (7, time(9)),
)  # fmt: skip
NO_NUDGE = "none"


class Look(NamedTuple):
    """What the panel shows.

    Attributes:
        memo_id: Where its state is kept.
        name: The schedule's name.
        rhythm: As chosen so far, with the other fields.
        draft: The schedule as it would be saved; None if it can't be, and `wrong` says why.
        runs: Its next runs.
        is_new: Whether it is added; else it is changed.
    """

    memo_id: str
    name: str
    rhythm: Rhythm
    wall_time: time
    close: Deadline
    nudge: Deadline | None
    draft: Series | None
    wrong: str
    runs: Sequence[ComingRun]
    is_new: bool


def panel(look: Look) -> Reply:
    """Return the panel."""
    lines = [f"**{name_of(look.name)}**" + ("" if look.is_new else " (not saved yet)")]
    if look.draft is not None:
        lines.append(f"{schedule_words(look.draft.schedule)}.")
        lines += ["Next:", *_runs(look.runs)]
    else:
        lines.append(safe_text(look.wrong, 500))
    buttons = (
        Button("Save", "group.save", look.memo_id, style=Style.GOOD, disabled=look.draft is None),
        Button(f"Opens {look.wall_time:%H:%M}", "group.panel_time", look.memo_id),
        Button("Name", "group.panel_name", look.memo_id),
        Button("Cancel", "group.panel_cancel", look.memo_id),
    )
    menus = [_often(look), _days(look), _until(look), _nudge(look)]
    return Reply("\n".join(lines), rows=(*(menu for menu in menus if menu), buttons))


def saved(series: Series, opens_at: datetime | None, memo_id: str) -> Reply:
    """Return what is said once a schedule is saved."""
    first = f" Next: {full(opens_at)}." if opens_at else ""
    text = f"Saved: **{name_of(series.name)}**. {schedule_words(series.schedule)}.{first}"
    buttons = (
        Button("Undo", "group.unsave", memo_id),
        Button("Members", "group.members", series.group_id),
        Button("Preview", "group.preview", series.group_id, "ping"),
    )
    return Reply(text, rows=(buttons,))


def name_layout(_opened: Written) -> FormLayout:
    """Return the form for a schedule's name."""
    return FormLayout("Schedule", (TextPart(NAME, "What is it called?", longest=80),))


def time_layout(_opened: Written) -> FormLayout:
    """Return the form for the time at which it opens."""
    part = TextPart(TIME, "When does it open?", "Like “9”, “9am” or “09:30”.", longest=20)
    return FormLayout("Opening", (part,))


def rhythm_of(chosen: str, before: Rhythm) -> Rhythm | None:
    """Return the rhythm of a choice in the first menu; None for one that is not in it."""
    weekday = before.weekday if isinstance(before, Weekly) else Weekday.MONDAY
    on = before.on if isinstance(before, Monthly | Quarterly) else NthWeekday(Nth.FIRST, weekday)
    made: dict[str, Rhythm] = {
        "daily": Daily(),
        "weekdays": OnWeekdays(),
        "monthly": Monthly(on),
        "quarterly": Quarterly(on),
        "weekly": Weekly(weekday),
    }
    if chosen in made:
        return made[chosen]
    kind, _, every = chosen.partition("-")
    return Weekly(weekday, int(every)) if kind == "weekly" and chosen in _OFTEN else None


def with_days(rhythm: Rhythm, chosen: Sequence[str]) -> Rhythm | None:
    """Return a rhythm with the days of the second menu; None for what is not in it."""
    offered = {option.value for option in _day_options(rhythm)}
    if not chosen or not offered.issuperset(chosen):
        return None
    match rhythm:
        case OnWeekdays():
            return OnWeekdays(frozenset(Weekday(int(one)) for one in chosen))
        case Weekly(_, every):
            return Weekly(Weekday(int(chosen[0])), every)
        case Monthly():
            return Monthly(_on(chosen[0]))
        case Quarterly():
            return Quarterly(_on(chosen[0]))
        case _:
            return None


def deadline_of(chosen: str) -> Deadline | None:
    """Return the deadline of a choice; None for one that was never offered."""
    days, _, wall = chosen.partition("-")
    if not (days.isascii() and days.isdecimal() and len(days) < 3 and len(wall) == 4):  # noqa: PLR2004
        return None
    try:
        return Deadline(int(days), time(int(wall[:2]), int(wall[2:])))
    except ValueError:
        return None


def _runs(runs: Sequence[ComingRun]) -> Iterator[str]:
    for coming in runs:
        line = f"- {full(coming.opens_at)}"
        if coming.holiday is not None:
            line += f" · holiday, no check-in: {safe_text(coming.holiday.name, 60)}"
        if coming.run.change is not None:
            line += f" · {change_words(coming.run.change)}"
        if coming.run.shifted_to is not None:
            line += f" · clocks show {coming.run.shifted_to:%H:%M} then"
        yield line


def _often(look: Look) -> Menu:
    chosen = _often_value(look.rhythm)
    options = tuple(Option(label, value, chosen=value == chosen) for value, label in _OFTEN.items())
    return Menu("group.panel_often", look.memo_id, "How often", options)


def _often_value(rhythm: Rhythm) -> str:
    match rhythm:
        case Daily():
            return "daily"
        case OnWeekdays():
            return "weekdays"
        case Weekly(_, every):
            return "weekly" if every == 1 else f"weekly-{every}"
        case Monthly():
            return "monthly"
        case Quarterly():
            return "quarterly"


def _days(look: Look) -> Menu | None:
    options = _day_options(look.rhythm)
    if not options:
        return None
    most = len(options) if isinstance(look.rhythm, OnWeekdays) else 1
    return Menu("group.panel_days", look.memo_id, "On which day", options, most=most)


def _day_options(rhythm: Rhythm) -> tuple[Option, ...]:
    match rhythm:
        case OnWeekdays(weekdays):
            return tuple(
                Option(day.label, str(int(day)), chosen=day in weekdays) for day in Weekday
            )
        case Weekly(weekday):
            return tuple(Option(day.label, str(int(day)), chosen=day is weekday) for day in Weekday)
        case Monthly(on) | Quarterly(on):
            return tuple(_monthly_options(on))
        case _:
            return ()


def _monthly_options(on: DayOfMonth | NthWeekday) -> Iterator[Option]:
    chosen = _on_value(on)
    days = {1: "The 1st", 15: "The 15th", 31: "The last day"}
    if isinstance(on, DayOfMonth):
        days.setdefault(on.day, f"Day {on.day}")
    for day, label in sorted(days.items()):
        yield Option(label, f"day-{day}", chosen=chosen == f"day-{day}")
    for nth in (Nth.FIRST, Nth.SECOND, Nth.THIRD, Nth.LAST):
        for day in list(Weekday)[:5]:
            value = f"nth-{int(nth) % 10}-{int(day)}"
            label = f"The {nth.label} {day.label}"
            yield Option(label, value, chosen=chosen == value)


def _on_value(on: DayOfMonth | NthWeekday) -> str:
    if isinstance(on, DayOfMonth):
        return f"day-{on.day}"
    return f"nth-{int(on.nth) % 10}-{int(on.weekday)}"


def _on(value: str) -> DayOfMonth | NthWeekday:
    kind, first, *rest = value.split("-")
    if kind == "day":
        return DayOfMonth(int(first))
    nth = Nth.LAST if int(first) == int(Nth.LAST) % 10 else Nth(int(first))
    return NthWeekday(nth, Weekday(int(rest[0])))


def _until(look: Look) -> Menu:
    offered = {*_CLOSES, (look.close.days, look.close.wall_time)}
    options = tuple(
        Option(
            f"Until {_later(days, at)}",
            _value(days, at),
            chosen=(days, at) == tuple(_pair(look.close)),
        )
        for days, at in sorted(offered)
    )
    return Menu("group.panel_close", look.memo_id, "Open until", options[:25])


def _nudge(look: Look) -> Menu:
    return _nudges("group.panel_nudge", look.memo_id, look.nudge)


def nudge_menu(series: Series) -> Menu:
    """Return the menu of nudges for a schedule that is saved."""
    nudge = series.schedule.nudge
    return _nudges("group.nudge_when", series.id, nudge, str(series.version))


def _nudges(kind: str, id_: str, nudge: Deadline | None, argument: str = "") -> Menu:
    current = None if nudge is None else _pair(nudge)
    offered = {*_NUDGES, *([current] if current else [])}
    options = [Option("No nudge", NO_NUDGE, chosen=current is None)]
    options += [
        Option(f"Nudge {_later(days, at)}", _value(days, at), chosen=(days, at) == current)
        for days, at in sorted(offered)
    ]
    return Menu(kind, id_, "Nudge the missing", tuple(options[:25]), argument)


def _pair(deadline: Deadline) -> tuple[int, time]:
    return deadline.days, deadline.wall_time


def _value(days: int, at: time) -> str:
    return f"{days}-{at:%H%M}"


def _later(days: int, at: time) -> str:
    when = {0: "the same day", 1: "the next day", 7: "a week later"}.get(days, f"{days} days later")
    return f"{at:%H:%M} {when}"

"""A schedule that is being put together: its state, how it looks, and how it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from bot.accountability.calendar_days import today_of
from bot.accountability.schedules import Deadline, first_date, from_record, to_record
from bot.errors import Gone, Refusal
from bot.ui.groups import panel as texts
from bot.ui.groups import upkeep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.drafts import Changes
    from bot.accountability.models.rounds import Series
    from bot.accountability.schedules import Rhythm

    Data = Mapping[str, Any]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class State:
    """What has been chosen so far; kept behind the panel's buttons.

    Attributes:
        series_id: The schedule that is changed; "" for a new one.
        version: The version of it that was looked at.
    """

    group_id: str
    name: str
    rhythm: Rhythm
    wall_time: time
    close: Deadline
    nudge: Deadline | None
    series_id: str = ""
    version: int = 0

    @property
    def data(self) -> dict[str, object]:
        """The state as plain values."""
        return {
            "group": self.group_id,
            "name": self.name,
            "rhythm": to_record(self.rhythm),
            "wall_time": f"{self.wall_time:%H:%M}",
            "close": _plain(self.close),
            "nudge": None if self.nudge is None else _plain(self.nudge),
            "series": self.series_id,
            "version": self.version,
        }


def look(book: Accountability, memo_id: str, state: State, now: datetime) -> texts.Look:
    """Return what the panel shows of a state; why it can't be saved, if it can't."""
    draft, wrong = None, ""
    try:
        draft = _draft(book, state, now)
    except Refusal as refusal:
        wrong = str(refusal)
    return texts.Look(
        memo_id=memo_id,
        name=state.name,
        rhythm=state.rhythm,
        wall_time=state.wall_time,
        close=state.close,
        nudge=state.nudge,
        draft=draft,
        wrong=wrong,
        runs=book.timetable.next_runs(draft, now, _SHOWN) if draft else (),
        is_new=not state.series_id,
    )


def _draft(book: Accountability, state: State, now: datetime) -> Series:
    if state.series_id:
        return book.timetable.redraft(state.series_id, now, **changes(state))
    return book.timetable.draft(
        state.group_id,
        state.name,
        state.rhythm,
        _starts_on(book, state, now),
        state.wall_time,
        state.close,
        state.nudge,
        None,
        now,
    )


def save(
    book: Accountability,
    state: State,
    actor: int,
    now: datetime,
) -> tuple[Series, dict[str, object] | None, datetime | None]:
    """Save a state; return the schedule, what it was before, and when it opens next."""
    before = None
    if state.series_id:
        former = book.timetable.get(state.group_id, state.series_id)
        before = state_of(former).data
        series = book.timetable.edit(state.series_id, state.version, actor, now, **changes(state))
    else:
        series = book.timetable.add(
            state.group_id,
            state.name,
            state.rhythm,
            _starts_on(book, state, now),
            state.wall_time,
            state.close,
            state.nudge,
            None,
            actor,
            now,
        )
    return series, before, book.timetable.next_opening(series, now)


def _starts_on(book: Accountability, state: State, now: datetime) -> date:
    group = book.rows.groups.get(state.group_id)
    if group is None:
        raise Gone(upkeep.CHOOSE_ONE)
    first = first_date(state.rhythm, today_of(group, now))
    if first is None:
        raise Refusal("No check-in would ever open. Choose another rhythm.")
    return first


def changes(state: State) -> Changes:
    """Return a state as the changes of a schedule."""
    return {
        "name": state.name,
        "rhythm": state.rhythm,
        "wall_time": state.wall_time,
        "close": state.close,
        "nudge": state.nudge,
    }


def state_of(series: Series) -> State:
    """Return the state from which a schedule is changed."""
    schedule = series.schedule
    return State(
        series.group_id,
        series.name,
        schedule.rhythm,
        schedule.wall_time,
        schedule.close,
        schedule.nudge,
        series.id,
        series.version,
    )


def read(data: Data) -> State:
    """Return the state of plain values; raises InvalidSchedule for what was tampered with."""
    nudge = data["nudge"]
    return State(
        data["group"],
        data["name"],
        from_record(data["rhythm"]),
        time.fromisoformat(data["wall_time"]),
        _deadline(data["close"]),
        None if nudge is None else _deadline(nudge),
        data["series"],
        data["version"],
    )


def _plain(deadline: Deadline) -> list[object]:
    return [deadline.days, f"{deadline.wall_time:%H:%M}"]


def _deadline(plain: list[Any]) -> Deadline:
    return Deadline(int(plain[0]), time.fromisoformat(plain[1]))

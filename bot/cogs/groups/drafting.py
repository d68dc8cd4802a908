"""From a plan to a schedule: how it looks, and how it is saved. All of it runs on the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.calendar_days import today_of
from bot.accountability.lookups import running_group
from bot.accountability.schedules import first_date
from bot.errors import Refusal
from bot.ui.groups.panel import CHANGED_MEANWHILE, Look
from bot.ui.groups.plan import Plan

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.drafts import Changes
    from bot.accountability.models.rounds import Series

SHOWN = 5


class ChangedMeanwhile(Refusal):
    """Somebody else has saved the schedule since it was looked at."""

    def __init__(self, series: Series) -> None:
        super().__init__(CHANGED_MEANWHILE)
        self.series = series


def look_at(book: Accountability, memo_id: str, plan: Plan, now: datetime) -> Look:
    """Return what the panel shows of a plan; why it can't be saved, if it can't."""
    try:
        draft = _draft(book, plan, now)
    except Refusal as refusal:
        return Look(memo_id, plan, None, str(refusal))
    return Look(memo_id, plan, draft, runs=book.timetable.next_runs(draft, now, SHOWN))


def first_dates(book: Accountability, plan: Plan, now: datetime) -> tuple[list[date], date]:
    """Return the dates on which it may begin, and today's, on the group's calendar."""
    today = today_of(running_group(book.rows, plan.group_id), now)
    return plan.first_dates(today), today


def save(
    book: Accountability, plan: Plan, actor: int, now: datetime
) -> tuple[Series, dict[str, object] | None]:
    """Save a plan; return the schedule, and the plan of what it was before, if it was there.

    Raises:
        ChangedMeanwhile: It is not any more what was looked at.
        Refusal: It can't be planned.
    """
    with book.rows.transaction():
        if plan.series_id:
            former = book.timetable.get(plan.group_id, plan.series_id)
            if former.version != plan.version:
                raise ChangedMeanwhile(former)
            edited = book.timetable.edit(
                plan.series_id, plan.version, actor, now, **changes_of(plan)
            )
            return edited, Plan.of(former).data
        added = book.timetable.add(
            plan.group_id,
            plan.called,
            plan.rhythm,
            _starts_on(book, plan, now),
            plan.wall_time,
            plan.close,
            plan.nudge,
            None,
            actor,
            now,
        )
        return added, None


def undo(
    book: Accountability,
    series_id: str,
    version: int,
    before: Plan | None,
    actor: int,
    now: datetime,
) -> None:
    """Take back what was saved, unless somebody else has changed it since."""
    if before is None:
        book.timetable.remove(series_id, actor, now)
    else:
        book.timetable.edit(series_id, version, actor, now, **changes_of(before))


def changes_of(plan: Plan) -> Changes:
    """Return a plan as the changes of a schedule."""
    changes: Changes = {
        "name": plan.called,
        "rhythm": plan.rhythm,
        "wall_time": plan.wall_time,
        "close": plan.close,
        "nudge": plan.nudge,
    }
    if plan.starts_on is not None:
        changes["starts_on"] = plan.starts_on
    return changes


def _draft(book: Accountability, plan: Plan, now: datetime) -> Series:
    if plan.series_id:
        return book.timetable.redraft(plan.series_id, now, **changes_of(plan))
    return book.timetable.draft(
        plan.group_id,
        plan.called,
        plan.rhythm,
        _starts_on(book, plan, now),
        plan.wall_time,
        plan.close,
        plan.nudge,
        None,
        now,
    )


def _starts_on(book: Accountability, plan: Plan, now: datetime) -> date:
    if plan.starts_on is not None:
        return plan.starts_on
    first = first_date(plan.rhythm, today_of(running_group(book.rows, plan.group_id), now))
    if first is None:
        raise Refusal("No check-in would ever open. Choose another rhythm.")
    return first

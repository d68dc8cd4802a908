"""The timetable: a group's schedules, added, changed, paused, removed, and brought back.

Whoever calls has looked at who asks, and for the right server. Before a change is saved, what was
due is planned; a change never repeats a nominal date, and open rounds keep their instants.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import today_of
from bot.accountability.coming import Coming, ComingRun
from bot.accountability.drafts import Changes, changed, checked_questions, style_for
from bot.accountability.errors import InvalidSchedule
from bot.accountability.halts import Halts
from bot.accountability.ladder import Ladder
from bot.accountability.lookups import running_group
from bot.accountability.models.rounds import (
    PingStyle,
    Questions,
    ScheduleState,
    Series,
)
from bot.accountability.planning import Planning
from bot.accountability.schedule_book import ScheduleBook
from bot.accountability.schedules import Cursor, Schedule
from bot.accountability.store.columns import new_id
from bot.accountability.texts import clean_name
from bot.errors import Gone

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from typing import Unpack

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.notices import Notices
    from bot.accountability.schedules import Deadline, Rhythm
    from bot.accountability.store.rows import Rows


class Timetable:
    """The schedules of all groups.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are brought up to date.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._book = ScheduleBook(rows, outgoing)
        self._halts = Halts(rows, outgoing, notices)
        self._planning = Planning(rows, outgoing, notices)
        self._ladder = Ladder(rows, outgoing, notices)
        self._coming = Coming(rows)

    # -- looked at

    def get(self, group_id: str, series_id: str) -> Series:
        """Return a schedule of a group.

        Raises:
            Gone: The group has none such, or it was removed.
        """
        series = self._book.known(series_id)
        if series.group_id != group_id:
            raise Gone("That schedule is not here any more.")
        return series

    def of(self, group_id: str) -> list[Series]:
        """Return a group's schedules, in the order in which they were added."""
        return self._rows.series.of_group(group_id)

    def next_runs(self, series: Series, now: datetime, count: int = 5) -> tuple[ComingRun, ...]:
        """Return the next runs of a schedule, saved or not, with holidays marked."""
        return self._coming.runs(series, now, count)

    def next_opening(self, series: Series, now: datetime) -> datetime | None:
        """Return when a schedule's next round opens; None while it is paused."""
        return self._coming.opening(series, now)

    def first_opening(self, group_id: str, now: datetime) -> datetime | None:
        """Return when a group's next round opens, of whichever schedule."""
        return self._coming.first_opening(group_id, now)

    # -- added and changed

    def draft(  # noqa: PLR0913, PLR0917 - what makes a schedule
        self,
        group_id: str,
        name: str,
        rhythm: Rhythm,
        starts_on: date,
        wall_time: time,
        close: Deadline,
        nudge: Deadline | None,
        style: PingStyle | None,
        now: datetime,
    ) -> Series:
        """Return a schedule as it would be added; nothing is saved.

        Raises:
            InvalidSchedule: No rounds can be planned from it.
            InvalidText: Its name is empty.
        """
        group = running_group(self._rows, group_id)
        rule = Schedule(new_id(), rhythm, starts_on, wall_time, group.zone, close, nudge)
        draft = Series(
            group_id=group_id,
            guild_id=group.guild_id,
            name=clean_name(name),
            schedule=rule,
            cursor=Cursor(since=now),
            state=ScheduleState.ACTIVE,
            style=style or style_for(rhythm),
            questions=Questions(),
            version=1,
        )
        return self._checked(draft, now)

    def add(  # noqa: PLR0913, PLR0917 - likewise
        self,
        group_id: str,
        name: str,
        rhythm: Rhythm,
        starts_on: date,
        wall_time: time,
        close: Deadline,
        nudge: Deadline | None,
        style: PingStyle | None,
        actor: int,
        now: datetime,
    ) -> Series:
        """Add a schedule; its first round is the first that is still to come.

        Args:
            group_id: Whose it is.
            name: Its name, as it was typed.
            rhythm: On which days.
            starts_on: The anchor; `first_date` proposes one.
            wall_time: When its rounds open.
            close: When they close.
            nudge: When the missing are reminded, or None.
            style: How members are told; None for the usual.
            actor: Who adds it.
            now: The instant.

        Raises:
            Refusal: It can't be planned, has no name, or the group has ten.
        """
        with self._rows.transaction():
            self._book.check_room(group_id)
            series = self.draft(
                group_id, name, rhythm, starts_on, wall_time, close, nudge, style, now
            )
            self._rows.series.add(series)
            self._book.noted(series, actor, now, "add")
        return series

    def redraft(self, series_id: str, now: datetime, **changes: Unpack[Changes]) -> Series:
        """Return a schedule as it would be after an edit; nothing is saved."""
        series = self._book.known(series_id)
        today = today_of(running_group(self._rows, series.group_id), now)
        draft = changed(series, changes, today)
        if draft.schedule == series.schedule:
            return draft
        return self._checked(replace(draft, cursor=series.cursor.restarted(now)), now)

    def edit(
        self,
        series_id: str,
        version: int,
        actor: int,
        now: datetime,
        **changes: Unpack[Changes],
    ) -> Series:
        """Change what is given.

        Args:
            series_id: The schedule.
            version: The one that the person has looked at.
            actor: Who changes it.
            now: The instant.
            changes: What is to be changed.

        Raises:
            Refusal: It can't be planned like that, or has been changed meanwhile.
        """
        with self._rows.transaction():
            self._planning.plan(series_id, now)
            before = self._book.known(series_id)
            after = self.redraft(series_id, now, **changes)
            self._book.write(after, version)
            if after.schedule != before.schedule and after.state is ScheduleState.ACTIVE:
                self._ladder.reset(after, now)
            self._book.noted(after, actor, now, "edit", ", ".join(sorted(changes)))
        return self._book.known(series_id)

    def set_questions(
        self, series_id: str, version: int, questions: Questions, actor: int, now: datetime
    ) -> Series:
        """Ask something else from now on, in open rounds too.

        Raises:
            Refusal: There are too many, one is too long, or the schedule has changed meanwhile.
        """
        with self._rows.transaction():
            asked = checked_questions(questions)
            series = replace(self._book.known(series_id), questions=asked)
            self._book.write(series, version)
            self._book.noted(series, actor, now, "questions", str(len(asked.own)))
        return self._book.known(series_id)

    # -- paused and removed

    def pause(self, series_id: str, actor: int, now: datetime) -> Series:
        """Plan nothing new; an open round stays open, reminds nobody, and has its summary."""
        with self._rows.transaction():
            self._halts.pause(self._book.known(series_id), actor, now)
        return self._book.known(series_id)

    def resume(self, series_id: str, actor: int, now: datetime) -> Series:
        """Plan again, from now on, and ping as ever; nothing is made up for."""
        with self._rows.transaction():
            self._halts.resume(self._book.known(series_id), actor, now)
        return self._book.known(series_id)

    def carry_on(self, series_id: str, actor: int, now: datetime) -> Series:
        """Ping as ever after silent rounds; resume a schedule that has paused."""
        with self._rows.transaction():
            series = self._book.known(series_id)
            self._halts.resume(series, actor, now)
            self._book.noted(series, actor, now, "carry_on")
        return self._book.known(series_id)

    def remove(self, series_id: str, actor: int, now: datetime) -> None:
        """Remove a schedule; what was answered stays, and an open round has its summary."""
        with self._rows.transaction():
            self._halts.remove(self._book.known(series_id), actor, now)

    def restore(self, series_id: str, actor: int, now: datetime) -> Series:
        """Bring a removed schedule back as it was, paused or not; nothing is made up for.

        Raises:
            Refusal: The group has as many as it may by now.
        """
        with self._rows.transaction():
            self._halts.restore(series_id, actor, now)
        return self._book.known(series_id)

    def _checked(self, series: Series, now: datetime) -> Series:
        timed = self._book.timed(series, now)
        if timed.state is ScheduleState.ACTIVE and timed.next_at is None:
            raise InvalidSchedule("No check-in would ever open. Choose an earlier start.")
        return timed

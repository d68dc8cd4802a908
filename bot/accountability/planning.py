"""How what is due of a schedule is planned: all of it in one transaction, or none.

Rounds, who is expected in them, their messages and the cursor are written together, so that
whatever happens in between, each nominal date is planned once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.closing import Closing
from bot.accountability.models.groups import GroupState, Part
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import (
    Attendance,
    Expectation,
    Round,
    RoundState,
    ScheduleState,
)
from bot.accountability.schedules import catch_up, round_times, thread_on
from bot.accountability.silence import Step, group_silence
from bot.accountability.store.rounds import round_id
from bot.accountability.zones import zone_named

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import Absence, Member, PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.accountability.notices import Notices
    from bot.accountability.schedules import Occurrence, Opening
    from bot.accountability.store.rows import Rows


class Planning:
    """Plans schedules.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._notices = notices
        self._closing = Closing(rows, outgoing, notices)

    def plan(self, series_id: str, now: datetime) -> None:
        """Plan what is due of a schedule at `now`; nothing if nothing is, or while it is paused.

        Raises:
            UnknownZone: tzdata has the group's zone no more.
        """
        with self._rows.transaction():
            if self._due(series_id, now) is None:
                return
            self._close_ended(series_id, now)
            # The last of them may have been one silent round too many.
            due = self._due(series_id, now)
            if due is not None:
                zone_named(due[0].zone)
                self._plan(*due, now)

    def _due(self, series_id: str, now: datetime) -> tuple[PeerGroup, Series] | None:
        series = self._rows.series.get(series_id)
        if series is None or series.state is not ScheduleState.ACTIVE:
            return None
        group = self._rows.groups.get(series.group_id)
        if group is None or group.state is not GroupState.ACTIVE:
            return None
        is_due = series.next_at is not None and series.next_at <= now
        return (group, series) if is_due else None

    def _close_ended(self, series_id: str, now: datetime) -> None:
        for former in self._rows.rounds.accepting_of_series(series_id):
            if former.close_at <= now:
                self._closing.close(former.id, now)

    def _plan(self, group: PeerGroup, series: Series, now: datetime) -> None:
        planned = catch_up(series.schedule, series.cursor, now)
        for occurrence in planned.skipped:
            self._rows.rounds.add(_unopened(group, series, occurrence, RoundState.SKIPPED))
        missed = [
            occurrence
            for occurrence in planned.missed
            if not self._added_as_holiday(group, series, occurrence)
        ]
        for occurrence in missed:
            self._rows.rounds.add(_unopened(group, series, occurrence, RoundState.MISSED))
        opening = planned.opening
        if opening and not self._added_as_holiday(group, series, opening.occurrence):
            self._open(group, series, opening, now)
        self._rows.series.move(series.id, planned.cursor, planned.next_at)
        self._tell_of(series, missed, now)

    def _added_as_holiday(self, group: PeerGroup, series: Series, occurrence: Occurrence) -> bool:
        if self._rows.holidays.covering(group.id, occurrence.nominal_on) is None:
            return False
        self._rows.rounds.add(_unopened(group, series, occurrence, RoundState.HOLIDAY))
        return True

    def _open(self, group: PeerGroup, series: Series, opening: Opening, now: datetime) -> None:
        round_ = self._round(group, series, opening)
        if self._rows.rounds.get(round_.id) is not None:
            return
        self._closing.supersede(series.id, now)
        self._rows.rounds.add(round_)
        self._expect(round_)
        self._outgoing.ping(round_, now, opening.posts_at)
        self._outgoing.nudges(round_)
        self._attach_early(round_, now)

    def _round(self, group: PeerGroup, series: Series, opening: Opening) -> Round:
        on = opening.occurrence.nominal_on
        return Round(
            id=round_id(series.id, on),
            series_id=series.id,
            group_id=group.id,
            guild_id=group.guild_id,
            nominal_on=on,
            channel_id=group.channel_id,
            state=RoundState.OPEN,
            opens_at=opening.times.opens_at,
            close_at=opening.times.close_at,
            nudge_at=opening.times.nudge_at,
            late_by=opening.late_by,
            close_moved=opening.close_moved,
            mentions_nobody=group_silence(series.silent_rounds).step is not Step.AS_EVER,
            thread_id=self._thread(group, series, on),
        )

    def _thread(self, group: PeerGroup, series: Series, on: date) -> int | None:
        """Return the thread that this week's earlier rounds have, if they share one."""
        since = thread_on(series.schedule.rhythm, on)
        earlier = self._rows.rounds.with_thread(series.id, since, on - timedelta(days=1))
        # A group may have moved to another channel meanwhile.
        is_here = earlier is not None and earlier.channel_id == group.channel_id
        return earlier.thread_id if earlier is not None and is_here else None

    def _expect(self, round_: Round) -> None:
        absences = self._rows.absences.covering(
            round_.group_id, round_.nominal_on, round_.series_id
        )
        for member in self._rows.members.of_group(round_.group_id):
            expectation = _expected_of(member, absences.get(member.user_id))
            if expectation is not None:
                self._rows.attendance.put(Attendance(round_.id, member.user_id, expectation))

    def _attach_early(self, round_: Round, now: datetime) -> None:
        for early in self._rows.check_ins.early_of_series(round_.series_id):
            member = self._rows.members.get(round_.group_id, early.user_id)
            if member is None or not member.joined:
                continue
            self._rows.check_ins.attach(early.id, round_.id)
            if self._rows.attendance.get(round_.id, early.user_id) is None:
                welcome = Attendance(round_.id, early.user_id, Expectation.WELCOME)
                self._rows.attendance.put(welcome)
            attached = self._rows.check_ins.get(early.id)
            if attached is not None:
                self._outgoing.card(attached, now)

    def _tell_of(self, series: Series, missed: list[Occurrence], now: datetime) -> None:
        self._notices.fixed(series.group_id, Cause.ZONE, now)
        if missed:
            latest = missed[-1].nominal_on.isoformat()
            self._notices.raise_(
                series.group_id,
                Cause.MISSED,
                now,
                series_id=series.id,
                detail=(series.name, latest),
            )


def _unopened(group: PeerGroup, series: Series, occurrence: Occurrence, state: RoundState) -> Round:
    """Return a round that does not open, for the record: its date is planned."""
    times = round_times(series.schedule, occurrence)
    return Round(
        id=round_id(series.id, occurrence.nominal_on),
        series_id=series.id,
        group_id=group.id,
        guild_id=group.guild_id,
        nominal_on=occurrence.nominal_on,
        channel_id=group.channel_id,
        state=state,
        opens_at=times.opens_at,
        close_at=times.close_at,
    )


def _expected_of(member: Member, absence: Absence | None) -> Expectation | None:
    if not member.joined or member.part is Part.OBSERVER:
        return None
    if member.part is Part.OPTIONAL:
        return Expectation.WELCOME
    if absence is None:
        return Expectation.EXPECTED
    return Expectation.AWAY if absence.schedule_id is None else Expectation.SKIPPED

"""The silence ladder at work: what rounds that nobody answers lead to, and what one answer undoes.

`silence` has the numbers. Whoever was not told of a round has not been silent, and a round that
was cut short is no sign of anything: what counts is a round that was posted and ran its time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.halts import Halts, paused_itself
from bot.accountability.models.groups import GroupState
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import ScheduleState
from bot.accountability.silence import Step, group_silence, member_silence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.rounds import Attendance, Round, Series
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows


class Ladder:
    """Counts silence; every method belongs into a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where private notes are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._notices = notices
        self._halts = Halts(rows, outgoing, notices)

    def closed(self, found: Round, attendance: Sequence[Attendance], now: datetime) -> None:
        """Count a round that ran its time and was posted."""
        series = self._rows.series.get(found.series_id)
        group = self._rows.groups.get(found.group_id)
        if series is None or group is None or group.state is not GroupState.ACTIVE:
            return
        for each in attendance:
            self._count_member(found, each, now)
        if any(each.checked_in for each in attendance):
            self._reset_series(series, now)
        elif any(each.missing for each in attendance) and series.state is ScheduleState.ACTIVE:
            self._count_series(series, now)

    def heard(self, series_id: str, user_id: int, now: datetime) -> None:
        """Begin at the bottom again: somebody has checked in."""
        series = self._rows.series.get(series_id)
        if series is None:
            return
        self._set_member(series.group_id, user_id, 0)
        self._reset_series(series, now)

    def reset(self, series: Series, now: datetime) -> None:
        """Begin a schedule at the bottom again: pings are as ever."""
        self._rows.series.set_silent(series.id, 0)
        self._notices.fixed(series.group_id, Cause.SILENT, now, series_id=series.id)

    def _count_member(self, found: Round, each: Attendance, now: datetime) -> None:
        if each.checked_in:
            self._set_member(found.group_id, each.user_id, 0)
        elif each.missing:
            missed = self._set_member(found.group_id, each.user_id, None)
            if missed is not None and member_silence(missed).says_so:
                self._outgoing.note(found.group_id, each.user_id, found.id, now)

    def _set_member(self, group_id: str, user_id: int, rounds: int | None) -> int | None:
        """Write how many rounds a member has missed, None for one more; return it."""
        member = self._rows.members.get(group_id, user_id)
        if member is None or not member.joined:
            return None
        silent = member.silent_rounds + 1 if rounds is None else rounds
        if silent != member.silent_rounds:
            self._rows.members.put(replace(member, silent_rounds=silent))
        return silent

    def _count_series(self, series: Series, now: datetime) -> None:
        rounds = series.silent_rounds + 1
        self._rows.series.set_silent(series.id, rounds)
        silence = group_silence(rounds)
        if silence.step is Step.PAUSED:
            self._halts.pause_for_silence(series, rounds, now)
        elif silence.says_so:
            self._notices.raise_(
                series.group_id, Cause.SILENT, now, series_id=series.id, detail=(series.name,)
            )

    def _reset_series(self, series: Series, now: datetime) -> None:
        if paused_itself(series):
            self._halts.resume(series, None, now)
        elif series.silent_rounds:
            self.reset(series, now)

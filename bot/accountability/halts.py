"""Schedules that are paused, removed, and brought back; by those who run a group, or by silence.

An open round stays open all the while, reminds nobody, and has its summary. Nothing is made up for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import RoundState, ScheduleState, Series
from bot.accountability.schedule_book import ScheduleBook
from bot.accountability.silence import ROUNDS_UNTIL_PAUSED
from bot.errors import Gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.rounds import Round
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

_OF_SILENCE = (Cause.SILENT, Cause.PAUSED)


class Halts:
    """Pauses schedules and lets them go on; every method belongs into a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are brought up to date.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._notices = notices
        self._book = ScheduleBook(rows, outgoing)

    def pause(self, series: Series, actor: int, now: datetime) -> None:
        """Plan nothing new; from now on no answer resumes it by itself."""
        self._end_notices(series, now)
        if series.state is ScheduleState.PAUSED:
            self._rows.series.set_silent(series.id, 0)
            return
        self._stop(replace(series, state=ScheduleState.PAUSED, next_at=None))
        self._book.noted(series, actor, now, "pause")

    def pause_for_silence(self, series: Series, rounds: int, now: datetime) -> None:
        """Pause a schedule after so many silent rounds, and say so."""
        self._end_notices(series, now)
        self._rows.series.update(
            replace(series, state=ScheduleState.PAUSED, next_at=None, silent_rounds=rounds),
            series.version,
        )
        self._book.noted(series, None, now, "pause", "silence")
        self._notices.raise_(
            series.group_id, Cause.PAUSED, now, series_id=series.id, detail=(series.name,)
        )

    def resume(self, series: Series, actor: int | None, now: datetime) -> None:
        """Plan again, from now on, and ping as ever; `actor` is None if an answer resumes it."""
        self._rows.series.set_silent(series.id, 0)
        for cause in _OF_SILENCE:
            self._notices.fixed(series.group_id, cause, now, series_id=series.id)
        if series.state is ScheduleState.PAUSED:
            self._start(series, now)
            self._book.noted(series, actor, now, "resume")

    def remove(self, series: Series, actor: int, now: datetime) -> None:
        """Remove a schedule; what was answered stays."""
        self._end_notices(series, now)
        # `next_at` stays: it tells whether the schedule was paused, should it be brought back.
        self._stop(replace(series, state=ScheduleState.REMOVED))
        self._book.noted(series, actor, now, "remove")

    def restore(self, series_id: str, actor: int, now: datetime) -> None:
        """Bring a removed schedule back as it was, paused or not.

        Raises:
            Refusal: The group has as many as it may by now.
        """
        series = self._rows.series.get(series_id)
        if series is None:
            raise Gone("That schedule is not here any more.")
        if series.state is not ScheduleState.REMOVED:
            return
        self._book.check_room(series.group_id)
        if series.next_at is None:
            self._stop(replace(series, state=ScheduleState.PAUSED))
        else:
            self._start(series, now)
        self._book.noted(series, actor, now, "restore")

    def _stop(self, series: Series) -> None:
        self._book.write(replace(series, silent_rounds=0), series.version)
        for found in self._open(series.id):
            self._outgoing.cancel_nudges(found.id)

    def _start(self, series: Series, now: datetime) -> None:
        started = replace(
            series,
            state=ScheduleState.ACTIVE,
            silent_rounds=0,
            cursor=series.cursor.restarted(now),
        )
        self._book.write(self._book.timed(started, now), series.version)
        for found in self._open(series.id):
            if found.nudge_at is not None and found.nudge_at > now:
                self._outgoing.nudges(found)

    def _open(self, series_id: str) -> Iterator[Round]:
        for found in self._rows.rounds.accepting_of_series(series_id):
            if found.state is RoundState.OPEN:
                yield found

    def _end_notices(self, series: Series, now: datetime) -> None:
        """End what was said of silence without a word: what is done now takes its place."""
        for cause in _OF_SILENCE:
            for notice in self._rows.notices.of_cause(series.group_id, cause):
                if notice.series_id == series.id:
                    self._rows.notices.fix(notice.id, now)


def paused_itself(series: Series) -> bool:
    """Tell whether silence has paused a schedule, and not somebody who runs its group."""
    return series.state is ScheduleState.PAUSED and series.silent_rounds >= ROUNDS_UNTIL_PAUSED

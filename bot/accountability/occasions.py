"""Which round a check-in counts for: one that is open, one that has closed, or the next to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import today_of
from bot.accountability.coming import Coming
from bot.accountability.halts import paused_itself
from bot.accountability.models.check_ins import Timing
from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import RoundState, ScheduleState
from bot.accountability.schedules import round_times
from bot.accountability.typed import date_words
from bot.accountability.wall_clock import date_of
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import CheckIn, Round, Series
    from bot.accountability.rounds import Rounds
    from bot.accountability.schedules import Occurrence
    from bot.accountability.store.rows import Rows

_LOOKED_AHEAD = 100
_OVER = "That check-in is over."
_NOT_HERE = "That check-in is not here any more."


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a check-in is for.

    Attributes:
        round: The round; None while it has not opened.
        nominal_on: Its date.
        closing_on: The date, on the group's calendar, on which it closes.
        due_on: By when what is promised in it is due: when the round after it closes.
    """

    series: Series
    timing: Timing
    round: Round | None
    nominal_on: date
    opens_at: datetime
    closes_at: datetime
    closing_on: date
    due_on: date | None


class Occasions:
    """Finds what a check-in is for.

    Args:
        rows: The rows of the file.
        rounds: Where rounds are found.
    """

    def __init__(self, rows: Rows, rounds: Rounds) -> None:
        self._rows = rows
        self._rounds = rounds
        self._coming = Coming(rows)

    def find(
        self,
        group: PeerGroup,
        user_id: int,
        now: datetime,
        round_id: str | None,
        series_id: str | None,
    ) -> Occasion:
        """Return what a member's check-in is for.

        Args:
            group: The group.
            user_id: The member.
            now: The instant.
            round_id: The round that they chose, if they did.
            series_id: The schedule that they chose: its open round, or else its next one.

        Raises:
            Refusal: It can't be answered any more, or nothing is planned.
        """
        if round_id is not None:
            found = self._accepting(group, round_id, now)
            return self._of_round(found, _timing(found), now)
        if series_id is not None:
            return self._of_series(group, self._series(group, series_id), now)
        answered = self._rounds.round_for_answer(group.id, user_id)
        if answered is not None:
            return self._of_round(answered, _timing(answered), now)
        return self._soonest(group, now)

    def again(self, occasion: Occasion, now: datetime) -> Occasion:
        """Return what it is by now: an answer may have set a schedule going again."""
        series = self._rows.series.get(occasion.series.id)
        if occasion.round is not None:
            return self._of_round(occasion.round, occasion.timing, now)
        early = None if series is None else self._early(series, now)
        return early or occasion

    def of_check_in(self, check_in: CheckIn, now: datetime) -> Occasion:
        """Return what a check-in is for that was sent before."""
        if check_in.round_id is not None:
            found = self._rows.rounds.get(check_in.round_id)
            if found is None:
                raise Gone(_NOT_HERE)
            return self._of_round(found, Timing.LATE if check_in.late else Timing.ON_TIME, now)
        series = self._rows.series.get(check_in.series_id)
        early = None if series is None else self._early(series, now)
        if early is None:
            raise Refusal("Nothing is planned any more, so this one waits. You can remove it.")
        return early

    def _accepting(self, group: PeerGroup, round_id: str, now: datetime) -> Round:
        found = self._rows.rounds.get(round_id)
        if found is None or found.group_id != group.id:
            raise Gone(_NOT_HERE)
        if found.state not in {RoundState.OPEN, RoundState.CLOSED}:
            raise Gone("That check-in never opened. To answer another one, use /checkin now.")
        if not found.superseded:
            return found
        latest = self._rows.rounds.latest_of_series(found.series_id)
        if latest is None or latest.superseded:
            raise Gone(f"{_OVER} To answer the next one, use /checkin now.")
        # As it would be told on its day: nobody needs the year of what is running.
        on = date_words(latest.nominal_on, min(latest.nominal_on, today_of(group, now)))
        if latest.state is RoundState.OPEN:
            raise Gone(f"{_OVER} The one of {on} is open now: answer it with /checkin now.")
        raise Gone(f"{_OVER} The one of {on} still takes late answers: use /checkin now.")

    def _series(self, group: PeerGroup, series_id: str) -> Series:
        series = self._rows.series.get(series_id)
        gone = series is None or series.state is ScheduleState.REMOVED
        if series is None or gone or series.group_id != group.id:
            raise Gone("That schedule is not here any more.")
        return series

    def _of_series(self, group: PeerGroup, series: Series, now: datetime) -> Occasion:
        latest = self._rows.rounds.latest_of_series(series.id)
        if latest is not None and latest.state is RoundState.OPEN:
            return self._of_round(latest, Timing.ON_TIME, now)
        early = self._early(series, now) if _may_come(group, series) else None
        if early is None:
            raise Refusal("Nothing is open there, and nothing is planned for now.")
        return early

    def _soonest(self, group: PeerGroup, now: datetime) -> Occasion:
        coming = [
            early
            for series in self._rows.series.of_group(group.id)
            if _may_come(group, series) and (early := self._early(series, now)) is not None
        ]
        if not coming:
            raise Refusal(
                "Nothing is open, and no check-in is planned. Those who run the group can plan one."
            )
        return min(coming, key=lambda early: early.opens_at)

    def _of_round(self, found: Round, timing: Timing, now: datetime) -> Occasion:
        series = self._rows.series.get(found.series_id)
        if series is None:
            raise Gone(_NOT_HERE)
        return Occasion(
            series,
            timing,
            found,
            nominal_on=found.nominal_on,
            opens_at=found.opens_at,
            closes_at=found.close_at,
            closing_on=date_of(found.close_at, series.schedule.zone_info),
            due_on=self._coming.closing_on(series, now),
        )

    def _early(self, series: Series, now: datetime) -> Occasion | None:
        # What is due this moment, and has not opened for some seconds, is the next one.
        since = now if series.next_at is None else min(now, series.next_at)
        occurrence = self._next(series, since)
        if occurrence is None:
            return None
        times = round_times(series.schedule, occurrence)
        return Occasion(
            series,
            Timing.EARLY,
            None,
            nominal_on=occurrence.nominal_on,
            opens_at=times.opens_at,
            closes_at=times.close_at,
            closing_on=date_of(times.close_at, series.schedule.zone_info),
            due_on=self._coming.closing_on(series, since, later=1),
        )

    def _next(self, series: Series, since: datetime) -> Occurrence | None:
        # Most schedules have no holiday soon: one run tells.
        for count in (1, _LOOKED_AHEAD):
            for coming in self._coming.runs(series, since, count):
                if coming.holiday is None:
                    return coming.run.occurrence
        return None


def _timing(found: Round) -> Timing:
    return Timing.ON_TIME if found.state is RoundState.OPEN else Timing.LATE


def _may_come(group: PeerGroup, series: Series) -> bool:
    """Tell whether a next round opens; of a schedule that silence has paused, an answer does it."""
    if group.state is not GroupState.ACTIVE:
        return False
    return series.state is ScheduleState.ACTIVE or paused_itself(series)

"""Skipping one check-in: the open one, or the next one to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accountability.coming import Coming
from bot.accountability.lookups import joined_member, running_group
from bot.accountability.models.groups import Absence, GroupState
from bot.accountability.models.rounds import Expectation, RoundState, ScheduleState
from bot.accountability.store.columns import new_id
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.expecting import OpenRounds
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round, Series
    from bot.accountability.schedules import Occurrence
    from bot.accountability.store.rows import Rows

_SKIPPABLE = frozenset({Expectation.EXPECTED, Expectation.WELCOME, Expectation.SKIPPED})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check-in that a member skips.

    Attributes:
        series: Its schedule.
        on: Its nominal date.
        absence: What takes it back, by `Absences.undo`.
        round: The round itself, if it is open.
    """

    series: Series
    on: date
    absence: Absence
    round: Round | None = None


class Skips:
    """Skips check-ins; a second press skips no second one. All belongs into a transaction.

    Args:
        rows: The rows of the file.
        open_rounds: What is expected in open rounds.
    """

    def __init__(self, rows: Rows, open_rounds: OpenRounds) -> None:
        self._rows = rows
        self._open_rounds = open_rounds
        self._coming = Coming(rows)

    def skip(self, group_id: str, user_id: int, series_id: str | None, now: datetime) -> Skipped:
        """Skip an open round that the member has not answered, else the next one to come.

        Raises:
            Refusal: There is none to skip.
        """
        group = running_group(self._rows, group_id)
        joined_member(self._rows, group_id, user_id)
        found = [
            series
            for series in self._rows.series.of_group(group_id)
            if series_id in {None, series.id}
        ]
        if series_id is not None and not found:
            raise Gone("That schedule is not here any more.")
        by_id = {series.id: series for series in found}
        rounds = self._rows.rounds.open_of_group(group_id)
        for each in sorted(rounds, key=lambda each: each.close_at):
            if each.series_id in by_id and self._can_skip(each, user_id):
                return self._skip_open(by_id[each.series_id], each, user_id)
        return self._skip_next(group, found, user_id, now)

    def skip_round(self, round_id: str, user_id: int) -> Skipped:
        """Skip one round.

        Raises:
            Refusal: It has closed, or the member has answered, or is not expected anyway.
        """
        found = self._rows.rounds.get(round_id)
        if found is None or found.state is not RoundState.OPEN:
            raise Gone("That check-in has closed, so there's nothing to skip.")
        series = self._rows.series.get(found.series_id)
        if series is None:
            raise Gone("That schedule is not here any more.")
        joined_member(self._rows, found.group_id, user_id)
        if self._open_rounds.answered(round_id, user_id):
            raise Refusal("You've checked in already, so there's nothing to skip.")
        if not self._can_skip(found, user_id):
            raise Refusal("You're not expected in this one anyway, so there's nothing to skip.")
        return self._skip_open(series, found, user_id)

    def _can_skip(self, found: Round, user_id: int) -> bool:
        expected = self._open_rounds.expected(found.id, user_id)
        return expected in _SKIPPABLE and not self._open_rounds.answered(found.id, user_id)

    def _skip_open(self, series: Series, found: Round, user_id: int) -> Skipped:
        absence = self._absence(series, found.nominal_on, user_id)
        if self._open_rounds.expected(found.id, user_id) is not Expectation.SKIPPED:
            self._open_rounds.expect(found, user_id, Expectation.SKIPPED)
        return Skipped(series, found.nominal_on, absence, found)

    def _skip_next(
        self, group: PeerGroup, found: list[Series], user_id: int, now: datetime
    ) -> Skipped:
        coming = [
            (occurrence.opens_at, series.id, series, occurrence)
            for series in found
            if group.state is GroupState.ACTIVE and series.state is ScheduleState.ACTIVE
            if (occurrence := self._next(series, user_id, now)) is not None
        ]
        if not coming:
            raise Refusal("No check-in is planned, so there's nothing to skip.")
        _, _, series, occurrence = min(coming)
        on = occurrence.nominal_on
        return Skipped(series, on, self._absence(series, on, user_id))

    def _next(self, series: Series, user_id: int, now: datetime) -> Occurrence | None:
        def is_there(on: date) -> bool:
            absence = self._rows.absences.covering(series.group_id, on, series.id).get(user_id)
            return absence is None or absence.schedule_id is not None

        return self._coming.soonest(series, now, is_there)

    def _absence(self, series: Series, on: date, user_id: int) -> Absence:
        for known in self._rows.absences.of_member(series.group_id, user_id):
            if known.schedule_id == series.id and known.from_on == on:
                return known
        absence = Absence(new_id(), series.group_id, user_id, on, on, schedule_id=series.id)
        self._rows.absences.add(absence)
        return absence

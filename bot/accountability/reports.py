"""Reports: how a group did between two dates, round by round, as its summaries say it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.errors import InvalidDates
from bot.accountability.lookups import known_group
from bot.accountability.models.reports import GroupReport, ReportedRound
from bot.accountability.models.rounds import RoundState
from bot.accountability.schedules import kind_of
from bot.accountability.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.accountability.rounds import Rounds
    from bot.accountability.schedules import Kind
    from bot.accountability.store.rows import Rows

LONGEST = timedelta(days=366)
_HELD = frozenset({RoundState.OPEN, RoundState.CLOSED})
_DAY = timedelta(days=1)


class Reports:
    """Draws up reports.

    Args:
        rows: The rows of the file.
        rounds: How each round stands.
    """

    def __init__(self, rows: Rows, rounds: Rounds) -> None:
        self._rows = rows
        self._rounds = rounds

    def report(
        self, group_id: str, from_on: date, until_on: date, viewer_id: int, now: datetime
    ) -> GroupReport:
        """Return how a group did.

        Args:
            group_id: The group.
            from_on: The first nominal date, on the group's calendar.
            until_on: The last one.
            viewer_id: Whose own rate it tells: a member's, who alone reads it.
            now: The instant.

        Raises:
            InvalidDates: They are in the wrong order, or more than a year apart.
        """
        if until_on < from_on:
            raise InvalidDates("The last day comes before the first. Choose a later last day.")
        if until_on - from_on > LONGEST:
            raise InvalidDates("That is longer than a year. Choose a later first day.")
        group = known_group(self._rows, group_id)
        found = self._rows.rounds.of_group(group_id, from_on, until_on)
        held = [each for each in found if each.state in _HELD]
        own_kept, own_settled = self._own(group, from_on, until_on, viewer_id)
        return GroupReport(
            group_id,
            group.name,
            from_on,
            until_on,
            rounds=tuple(self._reported(held, now)),
            not_opened=sum(each.state is RoundState.MISSED for each in found),
            own_kept=own_kept,
            own_settled=own_settled,
        )

    def _own(
        self, group: PeerGroup, from_on: date, until_on: date, viewer_id: int
    ) -> tuple[int, int]:
        zone = zone_named(group.zone)
        since = datetime.combine(from_on, time(), tzinfo=zone)
        until = datetime.combine(until_on + _DAY, time(), tzinfo=zone)
        return self._rows.commitments.rate(group.id, viewer_id, since, until)

    def _reported(self, held: Iterable[Round], now: datetime) -> Iterable[ReportedRound]:
        kinds: dict[Kind, list[str]] = {}
        for each in held:
            series = self._rows.series.get(each.series_id)
            if series is None:
                continue
            kind = kind_of(series.schedule.rhythm)
            of_kind = kinds.setdefault(kind, [])
            if series.id not in of_kind:
                of_kind.append(series.id)
            board = self._rounds.board(each.id, now)
            yield ReportedRound(
                each.id,
                each.nominal_on,
                board.series_name,
                kind,
                of_kind.index(series.id) + 1,
                in_ids=board.in_ids,
                late_ids=board.late_ids,
                away=len(board.away_ids),
                missing=len(board.missing_ids),
                kept=board.kept,
                made=board.made,
                is_open=each.state is RoundState.OPEN,
            )

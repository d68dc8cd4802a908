"""How a round stands: who is in, late and away, what was kept together, and what would help."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.accountability.coming import Coming
from bot.accountability.models.rounds import (
    AWAY_STATES,
    Board,
    CommitmentState,
)
from bot.accountability.wall_clock import date_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.accountability.models.rounds import CheckIn, Commitment, Round, Series
    from bot.accountability.store.rows import Rows

_EVER = datetime(1, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_COUNTED = frozenset({CommitmentState.KEPT, CommitmentState.MISSED})


class Boards:
    """Draws up boards.

    Args:
        rows: The rows of the file.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._coming = Coming(rows)
        self._together = _Together(rows)

    def board(self, round_: Round, series: Series, now: datetime) -> Board:
        """Return how a round stands at `now`."""
        check_ins = self._rows.check_ins.of_round(round_.id)
        answered = {each.user_id for each in check_ins}
        silent = [
            each
            for each in self._rows.attendance.of_round(round_.id)
            if each.user_id not in answered
        ]
        group = self._rows.groups.get(round_.group_id)
        kept, made = self._together.count(round_, series, check_ins, now)
        return Board(
            round=round_,
            series_name=series.name,
            group_name=group.name if group else "",
            in_ids=tuple(each.user_id for each in check_ins if not each.late),
            late_ids=tuple(each.user_id for each in check_ins if each.late),
            away_ids=tuple(each.user_id for each in silent if each.expectation in AWAY_STATES),
            missing_ids=tuple(each.user_id for each in silent if each.missing),
            hands=tuple(
                (each.user_id, line) for each in check_ins for line in each.report.hand_lines
            ),
            kept=kept,
            made=made,
            next_opens_at=self._coming.opening(series, now),
        )


class _Together:
    """Counts the commitments of those who have answered: how many were kept, of how many."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def count(
        self, round_: Round, series: Series, check_ins: Sequence[CheckIn], now: datetime
    ) -> tuple[int, int]:
        """Return (kept, made) of a round.

        Counted is what this round's check-ins ticked; what was settled otherwise since the
        schedule's round before it, once; and as not kept, what was due by the close and open then.
        """
        if not check_ins:
            return 0, 0
        user_ids = [each.user_id for each in check_ins]
        here = {each.id for each in check_ins}
        ticked = [one for each in here for one in self._rows.commitments.settled_in(each)]
        until = round_.closed_at or now + _TICK
        settled = [
            one for one in self._settled(round_, user_ids, until) if one.settled_in not in here
        ]
        counted = [one for one in (*ticked, *settled) if one.state in _COUNTED]
        kept = sum(one.state is CommitmentState.KEPT for one in counted)
        closing_on = date_of(round_.close_at, series.schedule.zone_info)
        open_then = self._rows.commitments.open_at(round_.group_id, user_ids, until, closing_on)
        due = [one for one in open_then if one.settled_in not in here]
        return kept, len(counted) + len(due)

    def _settled(self, round_: Round, user_ids: Sequence[int], until: datetime) -> list[Commitment]:
        """Return what was settled since the round before it, and has not counted there."""
        before = self._rows.rounds.before(round_)
        since = before.opens_at if before else _EVER
        found = self._rows.commitments.settled_between(round_.group_id, user_ids, since, until)
        if before is None:
            return found
        counted_there = {each.user_id for each in self._rows.check_ins.of_round(before.id)}
        closed_at = before.closed_at or before.close_at
        return [
            one
            for one in found
            if not self._ticked_in(one, round_.series_id)
            and not (one.user_id in counted_there and _settled_before(one, closed_at))
        ]

    def _ticked_in(self, commitment: Commitment, series_id: str) -> bool:
        """Tell whether it was ticked in a check-in of a schedule: it counts in that round."""
        check_in = commitment.settled_in and self._rows.check_ins.get(commitment.settled_in)
        return bool(check_in and check_in.series_id == series_id)


def _settled_before(commitment: Commitment, at: datetime) -> bool:
    return commitment.settled_at is not None and commitment.settled_at < at

"""What a member wrote in a group, deleted when they leave and don't want it kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.rounds import Expectation

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.rounds import CheckIn, Round
    from bot.accountability.store.rows import Rows

_AT_ONCE = 100


class OwnWords:
    """The check-ins, commitments and absences of members; all belongs into a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where cards are taken back, and pings and summaries brought up to date.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing

    def delete(self, group_id: str, user_id: int, now: datetime) -> None:
        """Delete all that a member wrote in a group; the rounds show that it is gone.

        Rounds that they answered don't miss them: they are not counted there any more.
        """
        for early, _ in self._early(group_id, user_id):
            self._rows.check_ins.delete(early.id)
        while found := self._rows.check_ins.of_user(group_id, user_id, _AT_ONCE, 0):
            for check_in in found:
                self._delete_check_in(check_in, now)
        self._rows.removed.delete_of(group_id, user_id)
        while commitments := self._rows.commitments.of_user(group_id, user_id, _AT_ONCE):
            for commitment in commitments:
                self._rows.commitments.delete(commitment.id)
        for absence in self._rows.absences.of_member(group_id, user_id):
            self._rows.absences.delete(absence.id)
        self._rows.removed.delete_of(group_id, user_id)

    def drop_outdated(self, group_id: str, user_id: int) -> None:
        """Delete early check-ins of somebody who comes back, if their round has come without them.

        Nobody has seen them, and in the next round they would be stale.
        """
        for early, latest in self._early(group_id, user_id):
            if latest is not None and early.created_at < latest.opens_at:
                self._rows.check_ins.delete(early.id)

    def _early(self, group_id: str, user_id: int) -> list[tuple[CheckIn, Round | None]]:
        found = []
        for series in self._rows.series.of_group(group_id):
            early = self._rows.check_ins.early(series.id, user_id)
            if early is not None:
                found.append((early, self._rows.rounds.latest_of_series(series.id)))
        return found

    def _delete_check_in(self, check_in: CheckIn, now: datetime) -> None:
        # First the card: afterwards nothing would tell which message it was.
        self._outgoing.card_removed(check_in.id, now)
        self._rows.check_ins.delete(check_in.id)
        if check_in.round_id is not None:
            self._rows.attendance.expect(check_in.round_id, check_in.user_id, Expectation.LEFT)
            self._outgoing.refresh(check_in.round_id)

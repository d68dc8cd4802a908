"""Check-ins that are taken back, with all that they did to commitments, and brought back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel

from bot.accountability.models.rounds import CheckIn, Commitment, CommitmentState
from bot.accountability.promises import opened_again
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.store.rows import Rows

KEPT_FOR = timedelta(days=1)
"""How long a removed check-in can be brought back; then it is deleted."""


class _Kept(BaseModel):
    """What it takes to bring a check-in back.

    Attributes:
        deleted: What it had made, and went with it.
        left: What it had made that was settled, and stayed.
        ticked: What it had ticked, as it was then.
    """

    check_in: CheckIn
    deleted: tuple[Commitment, ...]
    left: tuple[str, ...]
    ticked: tuple[Commitment, ...]


class Removals:
    """Takes check-ins back; every method belongs into a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where cards are taken back and shown again.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing

    def remove(self, check_in: CheckIn, now: datetime) -> None:
        """Delete a check-in, what it made and is open, its ticks, and what it carried over."""
        made = self._rows.commitments.made_in(check_in.id)
        kept = _Kept(
            check_in=check_in,
            deleted=tuple(each for each in made if each.state is CommitmentState.OPEN),
            left=tuple(each.id for each in made if each.state is not CommitmentState.OPEN),
            ticked=tuple(self._rows.commitments.settled_in(check_in.id)),
        )
        for each in kept.deleted:
            self._rows.commitments.delete(each.id)
        for each in kept.ticked:
            self._rows.commitments.update(opened_again(each))
        self._carry(check_in, -1)
        self._rows.removed.put(
            check_in.id, check_in.group_id, check_in.user_id, kept.model_dump_json(), now
        )
        # First the card: afterwards nothing would tell which message it was.
        self._outgoing.card_removed(check_in.id, now)
        self._rows.check_ins.delete(check_in.id)

    def restore(self, check_in_id: str, user_id: int, now: datetime) -> CheckIn:
        """Bring a member's check-in back as it was, and return it; an early one may be due by now.

        Raises:
            Refusal: It was removed too long ago, or there is a newer one in its place.
        """
        text = self._rows.removed.get(check_in_id, user_id, now - KEPT_FOR)
        if text is None:
            raise Gone("That check-in is gone for good. You can send a new one with /checkin now.")
        kept = _Kept.model_validate_json(text)
        check_in = self._placed(kept.check_in)
        self._rows.check_ins.add(check_in)
        for each in kept.deleted:
            self._rows.commitments.add(each)
        for commitment_id in kept.left:
            left = self._rows.commitments.get(commitment_id)
            if left is not None:
                self._rows.commitments.update(replace(left, check_in_id=check_in.id))
        for each in kept.ticked:
            now_open = self._rows.commitments.get(each.id)
            if now_open is not None and now_open.state is CommitmentState.OPEN:
                settled = replace(now_open, state=each.state, settled_at=each.settled_at)
                self._rows.commitments.update(replace(settled, settled_in=check_in.id))
        self._carry(check_in, 1)
        self._rows.removed.delete(check_in_id)
        self._outgoing.card(check_in, now)
        return check_in

    def _placed(self, check_in: CheckIn) -> CheckIn:
        """Return a check-in in its round: an early one goes into the one that has opened since."""
        if self._rows.series.get(check_in.series_id) is None:
            raise Gone("The schedule of that check-in is not here any more.")
        if check_in.round_id is None:
            latest = self._rows.rounds.latest_of_series(check_in.series_id)
            if latest is not None and latest.opens_at > check_in.created_at:
                check_in = replace(check_in, round_id=latest.id)
        if check_in.round_id is None:
            newer = self._rows.check_ins.early(check_in.series_id, check_in.user_id)
        else:
            newer = self._rows.check_ins.mine(check_in.round_id, check_in.user_id)
        if newer is not None:
            raise Refusal(
                "You've checked in again since, and that one stands. Remove it first to bring the"
                " old one back."
            )
        return check_in

    def _carry(self, check_in: CheckIn, times: int) -> None:
        for commitment_id in check_in.carried_ids:
            each = self._rows.commitments.get(commitment_id)
            if each is not None:
                carried = max(0, each.carried + times)
                self._rows.commitments.update(replace(each, carried=carried))

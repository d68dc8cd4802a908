"""How a round closes: its summary is put on its way, and silence is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.ladder import Ladder
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.rounds import Round, RoundState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

_COMES_TOO_LATE = (
    DeliveryKind.PING,
    DeliveryKind.MORE_MENTIONS,
    DeliveryKind.PUT_OFF_MENTION,
    DeliveryKind.DM_PING,
    DeliveryKind.REMINDER,
)


class Closing:
    """Closes rounds.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._ladder = Ladder(rows, outgoing, notices)

    def close(self, round_id: str, now: datetime) -> Round | None:
        """Close a round if it is open, before its time or after, and return it as it is then.

        Answers are accepted until the next one opens.
        """
        with self._rows.transaction():
            found = self._rows.rounds.get(round_id)
            if found is None or found.state is not RoundState.OPEN:
                return found
            closed = replace(found, state=RoundState.CLOSED, closed_at=now)
            self._rows.rounds.update(closed)
            if now >= found.close_at and self._was_posted(round_id):
                self._ladder.closed(closed, self._rows.attendance.of_round(round_id), now)
            self._outgoing.cancel_nudges(round_id)
            self._rows.deliveries.cancel(_COMES_TOO_LATE, round_id=round_id)
            self._outgoing.summary(round_id, now)
            self._outgoing.refresh(round_id)
        return closed

    def supersede(self, series_id: str, now: datetime) -> None:
        """Close what is open of a schedule, and accept no more answers: its next round opens."""
        with self._rows.transaction():
            for former in self._rows.rounds.accepting_of_series(series_id):
                self.close(former.id, now)
                closed = self._rows.rounds.get(former.id) or former
                self._rows.rounds.update(replace(closed, superseded=True))
                self._outgoing.refresh(former.id)

    def _was_posted(self, round_id: str) -> bool:
        pings = self._rows.deliveries.of_round(round_id, DeliveryKind.PING)
        return any(ping.state is DeliveryState.SENT for ping in pings)

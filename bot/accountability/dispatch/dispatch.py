"""Deliveries on their way: claimed once, sent effectively once, and kept up to date where they are.

pending → claimed → sent | failed | cancelled | expired. Whoever claims a delivery sends it. Between
the two anything may happen: a claimed one may have arrived, whatever is known of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.dispatch.claiming import Claim, Claims
from bot.accountability.dispatch.composing import told_by
from bot.accountability.dispatch.hold import Hold
from bot.accountability.dispatch.outcomes import Outcomes
from bot.accountability.dispatch.places import place_of
from bot.accountability.dispatch.showing import shown_now
from bot.accountability.models.deliveries import Delivery, DeliveryState
from bot.errors import Gone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch.outgoing import Outgoing
    from bot.accountability.models.views import View
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

SEEN_LATELY = timedelta(minutes=10)
"""Whoever was seen on the server since then is taken to be there still."""
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (2, 5, 15, 60, 300))
_UNREACHABLE = timedelta(minutes=1)
_MOST = 200
_UNDER_WAY = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED})


class Dispatch:
    """Hands out what is to be sent, and keeps what became of it. Each method is a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._deliveries = rows.deliveries
        self._outcomes = Outcomes(rows, outgoing, notices)
        self._hold = Hold(rows, self._outcomes, notices)
        self._claims = Claims(rows, self._hold, notices)

    # -- what is to be sent

    def due(self, now: datetime, limit: int = _MOST) -> list[Delivery]:
        """Return what is to be sent now, in the order in which it should be.

        What was claimed already is among it. The caller knows which of it is being sent just now.
        """
        if self._hold.is_on:
            return []
        due = self._deliveries.due(now, limit)
        return [replace(one, channel_id=place_of(self._rows, one)) for one in due]

    def whom(self, delivery_id: str, now: datetime) -> list[int]:
        """Return who is to be looked up on the server before a delivery is claimed.

        They would be told by it, and were not seen there in the last ten minutes.
        """
        delivery = self._deliveries.get(delivery_id)
        if delivery is None or delivery.state is not DeliveryState.PENDING:
            return []
        return [
            user_id
            for user_id in told_by(self._rows, delivery, now)
            if not self._was_seen(delivery, user_id, now - SEEN_LATELY)
        ]

    def claim(self, delivery_id: str, now: datetime) -> Claim | None:
        """Claim a delivery; None if there is nothing to be sent, or not now.

        What is stored is looked at again: who is still missing, not away, not asleep. What it says
        is frozen, whoever is told by it is marked, and what follows from it is put on its way.
        """
        with self._rows.transaction():
            return self._claims.first(delivery_id, now)

    # -- what nobody knows to have arrived

    def again(self, delivery_id: str, now: datetime) -> Claim | None:
        """Take a claimed delivery, to send it again without a look.

        None if that might double it: more than 60 seconds after the first attempt, Discord may have
        forgotten its nonce. Nothing is changed then. Look for it, and say what came of that:
        `sent`, `not_found` or `unreadable`. A thread can't be doubled, and neither can what was
        never tried in the place to which it goes now.
        """
        with self._rows.transaction():
            return self._claims.blindly(delivery_id, now)

    def not_found(self, delivery_id: str, now: datetime) -> Claim | None:
        """Take a claimed delivery, to send it once more: it was looked for, and is not there."""
        with self._rows.transaction():
            return self._claims.absent(delivery_id, now)

    def unreadable(self, delivery_id: str, now: datetime) -> Claim | None:
        """Take a claimed delivery that can't be looked for: an opening is repeated, and says so.

        It is repeated once. Anything else is given up: better none than two.
        """
        with self._rows.transaction():
            return self._claims.unreadable(delivery_id, now)

    # -- what became of it

    def sent(self, delivery_id: str, message_id: int, channel_id: int, now: datetime) -> None:
        """Note that a delivery has arrived; a thread has the id of its message."""
        with self._rows.transaction():
            delivery = self._deliveries.get(delivery_id)
            if delivery is not None and delivery.state is not DeliveryState.SENT:
                self._outcomes.arrived(delivery, message_id, channel_id, now)

    def failed(self, delivery_id: str, error: str, now: datetime) -> None:
        """Note that a delivery was refused for good.

        Args:
            delivery_id: Which.
            error: "closed_dm", "no_channel" (it is not there), "no_permission", "unseen" (it may
                have arrived, and can't be looked for), or another word.
            now: The time.
        """
        with self._rows.transaction():
            delivery = self._deliveries.get(delivery_id)
            if delivery is not None and delivery.state in _UNDER_WAY:
                self._outcomes.refused(delivery, str(error), now)

    def uncertain(self, delivery_id: str, error: str, now: datetime) -> None:
        """Note that nobody knows whether a delivery arrived; it is tried again after a while."""
        delivery = self._deliveries.get(delivery_id)
        if delivery is not None:
            step = min(max(delivery.attempts, 1), len(BACK_OFF)) - 1
            self._deliveries.delay(delivery_id, now + BACK_OFF[step], error)

    def delay(self, delivery_id: str, error: str, now: datetime) -> None:
        """Note that a delivery could not even be tried: its server is out of reach."""
        self._deliveries.delay(delivery_id, now + _UNREACHABLE, error)

    def expire(self, now: datetime) -> int:
        """Give up what had better not come any more; return how many that were."""
        return self._deliveries.expire(now)

    def next_wake(self, now: datetime) -> datetime | None:
        """Return the next instant, later than now, at which something may be due or planned.

        What is due already is left out: whoever is at it asks again.
        """
        ahead = (
            self._deliveries.next_due(now),
            self._rows.series.next_wake(),
            self._rows.rounds.next_close(),
        )
        return min((at for at in ahead if at is not None and at > now), default=None)

    # -- what is there

    def stale(self, now: datetime, limit: int = _MOST) -> list[Delivery]:
        """Return messages that should look different."""
        return [] if self._hold.is_on else self._deliveries.stale(now, limit)

    def view(self, delivery_id: str, now: datetime) -> tuple[View, int]:
        """Return what a message should show now, with the version to be noted as `shown`.

        Raises:
            Gone: What it shows is there no more.
        """
        with self._rows.transaction():
            delivery = self._deliveries.get(delivery_id)
            view = None if delivery is None else shown_now(self._rows, delivery, now)
            if delivery is None or view is None:
                raise Gone("That message has nothing to show any more.")
            return view, delivery.wanted

    def shown(self, delivery_id: str, version: int) -> None:
        """Note what a message shows; if it was to change meanwhile, it is stale still."""
        self._deliveries.shown(delivery_id, version)

    def vanished(self, delivery_id: str) -> None:
        """Note that somebody has deleted a message: it counts as delivered; no more edits."""
        self._deliveries.settle(delivery_id, DeliveryState.SENT)

    # -- after a restore

    def hold(self, now: datetime) -> None:
        """Send nothing from now on: the file was restored or copied."""
        self._hold.begin(now)

    def held(self) -> bool:
        """Tell whether nothing is sent, because the file was restored or copied."""
        return self._hold.is_on

    def to_look_for(self, now: datetime) -> list[Delivery]:
        """Return what is to be looked for while on hold, and where."""
        return self._hold.to_look_for(now)

    def found(self, delivery_id: str, message_id: int, channel_id: int, now: datetime) -> None:
        """Note that a message is there: the file's other life has sent it.

        What followed from it then follows now, and is looked for in its turn.
        """
        with self._rows.transaction():
            delivery = self._deliveries.get(delivery_id)
            if delivery is None or delivery.state is DeliveryState.SENT:
                return
            if delivery.state is DeliveryState.PENDING:
                self._claims.belatedly(delivery)
            self._outcomes.arrived(delivery, message_id, channel_id, now)

    def absent(self, delivery_id: str) -> None:
        """Note that the place of a message could be read, and it is not there."""
        with self._rows.transaction():
            delivery = self._deliveries.get(delivery_id)
            if delivery is not None:
                self._hold.absent(delivery)

    def unfindable(self, delivery_id: str) -> None:
        """Note that a message can't be looked for."""
        with self._rows.transaction():
            delivery = self._deliveries.get(delivery_id)
            if delivery is not None:
                self._hold.unfindable(delivery)

    def resume(self, now: datetime) -> int:
        """End the hold; return how many messages are dropped, because they can't be looked for."""
        with self._rows.transaction():
            return self._hold.end(now)

    def _was_seen(self, delivery: Delivery, user_id: int, since: datetime) -> bool:
        member = self._rows.members.get(delivery.group_id or "", user_id)
        return member is None or (member.seen_at is not None and member.seen_at >= since)

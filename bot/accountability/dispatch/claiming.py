"""A delivery becomes somebody's to send: the first time, and again if nobody knows of the last.

Discord returns the first message for a nonce that it knows, so that a second attempt within a
minute doubles nothing. Later, the message is looked for first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.dispatch.composing import compose
from bot.accountability.dispatch.outcomes import UNSEEN, keep_note
from bot.accountability.dispatch.showing import EDITED
from bot.accountability.models.deliveries import (
    NONCE_HOLDS_SECONDS,
    Delivery,
    DeliveryKind,
    DeliveryState,
)
from bot.accountability.models.views import PingView, from_json, to_json

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch.composed import Composed
    from bot.accountability.dispatch.hold import Hold
    from bot.accountability.models.views import View
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

NONCE_HOLDS = timedelta(seconds=NONCE_HOLDS_SECONDS)


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is the caller's to send, and what it says."""

    delivery: Delivery
    view: View


class Claims:
    """Hands deliveries out; in a caller's transaction.

    Args:
        rows: The rows of the file.
        hold: Whether anything may be sent.
        notices: Where a note is kept that can't be sent.
    """

    def __init__(self, rows: Rows, hold: Hold, notices: Notices) -> None:
        self._rows = rows
        self._deliveries = rows.deliveries
        self._hold = hold
        self._notices = notices

    def first(self, delivery_id: str, now: datetime) -> Claim | None:
        """Claim a pending delivery."""
        delivery = self._deliveries.get(delivery_id)
        if delivery is None or not self._is_claimable(delivery, now):
            return None
        if not self._freeze(delivery, now):
            self._deliveries.settle(delivery_id, DeliveryState.CANCELLED)
            return None
        return self._taken(delivery_id)

    def belatedly(self, delivery: Delivery) -> None:
        """Claim a pending delivery whose message was found, as if that had been when it was due."""
        if self._freeze(delivery, delivery.not_before) and delivery.kind in EDITED:
            # What it says may be older than what is so now.
            self._deliveries.want(delivery.id)

    def blindly(self, delivery_id: str, now: datetime) -> Claim | None:
        """Take a claimed delivery again, if that can't double it."""
        delivery = self._still_claimed(delivery_id, now)
        if delivery is None:
            return None
        first = delivery.first_attempt_at
        if delivery.kind is DeliveryKind.THREAD or first is None:
            return self._once_more(delivery, now, anew=True)
        if timedelta() <= now - first <= NONCE_HOLDS:
            return self._once_more(delivery, now, anew=False)
        return None

    def absent(self, delivery_id: str, now: datetime) -> Claim | None:
        """Take a claimed delivery again that was looked for and is not there."""
        delivery = self._still_claimed(delivery_id, now)
        return None if delivery is None else self._once_more(delivery, now, anew=True)

    def unreadable(self, delivery_id: str, now: datetime) -> Claim | None:
        """Take a claimed delivery again that can't be looked for: an opening, once; or none."""
        delivery = self._still_claimed(delivery_id, now)
        if delivery is None:
            return None
        if delivery.first_attempt_at is not None and delivery.kind is not DeliveryKind.THREAD:
            repeated = _repeated(delivery)
            if repeated is None:
                self._deliveries.settle(delivery_id, DeliveryState.FAILED, error=UNSEEN)
                return None
            self._deliveries.freeze(delivery_id, to_json(repeated))
        return self._once_more(delivery, now, anew=True)

    def _is_claimable(self, delivery: Delivery, now: datetime) -> bool:
        return (
            delivery.state is DeliveryState.PENDING
            and delivery.not_before <= now < delivery.expires_at
            and not self._hold.is_on
            and not self._deliveries.waits(delivery.id)
        )

    def _still_claimed(self, delivery_id: str, now: datetime) -> Delivery | None:
        delivery = self._deliveries.get(delivery_id)
        if delivery is None or delivery.state is not DeliveryState.CLAIMED:
            return None
        may_go = now < delivery.expires_at and not self._hold.is_on
        return delivery if may_go else None

    def _once_more(self, delivery: Delivery, now: datetime, *, anew: bool) -> Claim | None:
        self._deliveries.again(delivery.id, now, anew=anew)
        return self._taken(delivery.id)

    def _taken(self, delivery_id: str) -> Claim | None:
        delivery = self._deliveries.get(delivery_id)
        if delivery is None or delivery.payload is None:
            return None
        return Claim(delivery, from_json(delivery.payload))

    def _freeze(self, delivery: Delivery, now: datetime) -> bool:
        """Write down what a delivery says and all that follows; False if it says nothing."""
        composed = compose(self._rows, delivery, now)
        self._note_effects(delivery, composed, now)
        if composed.view is None:
            return False
        text = to_json(composed.view)
        return self._deliveries.claim(delivery.id, text, composed.channel_id, now)

    def _note_effects(self, delivery: Delivery, composed: Composed, now: datetime) -> None:
        for slip in composed.follow_ups:
            self._deliveries.add(slip)
        if delivery.round_id is not None:
            self._rows.attendance.mark_mentioned(delivery.round_id, composed.mentioned, now)
            self._rows.attendance.mark_nudged(delivery.round_id, composed.nudged, now)
        if composed.kept:
            keep_note(self._notices, delivery, now)


def _repeated(delivery: Delivery) -> PingView | None:
    """Return an opening that says that it may stand there already; None if it said so before."""
    view = from_json(delivery.payload or "{}")
    if not isinstance(view, PingView) or view.repeated:
        return None
    return view.model_copy(update={"repeated": True})

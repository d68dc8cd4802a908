"""After a restore or a move: nothing is sent until somebody ends the hold.

What is due may have been sent by the file's other life. It is looked for, and what is there counts
as sent. When the hold ends, what was looked for and not found goes out; what could not be looked
for does not, and a notice says so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.dispatch.places import place_of
from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.models.notices import Cause
from bot.accountability.store.columns import instant, read_instant

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch.outcomes import Outcomes
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

_FACT = "restored"
_ABSENT = "looked for, not there"
_UNFINDABLE = "could not be looked for"
_MOST = 10_000

_MADE_WHEN_DUE = frozenset({DeliveryKind.CARD, DeliveryKind.INVITATION, DeliveryKind.ENDING})
"""They are due from when they are made: after the restore, no other life can have sent them."""


class Hold:
    """The hold of a restored file; its methods belong into a transaction.

    Args:
        rows: The rows of the file.
        outcomes: What follows from a thread that is there.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outcomes: Outcomes, notices: Notices) -> None:
        self._rows = rows
        self._deliveries = rows.deliveries
        self._outcomes = outcomes
        self._notices = notices

    def begin(self, now: datetime) -> None:
        """Send nothing from now on."""
        self._rows.facts.put(_FACT, instant(now))

    @property
    def is_on(self) -> bool:
        """Whether nothing is sent."""
        return self._rows.facts.get(_FACT) is not None

    def to_look_for(self, now: datetime) -> list[Delivery]:
        """Return what is to be looked for, and where: due, not looked for yet, maybe sent before.

        A thread is looked for in the place that it would be: being there is all it says.
        """
        began_at = self._began_at()
        if began_at is None:
            return []
        return [
            replace(one, channel_id=place)
            for one in self._deliveries.due(now, _MOST)
            if not _is_new(one, began_at) and one.last_error not in {_ABSENT, _UNFINDABLE}
            if (place := self._place(one)) is not None or one.channel_id is None
        ]

    def absent(self, delivery: Delivery) -> None:
        """Note that the place could be read, and the message is not there."""
        thread_id = self._place(delivery)
        if delivery.kind is DeliveryKind.THREAD and thread_id is not None:
            self._outcomes.thread_is_there(delivery, thread_id)
        else:
            self._deliveries.mark(delivery.id, _ABSENT)

    def unfindable(self, delivery: Delivery) -> None:
        """Note that a message can't be looked for."""
        self._deliveries.mark(delivery.id, _UNFINDABLE)

    def end(self, now: datetime) -> int:
        """Send again; return how many messages were dropped because nobody could look for them."""
        began_at = self._began_at()
        if began_at is None:
            return 0
        self._deliveries.expire(now)
        dropped: Counter[str] = Counter()
        # Decided for all before any is changed: some wait for others.
        due = [(one, self._may_go(one, began_at)) for one in self._deliveries.overdue(now)]
        for delivery, may_go in due:
            if may_go:
                self._let_go(delivery, now)
            else:
                self._deliveries.settle(
                    delivery.id, DeliveryState.CANCELLED, error=delivery.last_error or _UNFINDABLE
                )
                dropped[delivery.group_id or ""] += 1
        self._rows.facts.delete(_FACT)
        for group_id, number in dropped.items():
            self._notices.raise_(group_id, Cause.RESTORED, now, detail=(str(number),))
        return dropped.total()

    def _place(self, delivery: Delivery) -> int | None:
        """Return where a message is, if it is anywhere; a thread has the id of its opening."""
        if delivery.kind is not DeliveryKind.THREAD:
            return place_of(self._rows, delivery)
        pings = self._deliveries.of_round(delivery.round_id or "", DeliveryKind.PING)
        return next((one.message_id for one in pings if one.message_id is not None), None)

    def _may_go(self, delivery: Delivery, began_at: datetime) -> bool:
        # A thread can't be started twice.
        if delivery.kind is DeliveryKind.THREAD or _is_new(delivery, began_at):
            return True
        if self._deliveries.waits(delivery.id):
            # If the opening is not there, neither is anything in its thread.
            pings = self._deliveries.of_round(delivery.round_id or "", DeliveryKind.PING)
            return any(one.last_error == _ABSENT for one in pings)
        return delivery.last_error == _ABSENT

    def _let_go(self, delivery: Delivery, now: datetime) -> None:
        self._deliveries.delay(delivery.id, now, "")
        if delivery.state is DeliveryState.CLAIMED:
            self._deliveries.redirect(delivery.id, delivery.channel_id)

    def _began_at(self) -> datetime | None:
        text = self._rows.facts.get(_FACT)
        return None if text is None else read_instant(text)


def _is_new(delivery: Delivery, began_at: datetime) -> bool:
    """Tell whether a delivery was made since the hold began, and for the first time."""
    return delivery.kind in _MADE_WHEN_DUE and delivery.not_before >= began_at

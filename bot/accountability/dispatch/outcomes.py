"""What follows once it is known what became of a message: it arrived, or was refused for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.dispatch.slips import round_slip
from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import RoundState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch.outgoing import Outgoing
    from bot.accountability.models.rounds import Round
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

CLOSED_DM = "closed_dm"
NO_CHANNEL = "no_channel"
NO_PERMISSION = "no_permission"
UNSEEN = "unseen"
"""It may be there, and can't be looked for: nothing takes its place."""

_PLACE_IS_CLOSED = frozenset({NO_CHANNEL, NO_PERMISSION})
_DIRECT = frozenset({DeliveryKind.DM_PING, DeliveryKind.DM_NUDGE, DeliveryKind.REMINDER})


class Outcomes:
    """Writes down what became of messages, with what follows from it; in a caller's transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._notices = notices

    def arrived(self, delivery: Delivery, message_id: int, channel_id: int, now: datetime) -> None:
        """A message is there."""
        if delivery.kind is DeliveryKind.THREAD:
            self.thread_is_there(delivery, message_id)
            return
        self._rows.deliveries.settle(delivery.id, DeliveryState.SENT, message_id, channel_id)
        if delivery.channel_id is None:
            self._dm_arrived(delivery, now)
        elif delivery.group_id is not None and self._is_main_place(delivery):
            self._notices.fixed(delivery.group_id, Cause.NO_CHANNEL, now)
        if delivery.kind is DeliveryKind.NOTICE and delivery.part == 0:
            self._notices.told(delivery.subject, now)

    def thread_is_there(self, delivery: Delivery, thread_id: int) -> None:
        """A round has a thread: its cards go there."""
        self._rows.deliveries.settle(delivery.id, DeliveryState.SENT, thread_id, thread_id)
        round_ = self._rows.rounds.get(delivery.round_id or "")
        if round_ is not None:
            self._rows.rounds.update(replace(round_, thread_id=thread_id))

    def refused(self, delivery: Delivery, error: str, now: datetime) -> None:
        """A message was refused for good; it goes elsewhere, if there is an elsewhere."""
        if error == UNSEEN:
            self._rows.deliveries.settle(delivery.id, DeliveryState.FAILED, error=error)
        elif delivery.channel_id is None:
            self._dm_refused(delivery, error, now)
        elif error in _PLACE_IS_CLOSED and delivery.kind is not DeliveryKind.THREAD:
            self._place_refused(delivery, error, now)
        else:
            self._rows.deliveries.settle(delivery.id, DeliveryState.FAILED, error=error)

    # -- direct messages

    def _dm_arrived(self, delivery: Delivery, now: datetime) -> None:
        user_id = delivery.user_id or 0
        person = self._rows.people.get(delivery.guild_id, user_id)
        if not person.dm_open:
            self._rows.people.put(replace(person, dm_open=True))
        for group, _ in self._rows.members.of_user(delivery.guild_id, user_id):
            self._notices.fixed(group.id, Cause.DM_CLOSED, now, user_id=user_id)

    def _dm_refused(self, delivery: Delivery, error: str, now: datetime) -> None:
        self._rows.deliveries.settle(delivery.id, DeliveryState.FAILED, error=error)
        if error == CLOSED_DM:
            self._close_dm(delivery, now)
        if delivery.kind is DeliveryKind.NOTICE:
            notice = self._rows.notices.get(delivery.subject)
            if notice is not None and (notice.told_at is None or delivery.part):
                self._outgoing.notice(notice, now)
        elif delivery.kind is DeliveryKind.NOTE:
            keep_note(self._notices, delivery, now)
        elif delivery.kind in _DIRECT:
            self._name_in_thread(delivery, now)

    def _close_dm(self, delivery: Delivery, now: datetime) -> None:
        user_id = delivery.user_id or 0
        person = self._rows.people.get(delivery.guild_id, user_id)
        self._rows.people.put(replace(person, dm_open=False))
        if delivery.group_id is not None:
            self._notices.raise_(delivery.group_id, Cause.DM_CLOSED, now, user_id=user_id)

    def _name_in_thread(self, delivery: Delivery, now: datetime) -> None:
        round_ = self._rows.rounds.get(delivery.round_id or "")
        if round_ is not None and round_.state is RoundState.OPEN:
            opens = delivery.kind is DeliveryKind.DM_PING
            slip = round_slip(
                DeliveryKind.PUT_OFF_MENTION if opens else DeliveryKind.NUDGE,
                round_,
                now,
                round_.close_at,
                user_id=delivery.user_id,
                subject=delivery.id,
            )
            self._rows.deliveries.add(slip)

    # -- channels and threads

    def _place_refused(self, delivery: Delivery, error: str, now: datetime) -> None:
        # Tried before with unknown outcome, it may stand where nothing may be posted any more.
        is_certain = delivery.attempts <= 1 or error == NO_CHANNEL
        elsewhere = self._next_place(delivery) if is_certain else None
        if elsewhere is not None:
            self._rows.deliveries.redirect(delivery.id, elsewhere)
            return
        self._rows.deliveries.settle(delivery.id, DeliveryState.FAILED, error=error)
        if delivery.group_id is not None and delivery.kind is not DeliveryKind.NOTICE:
            detail = (str(delivery.channel_id),)
            self._notices.raise_(delivery.group_id, Cause.NO_CHANNEL, now, detail=detail)

    def _next_place(self, delivery: Delivery) -> int | None:
        """Return where a message goes instead: from the thread to the channel, the group's last."""
        round_ = self._rows.rounds.get(delivery.round_id or "")
        group = self._rows.groups.get(delivery.group_id or "")
        if round_ is not None and delivery.channel_id == round_.thread_id:
            self._leave_thread(delivery, round_)
            return round_.channel_id
        if group is not None and delivery.channel_id != group.channel_id:
            return group.channel_id
        return None

    def _leave_thread(self, delivery: Delivery, round_: Round) -> None:
        """Post nothing more of a round in its thread; an opening starts one of its own instead."""
        self._rows.rounds.update(replace(round_, thread_id=None))
        if delivery.kind is DeliveryKind.PING:
            moved = replace(round_, thread_id=None)
            self._rows.deliveries.add(
                round_slip(DeliveryKind.THREAD, moved, delivery.not_before, round_.close_at)
            )

    def _is_main_place(self, delivery: Delivery) -> bool:
        group = self._rows.groups.get(delivery.group_id or "")
        return group is not None and group.channel_id == delivery.channel_id


def keep_note(notices: Notices, delivery: Delivery, now: datetime) -> None:
    """Keep a private note for the member's next command."""
    if delivery.group_id is not None and delivery.user_id is not None:
        detail = (delivery.round_id,) if delivery.round_id else ()
        notices.raise_(
            delivery.group_id, Cause.MISSED_YOU, now, detail=detail, user_id=delivery.user_id
        )

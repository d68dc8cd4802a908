"""Messages are put on their way: inside the transaction of whatever makes them necessary.

Nothing here decides whom a message reaches or what it says: that is decided when it is claimed,
from what is so then.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.dispatch.slips import group_slip, round_slip
from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState
from bot.accountability.models.notices import Cause
from bot.accountability.models.views import CardView, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.notices import Notice
    from bot.accountability.models.rounds import CheckIn, Round
    from bot.accountability.store.rows import Rows

_CARD_KEPT = timedelta(days=14)
_KEPT = timedelta(days=7)
_INVITATION_IS_NEW = timedelta(days=1)
_INVITATION_IS_KEPT_UP = timedelta(days=60)

_UNDER_WAY = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED})
_NUDGES = frozenset({DeliveryKind.NUDGE, DeliveryKind.DM_NUDGE})
# A group's last check-ins still become cards, and its last rounds a summary.
_ENDED_BY_THE_GROUP = frozenset(DeliveryKind) - {
    DeliveryKind.CARD,
    DeliveryKind.SUMMARY,
    DeliveryKind.ENDING,
}


class Outgoing:
    """Puts messages on their way; doing so twice changes nothing.

    Args:
        rows: The rows of the file. The caller's transaction is the one that counts.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._deliveries = rows.deliveries

    # -- a round

    def ping(self, round_: Round, now: datetime, posts_at: datetime) -> None:
        """Open a round: its message, and the thread that is started from it.

        Those who chose DMs get theirs once the message is claimed: then it is looked up who does.
        """
        at = max(now, posts_at)
        self._put(round_slip(DeliveryKind.PING, round_, at, round_.close_at))
        if round_.thread_id is None:
            self._put(round_slip(DeliveryKind.THREAD, round_, at, round_.close_at))

    def nudges(self, round_: Round) -> None:
        """Remind those who will be missing then, in the thread or by DM, before the close."""
        if round_.nudge_at is not None:
            self._put(round_slip(DeliveryKind.NUDGE, round_, round_.nudge_at, round_.close_at))

    def cancel_nudges(self, round_id: str) -> None:
        """Remind nobody of a round any more."""
        self._deliveries.cancel(_NUDGES, round_id=round_id)

    def summary(self, round_id: str, now: datetime) -> None:
        """Sum a round up that has closed."""
        found = self._rows.rounds.get(round_id)
        if found is not None:
            self._put(round_slip(DeliveryKind.SUMMARY, found, now, now + _KEPT))

    def refresh(self, round_id: str) -> None:
        """Let a round's messages show how it stands now."""
        for kind in (DeliveryKind.PING, DeliveryKind.SUMMARY):
            for delivery in self._deliveries.of_round(round_id, kind):
                self._deliveries.want(delivery.id)

    def reminder(self, round_id: str, user_id: int, at: datetime) -> None:
        """Remind a member who asked for it, by DM; their latest wish for a round is the one."""
        found = self._rows.rounds.get(round_id)
        if found is None:
            return
        slip = round_slip(
            DeliveryKind.REMINDER,
            found,
            at,
            found.close_at,
            user_id=user_id,
            direct=True,
            subject=at.isoformat(),
        )
        for earlier in self._deliveries.of_round(round_id, DeliveryKind.REMINDER):
            if (earlier.user_id, earlier.state) == (user_id, DeliveryState.PENDING):
                self._deliveries.settle(earlier.id, DeliveryState.CANCELLED)
        self._put(slip)

    # -- a check-in

    def card(self, check_in: CheckIn, now: datetime) -> None:
        """Show a check-in in its round's thread; one that was taken back is shown again."""
        found = None if check_in.round_id is None else self._rows.rounds.get(check_in.round_id)
        if found is None:
            return
        slip = round_slip(
            DeliveryKind.CARD,
            found,
            now,
            now + _CARD_KEPT,
            user_id=check_in.user_id,
            subject=check_in.id,
        )
        if not self._put(slip):
            self._deliveries.want(slip.id)

    def refresh_card(self, check_in_id: str) -> None:
        """Let a card show what its check-in says now."""
        for delivery in self._deliveries.of_subject(check_in_id):
            self._deliveries.want(delivery.id)

    def card_removed(self, check_in_id: str, now: datetime) -> None:
        """Take a card back: nothing of what it said is sent, shown or kept any more."""
        for card in self._deliveries.of_subject(check_in_id):
            if card.state is DeliveryState.PENDING:
                self._deliveries.settle(card.id, DeliveryState.CANCELLED)
                continue
            self._deliveries.freeze(card.id, to_json(removed_card(card)))
            self._deliveries.want(card.id)
            # At once, whatever kept earlier edits from being made.
            self._deliveries.edit_later(card.id, now)

    # -- a group

    def invitation(self, group: PeerGroup, now: datetime) -> None:
        """Post a group's invitation; one that stands there since lately is brought up to date."""
        earlier = self._deliveries.of_group(group.id, DeliveryKind.INVITATION)
        latest = earlier[-1] if earlier else None
        if latest is not None and _is_there(latest, group, now - _INVITATION_IS_NEW):
            self._deliveries.want(latest.id)
            return
        slip = group_slip(
            DeliveryKind.INVITATION, group, now, now + _KEPT, part=_next_part(earlier)
        )
        self._put(slip)

    def refresh_invitation(self, group_id: str, now: datetime) -> None:
        """Let a group's invitations show who has joined; those of the last two months."""
        for delivery in self._deliveries.of_group(group_id, DeliveryKind.INVITATION):
            if delivery.not_before > now - _INVITATION_IS_KEPT_UP:
                self._deliveries.want(delivery.id)

    def refresh_group(self, group_id: str, now: datetime) -> None:
        """Let the rounds of a group that accept answers, and its invitations, show its settings."""
        for found in self._rows.rounds.accepting_of_group(group_id):
            self.refresh(found.id)
        self.refresh_invitation(group_id, now)

    def refresh_next(self, group_id: str, now: datetime) -> None:
        """Let the latest summaries of a group, and its invitations, show which round comes next."""
        for found in self._rows.rounds.accepting_of_group(group_id):
            for summary in self._deliveries.of_round(found.id, DeliveryKind.SUMMARY):
                self._deliveries.want(summary.id)
        self.refresh_invitation(group_id, now)

    def ending(self, group: PeerGroup, now: datetime) -> None:
        """Post a group's last summary."""
        earlier = self._deliveries.of_group(group.id, DeliveryKind.ENDING)
        self._put(
            group_slip(DeliveryKind.ENDING, group, now, now + _KEPT, part=_next_part(earlier))
        )

    def cancel_group(self, group_id: str) -> None:
        """Send nothing more of a group that has ended, but its last cards and summaries."""
        self._deliveries.cancel(_ENDED_BY_THE_GROUP, group_id=group_id)

    def note(self, group_id: str, user_id: int, round_id: str | None, now: datetime) -> None:
        """Tell a member privately that they were missed, and are pinged no more for now."""
        group = self._rows.groups.get(group_id)
        if group is not None:
            slip = group_slip(
                DeliveryKind.NOTE, group, now, now + _KEPT, user_id=user_id, round_id=round_id
            )
            self._put(slip)

    def notice(self, notice: Notice, now: datetime) -> None:
        """Tell those who run a group of a notice, or that its cause is over.

        It goes by DM to each whose DMs are known to be open; else silently into the group's
        channel. What fits neither is told on top of their next command (`Notices.pending_for`).
        """
        group = self._rows.groups.get(notice.group_id)
        if group is None or notice.user_id is not None or group.state is GroupState.ENDED:
            return
        part = 0 if notice.fixed_at is None else 1
        told = self._reached_by_dm(group) if _may_come_by_dm(notice) else []
        if not told and notice.cause is Cause.NO_CHANNEL and notice.fixed_at is None:
            return
        for user_id in told or [None]:
            slip = group_slip(
                DeliveryKind.NOTICE,
                group,
                now,
                now + _KEPT,
                user_id=user_id,
                subject=notice.id,
                part=part,
            )
            self._put(slip)

    def _reached_by_dm(self, group: PeerGroup) -> list[int | None]:
        return [
            member.user_id
            for member in self._rows.members.of_group(group.id)
            if member.runs and self._rows.people.get(group.guild_id, member.user_id).dm_open
        ]

    def _put(self, slip: Delivery) -> bool:
        """Put a delivery on its way; return False if it is or was already.

        One that was called off before anybody tried to send it goes out after all.
        """
        if self._deliveries.add(slip):
            return True
        self._deliveries.revive(slip.id, slip.not_before, slip.expires_at)
        return False


def removed_card(card: Delivery) -> CardView:
    """Return what the card of a check-in says that was taken back."""
    return CardView(
        check_in_id=card.subject,
        round_id=card.round_id or "",
        user_id=card.user_id or 0,
        removed=True,
    )


def _may_come_by_dm(notice: Notice) -> bool:
    # Those who manage the server never asked the bot for a DM.
    return notice.cause is not Cause.NO_FACILITATOR


def _is_there(invitation: Delivery, group: PeerGroup, since: datetime) -> bool:
    """Tell whether an invitation is on its way, or was posted in the group's channel since."""
    if invitation.channel_id != group.channel_id:
        return False
    if invitation.state in _UNDER_WAY:
        return True
    return invitation.message_id is not None and invitation.not_before > since


def _next_part(earlier: Sequence[Delivery]) -> int:
    """Return which part the next message of a kind is, of which a group has one at a time."""
    if not earlier:
        return 0
    latest = earlier[-1]
    never_tried = latest.state is DeliveryState.CANCELLED and latest.claimed_at is None
    return latest.part if latest.state in _UNDER_WAY or never_tried else latest.part + 1

"""How a group ends, comes back within 30 days, and is deleted after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.closing import Closing
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import GroupState
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

KEPT_FOR = timedelta(days=30)


class Endings:
    """The endings of groups; every method but `purge` belongs into a transaction.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._closing = Closing(rows, outgoing, notices)

    def end(self, group: PeerGroup, now: datetime) -> PeerGroup:
        """Close a group's rounds, call off what was on its way, and put the last message on it."""
        for found in self._rows.rounds.accepting_of_group(group.id):
            # Nobody would read a late answer.
            self._closing.supersede(found.series_id, now)
        ended = replace(group, state=GroupState.ENDED, paused_at=None, ended_at=now)
        self._rows.groups.update(ended)
        self._outgoing.cancel_group(group.id)
        self._outgoing.refresh_invitation(group.id, now)
        self._outgoing.ending(ended, now)
        return ended

    def reopen(self, group: PeerGroup, now: datetime) -> PeerGroup:
        """Bring a group back.

        Raises:
            Gone: It ended more than 30 days ago.
            Refusal: Its channel has another group now.
        """
        if group.ended_at is None or now - group.ended_at > KEPT_FOR:
            raise Gone(
                "This group ended more than 30 days ago. Start a new one with /group create."
            )
        if self._rows.groups.in_channel(group.guild_id, group.channel_id):
            raise Refusal(
                "Its channel has another group now. End that one first, or start a new group in"
                " another channel with /group create."
            )
        reopened = replace(group, state=GroupState.ACTIVE, ended_at=None)
        self._rows.groups.update(reopened)
        self._rows.deliveries.cancel({DeliveryKind.ENDING}, group_id=group.id)
        self._outgoing.refresh_invitation(group.id, now)
        return reopened

    def purge(self, now: datetime) -> list[tuple[str, int]]:
        """Delete the groups that ended more than 30 days ago; return (id, server) of each."""
        deleted = []
        for group in self._rows.groups.ended_before(now - KEPT_FOR):
            with self._rows.transaction():
                self._rows.groups.delete(group.id)
            deleted.append((group.id, group.guild_id))
        return deleted

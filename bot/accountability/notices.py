"""Notices: what those who run a group have to know. One for each cause; a second when it is over.

They come by DM or silently in the group's channel (`Outgoing.notice`). What fits neither is kept,
and told on top of their next command.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.notices import Cause, Notice
from bot.accountability.models.views import NoteView, NoticeView
from bot.accountability.silence import member_silence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.store.rows import Rows

_EVENTS = frozenset({Cause.MISSED, Cause.RESTORED, Cause.MISSED_YOU})
"""They happen, and are not over at some time: another of the kind takes the place of the first."""
_ID_BYTES = 9
_UNDER_WAY = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED})


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody is told on top of their next command; then `Notices.told` is called."""

    notice_id: str
    view: NoticeView | NoteView


class Notices:
    """Raises notices, ends them, and knows whom they wait for.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._outgoing = outgoing

    def raise_(
        self,
        group_id: str,
        cause: str,
        now: datetime,
        series_id: str | None = None,
        detail: tuple[str, ...] = (),
        user_id: int | None = None,
    ) -> None:
        """Tell those who run a group of a cause, unless they know of it already.

        Args:
            group_id: The group.
            cause: A `Cause`; it says what `detail` holds.
            now: The time.
            series_id: The schedule, if it concerns one.
            detail: What belongs to the sentence.
            user_id: The member, if it concerns nobody but them.
        """
        cause = Cause(cause)
        with self._rows.transaction():
            known = self._of(group_id, cause, series_id, user_id)
            open_ = [one for one in known if one.fixed_at is None]
            if open_ and (cause not in _EVENTS or open_[-1].detail == detail):
                return
            for one in open_:
                self._rows.notices.fix(one.id, now)
            notice = Notice(
                id=_notice_id(group_id, cause, series_id, user_id, len(known)),
                group_id=group_id,
                cause=cause,
                raised_at=now,
                series_id=series_id,
                user_id=user_id,
                detail=detail,
            )
            self._rows.notices.add(notice)
            self._outgoing.notice(notice, now)

    def fixed(
        self,
        group_id: str,
        cause: str,
        now: datetime,
        series_id: str | None = None,
        user_id: int | None = None,
    ) -> None:
        """Note that a cause is over; those who were told of it are told so."""
        with self._rows.transaction():
            for notice in self._of(group_id, Cause(cause), series_id, user_id):
                if notice.fixed_at is None:
                    self._rows.notices.fix(notice.id, now)
                    self._call_off(notice.id)
                    if notice.told_at is not None:
                        self._outgoing.notice(replace(notice, fixed_at=now), now)

    def told(self, notice_id: str, now: datetime) -> None:
        """Note that somebody was told; if its cause was over by then, they are told that too."""
        with self._rows.transaction():
            first = self._rows.notices.tell(notice_id, now)
            notice = self._rows.notices.get(notice_id)
            if first and notice is not None and notice.fixed_at and notice.cause not in _EVENTS:
                self._outgoing.notice(notice, now)

    def pending_for(self, guild_id: int, user_id: int, *, manages: bool = False) -> list[Kept]:
        """Return what somebody is told on top of their next command, because nothing else could.

        Args:
            guild_id: The server on which they gave the command.
            user_id: Who they are.
            manages: Whether they manage the server: they are told of groups that nobody runs.
        """
        kept = []
        for notice in self._rows.notices.of_guild(guild_id):
            group = self._rows.groups.get(notice.group_id)
            if group is None or notice.told_at is not None or self._is_under_way(notice.id):
                continue
            if self._concerns(notice, group, user_id, manages=manages):
                kept.append(Kept(notice.id, notice_view(notice, group)))
        return kept

    def open_in(self, guild_id: int) -> list[Notice]:
        """Return a server's notices whose causes are not over, but those of single members."""
        return [one for one in self._rows.notices.of_guild(guild_id) if one.user_id is None]

    def _concerns(self, notice: Notice, group: PeerGroup, user_id: int, *, manages: bool) -> bool:
        member = self._rows.members.get(group.id, user_id)
        if notice.cause is Cause.NO_FACILITATOR:
            return manages
        if notice.user_id is None:
            return member is not None and member.runs
        if notice.user_id != user_id or member is None or not member.joined:
            return False
        if notice.cause is Cause.MISSED_YOU:
            return not member_silence(member.silent_rounds).mentioned
        return not self._rows.people.get(group.guild_id, user_id).dm_open

    def _of(
        self, group_id: str, cause: Cause, series_id: str | None, user_id: int | None
    ) -> list[Notice]:
        return [
            one
            for one in self._rows.notices.of_cause(group_id, cause)
            if (one.series_id, one.user_id) == (series_id, user_id)
        ]

    def _is_under_way(self, notice_id: str) -> bool:
        return any(one.state in _UNDER_WAY for one in self._rows.deliveries.of_subject(notice_id))

    def _call_off(self, notice_id: str) -> None:
        for delivery in self._rows.deliveries.of_subject(notice_id):
            if delivery.kind is DeliveryKind.NOTICE and delivery.state is DeliveryState.PENDING:
                self._rows.deliveries.settle(delivery.id, DeliveryState.CANCELLED)


def notice_view(notice: Notice, group: PeerGroup) -> NoticeView | NoteView:
    """Return what a notice says."""
    if notice.cause is Cause.MISSED_YOU:
        round_id = notice.detail[0] if notice.detail else None
        return NoteView(group_id=group.id, group_name=group.name, round_id=round_id)
    return NoticeView(
        notice_id=notice.id,
        group_id=group.id,
        group_name=group.name,
        cause=notice.cause,
        fixed=notice.fixed_at is not None,
        detail=notice.detail,
        series_id=notice.series_id,
        at=notice.fixed_at or notice.raised_at,
    )


def _notice_id(
    group_id: str, cause: Cause, series_id: str | None, user_id: int | None, number: int
) -> str:
    """Return an id: the same one in a restored file, so that nobody is told twice of a cause."""
    text = f"notice|{group_id}|{cause}|{series_id or ''}|{user_id or ''}|{number}"
    return blake2b(text.encode(), digest_size=_ID_BYTES).hexdigest()

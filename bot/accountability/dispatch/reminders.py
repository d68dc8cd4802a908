"""Nudges and reminders: the one to those who are missing, and those that members asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.dispatch.audience import listeners
from bot.accountability.dispatch.composed import Composed
from bot.accountability.dispatch.follow_ups import at_quiet_ends, direct_view, directs, next_part
from bot.accountability.dispatch.places import thread_of
from bot.accountability.dispatch.reach import Reach
from bot.accountability.dispatch.room import split
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import AWAY_STATES, RoundState, ScheduleState
from bot.accountability.models.views import NudgeView
from bot.accountability.quiet_hours import APART

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.dispatch.audience import Listener
    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows

_SOON = timedelta(minutes=5)
"""Whoever is told of an opening longer than this after the others: quiet hours put it off."""


def nudge(
    rows: Rows, delivery: Delivery, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    """Remind those who are missing, once each; where it is quiet, when that ends.

    A nudge that is for one member takes the place of a DM that could not be delivered.
    """
    if not _is_nudged(rows, round_, group):
        return Composed()
    if delivery.user_id is not None:
        return _in_place_of_dm(rows, delivery.user_id, round_, group, now)
    told = _to_nudge(rows, round_, now)
    ringing = [one.user_id for one in told if one.reach is Reach.MENTION and not one.quiet_until]
    silent = [one.user_id for one in told if one.reach is Reach.SILENT]
    follow_ups = [
        *at_quiet_ends(DeliveryKind.NUDGE, round_, told),
        *directs(DeliveryKind.DM_NUDGE, round_, told, now),
    ]
    if not ringing and not silent:
        return Composed(follow_ups=tuple(follow_ups))
    fitting, rest = split(ringing + silent, [group.name])
    if rest:
        follow_ups.append(next_part(delivery, round_, now))
    mentions, named = fitting[: len(ringing)], fitting[len(ringing) :]
    return Composed(
        view=_nudge_view(round_, group, mentions, named),
        channel_id=thread_of(round_),
        nudged=tuple(fitting),
        follow_ups=tuple(follow_ups),
    )


def direct_nudge(
    rows: Rows, delivery: Delivery, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    """Remind a member by DM; at the end of quiet hours, if it is quiet for them."""
    if not _is_nudged(rows, round_, group):
        return Composed()
    for one in _to_nudge(rows, round_, now):
        if one.user_id == delivery.user_id and one.reach is Reach.DM:
            if one.quiet_until:
                return Composed(follow_ups=tuple(directs(delivery.kind, round_, [one], now)))
            view = direct_view(rows, "nudge", round_, group)
            return Composed(view=view, nudged=(one.user_id,))
    return Composed()


def reminder(rows: Rows, delivery: Delivery, round_: Round, group: PeerGroup) -> Composed:
    """Remind a member who asked for it, unless they have answered or are away by now."""
    user_id = delivery.user_id or 0
    member = rows.members.get(group.id, user_id)
    attendance = rows.attendance.get(round_.id, user_id)
    if round_.state is not RoundState.OPEN or member is None or not member.joined:
        return Composed()
    if attendance and (attendance.checked_in or attendance.expectation in AWAY_STATES):
        return Composed()
    return Composed(view=direct_view(rows, "reminder", round_, group))


def _is_nudged(rows: Rows, round_: Round, group: PeerGroup) -> bool:
    """Tell whether anybody is reminded of a round: it is open, and nothing is paused."""
    series = rows.series.get(round_.series_id)
    return (
        round_.state is RoundState.OPEN
        and group.state is GroupState.ACTIVE
        and series is not None
        and series.state is ScheduleState.ACTIVE
    )


def _to_nudge(rows: Rows, round_: Round, now: datetime) -> list[Listener]:
    """Return who is reminded: once each, and not within hours of a mention that was put off."""
    put_off_from = _opened_at(rows, round_) + _SOON
    return [
        one
        for one in listeners(rows, round_, now)
        if one.nudged_at is None
        and not (
            one.mentioned_at and one.mentioned_at > put_off_from and now - one.mentioned_at <= APART
        )
    ]


def _opened_at(rows: Rows, round_: Round) -> datetime:
    """Return when a round's opening was told."""
    claimed = [one.claimed_at for one in rows.deliveries.of_round(round_.id, DeliveryKind.PING)]
    return next((at for at in claimed if at is not None), round_.opens_at)


def _in_place_of_dm(
    rows: Rows, user_id: int, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    if user_id not in [one.user_id for one in listeners(rows, round_, now)]:
        return Composed()
    view = _nudge_view(round_, group, mentions=(), named=(user_id,))
    return Composed(view=view, channel_id=thread_of(round_))


def _nudge_view(
    round_: Round, group: PeerGroup, mentions: Sequence[int], named: Sequence[int]
) -> NudgeView:
    return NudgeView(
        round_id=round_.id,
        group_name=group.name,
        mentions=tuple(mentions),
        named=tuple(named),
        closes_at=round_.close_at,
    )

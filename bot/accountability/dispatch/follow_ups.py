"""What one message of a round leads to: its next part, the same when it is quiet no more, DMs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.accountability.dispatch.reach import Reach
from bot.accountability.dispatch.showing import told_apart
from bot.accountability.dispatch.slips import round_slip
from bot.accountability.models.views import DirectView

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.accountability.dispatch.audience import Listener
    from bot.accountability.models.deliveries import Delivery, DeliveryKind
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows


def next_part(delivery: Delivery, round_: Round, now: datetime) -> Delivery:
    """Return the message for those whose names did not fit into one."""
    return round_slip(
        delivery.kind,
        round_,
        now,
        round_.close_at,
        subject=delivery.subject,
        part=delivery.part + 1,
    )


def at_quiet_ends(kind: DeliveryKind, round_: Round, told: Iterable[Listener]) -> list[Delivery]:
    """Return one message for each end of quiet hours, of those who are mentioned, in the round."""
    ends = {
        one.quiet_until
        for one in told
        if one.reach is Reach.MENTION and one.quiet_until and one.quiet_until < round_.close_at
    }
    return [
        round_slip(kind, round_, end, round_.close_at, subject=end.isoformat())
        for end in sorted(ends)
    ]


def directs(
    kind: DeliveryKind, round_: Round, told: Iterable[Listener], now: datetime
) -> list[Delivery]:
    """Return a DM to each who gets them: now, or at the end of their quiet hours in the round."""
    return [
        round_slip(
            kind,
            round_,
            one.quiet_until or now,
            round_.close_at,
            user_id=one.user_id,
            direct=True,
            subject=one.quiet_until.isoformat() if one.quiet_until else "",
        )
        for one in told
        if one.reach is Reach.DM and (one.quiet_until or now) < round_.close_at
    ]


def direct_view(
    rows: Rows, reason: Literal["ping", "nudge", "reminder"], round_: Round, group: PeerGroup
) -> DirectView:
    """Return what a DM about a round says."""
    series = rows.series.get(round_.series_id)
    return DirectView(
        reason=reason,
        round_id=round_.id,
        group_name=group.name,
        series_name="" if series is None else told_apart(rows, series),
        server_id=round_.guild_id,
        channel_id=round_.channel_id,
        closes_at=round_.close_at,
    )

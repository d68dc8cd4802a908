"""Where a message goes as things stand: a thread may have come or gone meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.schedules import Kind, kind_of

if TYPE_CHECKING:
    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.rounds import Round, Series
    from bot.accountability.store.rows import Rows

_SHARING = frozenset({Kind.DAILY, Kind.WEEKDAYS})


def thread_of(round_: Round) -> int:
    """Return where the messages of a round go: its thread, or the channel while there is none."""
    return round_.thread_id or round_.channel_id


def summary_place(round_: Round, series: Series | None) -> int:
    """Return where a summary goes: the channel, or the thread that a week's rounds share."""
    in_thread = series is not None and shares_thread(series)
    return thread_of(round_) if in_thread else round_.channel_id


def shares_thread(series: Series) -> bool:
    """Tell whether the rounds of a schedule share one thread for each week."""
    return kind_of(series.schedule.rhythm) in _SHARING


def place_of(rows: Rows, delivery: Delivery) -> int | None:
    """Return the channel or thread to which a delivery goes, or went; None for a DM."""
    if delivery.channel_id is None or delivery.state is not DeliveryState.PENDING:
        return delivery.channel_id
    round_ = None if delivery.round_id is None else rows.rounds.get(delivery.round_id)
    if round_ is not None:
        if delivery.kind is DeliveryKind.SUMMARY:
            return summary_place(round_, rows.series.get(round_.series_id))
        return thread_of(round_)
    group = rows.groups.get(delivery.group_id or "")
    return delivery.channel_id if group is None else group.channel_id

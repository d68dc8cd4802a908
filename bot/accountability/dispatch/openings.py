"""The opening of a round: whom it mentions, whom later, whom by DM, and whom not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.dispatch.audience import listeners
from bot.accountability.dispatch.composed import Composed
from bot.accountability.dispatch.follow_ups import at_quiet_ends, direct_view, directs, next_part
from bot.accountability.dispatch.places import thread_of
from bot.accountability.dispatch.reach import Reach
from bot.accountability.dispatch.room import split
from bot.accountability.dispatch.showing import ping_view
from bot.accountability.dispatch.slips import round_slip
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import RoundState
from bot.accountability.models.views import MentionsView

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows


def ping(rows: Rows, round_: Round, now: datetime) -> Composed:
    """Open a round.

    Those who are in their quiet hours are left out, and mentioned when they end; those for whose
    names there is no room are mentioned in the thread.
    """
    series = rows.series.get(round_.series_id)
    if round_.state is not RoundState.OPEN or series is None:
        return Composed()
    view = ping_view(rows, round_, series, now)
    told = [one for one in listeners(rows, round_, now) if one.is_new]
    awake = [one.user_id for one in told if one.reach is Reach.MENTION and not one.quiet_until]
    silent = [one.user_id for one in told if one.reach is Reach.SILENT]
    texts = (view.group_name, view.series_name, *view.questions)
    fitting, _in_the_thread = split(awake + silent, texts)
    mentions = tuple(fitting[: len(awake)])
    follow_ups = [
        *at_quiet_ends(DeliveryKind.PUT_OFF_MENTION, round_, told),
        *directs(DeliveryKind.DM_PING, round_, told, now),
    ]
    if len(mentions) < len(awake):
        follow_ups.append(round_slip(DeliveryKind.MORE_MENTIONS, round_, now, round_.close_at))
    shown = {
        "mentions": mentions,
        "named": tuple(fitting[len(awake) :]),
        "silent": not mentions,
    }
    return Composed(
        view=view.model_copy(update=shown),
        channel_id=thread_of(round_),
        mentioned=mentions,
        follow_ups=tuple(follow_ups),
    )


def more_mentions(
    rows: Rows, delivery: Delivery, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    """Mention, in the thread, who was not mentioned yet: for want of room, or in quiet hours.

    One that is for a single member takes the place of a DM that could not be delivered.
    """
    if round_.state is not RoundState.OPEN:
        return Composed()
    if delivery.user_id is not None:
        return _in_place_of_dm(rows, delivery.user_id, round_, group, now)
    waiting = [
        one.user_id
        for one in listeners(rows, round_, now)
        if one.is_new and one.reach is Reach.MENTION and not one.quiet_until
    ]
    if not waiting:
        return Composed()
    fitting, rest = split(waiting, [group.name])
    return Composed(
        view=MentionsView(
            round_id=round_.id,
            group_name=group.name,
            mentions=tuple(fitting),
            closes_at=round_.close_at,
        ),
        channel_id=thread_of(round_),
        mentioned=tuple(fitting),
        follow_ups=(next_part(delivery, round_, now),) if rest else (),
    )


def direct_ping(
    rows: Rows, delivery: Delivery, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    """Tell a member of the opening by DM; at the end of quiet hours, if it is quiet for them."""
    if round_.state is not RoundState.OPEN:
        return Composed()
    for one in listeners(rows, round_, now):
        if one.user_id == delivery.user_id and one.is_new and one.reach is Reach.DM:
            if one.quiet_until:
                return Composed(follow_ups=tuple(directs(delivery.kind, round_, [one], now)))
            view = direct_view(rows, "ping", round_, group)
            return Composed(view=view, mentioned=(one.user_id,))
    return Composed()


def _in_place_of_dm(
    rows: Rows, user_id: int, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    if user_id not in [one.user_id for one in listeners(rows, round_, now)]:
        return Composed()
    view = MentionsView(
        round_id=round_.id,
        group_name=group.name,
        mentions=(),
        named=(user_id,),
        closes_at=round_.close_at,
    )
    return Composed(view=view, channel_id=thread_of(round_))

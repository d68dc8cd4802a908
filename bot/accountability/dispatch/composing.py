"""From a delivery to what it says: decided when it is claimed, from what is stored then alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.dispatch import openings, reminders
from bot.accountability.dispatch.audience import listeners, wish_of
from bot.accountability.dispatch.composed import Composed
from bot.accountability.dispatch.places import summary_place, thread_of
from bot.accountability.dispatch.showing import (
    card_view,
    ending_view,
    invitation_view,
    summary_view,
    thread_name,
)
from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Pings
from bot.accountability.models.rounds import RoundState
from bot.accountability.models.views import NoteView, ThreadView
from bot.accountability.notices import notice_view
from bot.accountability.silence import member_silence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows

_OF_ROUNDS = frozenset(
    {
        DeliveryKind.PING,
        DeliveryKind.MORE_MENTIONS,
        DeliveryKind.THREAD,
        DeliveryKind.PUT_OFF_MENTION,
        DeliveryKind.DM_PING,
        DeliveryKind.NUDGE,
        DeliveryKind.DM_NUDGE,
        DeliveryKind.REMINDER,
        DeliveryKind.CARD,
        DeliveryKind.SUMMARY,
    }
)
_TELLS_MANY = frozenset(
    {
        DeliveryKind.PING,
        DeliveryKind.MORE_MENTIONS,
        DeliveryKind.PUT_OFF_MENTION,
        DeliveryKind.NUDGE,
    }
)
_TELLS_ONE = frozenset(
    {DeliveryKind.DM_PING, DeliveryKind.DM_NUDGE, DeliveryKind.REMINDER, DeliveryKind.NOTE}
)
_AFTER_THE_END = frozenset({DeliveryKind.CARD, DeliveryKind.SUMMARY, DeliveryKind.ENDING})


def compose(rows: Rows, delivery: Delivery, now: datetime) -> Composed:
    """Return what a delivery comes to: a message, or nothing if there is no reason for it now."""
    group = rows.groups.get(delivery.group_id or "")
    if group is None:
        return Composed()
    if group.state is GroupState.ENDED and delivery.kind not in _AFTER_THE_END:
        return Composed()
    if delivery.kind in _OF_ROUNDS:
        round_ = rows.rounds.get(delivery.round_id or "")
        return Composed() if round_ is None else _of_round(rows, delivery, round_, group, now)
    return _of_group(rows, delivery, group, now)


def told_by(rows: Rows, delivery: Delivery, now: datetime) -> list[int]:
    """Return who would be mentioned, named or written to if a delivery were claimed now."""
    if delivery.kind in _TELLS_MANY and delivery.user_id is None:
        round_ = rows.rounds.get(delivery.round_id or "")
        return [] if round_ is None else [one.user_id for one in listeners(rows, round_, now)]
    tells_one = delivery.kind in _TELLS_ONE | _TELLS_MANY
    return [delivery.user_id] if tells_one and delivery.user_id is not None else []


def _of_round(  # noqa: PLR0911 - one for each kind
    rows: Rows, delivery: Delivery, round_: Round, group: PeerGroup, now: datetime
) -> Composed:
    match delivery.kind:
        case DeliveryKind.PING:
            return openings.ping(rows, round_, now)
        case DeliveryKind.MORE_MENTIONS | DeliveryKind.PUT_OFF_MENTION:
            return openings.more_mentions(rows, delivery, round_, group, now)
        case DeliveryKind.DM_PING:
            return openings.direct_ping(rows, delivery, round_, group, now)
        case DeliveryKind.NUDGE:
            return reminders.nudge(rows, delivery, round_, group, now)
        case DeliveryKind.DM_NUDGE:
            return reminders.direct_nudge(rows, delivery, round_, group, now)
        case DeliveryKind.REMINDER:
            return reminders.reminder(rows, delivery, round_, group)
        case DeliveryKind.THREAD:
            return _thread(rows, round_)
        case DeliveryKind.SUMMARY:
            return _summary(rows, round_, now)
        case _:
            return _card(rows, delivery, round_)


def _of_group(rows: Rows, delivery: Delivery, group: PeerGroup, now: datetime) -> Composed:
    match delivery.kind:
        case DeliveryKind.NOTICE:
            return _notice(rows, delivery, group)
        case DeliveryKind.NOTE:
            return _note(rows, delivery, group)
        case DeliveryKind.INVITATION:
            return Composed(invitation_view(rows, group, now), group.channel_id)
        case _:
            if group.state is not GroupState.ENDED:
                return Composed()
            return Composed(ending_view(rows, group, now), group.channel_id)


def _thread(rows: Rows, round_: Round) -> Composed:
    """Start a thread from the opening; there is none if that was not sent, or was deleted."""
    series = rows.series.get(round_.series_id)
    for ping in rows.deliveries.of_round(round_.id, DeliveryKind.PING):
        if ping.state is not DeliveryState.SENT or series is None or round_.thread_id is not None:
            continue
        if ping.message_id is not None and ping.message_channel_id is not None:
            view = ThreadView(
                round_id=round_.id,
                name=thread_name(rows, round_, series),
                ping_channel_id=ping.message_channel_id,
                ping_message_id=ping.message_id,
            )
            return Composed(view, ping.message_channel_id)
    return Composed()


def _card(rows: Rows, delivery: Delivery, round_: Round) -> Composed:
    view = card_view(rows, delivery)
    return Composed() if view.removed else Composed(view, thread_of(round_))


def _summary(rows: Rows, round_: Round, now: datetime) -> Composed:
    if round_.state is not RoundState.CLOSED:
        return Composed()
    place = summary_place(round_, rows.series.get(round_.series_id))
    return Composed(summary_view(rows, round_, now), place)


def _notice(rows: Rows, delivery: Delivery, group: PeerGroup) -> Composed:
    notice = rows.notices.get(delivery.subject)
    if notice is None or (notice.fixed_at is not None and delivery.part == 0):
        return Composed()
    if delivery.user_id is None:
        return Composed(notice_view(notice, group), group.channel_id)
    member = rows.members.get(group.id, delivery.user_id)
    runs = member is not None and member.runs
    return Composed(notice_view(notice, group)) if runs else Composed()


def _note(rows: Rows, delivery: Delivery, group: PeerGroup) -> Composed:
    """Tell a member that they were missed: by DM if they take them, else at their next command."""
    user_id = delivery.user_id or 0
    member = rows.members.get(group.id, user_id)
    if member is None or not member.joined or member_silence(member.silent_rounds).mentioned:
        return Composed()
    person = rows.people.get(group.guild_id, user_id)
    wish = wish_of(member, person)
    if wish is Pings.NONE:
        return Composed()
    if person.dm_open or (wish is Pings.DM and person.dm_open is None):
        return Composed(
            NoteView(group_id=group.id, group_name=group.name, round_id=delivery.round_id)
        )
    return Composed(kept=True)

"""What a message shows of what is stored now; edits show the latest, whatever came in between."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.boards import Boards
from bot.accountability.coming import Coming
from bot.accountability.dispatch.outgoing import removed_card
from bot.accountability.dispatch.places import shares_thread
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.groups import GroupState, Standing
from bot.accountability.models.rounds import (
    CommitmentState,
    Expectation,
    RoundState,
    ScheduleState,
)
from bot.accountability.models.views import (
    CardView,
    EndingView,
    InvitationView,
    PingView,
    SummaryView,
    from_json,
)
from bot.accountability.schedules import schedule_words, thread_on
from bot.accountability.schedules.planning import LATE_FROM

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round, Series
    from bot.accountability.models.views import View
    from bot.accountability.store.rows import Rows

_MOVED = "What moved?"
_NEXT = "What's next?"
_MINUTE = timedelta(minutes=1)
_HELD = frozenset({RoundState.OPEN, RoundState.CLOSED})
_ALL = 1_000_000

EDITED = frozenset(
    {DeliveryKind.PING, DeliveryKind.CARD, DeliveryKind.SUMMARY, DeliveryKind.INVITATION}
)
"""What is kept up to date where it stands."""


def shown_now(rows: Rows, delivery: Delivery, now: datetime) -> View | None:
    """Return what the message of a delivery shows now; None if it is never edited."""
    match delivery.kind:
        case DeliveryKind.PING:
            return _edited_ping(rows, delivery, now)
        case DeliveryKind.CARD:
            return card_view(rows, delivery)
        case DeliveryKind.SUMMARY:
            return summary_view(rows, rows.rounds.get(delivery.round_id or ""), now)
        case DeliveryKind.INVITATION:
            return invitation_view(rows, rows.groups.get(delivery.group_id or ""), now)
        case _:
            return None


def ping_view(rows: Rows, round_: Round, series: Series, now: datetime) -> PingView:
    """Return the opening of a round as if it were sent now, with nobody named in it."""
    stands = Boards(rows).board(round_, series, now)
    late = round_.late_by + (now - round_.opens_at)
    return PingView(
        round_id=round_.id,
        group_name=stands.group_name,
        series_name=told_apart(rows, series),
        nominal_on=round_.nominal_on,
        questions=questions_of(series),
        closes_at=round_.close_at,
        checked_in=len(stands.in_ids),
        late=len(stands.late_ids),
        away=len(stands.away_ids),
        to_come=len(stands.missing_ids),
        late_minutes=late // _MINUTE if late >= LATE_FROM else 0,
        close_moved=round_.close_moved,
        is_open=round_.state is RoundState.OPEN,
        accepts=accepts(rows, round_),
    )


def accepts(rows: Rows, round_: Round) -> bool:
    """Tell whether a round can be answered: until the next one opens, or the group ends."""
    group = rows.groups.get(round_.group_id)
    lives = group is not None and group.state is not GroupState.ENDED
    return lives and round_.state in _HELD and not round_.superseded


def questions_of(series: Series) -> tuple[str, ...]:
    """Return all that a round of a schedule asks."""
    if not series.questions.own:
        return (_MOVED, _NEXT)
    return series.questions.own + ((_NEXT,) if series.questions.commitments else ())


def card_view(rows: Rows, delivery: Delivery) -> CardView:
    """Return a check-in as its card shows it; one that was taken back shows nothing."""
    check_in = rows.check_ins.get(delivery.subject)
    if check_in is None or check_in.round_id is None:
        return removed_card(delivery)
    report, ticked = check_in.report, rows.commitments.settled_in(check_in.id)
    return CardView(
        check_in_id=check_in.id,
        round_id=check_in.round_id,
        user_id=check_in.user_id,
        moved=report.moved,
        next=report.next_lines,
        kept=tuple(one.text for one in ticked if one.state is CommitmentState.KEPT),
        hands=report.hand_lines,
        own=report.own,
        late=check_in.late,
        edited=check_in.edited_at is not None,
    )


def summary_view(rows: Rows, round_: Round | None, now: datetime) -> SummaryView | None:
    """Return the summary of a round."""
    series = None if round_ is None else rows.series.get(round_.series_id)
    if round_ is None or series is None:
        return None
    stands = Boards(rows).board(round_, series, now)
    return SummaryView(
        round_id=round_.id,
        group_name=stands.group_name,
        series_name=told_apart(rows, series),
        nominal_on=round_.nominal_on,
        in_ids=stands.in_ids,
        late_ids=stands.late_ids,
        away_ids=stands.away_ids,
        missing=len(stands.missing_ids),
        kept=stands.kept,
        made=stands.made,
        hands=stands.hands,
        next_opens_at=stands.next_opens_at,
        accepts=accepts(rows, round_),
    )


def invitation_view(rows: Rows, group: PeerGroup | None, now: datetime) -> InvitationView | None:
    """Return a group's invitation: who is invited, and who has joined."""
    if group is None:
        return None
    active = [one for one in rows.series.of_group(group.id) if one.state is ScheduleState.ACTIVE]
    members = rows.members.of_group(group.id)
    return InvitationView(
        group_id=group.id,
        group_name=group.name,
        rhythm="\n".join(schedule_words(one.schedule) for one in active),
        invited=tuple(one.user_id for one in members if one.standing is Standing.INVITED),
        joined=tuple(one.user_id for one in members if one.joined),
        open_to_role_ids=group.join_role_ids,
        first_opens_at=Coming(rows).first_opening(group.id, now),
        begun=any(rows.rounds.latest_of_series(one.id) for one in active),
        is_open=group.state is not GroupState.ENDED,
    )


def ending_view(rows: Rows, group: PeerGroup, now: datetime) -> EndingView:
    """Return a group's last summary."""
    everybody = [member.user_id for member in rows.members.of_group(group.id)]
    rounds = [
        round_
        for series in rows.series.of_group(group.id)
        for round_ in rows.rounds.of_series(series.id, _ALL)
        if round_.state in _HELD
    ]
    settled = rows.commitments.settled_between(group.id, everybody, group.created_at, now)
    states = [one.state for one in settled]
    kept = states.count(CommitmentState.KEPT)
    return EndingView(
        group_id=group.id,
        group_name=group.name,
        rounds=len(rounds),
        check_ins=sum(len(rows.check_ins.of_round(round_.id)) for round_ in rounds),
        kept=kept,
        made=kept + states.count(CommitmentState.MISSED),
    )


def told_apart(rows: Rows, series: Series) -> str:
    """Return the name of a schedule, if its group has others too; else it needs none."""
    return series.name if len(rows.series.of_group(series.group_id)) > 1 else ""


def thread_name(rows: Rows, round_: Round, series: Series) -> str:
    """Return what a round's thread is called: with the schedule's name, if the group has more."""
    name = told_apart(rows, series) or "Check-in"
    if shares_thread(series):
        monday = thread_on(series.schedule.rhythm, round_.nominal_on)
        return f"{name} · week of {_day(monday)}"
    return f"{name} · {_day(round_.nominal_on)}"


def _edited_ping(rows: Rows, delivery: Delivery, now: datetime) -> PingView | None:
    """Return an opening as it stands now; whom it names does not change, but for who has left."""
    round_ = rows.rounds.get(delivery.round_id or "")
    series = None if round_ is None else rows.series.get(round_.series_id)
    if round_ is None or series is None:
        return None
    view = ping_view(rows, round_, series, now)
    said = None if delivery.payload is None else from_json(delivery.payload)
    if not isinstance(said, PingView):
        # It was found in the channel of a restored file, and never composed.
        return view.model_copy(update={"late_minutes": 0})
    left = {
        one.user_id
        for one in rows.attendance.of_round(round_.id)
        if one.expectation is Expectation.LEFT
    }
    return view.model_copy(
        update={
            "mentions": tuple(one for one in said.mentions if one not in left),
            "named": tuple(one for one in said.named if one not in left),
            "silent": said.silent,
            "late_minutes": said.late_minutes,
            "repeated": said.repeated,
        }
    )


def _day(on: date) -> str:
    return f"{on.day} {on:%b}"

"""A server with a group, its members and a round, as the services' tests need them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupKind, Part, PeerGroup
from bot.accountability.models.rounds import (
    Expectation,
    PingStyle,
    Questions,
    Report,
    ScheduleState,
    Series,
)
from bot.accountability.schedules import (
    Cursor,
    Deadline,
    OnWeekdays,
    Schedule,
    Weekday,
    Weekly,
    next_runs,
)

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability
    from bot.accountability.models.rounds import CheckIn, Round

HERE, ELSEWHERE = 100, 200
CHANNEL = 11
HOST, ANN, BEN, CAT = 1, 2, 3, 4
BERLIN = "Europe/Berlin"
EARLIER = datetime(2025, 11, 27, 8, tzinfo=UTC)
"""A Thursday before the first round."""
MONDAY = datetime(2025, 12, 1, 8, tzinfo=UTC)
"""When the first round opens: Monday, 1 December, 09:00 in Berlin."""
TUESDAY = MONDAY + timedelta(days=1)
CLOSE = datetime(2025, 12, 3, 11, tzinfo=UTC)
NEXT_MONDAY = MONDAY + timedelta(weeks=1)
FIRST = date(2025, 12, 1)


def circle(
    book: Accountability, *, guild_id: int = HERE, channel_id: int = CHANNEL, name: str = "Circle"
) -> PeerGroup:
    """Make a group in Berlin, run by HOST, who takes no part."""
    return book.groups.create(
        guild_id,
        channel_id,
        name,
        BERLIN,
        GroupKind.OWNERS,
        HOST,
        EARLIER,
        part=Part.OBSERVER,
    )


def let_in(
    book: Accountability, group: PeerGroup, *user_ids: int, part: Part = Part.REQUIRED
) -> None:
    """Invite people, who join at once, before the first round."""
    book.members.invite(group.id, user_ids, part, HOST, EARLIER)
    for user_id in user_ids:
        book.members.join(group.id, user_id, EARLIER)


def weekly(book: Accountability, group: PeerGroup, series_id: str = "weekly") -> Series:
    """Add a schedule from Monday, 1 December, 09:00 to Wednesday noon, with a nudge between."""
    rule = Schedule(
        series_id,
        Weekly(Weekday.MONDAY),
        FIRST,
        time(9),
        group.zone,
        close=Deadline(2, time(12)),
        nudge=Deadline(1, time(9)),
    )
    return _added(book, group, rule)


def daily(book: Accountability, group: PeerGroup, series_id: str = "daily") -> Series:
    """Add a schedule of every workday from Monday, 1 December, 10:00 to 17:00."""
    rule = Schedule(
        series_id, OnWeekdays(), FIRST, time(10), group.zone, close=Deadline(0, time(17))
    )
    return _added(book, group, rule)


def _added(book: Accountability, group: PeerGroup, rule: Schedule) -> Series:
    series = Series(
        group.id,
        group.guild_id,
        rule.key,
        rule,
        Cursor(EARLIER),
        ScheduleState.ACTIVE,
        PingStyle.MENTION,
        Questions(),
        version=1,
        next_at=next_runs(rule, EARLIER, 1)[0].occurrence.opens_at,
    )
    book.rows.series.add(series)
    return series


def opened(book: Accountability, series: Series, now: datetime = MONDAY) -> Round:
    """Open the round that is due, and send what is due with it."""
    assert not book.rounds.plan_due(now)
    deliver(book, now + timedelta(minutes=1))
    return latest(book, series)


def latest(book: Accountability, series: Series) -> Round:
    """Return the latest round of a schedule, as it stands."""
    found = book.rows.rounds.latest_of_series(series.id)
    assert found is not None
    return found


def deliver(book: Accountability, now: datetime) -> None:
    """Send all that is due, until nothing is."""
    while due := book.dispatch.due(now, 100):
        for delivery in due:
            if book.dispatch.claim(delivery.id, now) is not None:
                book.dispatch.sent(delivery.id, _message_of(delivery.id), CHANNEL, now)
    for delivery in book.dispatch.stale(now):
        _, version = book.dispatch.view(delivery.id, now)
        book.dispatch.shown(delivery.id, version)


def _message_of(delivery_id: str) -> int:
    return sum(delivery_id.encode()) * 1000 + len(delivery_id)


def redrawn(book: Accountability, now: datetime) -> set[DeliveryKind]:
    """Return which kinds of messages should look different by now."""
    return {delivery.kind for delivery in book.dispatch.stale(now + timedelta(minutes=10))}


def waiting(book: Accountability, group: PeerGroup) -> set[DeliveryKind]:
    """Return which kinds of messages of a group are still to be sent."""
    return {
        kind
        for kind in DeliveryKind
        for delivery in book.rows.deliveries.of_group(group.id, kind)
        if delivery.state is DeliveryState.PENDING
    }


def answered(book: Accountability, found: Round, user_id: int, now: datetime) -> CheckIn:
    """Answer a round: one commitment more."""
    report = Report(moved="Hired two", next_lines=("Call Dana",))
    submitted = book.check_ins.submit(found.group_id, user_id, report, now, round_id=found.id)
    return submitted.check_in


def expected_in(book: Accountability, found: Round) -> dict[int, Expectation]:
    """Return what is expected of whom in a round."""
    return {each.user_id: each.expectation for each in book.rows.attendance.of_round(found.id)}

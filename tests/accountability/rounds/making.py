"""A group with schedules in a real file, as the tests of rounds and of the timetable need them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.closing import Closing
from bot.accountability.dispatch import Outgoing
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import (
    Absence,
    GroupKind,
    GroupState,
    Holiday,
    Member,
    Part,
    PeerGroup,
    Standing,
)
from bot.accountability.models.rounds import (
    CheckIn,
    Commitment,
    CommitmentState,
    Expectation,
    PingStyle,
    Report,
    Round,
    RoundState,
    Series,
)
from bot.accountability.notices import Notices
from bot.accountability.rounds import Rounds
from bot.accountability.schedules import Deadline, OnWeekdays, Weekday, Weekly
from bot.accountability.store.columns import new_id
from bot.accountability.store.file import File
from bot.accountability.store.rows import Rows
from bot.accountability.timetable import Timetable

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.models.notices import Cause
    from bot.accountability.schedules import Rhythm

GUILD, CHANNEL = 100, 11
HOST, ANN, BEN, CAT = 1, 2, 3, 4
BERLIN = "Europe/Berlin"
EARLIER = datetime(2025, 11, 27, 8, tzinfo=UTC)
"""A Thursday before the first round."""
MONDAY = datetime(2025, 12, 1, 8, tzinfo=UTC)
"""When the first round opens: Monday, 1 December, 09:00 in Berlin."""
CLOSE = datetime(2025, 12, 3, 11, tzinfo=UTC)
FIRST = date(2025, 12, 1)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


class Book:
    """The rows of a file and the services under test, with shortcuts to what they are asked."""

    def __init__(self, path: Path) -> None:
        self.file = File(path)
        self.rows = Rows(self.file)
        self.outgoing = Outgoing(self.rows)
        self.notices = Notices(self.rows, self.outgoing)
        self.rounds = Rounds(self.rows, self.outgoing, self.notices)
        self.closing = Closing(self.rows, self.outgoing, self.notices)
        self.timetable = Timetable(self.rows, self.outgoing, self.notices)

    def circle(self, *user_ids: int, zone: str = BERLIN, channel_id: int = CHANNEL) -> PeerGroup:
        """Add a group, run by HOST, who only hosts, with members who are required."""
        group = PeerGroup(
            id=new_id(),
            guild_id=GUILD,
            channel_id=channel_id,
            name="Circle",
            zone=zone,
            kind=GroupKind.OWNERS,
            state=GroupState.ACTIVE,
            created_at=EARLIER,
            created_by=HOST,
        )
        self.rows.groups.add(group)
        self.member(group, HOST, part=Part.OBSERVER, facilitator=True)
        for user_id in user_ids:
            self.member(group, user_id)
        return group

    def member(
        self,
        group: PeerGroup,
        user_id: int,
        *,
        part: Part = Part.REQUIRED,
        standing: Standing = Standing.JOINED,
        facilitator: bool = False,
    ) -> None:
        """Put somebody into a group."""
        self.rows.members.put(
            Member(group.id, user_id, part, standing, facilitator, joined_at=EARLIER)
        )

    def weekly(
        self, group: PeerGroup, *, now: datetime = EARLIER, style: PingStyle | None = None
    ) -> Series:
        """Add a schedule: Mondays 09:00, nudge on Tuesday 09:00, until Wednesday noon."""
        return self.schedule(
            group,
            Weekly(Weekday.MONDAY),
            Deadline(2, time(12)),
            Deadline(1, time(9)),
            now=now,
            style=style,
        )

    def daily(self, group: PeerGroup, *, now: datetime = EARLIER) -> Series:
        """Add a schedule: Monday to Friday, 09:00 to 18:00."""
        return self.schedule(group, OnWeekdays(), Deadline(0, time(18)), None, now=now)

    def schedule(
        self,
        group: PeerGroup,
        rhythm: Rhythm,
        close: Deadline,
        nudge: Deadline | None,
        *,
        now: datetime = EARLIER,
        style: PingStyle | None = None,
    ) -> Series:
        """Add a schedule that opens at 09:00, from 1 December on."""
        return self.timetable.add(
            group.id, "Check-in", rhythm, FIRST, time(9), close, nudge, style, HOST, now
        )

    def absence(
        self, group: PeerGroup, user_id: int, on: date, series: Series | None = None
    ) -> None:
        """Let a member be away on a date, or skip a schedule's round."""
        schedule_id = series.id if series else None
        self.rows.absences.add(Absence(new_id(), group.id, user_id, on, on, schedule_id))

    def holiday(self, group: PeerGroup, from_on: date, until_on: date | None = None) -> None:
        """Add a holiday."""
        self.rows.holidays.add(Holiday(new_id(), group.id, "Break", from_on, until_on or from_on))

    def tick(self, now: datetime) -> None:
        """Do what is due, as the loop does: close, plan, and send what is to be sent."""
        assert not self.rounds.close_due(now)
        assert not self.rounds.plan_due(now)
        self.send(now + timedelta(minutes=1))

    def send(self, now: datetime) -> None:
        """Take all that is due as sent."""
        while due := self.rows.deliveries.due(now, 100):
            for each in due:
                self.rows.deliveries.claim(each.id, "", each.channel_id, now)
                self.rows.deliveries.settle(each.id, DeliveryState.SENT, 7, each.channel_id)

    def latest(self, series: Series) -> Round:
        """Return the latest round that opened, as it stands."""
        found = self.rows.rounds.latest_of_series(series.id)
        assert found is not None
        return found

    def accepting(self, series: Series) -> list[Round]:
        """Return the rounds of a schedule that accept answers."""
        return self.rows.rounds.accepting_of_series(series.id)

    def series(self, series: Series) -> Series:
        """Return a schedule as it stands."""
        found = self.rows.series.get(series.id)
        assert found is not None
        return found

    def states(self, series: Series) -> dict[date, RoundState]:
        """Return what became of which date, earliest first."""
        found = self.rows.rounds.of_series(series.id, 1000)
        return {each.nominal_on: each.state for each in reversed(found)}

    def expected(self, round_: Round) -> dict[int, Expectation]:
        """Return what is expected of whom."""
        return {each.user_id: each.expectation for each in self.rows.attendance.of_round(round_.id)}

    def answer(
        self,
        series: Series,
        round_: Round | None,
        user_id: int,
        now: datetime,
        *,
        late: bool = False,
        hands: tuple[str, ...] = (),
    ) -> CheckIn:
        """Answer a round, or early."""
        check_in = CheckIn(
            new_id(),
            series.group_id,
            series.id,
            round_.id if round_ else None,
            user_id,
            Report(moved="Hired two", hand_lines=hands),
            now,
            late,
        )
        self.rows.check_ins.add(check_in)
        self.rounds.heard(series.id, user_id, now)
        return check_in

    def promise(  # noqa: PLR0913 - what may be special about a promise
        self,
        group: PeerGroup,
        user_id: int,
        made_at: datetime,
        due_on: date | None,
        *,
        state: CommitmentState = CommitmentState.OPEN,
        settled_at: datetime | None = None,
        settled_in: CheckIn | None = None,
    ) -> Commitment:
        """Add a commitment."""
        commitment = Commitment(
            new_id(),
            group.id,
            user_id,
            "Call Dana",
            state,
            made_at,
            due_on,
            settled_at=settled_at,
            settled_in=settled_in.id if settled_in else None,
        )
        self.rows.commitments.add(commitment)
        return commitment

    def kinds(self, round_: Round, *states: DeliveryState) -> list[DeliveryKind]:
        """Return the messages of a round that stand in one of some states; any, if none given."""
        return [
            each.kind
            for each in self.rows.deliveries.of_round(round_.id)
            if not states or each.state in states
        ]

    def told(self, group: PeerGroup, cause: Cause) -> list[tuple[str, ...]]:
        """Return the details of a group's notices of a cause whose cause is not over."""
        found = self.rows.notices.of_cause(group.id, cause)
        return [each.detail for each in found if each.fixed_at is None]

    def silent_rounds(self, group: PeerGroup, user_id: int) -> int:
        """Return how many rounds in a row a member has missed."""
        member = self.rows.members.get(group.id, user_id)
        assert member is not None
        return member.silent_rounds

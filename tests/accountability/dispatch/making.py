"""A group with a round, over a real file, and somebody who sends what is due."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.dispatch import Claim, Dispatch, Outgoing
from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.accountability.models.groups import (
    GroupKind,
    GroupState,
    Member,
    Part,
    PeerGroup,
    Person,
    Pings,
    Standing,
)
from bot.accountability.models.rounds import (
    Attendance,
    CheckIn,
    Expectation,
    PingStyle,
    Questions,
    Report,
    Round,
    RoundState,
    ScheduleState,
    Series,
)
from bot.accountability.notices import Notices
from bot.accountability.quiet_hours import QuietHours
from bot.accountability.schedules import Cursor, Daily, Deadline, Schedule, Weekday, Weekly
from bot.accountability.store.file import File
from bot.accountability.store.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.models.views import View
    from bot.accountability.schedules import Rhythm

GUILD, CHANNEL, OTHER_CHANNEL = 10, 20, 21
GROUP, SERIES, ROUND = "group-000001", "series-00001", "round-00000000001"
OPENS = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
NUDGE = OPENS + timedelta(days=1)
CLOSE = OPENS + timedelta(days=2, hours=3)
HOST = 1
NEVER_QUIET = QuietHours(time(0), time(0))


class Bench:
    """The domain of dispatch over one file. What is sent gets the next message id.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last_message = 5000
        self._open()

    def _open(self) -> None:
        self._file = File(self.path)
        self.rows = Rows(self._file)
        self.outgoing = Outgoing(self.rows)
        self.notices = Notices(self.rows, self.outgoing)
        self.dispatch = Dispatch(self.rows, self.outgoing, self.notices)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def restart(self) -> None:
        """End the process, and begin another one over the same file."""
        self._file.close()
        self._open()

    def copy(self, name: str) -> Bench:
        """Copy the file, as it is now, and work on the copy as well."""
        self._file.close()
        path = self.path.with_name(name)
        shutil.copy(self.path, path)
        self._open()
        return Bench(path)

    # -- what is there

    def group(self, **changes: object) -> PeerGroup:
        """Make a group that HOST runs, without taking part."""
        group = PeerGroup(
            GROUP,
            GUILD,
            CHANNEL,
            "Owners Circle",
            "Europe/Berlin",
            GroupKind.OWNERS,
            GroupState.ACTIVE,
            OPENS - timedelta(days=60),
            HOST,
        )
        group = replace(group, **changes)  # type: ignore[arg-type]  # named in the tests
        self.rows.groups.add(group)
        self.member(HOST, part=Part.OBSERVER, facilitator=True)
        return group

    def change_group(self, **changes: object) -> None:
        """Change the group."""
        group = self.rows.groups.get(GROUP)
        assert group is not None
        self.rows.groups.update(replace(group, **changes))  # type: ignore[arg-type]  # as above

    def member(self, user_id: int, **changes: object) -> Member:
        """Add somebody who has joined, or change them; never in quiet hours unless they say so."""
        member = self.rows.members.get(GROUP, user_id) or Member(
            GROUP, user_id, Part.REQUIRED, Standing.JOINED, joined_at=OPENS - timedelta(days=50)
        )
        member = replace(member, **changes)  # type: ignore[arg-type]  # named in the tests
        self.rows.members.put(member)
        if self.rows.people.get(GUILD, user_id) == Person(GUILD, user_id):
            self.person(user_id, quiet=NEVER_QUIET)
        return member

    def person(self, user_id: int, **changes: object) -> None:
        """Let somebody choose something."""
        person = self.rows.people.get(GUILD, user_id)
        self.rows.people.put(replace(person, **changes))  # type: ignore[arg-type]  # as above

    def series(
        self,
        style: PingStyle = PingStyle.MENTION,
        *,
        rhythm: Rhythm | None = None,
        questions: Questions | None = None,
        series_id: str = SERIES,
    ) -> Series:
        """Add a schedule: Mondays at 09:00, unless another rhythm is named."""
        schedule = Schedule(
            series_id,
            rhythm or Weekly(Weekday.MONDAY),
            date(2026, 1, 5),
            time(9),
            "Europe/Berlin",
            Deadline(0, time(18)) if isinstance(rhythm, Daily) else Deadline(2, time(12)),
        )
        series = Series(
            GROUP,
            GUILD,
            "Weekly",
            schedule,
            Cursor(OPENS - timedelta(days=60), date(2026, 12, 7), OPENS),
            ScheduleState.ACTIVE,
            style,
            questions or Questions(),
            1,
        )
        self.rows.series.add(series)
        return series

    def change_series(self, **changes: object) -> None:
        """Change the schedule."""
        series = self.rows.series.get(SERIES)
        assert series is not None
        changed = replace(series, **changes)  # type: ignore[arg-type]  # named in the tests
        assert self.rows.series.update(changed, series.version)

    def open_round(self, *user_ids: int, **changes: object) -> Round:
        """Open a round in which some members are expected; its messages are on their way."""
        round_ = Round(
            ROUND,
            SERIES,
            GROUP,
            GUILD,
            date(2026, 12, 7),
            CHANNEL,
            RoundState.OPEN,
            OPENS,
            CLOSE,
            nudge_at=NUDGE,
        )
        round_ = replace(round_, **changes)  # type: ignore[arg-type]  # named in the tests
        with self.rows.transaction():
            assert self.rows.rounds.add(round_)
            for user_id in user_ids:
                self.rows.attendance.put(Attendance(round_.id, user_id, Expectation.EXPECTED))
            self.outgoing.ping(round_, round_.opens_at, round_.opens_at)
            self.outgoing.nudges(round_)
        return round_

    def change_round(self, **changes: object) -> None:
        """Change the round."""
        self.rows.rounds.update(replace(self.round, **changes))  # type: ignore[arg-type]  # as above

    def close_round(self, now: datetime = CLOSE) -> None:
        """Close the round, with its summary."""
        self.change_round(state=RoundState.CLOSED, closed_at=now)
        self.outgoing.summary(ROUND, now)
        self.outgoing.refresh(ROUND)

    def expect(self, user_id: int, expectation: Expectation) -> None:
        """Expect something else of somebody."""
        self.rows.attendance.expect(ROUND, user_id, expectation)

    def check_in(self, user_id: int, now: datetime, **changes: object) -> CheckIn:
        """Let somebody answer."""
        check_in = CheckIn(
            f"check-in-{user_id}",
            GROUP,
            SERIES,
            ROUND,
            user_id,
            Report(moved="Two demos", next_lines=("Call Bea",)),
            now,
        )
        check_in = replace(check_in, **changes)  # type: ignore[arg-type]  # named in the tests
        with self.rows.transaction():
            self.rows.check_ins.add(check_in)
            self.outgoing.card(check_in, now)
            self.outgoing.refresh(ROUND)
        return check_in

    # -- what is so

    @property
    def round(self) -> Round:
        """The round as it is stored."""
        found = self.rows.rounds.get(ROUND)
        assert found is not None
        return found

    def attendance(self, user_id: int) -> Attendance:
        """Return somebody's row in the round."""
        found = self.rows.attendance.get(ROUND, user_id)
        assert found is not None
        return found

    def delivery(self, delivery_id: str) -> Delivery:
        """Return a delivery as it is stored."""
        found = self.rows.deliveries.get(delivery_id)
        assert found is not None
        return found

    def of_kind(self, kind: DeliveryKind) -> list[Delivery]:
        """Return the group's deliveries of a kind."""
        return self.rows.deliveries.of_group(GROUP, kind)

    def the(self, kind: DeliveryKind) -> Delivery:
        """Return the one delivery of a kind."""
        (found,) = self.of_kind(kind)
        return found

    def state(self, kind: DeliveryKind) -> DeliveryState:
        """Return the state of the one delivery of a kind."""
        return self.the(kind).state

    # -- what is sent

    def claim(self, kind: DeliveryKind, now: datetime) -> Claim | None:
        """Claim the one delivery of a kind."""
        return self.dispatch.claim(self.the(kind).id, now)

    def claimed(self, kind: DeliveryKind, now: datetime) -> Claim:
        """Claim the one delivery of a kind, which has something to say."""
        claim = self.claim(kind, now)
        assert claim is not None
        return claim

    def arrive(self, delivery: Delivery, now: datetime) -> int:
        """Let a claimed delivery arrive; return the message's id."""
        if delivery.kind is DeliveryKind.THREAD:
            (ping,) = (one for one in self.of_kind(DeliveryKind.PING) if one.message_id)
            message_id = ping.message_id or 0
        else:
            self._last_message += 1
            message_id = self._last_message
        place = delivery.channel_id or 900_000 + (delivery.user_id or 0)
        self.dispatch.sent(delivery.id, message_id, place, now)
        return message_id

    def send_due(self, now: datetime) -> list[tuple[Delivery, View]]:
        """Send all that is due, and return it; nothing goes wrong."""
        sent: list[tuple[Delivery, View]] = []
        while due := [one for one in self.dispatch.due(now) if one.id not in _ids(sent)]:
            for delivery in due:
                claim = self.dispatch.claim(delivery.id, now)
                if claim is not None:
                    self.arrive(claim.delivery, now)
                    sent.append((claim.delivery, claim.view))
        return sent


def _ids(sent: list[tuple[Delivery, View]]) -> set[str]:
    return {delivery.id for delivery, _ in sent}


def wish(pings: Pings, *, dm_open: bool | None = None) -> dict[str, object]:
    """Return what somebody has chosen, for `Bench.person`."""
    return {"pings": pings, "dm_open": dm_open}

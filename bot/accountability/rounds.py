"""Rounds: planned and closed when they are due, found, looked at, and listened to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accountability.boards import Boards
from bot.accountability.closing import Closing
from bot.accountability.errors import UnknownZone
from bot.accountability.ladder import Ladder
from bot.accountability.lookups import joined_member
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import Board, Round, RoundState
from bot.accountability.planning import Planning
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be planned or closed.

    Attributes:
        id: Of the schedule, or of the round.
        error: Why not.
    """

    id: str
    error: Exception


class Rounds:
    """The rounds of all groups.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._notices = notices
        self._planning = Planning(rows, outgoing, notices)
        self._closing = Closing(rows, outgoing, notices)
        self._ladder = Ladder(rows, outgoing, notices)
        self._boards = Boards(rows)

    # -- what is due

    def plan_due(self, now: datetime, skip: Collection[str] = frozenset()) -> tuple[Failure, ...]:
        """Plan all schedules that are due, each in its own transaction.

        Args:
            now: The instant.
            skip: Schedules to be left alone for now: they have just failed.

        Returns:
            Which failed; they are still due.
        """
        due = [each for each in self._rows.series.due(now) if each not in skip]
        return _guarded(due, lambda series_id: self._plan(series_id, now))

    def close_due(self, now: datetime, skip: Collection[str] = frozenset()) -> tuple[Failure, ...]:
        """Close all rounds that are due, each in its own transaction; as `plan_due` does."""
        due = [each for each in self._rows.rounds.to_close(now) if each not in skip]
        return _guarded(due, lambda round_id: self._closing.close(round_id, now))

    # -- found

    def open_of(self, group_id: str) -> list[Round]:
        """Return a group's open rounds, the soonest to close first."""
        return self._rows.rounds.open_of_group(group_id)

    def round_for_answer(self, group_id: str, user_id: int) -> Round | None:
        """Return the round that a member answers who names none; None: it is an early answer.

        An open one that they have not answered comes first, the soonest to close; then an open one
        that they have; then the latest one that has closed, if they were missed in it.
        """
        mine = self._rows.check_ins.mine
        open_ones = self._rows.rounds.open_of_group(group_id)
        unanswered = [found for found in open_ones if mine(found.id, user_id) is None]
        if open_ones:
            return (unanswered or open_ones)[0]
        for closed in self._rows.rounds.accepting_of_group(group_id):
            attendance = self._rows.attendance.get(closed.id, user_id)
            if attendance is not None and attendance.missing:
                return closed
        return None

    def board(self, round_id: str, now: datetime) -> Board:
        """Return how a round stands.

        Raises:
            Gone: There is no such round.
        """
        found = self._rows.rounds.get(round_id)
        series = self._rows.series.get(found.series_id) if found else None
        if found is None or series is None:
            raise Gone("That check-in is not here any more.")
        return self._boards.board(found, series, now)

    # -- listened to

    def heard(self, series_id: str, user_id: int, now: datetime) -> None:
        """Note that somebody has checked in, early, in time or late: silence is over."""
        with self._rows.transaction():
            self._ladder.heard(series_id, user_id, now)

    def remind(self, round_id: str, user_id: int, at: datetime, now: datetime) -> str:
        """Remind a member who asked for it, by one DM; a second choice takes the first's place.

        Returns:
            The id of the delivery.

        Raises:
            Refusal: The round will have closed by then, or they have answered.
        """
        with self._rows.transaction():
            found = self._rows.rounds.get(round_id)
            if found is None or found.state is not RoundState.OPEN:
                raise Gone("That check-in has closed, so there's nothing to remind you of.")
            joined_member(self._rows, found.group_id, user_id)
            if self._rows.check_ins.mine(round_id, user_id) is not None:
                raise Refusal("You've checked in already, so there's nothing to remind you of.")
            if at <= now:
                raise Refusal("That time is over. Choose a later one.")
            if at >= found.close_at:
                raise Refusal("It will have closed by then. Choose an earlier time.")
            self._outgoing.reminder(round_id, user_id, at)
            return self._reminders(round_id, user_id)[-1].id

    def forget_reminder(self, round_id: str, user_id: int, now: datetime) -> None:
        """Take a reminder back that has not been sent."""
        with self._rows.transaction():
            for reminder in self._reminders(round_id, user_id):
                if reminder.not_before > now:
                    self._rows.deliveries.settle(reminder.id, DeliveryState.CANCELLED)

    def _reminders(self, round_id: str, user_id: int) -> list[Delivery]:
        return [
            delivery
            for delivery in self._rows.deliveries.of_round(round_id, DeliveryKind.REMINDER)
            if delivery.user_id == user_id and delivery.state is DeliveryState.PENDING
        ]

    def _plan(self, series_id: str, now: datetime) -> None:
        try:
            self._planning.plan(series_id, now)
        except UnknownZone:
            self._tell_of_zone(series_id, now)
            raise

    def _tell_of_zone(self, series_id: str, now: datetime) -> None:
        series = self._rows.series.get(series_id)
        group = series and self._rows.groups.get(series.group_id)
        if group:
            with self._rows.transaction():
                self._notices.raise_(group.id, Cause.ZONE, now, detail=(group.zone,))


def _guarded(ids: Iterable[str], work: Callable[[str], object]) -> tuple[Failure, ...]:
    failures = []
    for each in ids:
        try:
            work(each)
        except Exception as error:  # noqa: BLE001 - one bad item never stops the others
            failures.append(Failure(each, error))
    return tuple(failures)

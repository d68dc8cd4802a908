"""Check-ins: what their form shows, sent, edited, taken back, and looked back on.

Each is for one round: one that is open, one that has closed (late, until the next one opens), or
the next to come (early). A member has one for each round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.coming import Coming
from bot.accountability.lines import clean_report
from bot.accountability.looking_back import looked_back
from bot.accountability.lookups import joined_member, running_group
from bot.accountability.models.check_ins import (
    FormFacts,
    History,
    Removed,
    Submitted,
    Timing,
)
from bot.accountability.models.groups import Part
from bot.accountability.occasions import Occasions
from bot.accountability.promises import Promises
from bot.accountability.removals import KEPT_FOR, Removals
from bot.accountability.writing import Writing
from bot.errors import Gone, NotAllowed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Board, CheckIn, Report
    from bot.accountability.occasions import Occasion
    from bot.accountability.rounds import Rounds
    from bot.accountability.store.rows import Rows

_NOT_HERE = "That check-in is not here any more. To send a new one, use /checkin now."


class CheckIns:
    """The check-ins of all groups.

    Args:
        rows: The rows of the file.
        outgoing: Where cards are put on their way, and what shows a round is brought up to date.
        rounds: The rounds that they are for.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, rounds: Rounds) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._rounds = rounds
        self._coming = Coming(rows)
        self._occasions = Occasions(rows, rounds)
        self._promises = Promises(rows)
        self._writing = Writing(rows, self._promises)
        self._removals = Removals(rows, outgoing)

    # -- the form

    def form(
        self,
        group_id: str,
        user_id: int,
        now: datetime,
        round_id: str | None = None,
        series_id: str | None = None,
    ) -> FormFacts:
        """Return what a member's form shows.

        Args:
            group_id: The group.
            user_id: The member.
            now: The instant.
            round_id: The round that they chose; None for the one that asks for an answer most.
            series_id: The schedule that they chose: its open round, or else its next one.

        Raises:
            Refusal: They take no part, that round is over, or nothing is planned.
        """
        group = self._taking_part(group_id, user_id)
        occasion = self._occasions.find(group, user_id, now, round_id, series_id)
        return self._facts(group, occasion, user_id, self._mine(occasion, user_id))

    def form_of(self, check_in_id: str, user_id: int, now: datetime) -> FormFacts:
        """Return what the form shows in which a member edits a check-in.

        Raises:
            Refusal: It is not there any more, is somebody else's, or they take no part any more.
        """
        mine = self._own(check_in_id, user_id)
        group = self._taking_part(mine.group_id, user_id)
        return self._facts(group, self._occasions.of_check_in(mine, now), user_id, mine)

    # -- sent and edited

    def submit(
        self,
        group_id: str,
        user_id: int,
        report: Report,
        now: datetime,
        round_id: str | None = None,
        series_id: str | None = None,
    ) -> Submitted:
        """Keep what a member sent with a form that was opened empty.

        A second one for the same round goes into the first: nothing of either is lost.

        Args:
            group_id: The group.
            user_id: The member.
            report: What they wrote, as it was typed.
            now: The instant.
            round_id: As in `form`.
            series_id: As in `form`.

        Raises:
            Refusal: As in `form`; or nothing is left of what they wrote, or it doesn't fit.
        """
        with self._rows.transaction():
            group = self._taking_part(group_id, user_id)
            report = clean_report(report)
            occasion = self._occasions.find(group, user_id, now, round_id, series_id)
            # Silence may have paused the schedule: this brings its next round, and the due date.
            self._rounds.heard(occasion.series.id, user_id, now)
            occasion = self._occasions.again(occasion, now)
            mine = self._mine(occasion, user_id)
            if mine is None:
                check_in = self._writing.add(group.id, user_id, report, occasion, now)
            else:
                check_in = self._writing.merge(mine, report, occasion, now)
            return self._sent(check_in, now)

    def edit(self, check_in_id: str, user_id: int, report: Report, now: datetime) -> Submitted:
        """Keep what a member sent with a form that was opened with what they had sent before.

        Raises:
            Refusal: As in `form_of`; or nothing is left of what they wrote, or it doesn't fit.
        """
        with self._rows.transaction():
            before = self._own(check_in_id, user_id)
            self._taking_part(before.group_id, user_id)
            occasion = self._occasions.of_check_in(before, now)
            check_in = self._writing.edit(before, clean_report(report), occasion, now)
            return self._sent(check_in, now)

    def remove(self, check_in_id: str, user_id: int, now: datetime) -> Removed:
        """Take a member's check-in back, with its card, its ticks and what it made and is open.

        Raises:
            Gone: It is not there any more, or is somebody else's.
        """
        with self._rows.transaction():
            check_in = self._own(check_in_id, user_id)
            self._removals.remove(check_in, now)
            board = self._shown(check_in.round_id, now)
        return Removed(check_in, now + KEPT_FOR, board)

    def restore(self, check_in_id: str, user_id: int, now: datetime) -> Submitted:
        """Bring a check-in back as it was that its member removed within a day.

        Raises:
            Refusal: It was removed too long ago, or there is a newer one in its place.
        """
        with self._rows.transaction():
            check_in = self._removals.restore(check_in_id, user_id, now)
            self._writing.expect(check_in)
            return self._sent(self.get(check_in.id), now)

    def forget_removed(self, now: datetime) -> int:
        """Delete for good what was removed a day ago; return how many check-ins that were."""
        return self._rows.removed.delete_before(now - KEPT_FOR)

    # -- found

    def get(self, check_in_id: str) -> CheckIn:
        """Return a check-in.

        Raises:
            Gone: It is not there any more.
        """
        found = self._rows.check_ins.get(check_in_id)
        if found is None:
            raise Gone(_NOT_HERE)
        return found

    def history(self, group_id: str, user_id: int, limit: int, skip: int, now: datetime) -> History:
        """Return a member's check-ins in a group for themselves, newest first.

        Args:
            group_id: The group.
            user_id: The member.
            limit: How many at most.
            skip: How many of the newest are left out.
            now: The instant.
        """
        return looked_back(self._rows, group_id, user_id, now, limit=limit, skip=skip)

    def _own(self, check_in_id: str, user_id: int) -> CheckIn:
        found = self.get(check_in_id)
        if found.user_id != user_id:
            raise Gone(_NOT_HERE)
        return found

    def _taking_part(self, group_id: str, user_id: int) -> PeerGroup:
        group = running_group(self._rows, group_id)
        if joined_member(self._rows, group_id, user_id).part is Part.OBSERVER:
            raise NotAllowed(
                "You read along in this group, so there's nothing to check in. Those who run it can"
                " let you take part."
            )
        return group

    def _mine(self, occasion: Occasion, user_id: int) -> CheckIn | None:
        if occasion.round is None:
            return self._rows.check_ins.early(occasion.series.id, user_id)
        return self._rows.check_ins.mine(occasion.round.id, user_id)

    def _facts(
        self, group: PeerGroup, occasion: Occasion, user_id: int, mine: CheckIn | None
    ) -> FormFacts:
        listed = self._promises.tickable(group.id, user_id, mine)
        found = occasion.round
        return FormFacts(
            group_id=group.id,
            group_name=group.name,
            channel_id=found.channel_id if found else group.channel_id,
            series_id=occasion.series.id,
            series_name=occasion.series.name,
            timing=occasion.timing,
            round_id=found.id if found else None,
            nominal_on=occasion.nominal_on,
            opens_at=occasion.opens_at,
            closes_at=occasion.closes_at,
            questions=occasion.series.questions,
            due_on=occasion.due_on,
            commitments=listed.commitments,
            ticked_ids=listed.ticked_ids,
            more=listed.more,
            mine=mine,
        )

    def _sent(self, check_in: CheckIn, now: datetime) -> Submitted:
        self._outgoing.card(check_in, now)
        series = self._rows.series.get(check_in.series_id)
        return Submitted(
            check_in,
            _timing(check_in),
            self._shown(check_in.round_id, now),
            made=tuple(self._rows.commitments.made_in(check_in.id)),
            carried_thrice=self._promises.carried_often(check_in),
            next_opens_at=self._coming.opening(series, now) if series else None,
        )

    def _shown(self, round_id: str | None, now: datetime) -> Board | None:
        """Let a round's messages show how it stands now, and return that."""
        if round_id is None:
            return None
        self._outgoing.refresh(round_id)
        return self._rounds.board(round_id, now)


def _timing(check_in: CheckIn) -> Timing:
    if check_in.round_id is None:
        return Timing.EARLY
    return Timing.LATE if check_in.late else Timing.ON_TIME

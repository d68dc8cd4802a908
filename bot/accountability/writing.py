"""Check-ins written down, with what they do to commitments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.lines import merged, with_unasked
from bot.accountability.models.check_ins import Timing
from bot.accountability.models.rounds import Attendance, CheckIn, Expectation
from bot.accountability.store.columns import new_id

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.rounds import Report
    from bot.accountability.occasions import Occasion
    from bot.accountability.promises import Promises
    from bot.accountability.store.rows import Rows


class Writing:
    """Writes check-ins; every method belongs into a transaction.

    Args:
        rows: The rows of the file.
        promises: The commitments of check-ins.
    """

    def __init__(self, rows: Rows, promises: Promises) -> None:
        self._rows = rows
        self._promises = promises

    def add(
        self, group_id: str, user_id: int, report: Report, occasion: Occasion, now: datetime
    ) -> CheckIn:
        """Write a member's check-in; what its form listed and it doesn't tick is carried over."""
        listed = self._promises.tickable(group_id, user_id, None)
        check_in = CheckIn(
            new_id(),
            group_id,
            occasion.series.id,
            occasion.round.id if occasion.round else None,
            user_id,
            report,
            created_at=now,
            late=occasion.timing is Timing.LATE,
        )
        self._rows.check_ins.add(check_in)
        self.expect(check_in)
        asked = listed.commitments if occasion.series.questions.commitments else ()
        return self._write(check_in, (), tuple(each.id for each in asked), occasion, now)

    def merge(self, before: CheckIn, report: Report, occasion: Occasion, now: datetime) -> CheckIn:
        """Write a second report into a check-in; nothing that was there goes."""
        after = _changed(before, merged(before.report, report), now)
        return self._write(after, before.report.next_lines, (), occasion, now)

    def edit(self, before: CheckIn, report: Report, occasion: Occasion, now: datetime) -> CheckIn:
        """Write a report in the place of a check-in's; what its form did not ask stays."""
        listed = self._promises.tickable(before.group_id, before.user_id, before)
        report = with_unasked(report, before.report, occasion.series.questions)
        after = _changed(before, report, now)
        self._promises.take_ticks_back(after, listed)
        return self._write(after, before.report.next_lines, listed.ticked_ids, occasion, now)

    def expect(self, check_in: CheckIn) -> None:
        """Let a member be in the round who was not expected in any way."""
        round_id, user_id = check_in.round_id, check_in.user_id
        if round_id is not None and self._rows.attendance.get(round_id, user_id) is None:
            self._rows.attendance.put(Attendance(round_id, user_id, Expectation.WELCOME))

    def _write(
        self,
        check_in: CheckIn,
        lines_before: tuple[str, ...],
        listed_ids: tuple[str, ...],
        occasion: Occasion,
        now: datetime,
    ) -> CheckIn:
        """Do to commitments what a check-in says, and write it."""
        self._promises.tick(check_in, now)
        self._promises.promise(check_in, lines_before, occasion.due_on, now)
        carried_ids = self._promises.carry(check_in, listed_ids, occasion.closing_on)
        self._rows.check_ins.update(replace(check_in, carried_ids=carried_ids))
        return self._rows.check_ins.get(check_in.id) or check_in


def _changed(before: CheckIn, report: Report, now: datetime) -> CheckIn:
    """Return a check-in with another report; sent once more as it was, it is not edited."""
    is_new = report != before.report
    return replace(before, report=report, edited_at=now if is_new else before.edited_at)

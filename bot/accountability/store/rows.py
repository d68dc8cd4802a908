"""All rows of one file, in one place: what the services are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.store.absences import AbsenceRows, HolidayRows
from bot.accountability.store.check_ins import CheckInRows
from bot.accountability.store.commitments import CommitmentRows
from bot.accountability.store.deliveries import DeliveryRows
from bot.accountability.store.groups import GroupRows, MemberRows
from bot.accountability.store.notices import ChangeRows, FactRows, NoticeRows
from bot.accountability.store.people import PersonRows
from bot.accountability.store.removed import RemovedRows
from bot.accountability.store.rounds import AttendanceRows, RoundRows
from bot.accountability.store.series import SeriesRows

if TYPE_CHECKING:
    from bot.accountability.store.file import File


class Rows:
    """The rows of a file, by kind. What belongs together is done in `transaction()`.

    Args:
        file: The file; it belongs to the thread that opened it.
    """

    def __init__(self, file: File) -> None:
        self.transaction = file.transaction
        self.groups = GroupRows(file)
        self.members = MemberRows(file)
        self.people = PersonRows(file)
        self.absences = AbsenceRows(file)
        self.holidays = HolidayRows(file)
        self.series = SeriesRows(file)
        self.rounds = RoundRows(file)
        self.attendance = AttendanceRows(file)
        self.check_ins = CheckInRows(file)
        self.removed = RemovedRows(file)
        self.commitments = CommitmentRows(file)
        self.deliveries = DeliveryRows(file)
        self.notices = NoticeRows(file)
        self.changes = ChangeRows(file)
        self.facts = FactRows(file)

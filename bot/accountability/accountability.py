"""The follow-up as one object: the services over one file, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.absences import Absences
from bot.accountability.check_ins import CheckIns
from bot.accountability.commitments import Commitments
from bot.accountability.dispatch import Dispatch, Outgoing
from bot.accountability.groups import Groups
from bot.accountability.holidays import Holidays
from bot.accountability.members import Members
from bot.accountability.notices import Notices
from bot.accountability.people import People
from bot.accountability.reports import Reports
from bot.accountability.rounds import Rounds
from bot.accountability.store.file import File
from bot.accountability.store.rows import Rows
from bot.accountability.timetable import Timetable

if TYPE_CHECKING:
    from pathlib import Path


class Accountability:
    """Groups, schedules, rounds, check-ins, commitments, and the messages that they lead to.

    It belongs to the thread that made it. Whatever depends on the time takes `now`.

    Args:
        path: The file; made with its folder.

    Raises:
        StorageError: The file can't be opened, read or written; every method may raise it.
        StorageTooNewError: A newer program wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.file = File(path)
        rows = self.rows = Rows(self.file)
        self.outgoing = Outgoing(rows)
        self.notices = Notices(rows, self.outgoing)
        self.rounds = Rounds(rows, self.outgoing, self.notices)
        self.timetable = Timetable(rows, self.outgoing, self.notices)
        self.groups = Groups(rows, self.outgoing, self.notices)
        self.members = Members(rows, self.outgoing, self.notices)
        self.people = People(rows)
        self.absences = Absences(rows, self.outgoing)
        self.holidays = Holidays(rows, self.outgoing)
        self.check_ins = CheckIns(rows, self.outgoing, self.rounds)
        self.commitments = Commitments(rows, self.outgoing)
        self.reports = Reports(rows, self.rounds)
        self.dispatch = Dispatch(rows, self.outgoing, self.notices)

    @property
    def writes(self) -> int:
        """How many rows have been written since it was opened; it only grows."""
        return self.file.writes

    def close(self) -> None:
        """Write everything into the one file, and close it."""
        self.file.close()

"""How a group did over some time: by round, in counts, and for one member their own rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.accountability.schedules import Kind


@dataclass(frozen=True, slots=True)
class ReportedRound:
    """One round of a report; whoever is missing in it is a number.

    Attributes:
        series_kind: The kind of its rhythm; `series_number`: which schedule of that kind, from 1.
        in_ids: Who answered in time; `late_ids`: later.
        away: How many were away, skipped it or were excused, and did not answer.
        missing: How many were expected and did not answer.
        kept: Of the commitments that were settled in it or due, how many were kept ...
        made: ... of how many.
        is_open: It has not closed: these are its counts so far.
    """

    round_id: str
    nominal_on: date
    series_name: str
    series_kind: Kind
    series_number: int
    in_ids: tuple[int, ...] = ()
    late_ids: tuple[int, ...] = ()
    away: int = 0
    missing: int = 0
    kept: int = 0
    made: int = 0
    is_open: bool = False

    @property
    def answered(self) -> int:
        """How many have answered, in time or late."""
        return len(self.in_ids) + len(self.late_ids)

    @property
    def expected(self) -> int:
        """How many have answered or should have: all but those who were away."""
        return self.answered + self.missing


@dataclass(frozen=True, slots=True)
class GroupReport:
    """A report.

    Attributes:
        rounds: Those that opened, oldest first.
        not_opened: How many did not open because the bot was down.
        own_kept: How many commitments its reader kept in that time, ...
        own_settled: ... of how many kept or missed; for them alone.
    """

    group_id: str
    group_name: str
    from_on: date
    until_on: date
    rounds: tuple[ReportedRound, ...] = ()
    not_opened: int = 0
    own_kept: int = 0
    own_settled: int = 0

    @property
    def closed(self) -> tuple[ReportedRound, ...]:
        """Those that have closed: what is open still changes, and is not summed up."""
        return tuple(each for each in self.rounds if not each.is_open)

    @property
    def answered(self) -> int:
        """How many answers came in the rounds that have closed, in time or late."""
        return sum(each.answered for each in self.closed)

    @property
    def late(self) -> int:
        """How many of them came late."""
        return sum(len(each.late_ids) for each in self.closed)

    @property
    def expected(self) -> int:
        """How many there could have been."""
        return sum(each.expected for each in self.closed)

    @property
    def kept(self) -> int:
        """How many commitments were kept in the rounds that have closed, ..."""
        return sum(each.kept for each in self.closed)

    @property
    def made(self) -> int:
        """... of how many that were due or settled in them."""
        return sum(each.made for each in self.closed)

"""A report's rounds as the chart draws them: a bar each, or one for each week if they are many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.accountability.models.reports import ReportedRound

MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        on: The date of its round, or the Monday of its week.
        is_open: What it shows may still change.
    """

    on: date
    on_time: int
    late: int
    away: int
    missing: int
    kept: int
    made: int
    is_open: bool = False

    @property
    def people(self) -> int:
        """How many it shares out."""
        return self.on_time + self.late + self.away + self.missing

    @property
    def kept_share(self) -> float | None:
        """Which share was kept together; None while nothing was due, or it is open."""
        return None if self.is_open or not self.made else self.kept / self.made


def bars_of(rounds: Sequence[ReportedRound]) -> tuple[tuple[Bar, ...], bool]:
    """Return the bars of rounds, oldest first, and whether each stands for a week."""
    if len(rounds) <= MOST_BARS:
        return tuple(_summed(each.nominal_on, [each]) for each in rounds), False
    in_order = sorted(rounds, key=lambda each: each.nominal_on)
    weeks = groupby(in_order, lambda each: _monday(each.nominal_on))
    return tuple(_summed(monday, list(each)) for monday, each in weeks), True


def _summed(on: date, rounds: Iterable[ReportedRound]) -> Bar:
    rounds = list(rounds)
    return Bar(
        on,
        on_time=sum(len(each.in_ids) for each in rounds),
        late=sum(len(each.late_ids) for each in rounds),
        away=sum(each.away for each in rounds),
        missing=sum(each.missing for each in rounds),
        kept=sum(each.kept for each in rounds),
        made=sum(each.made for each in rounds),
        is_open=any(each.is_open for each in rounds),
    )


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())

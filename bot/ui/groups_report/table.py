"""The counts of a report as a table: for a spreadsheet, and without a name or a typed word."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.accountability.models.reports import GroupReport, ReportedRound

_COLUMNS = (
    "date",
    "schedule",
    "state",
    "expected",
    "on time",
    "late",
    "missing",
    "away",
    "kept",
    "due or settled",
)


def table(report: GroupReport) -> bytes:
    """Return a report's counts as CSV, one round a line.

    Each cell is a number, a date or a word of our own: none is a formula, whoever typed what. The
    mark at the beginning tells Excel that it is UTF-8.
    """
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(_COLUMNS)
    lines.writerows(_cells(each) for each in report.rounds)
    return written.getvalue().encode("utf-8-sig")


def _cells(each: ReportedRound) -> tuple[str | int, ...]:
    kind = each.series_kind.value
    return (
        each.nominal_on.isoformat(),
        kind if each.series_number == 1 else f"{kind} {each.series_number}",
        "open" if each.is_open else "closed",
        each.expected,
        len(each.in_ids),
        len(each.late_ids),
        each.missing,
        each.away,
        each.kept,
        each.made,
    )

"""Which backups are kept: seven days' and four weeks'."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

DAYS = 7
WEEKS = 4


def kept(made: Iterable[datetime]) -> set[datetime]:
    """Return which of some backups are kept.

    Of the last seven days on which there was one, the newest of each; likewise of the last four
    weeks. Days and weeks on which there was none take nothing away: a bot that was off for a month
    keeps what it had.
    """
    newest_first = sorted(made, reverse=True)
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for at in newest_first:
        days.setdefault(at.date(), at)
        weeks.setdefault(at.isocalendar()[:2], at)
    return {*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}

"""The report of a group as a message; draw it off the event loop: the picture takes a while."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.ui.groups_report.sums import bars_of
from bot.ui.groups_report.table import table
from bot.ui.groups_report.text import alt_text, pages
from bot.ui.reply import Attachment, Button, Reply

if TYPE_CHECKING:
    from bot.accountability.models.reports import GroupReport

TURN = "report.page"
"""The kind of the buttons that turn the pages; their id is the group's."""

_ARGUMENT = re.compile(r"(\d{1,4})_(\d{8})_(\d{8})", re.ASCII)


def drawn(report: GroupReport, page: int = 0, *, names: bool = True, own: bool = True) -> Reply:
    """Return a report as a message; its first page has the chart and the table.

    Args:
        report: The report.
        page: Which page; one that is not there is the nearest that is.
        names: Whether its reader is a member, who sees who answered which round.
        own: Whether nobody but its reader sees it: then it tells their own rate.
    """
    texts = pages(report, names=names, own=own)
    page = min(max(page, 0), len(texts) - 1)
    files = _files(report) if page == 0 and report.rounds else ()
    return Reply(texts[page], rows=_turning(report, page, len(texts)), files=files)


def asked(argument: str) -> tuple[int, date, date] | None:
    """Return what a button that turns the pages stands for: page, first and last day."""
    found = _ARGUMENT.fullmatch(argument)
    if found is None:
        return None
    try:
        return int(found[1]), date.fromisoformat(found[2]), date.fromisoformat(found[3])
    except ValueError:
        return None


def _files(report: GroupReport) -> tuple[Attachment, ...]:
    # It takes seconds to import, and most who start the bot draw no chart.
    from bot.ui.groups_report.chart import draw  # noqa: PLC0415

    bars, by_week = bars_of(report.rounds)
    alt = alt_text(report)
    name = f"{report.from_on}-to-{report.until_on}"
    return (
        Attachment(
            f"check-ins-{name}.png", draw(bars), f"{alt} A bar is a week." if by_week else alt
        ),
        Attachment(f"check-ins-{name}.csv", table(report)),
    )


def _turning(report: GroupReport, page: int, count: int) -> tuple[tuple[Button, ...], ...]:
    def button(label: str, to: int) -> Button:
        days = f"{report.from_on:%Y%m%d}_{report.until_on:%Y%m%d}"
        there = 0 <= to < count
        return Button(label, TURN, report.group_id, f"{max(to, 0)}_{days}", disabled=not there)

    if count == 1:
        return ()
    return ((button("‹ Newer", page - 1), button("Older ›", page + 1)),)

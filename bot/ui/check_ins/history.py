"""What a member reads of their own check-ins, alone; and what stands where there is none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.accountability.models.rounds import CommitmentState
from bot.accountability.typed import date_words
from bot.ui.moments import full
from bot.ui.reply import Button, Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from bot.accountability.models.check_ins import History, PastCheckIn
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Commitment

PER_PAGE = 3

_NAME = 80
_ANSWER = 150
_LINES = 3
_LINE = 80
_BECAME = {
    CommitmentState.OPEN: "open",
    CommitmentState.KEPT: "kept",
    CommitmentState.MISSED: "missed",
    CommitmentState.DROPPED: "dropped",
}


def nothing_yet(next_opens_at: datetime | None) -> Reply:
    """Return what stands where a history will be."""
    if next_opens_at is None:
        return Reply(
            "Nothing yet, and no check-in is planned. Those who run the group plan one with"
            " `/group schedule add`."
        )
    return Reply(f"Nothing yet. Your first check-in is {full(next_opens_at)}.")


def page(group: PeerGroup, history: History, skip: int, today: date) -> Reply:
    """Return a page of somebody's check-ins, newest first."""
    if not history.total:
        return nothing_yet(history.next_opens_at)
    lines = [f"**Your check-ins · {safe_text(group.name, _NAME)}**"]
    if history.settled:
        lines.append(f"Kept {history.kept} of {history.settled} so far.")
    lines.append(f"-# {_place(skip, history)} · Only you see this.")
    embeds = tuple(_past(past, today) for past in history.check_ins)
    return Reply("\n".join(lines), embeds, _turning(group.id, skip, history))


def _past(past: PastCheckIn, today: date) -> discord.Embed:
    when = date_words(past.nominal_on, today) if past.nominal_on else "For the next one"
    late = " · late" if past.check_in.late else ""
    return discord.Embed(
        title=f"{when}{late} · {safe_text(past.series_name, _NAME)}",
        description="\n".join(_lines_of(past)) or None,
    )


def _lines_of(past: PastCheckIn) -> Iterator[str]:
    report = past.check_in.report
    if report.moved:
        yield f"Moved: {safe_text(report.moved, _ANSWER)}"
    for question, answer in report.own:
        yield f"{safe_text(question, _LINE)} {safe_text(answer, _ANSWER)}"
    if past.kept:
        yield f"Kept: {_listed([safe_text(each.text, _LINE) for each in past.kept])}"
    if past.made:
        yield f"Next: {_listed([_with_fate(each) for each in past.made])}"
    if report.hand_lines:
        yield f"A hand: {_listed([safe_text(line, _LINE) for line in report.hand_lines])}"


def _with_fate(commitment: Commitment) -> str:
    return f"{safe_text(commitment.text, _LINE)} ({_BECAME[commitment.state]})"


def _listed(texts: Sequence[str]) -> str:
    shown = "; ".join(texts[:_LINES])
    more = len(texts) - _LINES
    return f"{shown}; and {more} more" if more > 0 else shown


def _place(skip: int, history: History) -> str:
    first, last = skip + 1, skip + len(history.check_ins)
    number = f"{first} to {last}" if last > first else f"{first}"
    return f"{number} of {history.total}"


def _turning(group_id: str, skip: int, history: History) -> tuple[tuple[Button, ...], ...]:
    newer = Button("‹ Newer", "checkin.page", group_id, str(max(skip - PER_PAGE, 0)))
    older = Button("Older ›", "checkin.page", group_id, str(skip + PER_PAGE))
    buttons = [newer] if skip else []
    if skip + len(history.check_ins) < history.total:
        buttons.append(older)
    return (tuple(buttons),) if buttons else ()

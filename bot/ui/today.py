"""The text of `/today`: what is open, what comes next, and a press for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accountability.typed import date_words
from bot.ui.commitments import lines_of
from bot.ui.deliveries.wording import fitted
from bot.ui.moments import full, relative
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.accountability.models.groups import Absence, PeerGroup
    from bot.accountability.models.rounds import Commitment, Round

_NAME = 80
_SHOWN = 5
_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open.

    Attributes:
        series_name: Of which schedule; it is shown where the group has several.
        answered: Whether the member has checked in.
    """

    round: Round
    series_name: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What a member has before them in a group.

    Attributes:
        commitments: All that are open, oldest first.
        rounds: The open ones, the soonest to close first.
        next_opens_at: When the next one opens, if one is planned.
        absence: How long they are away, if they are.
        several: Whether the group has several schedules, so that names tell them apart.
        hosts: Whether they only host, and don't check in.
    """

    group: PeerGroup
    commitments: tuple[Commitment, ...] = ()
    rounds: tuple[OpenRound, ...] = ()
    next_opens_at: datetime | None = None
    absence: Absence | None = None
    several: bool = False
    hosts: bool = False


def today(day: Day, on: date) -> Reply:
    """Return a member's day."""
    head = [f"**Today · {safe_text(day.group.name, _NAME)}**", *_check_ins(day, on), ""]
    if day.commitments:
        head.append("You promised:")
    else:
        head.append("Nothing promised is open. *Add* notes something; a check-in does, too.")
    promised = lines_of(day.commitments[:_SHOWN], on)
    return Reply(fitted(head, promised, _foot(day.commitments)), rows=(_buttons(day),))


def _check_ins(day: Day, on: date) -> list[str]:
    lines = []
    if day.absence is not None:
        lines.append(f"You're away through {date_words(day.absence.until_on, on)}.")
    lines += [_round_line(each, several=day.several) for each in day.rounds[:_MOST_ROUNDS]]
    if day.next_opens_at is not None:
        lines.append(f"Next check-in: {full(day.next_opens_at)}.")
    elif not day.rounds:
        lines.append("No check-in is planned just now.")
    return lines


def _round_line(open_: OpenRound, *, several: bool) -> str:
    name = f" ({safe_text(open_.series_name, _NAME)})" if several else ""
    if open_.answered:
        return f"You're in{name}."
    closes_at = open_.round.close_at
    return f"The check-in{name} is open until {full(closes_at)}, {relative(closes_at)}."


def _foot(commitments: Sequence[Commitment]) -> list[str]:
    more = len(commitments) - _SHOWN
    left_out = [f"-# and {more} more in `/commit list`"] if more > 0 else []
    return [*left_out, "-# Only you see this."]


def _buttons(day: Day) -> tuple[Button, ...]:
    group_id = day.group.id
    add = Button("Add", "commit.add", group_id)
    close = Button("Close one", "commit.close", group_id, disabled=not day.commitments)
    if day.hosts:
        return (add, close)
    unanswered = any(not each.answered for each in day.rounds)
    style = Style.MAIN if unanswered else Style.PLAIN
    away = (
        Button("I'm back", "away.back", group_id)
        if day.absence is not None
        else Button("Away", "away.ask", group_id)
    )
    return (Button("Check in", "checkin.now", group_id, style=style), add, close, away)

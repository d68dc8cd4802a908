"""What a member reads, alone, after checking in; what the library says where a hand would help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.ui.citations import answer_embeds
from bot.ui.commitments import carried
from bot.ui.moments import full
from bot.ui.reply import Button, Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.check_ins import Removed
    from bot.accountability.models.rounds import CheckIn, Commitment
    from bot.ui.reply import Row
    from knowledge.models import Answer

CHANGED = "Changed. The card shows the new words."
NOT_YOURS = "Only who wrote that check-in can change it. `/checkin now` opens your own."
GONE = "That check-in is no longer here. `/checkin now` opens a new one."
OVER = "That check-in is over: the next one has opened. `/checkin now` opens it."

_LINE = 80
_MOST_HELP = 3


@dataclass(frozen=True, slots=True)
class Help:
    """What the library says on a line of somebody who could use a hand."""

    line: str
    answer: Answer


def done(
    check_in: CheckIn,
    next_opens_at: datetime | None,
    thrice: Sequence[Commitment] = (),
    help_: Sequence[Help] = (),
) -> Reply:
    """Return what is said after the form was sent."""
    return _with_more(_sentence(check_in, next_opens_at), check_in.id, thrice, help_)


def edited(
    check_in: CheckIn, thrice: Sequence[Commitment] = (), help_: Sequence[Help] = ()
) -> Reply:
    """Return what is said after a check-in was changed."""
    return _with_more(CHANGED, check_in.id, thrice, help_)


def removed(removed_: Removed) -> Reply:
    """Return what is said once a check-in is taken back."""
    text = (
        "Removed: its card is empty, and what it ticked is open again."
        f" You can undo that until {full(removed_.until)}."
    )
    return Reply(text, rows=((Button("Undo", "card.restore", removed_.check_in.id),),))


def restored(check_in_id: str) -> Reply:
    """Return what is said once the removal is undone."""
    return Reply("It's back as it was.", rows=(_buttons(check_in_id),))


def _with_more(
    sentence: str, check_in_id: str, thrice: Sequence[Commitment], help_: Sequence[Help]
) -> Reply:
    lines = [sentence]
    rows: list[Row] = [_buttons(check_in_id)]
    if thrice:
        question, more = carried(thrice)
        lines += ["", question]
        rows += more
    shown = _that_fit(help_)
    if shown:
        named = _and([f"*{safe_text(each.line, _LINE)}*" for each in shown])
        lines += ["", f"You mentioned {named}. Your library says, for your eyes only:"]
    embeds = tuple(embed for each in shown for embed in _best(each.answer))
    return Reply("\n".join(lines), embeds=embeds, rows=tuple(rows))


def _that_fit(help_: Sequence[Help]) -> Sequence[Help]:
    """Return as many as one message holds: what librarians wrote may be long."""
    long = any(each.answer.curated for each in help_[:_MOST_HELP])
    return help_[: 1 if long else _MOST_HELP]


def _best(answer: Answer) -> tuple[discord.Embed, ...]:
    """Return the best that the library has: what librarians wrote, else one excerpt."""
    return answer_embeds(() if answer.curated else answer.excerpts[:1], answer.curated)


def _sentence(check_in: CheckIn, next_opens_at: datetime | None) -> str:
    upcoming = full(next_opens_at) if next_opens_at else ""
    if check_in.round_id is None:
        return f"You're in early: it counts for {upcoming or 'the next one'}."
    begin = "You're in, and marked late." if check_in.late else "You're in."
    return f"{begin} Next one {upcoming}." if upcoming else begin


def _buttons(check_in_id: str) -> tuple[Button, ...]:
    return (
        Button("Edit", "card.edit", check_in_id),
        Button("Remove", "card.remove", check_in_id),
    )


def _and(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last

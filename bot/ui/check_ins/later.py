"""The texts of *Later*: when to remind, by DM, and what if DMs are closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.moments import full, relative
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

NO_TIME_LEFT = "There is no later any more: it closes {when}."
CLOSED = "That check-in has closed. You can still answer late, until the next one opens."
UNDONE = "Undone. I won't remind you."
PASSED = "That time is over. Choose another one."

_NAME = 80
_HOW_TO_OPEN_DMS = (
    "I can't send you a DM: yours are closed here. Tap the server's name, then *Privacy Settings*,"
    " and allow direct messages."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A time that can be chosen: what its button says, its name, and the instant."""

    label: str
    name: str
    at: datetime


def when(round_id: str, choices: Sequence[Choice], close_at: datetime) -> Reply:
    """Return the question when to remind; there may be no time left to do so."""
    if not choices:
        check_in = Button("Check in", "round.check_in", round_id, style=Style.MAIN)
        sentence = NO_TIME_LEFT.format(when=relative(close_at))
        return Reply(sentence, rows=((check_in,),))
    buttons = tuple(
        Button(choice.label, "round.remind", round_id, choice.name) for choice in choices
    )
    return Reply(f"I'll remind you by DM. It's open until {full(close_at)}.", rows=(buttons,))


def noted(round_id: str, at: datetime) -> Reply:
    """Return what is said once a reminder is set."""
    text = f"I'll remind you by DM {relative(at)}, {full(at)}, unless you're in by then."
    return Reply(text, rows=((Button("Undo", "round.forget", round_id),),))


def closed_dms(round_id: str) -> Reply:
    """Return what is said where a DM does not arrive: nothing is promised."""
    again = Button("Try again", "round.later", round_id)
    return Reply(f"{_HOW_TO_OPEN_DMS} Until then I can't remind you.", rows=((again,),))


def test_of_dms(group_name: str, at: datetime) -> Reply:
    """Return the DM that shows whether DMs arrive, before one is promised."""
    name = safe_text(group_name, _NAME)
    return Reply(f"Here is where I'll remind you of **{name}**: {full(at)}.")

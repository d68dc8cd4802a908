"""Asking for a date again: which one of those that may be meant, or in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.typed import ask_date, date_words
from bot.ui.forms import FormLayout, TextPart, Written
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

DATE = "date"
LONGEST = 60
LABEL = "Which date?"
DESCRIPTION = "Like “Fri”, “5 Dec”, “in 2 weeks” or “2026-12-05”."

_MOST_READINGS = 4
_LONGEST_QUESTION = 600


def ask_again(typed: str, readings: Sequence[date], today: date, memo_id: str) -> Reply:
    """Return the question which date was meant; nothing that was typed is lost by it."""
    buttons = tuple(
        Button(date_words(on, today), "date.choose", memo_id, on.isoformat(), Style.MAIN)
        for on in readings[:_MOST_READINGS]
    )
    other = Button("Another date" if buttons else "Type it again", "date.other", memo_id)
    question = safe_text(ask_date(typed, readings[:_MOST_READINGS], today), _LONGEST_QUESTION)
    return Reply(question, rows=((*buttons, other),))


def refused(sentence: str, memo_id: str) -> Reply:
    """Return why a date can't be taken, with the way to another one."""
    return Reply(sentence, rows=((Button("Another date", "date.other", memo_id),),))


def layout(_opened: Written) -> FormLayout:
    """Return the form for a date alone."""
    return FormLayout(LABEL, (TextPart(DATE, LABEL, DESCRIPTION, longest=LONGEST),))

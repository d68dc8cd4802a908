"""The texts of asking: the form with one question, and what can't be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.forms import FormLayout, TextPart
from bot.ui.questions import LONGEST_QUESTION

if TYPE_CHECKING:
    from bot.ui.forms import Written

MENU = "Ask the library"
QUESTION = "question"
NEW = "new"
NO_TEXT = "There is no text in that message to ask about. Try `/ask` with your own words."
OLD_EXAMPLE = "That example is gone. `/help` has new ones."


def layout(written: Written) -> FormLayout:
    """Return the form with one question."""
    del written
    part = TextPart(
        QUESTION,
        "Your question",
        "In plain words; typing errors are fine. Only you see the answer.",
        longest=LONGEST_QUESTION,
        placeholder="How do I …",
    )
    return FormLayout(MENU, (part,))

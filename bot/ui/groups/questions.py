"""What a check-in asks: the standard form, or questions of the group's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.drafts import LONGEST_QUESTION
from bot.accountability.models.rounds import MOST_OWN_QUESTIONS, Questions
from bot.ui.deliveries.wording import name_of
from bot.ui.forms import ChoicePart, FormLayout, TextPart
from bot.ui.reply import Button, Option, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from bot.accountability.models.rounds import Series
    from bot.ui.forms import Written

QUESTION, COMMITMENTS = "question", "commitments"
SAVED = "Saved. It holds from the next answer on."
UNDONE = "Undone."
_YES, _NO = "yes", "no"
_SHOWN = 200


def questions(series: Series, *, lead: str = "", undo_id: str = "") -> Reply:
    """Return what a schedule's check-ins ask, with the ways to change it."""
    asked = series.questions
    own = [f"- {safe_text(question, _SHOWN)}" for question in asked.own]
    lines = [lead] if lead else []
    lines.append(f"**{name_of(series.name)}** asks:")
    if asked.commitments:
        lines.append("- Which of these did you keep? (if there are any)")
    lines += own or ["- What moved forward?"]
    if asked.commitments:
        lines.append("- What will you do by then?")
    if not own:
        lines.append("- Where could you use a hand?")
    version = str(series.version)
    buttons = [
        Button("Own questions", "group.ask_own", series.id, style=Style.MAIN),
        Button("See the form", "group.see_form", series.id),
    ]
    if asked != Questions():
        buttons.append(Button("Standard form", "group.ask_standard", series.id, version))
    if undo_id:
        buttons.append(Button("Undo", "group.unask", undo_id))
    return Reply("\n".join(lines), rows=(tuple(buttons),))


def layout(_opened: Written) -> FormLayout:
    """Return the form for own questions."""
    beside = ChoicePart(
        COMMITMENTS,
        "Ask what was kept, and what comes next?",
        (
            Option("Yes: two own questions fit beside it", _YES, chosen=True),
            Option("No: up to four own questions", _NO),
        ),
    )
    texts = tuple(
        TextPart(
            f"{QUESTION}{number}",
            f"Question {number + 1}",
            "" if number else "Like “How many proposals went out?”",
            required=not number,
            longest=LONGEST_QUESTION,
        )
        for number in range(MOST_OWN_QUESTIONS)
    )
    return FormLayout("Your own questions", (beside, *texts))


def filled(asked: Questions) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return what the form starts with: texts, and what is chosen."""
    values = {f"{QUESTION}{number}": text for number, text in enumerate(asked.own)}
    return values, {COMMITMENTS: (_YES if asked.commitments else _NO,)}


def written_questions(written: Written) -> Questions:
    """Return what was written, in its order."""
    texts = (written.values.get(f"{QUESTION}{n}", "").strip() for n in range(MOST_OWN_QUESTIONS))
    beside = written.chosen.get(COMMITMENTS, (_YES,))
    return Questions(tuple(text for text in texts if text), commitments=_NO not in beside)

"""A member's check-in, as the group reads it in the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.deliveries.wording import fitted, person
from bot.ui.reply import Button, Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from bot.accountability.models.views import CardView

_LINE = 300
_ANSWER = 900
_MOVED = 700


def card(view: CardView, delivery_id: str) -> Reply:
    """Return the card; of one that was taken back, nothing but that."""
    if view.removed:
        return Reply("-# Removed by its author.")
    marks = [word for word, is_so in (("late", view.late), ("edited", view.edited)) if is_so]
    name = person(view.user_id) + (f" · {', '.join(marks)}" if marks else "")
    lines = [line for lines in _parts(view) for line in lines]
    edit = Button("Edit", "card.edit", view.check_in_id, delivery_id)
    return Reply(fitted([name], lines, ()), rows=((edit,),), silent=True)


def _parts(view: CardView) -> list[list[str]]:
    parts: list[list[str]] = []
    if view.kept:
        parts.append([f"✓ {safe_text(text, _LINE)}" for text in view.kept])
    if view.moved:
        parts.append([f"**Moved** {safe_text(view.moved, _MOVED, multiline=True)}"])
    for question, answer in view.own:
        title = f"**{safe_text(question, _LINE)}**"
        parts.append([f"{title}\n{safe_text(answer, _ANSWER, multiline=True)}"])
    if view.next:
        parts.append(["**Next**", *(f"- {safe_text(text, _LINE)}" for text in view.next)])
    if view.hands:
        parts.append(["**A hand**", *(f"- {safe_text(text, _LINE)}" for text in view.hands)])
    return parts

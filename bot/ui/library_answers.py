"""The texts of `/library answer`: a librarian's own answer, as members will see it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.citations import curated_embed
from bot.ui.forms import FormLayout, NotePart, TextPart
from bot.ui.library_lines import joined, who
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from bot.ui.forms import Written
    from knowledge.models import CuratedAnswer

QUESTION, TEXT = "question", "text"
LONGEST_QUESTION = 500
LONGEST_ANSWER = 2000
ALREADY_SAVED = "That is saved already. `/library answer` shows it, and lets you change it."
_SHOWN = 150


def layout(written: Written) -> FormLayout:
    """Return the form; the wording of an answer that is there already stays."""
    text = TextPart(
        TEXT,
        "Answer",
        "Members see it first, above what the articles say.",
        long=True,
        longest=LONGEST_ANSWER,
    )
    if written.argument == "edit":
        note = NotePart(f"**{safe_text(written.values.get(QUESTION, ''), LONGEST_QUESTION)}**")
        return FormLayout("Change an answer", (note, text))
    question = TextPart(
        QUESTION,
        "Question",
        "As members ask it; near wordings count too.",
        longest=LONGEST_QUESTION,
    )
    return FormLayout("Answer a question", (question, text))


def preview(answer: CuratedAnswer, memo_id: str, *, replaces: bool) -> Reply:
    """Return an answer as members will see it, with what can be done before it is saved.

    Args:
        answer: As it would be saved.
        memo_id: What stands behind the buttons.
        replaces: Whether the question has an answer already.
    """
    lead = "This is what members will see. Not saved yet."
    if replaces:
        lead += " It replaces the answer that is there now."
    return Reply(
        lead,
        (curated_embed(answer),),
        (
            (
                Button("Save", "library.answer_save", memo_id, style=Style.GOOD),
                Button("Edit", "library.answer_again", memo_id),
            ),
        ),
    )


def existing(answer: CuratedAnswer) -> Reply:
    """Return an answer that is there already, as members see it."""
    by = f"By {who(answer.by)}" if answer.by else ""
    when = f"<t:{int(answer.set_at.timestamp())}:R>"
    return Reply(
        f"There is an answer to that.\n-# {joined((by, when))}",
        (curated_embed(answer),),
        (
            (
                Button("Edit", "library.answer_edit", answer.id),
                Button("Remove", "library.answer_remove", answer.id),
            ),
        ),
    )


def saved(question: str, undo_id: str, waiting: int = 0) -> Reply:
    """Return what is said after an answer was saved; `waiting` are told about it."""
    told = ""
    if waiting:
        who_waits = "1 member" if waiting == 1 else f"{waiting:,} members"
        told = f"\n{who_waits} asked to be told, and will be."
    return Reply(
        f"Saved. Whoever asks “{safe_text(question, _SHOWN)}” sees it first.{told}",
        rows=((Button("Undo", "library.answer_undo", undo_id),),),
    )


def removed(question: str, answer_id: str) -> Reply:
    """Return what is said after an answer was removed."""
    return Reply(
        f"Removed: the answer to “{safe_text(question, _SHOWN)}”. It stays for 7 days.",
        rows=((Button("Bring it back", "library.answer_restore", answer_id),),),
    )


def restored(question: str) -> Reply:
    """Return what is said after an answer was brought back."""
    return Reply(f"The answer to “{safe_text(question, _SHOWN)}” is back.")


def as_before(question: str) -> Reply:
    """Return what is said after a change of an answer was undone."""
    return Reply(f"The answer to “{safe_text(question, _SHOWN)}” is as it was before.")

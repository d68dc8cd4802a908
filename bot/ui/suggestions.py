"""The texts of `/article suggest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.forms import FilesPart, FormLayout, NotePart, TextPart
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.forms import Written
    from knowledge.models import Document

TITLE, TEXT, NOTE, FILE = "title", "text", "note", "file"
_LONGEST = 150
_NOTE = 300


def layout(written: Written) -> FormLayout:
    """Return the form in which a member suggests a text or a file."""
    del written
    return FormLayout(
        "Suggest an article",
        (
            NotePart("A librarian reads it and decides. Write a text, or choose a file."),
            TextPart(TITLE, "Title", "Not needed with a file.", required=False, longest=_LONGEST),
            TextPart(TEXT, "Text", "Up to 4,000 characters.", long=True, required=False),
            FilesPart(FILE, "Or a file", "Markdown, text or HTML.", required=False, most=1),
            TextPart(NOTE, "Why is it worth having?", required=False, longest=_NOTE),
        ),
    )


def handed_in(suggestions: Sequence[tuple[str, Document]]) -> Reply:
    """Return what a member sees after it; `suggestions` are (id, document)."""
    titles = "\n".join(
        f"**{safe_text(document.title, _LONGEST)}** · {_words(document)}"
        for _, document in suggestions
    )
    id_ = suggestions[0][0]
    text = f"{titles}\n\nThank you. A librarian decides: they see it in `/library suggestions`."
    buttons = (
        Button("Tell them here", "suggestion.tell", id_),
        Button("Take it back", "suggestion.withdraw", id_),
    )
    return Reply(text, rows=(buttons,) if len(suggestions) == 1 else ())


def telling(document: Document, channel_id: int, post_id: str) -> Reply:
    """Return the preview of what would be posted for the librarians."""
    return Reply(
        f"This will be posted in <#{channel_id}>, for everyone there:\n\n{_notice(document)}",
        rows=(
            (
                Button("Post", "suggestion.post", post_id, style=Style.MAIN),
                Button("Don't", "suggestion.keep", post_id),
            ),
        ),
    )


def notice(document: Document, suggestion_id: str, post_id: str, owner_id: int) -> Reply:
    """Return what is posted: any librarian can look at it from there."""
    return Reply(
        f"{_notice(document)}\n-# Suggested by <@{owner_id}>",
        rows=(
            (
                Button("Look at it (librarians)", "suggestion.show", suggestion_id),
                Button("Remove", "suggestion.remove", post_id),
            ),
        ),
        silent=True,
    )


def posted(channel_id: int, post_id: str) -> Reply:
    """Return what the member sees once it is posted."""
    return Reply(
        f"Posted in <#{channel_id}>.", rows=((Button("Undo", "suggestion.remove", post_id),),)
    )


def _notice(document: Document) -> str:
    return (
        "**An article is suggested for the library**\n"
        f"{safe_text(document.title, _LONGEST)} · {_words(document)}"
    )


def _words(document: Document) -> str:
    count = sum(len(block.text.split()) for block in document.blocks)
    return "1 word" if count == 1 else f"{count:,} words"


def title_of(text: str) -> str:
    """Return a title for a text that was given none: how it begins."""
    first = next((line.strip("# ").strip() for line in text.splitlines() if line.strip()), "")
    return plain_line(first, _LONGEST)

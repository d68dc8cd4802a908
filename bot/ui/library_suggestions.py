"""The texts of `/library suggestions`: what members propose, before the librarian who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.ui.addresses import web_address
from bot.ui.library_lines import (
    counted,
    day,
    joined,
    option,
    place,
    sheet,
    title,
    turning,
    who,
    words_in,
)
from bot.ui.reply import Attachment, Button, Link, Menu, Reply, Style
from bot.ui.safe_text import safe_text, utf16_length
from knowledge.models import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.reply import Row
    from knowledge.models import Document, Suggestion

EMPTY = "Nothing is waiting. Members suggest articles with `/article suggest`."
DECIDED = "That is decided already, or was taken back. `/library suggestions` shows what waits."
PER_PAGE = 8
_NOTE = 300
_BEGINS = 900
_NAME = 90


def list_page(suggestions: Sequence[Suggestion], page: int) -> Reply:
    """Return one page of what waits for a decision."""
    if not suggestions:
        return Reply(EMPTY)
    shown, page, last = sheet(suggestions, page, PER_PAGE)
    lines = [f"**{counted(len(suggestions), 'suggestion')}**{place(page, last)}"]
    lines += [_line(suggestion) for suggestion in shown]
    options = tuple(option(one.title, one.id) for one in shown)
    rows: list[Row] = [Menu("suggestion.pick", "all", "Pick one …", options)]
    if last:
        rows.append(turning("suggestion.list", "all", page, last))
    return Reply("\n".join(lines), rows=tuple(rows))


def preview(suggestion: Suggestion) -> Reply:
    """Return a suggestion with what can be decided; a long text is attached whole."""
    document = suggestion.document
    on = document.published_on
    byline = joined((safe_text(document.author, _NAME), day(on) if on else ""))
    tags = safe_text(", ".join(document.tags), _NAME)
    lines = [f"**{title(document.title, 200)}**", *(line for line in (byline, tags) if line)]
    lines.append(counted(words_in(document), "word"))
    lines.append(f"-# Suggested by {who(suggestion.by)} {format_dt(suggestion.proposed_at, 'R')}")
    if suggestion.note:
        lines.append(f"“{safe_text(suggestion.note, _NOTE)}”")
    whole = text_of(document)
    begins = safe_text(whole, _BEGINS, multiline=True)
    lines += ["", *(f"> {line}" for line in begins.splitlines() if line)]
    long = utf16_length(safe_text(whole, multiline=True)) > _BEGINS
    data = whole.encode("utf-8", errors="replace")
    files = (Attachment("suggestion.txt", data),) if long else ()
    rows: list[Row] = [
        (
            Button("Add", "suggestion.add", suggestion.id, style=Style.GOOD),
            Button("Decline", "suggestion.decline", suggestion.id),
            Button("‹ List", "suggestion.list", "all", "0"),
        )
    ]
    if address := web_address(document.url):
        rows.append((Link("The original", address),))
    return Reply("\n".join(lines), rows=tuple(rows), files=files)


def text_of(document: Document) -> str:
    """Return a document's headings and paragraphs as plain text."""
    return "\n\n".join(
        f"# {block.text}" if isinstance(block, Heading) else block.text for block in document.blocks
    )


def declined(document_title: str, memo_id: str) -> Reply:
    """Return what is said after a suggestion was declined."""
    return Reply(
        f"Declined: **{title(document_title)}**.",
        rows=(
            (
                Button("Undo", "suggestion.again", memo_id),
                Button("‹ List", "suggestion.list", "all", "0"),
            ),
        ),
    )


def waiting_again(document_title: str) -> Reply:
    """Return what is said when a declined suggestion waits again."""
    return Reply(f"**{title(document_title)}** waits for a decision again.")


def _line(suggestion: Suggestion) -> str:
    details = joined(
        (
            counted(words_in(suggestion.document), "word"),
            f"by {who(suggestion.by)}",
            format_dt(suggestion.proposed_at, "R"),
        )
    )
    return f"{title(suggestion.title)}\n-# {details}"

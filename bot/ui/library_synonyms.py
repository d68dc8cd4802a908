"""The texts of `/library synonym`: which words mean the same in this server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.library_lines import counted, option, place, sheet, turning
from bot.ui.reply import Button, Menu, Reply
from bot.ui.safe_text import plain_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.reply import Row
    from knowledge.models import Synonym

EMPTY = "No words are taught yet. `/library synonym` says that two mean the same: RMM, monitoring."
PER_PAGE = 15
_WORD = 50


def taught(synonym: Synonym) -> Reply:
    """Return what is said after a synonym was taught."""
    return Reply(
        f"Learned: {_pair(synonym)}.\nWho asks for one finds the other, both ways.",
        rows=((Button("Undo", "library.synonym_forget", synonym.id),),),
    )


def forgotten(synonym: Synonym, memo_id: str) -> Reply:
    """Return what is said after a synonym was forgotten."""
    return Reply(
        f"Forgotten: {_pair(synonym)}.",
        rows=((Button("Undo", "library.synonym_again", memo_id),),),
    )


def list_page(synonyms: Sequence[Synonym], page: int) -> Reply:
    """Return one page of what was taught."""
    if not synonyms:
        return Reply(EMPTY)
    shown, page, last = sheet(synonyms, page, PER_PAGE)
    lines = [f"**{counted(len(synonyms), 'pair')} of words**{place(page, last)}"]
    lines += [_pair(synonym) for synonym in shown]
    options = tuple(
        option(f"{plain_line(one.term, 40)} = {plain_line(one.means, 40)}", one.id) for one in shown
    )
    rows: list[Row] = [Menu("library.synonym_forget", "menu", "Forget one …", options)]
    if last:
        rows.append(turning("library.synonyms", "all", page, last))
    return Reply("\n".join(lines), rows=tuple(rows))


def _pair(synonym: Synonym) -> str:
    return f"{safe_text(synonym.term, _WORD)} = {safe_text(synonym.means, _WORD)}"

"""The texts of `/library gaps`: what members asked in vain. Nobody's name is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.library_lines import counted, day, joined, option, place, sheet, title, turning
from bot.ui.reply import Button, Menu, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.reply import Row
    from knowledge.models import Dispute, Gap

PER_PAGE = 8
EMPTY = (
    "No open questions. What members ask and the library can't answer shows up here, without names."
)
NO_DISPUTES = "No answer was found to be none. *Not it* presses show up here, without names."
_QUESTION = 150


def list_page(gaps: Sequence[Gap], page: int, disputes: int = 0) -> Reply:
    """Return one page of the open questions.

    Args:
        gaps: All of them, in order.
        page: 0-based; one beyond the end is the last.
        disputes: How many answers were found to be none.
    """
    others: list[Row] = []
    if disputes:
        others = [(Button(f"Not it ({disputes:,})", "library.disputes", "all", "0"),)]
    if not gaps:
        return Reply(EMPTY, rows=tuple(others))
    shown, page, last = sheet(gaps, page, PER_PAGE)
    head = f"**{counted(len(gaps), 'open question')}**{place(page, last)}"
    options = tuple(option(gap.question, gap.id) for gap in shown)
    rows: list[Row] = [Menu("library.gap", "all", "Pick one …", options, argument=str(page))]
    if last:
        rows.append(turning("library.gaps", "all", page, last))
    return Reply("\n".join([head, *map(_line, shown)]), rows=(*rows, *others))


def _line(gap: Gap) -> str:
    waiting = f"{gap.watchers:,} waiting for it" if gap.watchers else ""
    last = f"last {day(gap.last_asked_on)}"
    return f"{title(gap.question, _QUESTION)}\n-# {joined((_asked(gap), last, waiting))}"


def _asked(gap: Gap) -> str:
    return "asked once" if gap.count == 1 else f"asked {gap.count:,} times"


def card(gap: Gap, page: int) -> Reply:
    """Return one open question with what can be done about it."""
    first, last = day(gap.first_asked_on), day(gap.last_asked_on)
    when = f"on {last}" if first == last else f"first {first}, last {last}"
    lines = [f"**{title(gap.question, 300)}**", f"{_asked(gap).capitalize()}, {when}."]
    if gap.watchers:
        lines.append(f"{counted(gap.watchers, 'member')} will be told when it is answered.")
    others = [safe_text(wording, _QUESTION) for wording in gap.wordings[1:]]
    lines += ["", "Also asked as:", *(f"- {wording}" for wording in others)] if others else []
    return Reply(
        "\n".join(lines),
        rows=(
            (
                Button("Answer", "library.gap_answer", gap.id, style=Style.MAIN),
                Button("Add article", "library.gap_upload", gap.id),
                Button("Not for us", "library.gap_dismiss", gap.id),
                Button("‹ List", "library.gaps", "all", str(page)),
            ),
        ),
    )


def dismissed(question: str, gap_id: str) -> Reply:
    """Return what is said after a question was put away."""
    return Reply(
        f"Put away: “{safe_text(question, _QUESTION)}”.",
        rows=(
            (
                Button("Undo", "library.gap_reopen", gap_id),
                Button("‹ List", "library.gaps", "all", "0"),
            ),
        ),
    )


def disputes_page(disputes: Sequence[Dispute], ids: Sequence[str], page: int) -> Reply:
    """Return one page of the answers that were found to be none.

    Args:
        disputes: All of them, in order.
        ids: What each is picked by.
        page: 0-based; one beyond the end is the last.
    """
    if not disputes:
        return Reply(NO_DISPUTES, rows=((Button("‹ Questions", "library.gaps", "all", "0"),),))
    pairs, page, last = sheet(list(zip(disputes, ids, strict=True)), page, PER_PAGE)
    head = f"**{counted(len(disputes), 'answer')} that members said is not it**{place(page, last)}"
    lines = [
        f"{title(one.question, 100)}\n-# {_votes(one)} · from “{title(one.title, 60)}”"
        for one, _ in pairs
    ]
    options = tuple(option(one.question, id_) for one, id_ in pairs)
    rows: list[Row] = [Menu("library.dispute", "all", "Answer one …", options)]
    if last:
        rows.append(turning("library.disputes", "all", page, last))
    rows.append((Button("‹ Questions", "library.gaps", "all", "0"),))
    return Reply("\n".join([head, *lines]), rows=tuple(rows))


def _votes(one: Dispute) -> str:
    helped = f", {one.helped:,} helped" if one.helped else ""
    return f"{one.not_it:,} not it{helped}"

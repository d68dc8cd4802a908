"""The texts of `/library add`: the form, how far it is, a line per file, and what undoes it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.forms import FilesPart, FormLayout, NotePart
from bot.ui.library_lines import UNTITLED, counted, fitting, joined, title
from bot.ui.reply import Attachment, Button, Reply
from bot.ui.safe_text import plain_line, safe_text
from knowledge.loading.kinds import SUPPORTED
from knowledge.models import LoadStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ui.forms import Written
    from bot.ui.reply import Row

FILES = "files"
REPORT = "report.txt"
_MOST_FILES = 10
_ROOM = 1300
_LONGEST_NAME = 80
_LONGEST_REASON = 240
_TEN = 10
# What needs somebody to do something comes first.
_ORDER = (LoadStatus.REFUSED, LoadStatus.ADDED, LoadStatus.UPDATED, LoadStatus.UNCHANGED)


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of one file, or of one article in it.

    Attributes:
        name: The file's name.
        status: What became of it.
        title: The article's title; "" where there is none.
        words: How long the article is.
        reason: Why it was refused, or what else there is to say.
    """

    name: str
    status: LoadStatus
    title: str = ""
    words: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A finished load.

    Attributes:
        lines: One per file.
        undo_id: The memo behind *Undo*; "" if nothing was added.
        starters: How many starter articles are in, if their removal is to be offered now.
        question: The open question for which it was uploaded, or "".
        answers_it: Whether the library answers that question now.
    """

    lines: Sequence[FileLine]
    undo_id: str = ""
    starters: int = 0
    question: str = ""
    answers_it: bool = False


def upload_layout(written: Written) -> FormLayout:
    """Return the form that takes files."""
    del written
    return FormLayout(
        "Add articles",
        (
            NotePart(f"I read {SUPPORTED}, up to 10 MB each. A line per file tells how it went."),
            FilesPart(FILES, "Files", "Up to ten at once.", most=_MOST_FILES),
        ),
    )


def progress(lines: Sequence[FileLine], done: int, total: int) -> Reply:
    """Return what is shown while files are being read."""
    so_far = f"\n-# So far: {_summary(lines)}." if lines else ""
    return Reply(f"Reading {counted(total, 'file')}: {done} done …{so_far}")


def report(loaded: Loaded) -> Reply:
    """Return what became of the files; what finds no room stands in an attached text."""
    ordered = sorted(loaded.lines, key=lambda line: _ORDER.index(line.status))
    shown = [_line(line) for line in ordered]
    fit = fitting(shown, _ROOM)
    files: tuple[Attachment, ...] = ()
    parts = shown[:fit]
    if len(shown) > 1:
        parts.insert(0, f"**{_summary(loaded.lines)}**")
    if fit < len(shown):
        parts.append(f"… and {len(shown) - fit:,} more: all are in {REPORT}.")
        files = (Attachment(REPORT, _whole(ordered)),)
    rows: list[Row] = []
    if loaded.undo_id:
        if any(line.status is LoadStatus.UPDATED for line in loaded.lines):
            parts.append("-# Undo takes out what was added. What was updated stays as it is now.")
        rows.append((Button("Undo", "library.undo", loaded.undo_id),))
    if loaded.question:
        parts += ["", _about_question(loaded)]
    if loaded.starters:
        text, row = starters_offer(loaded.starters)
        parts += ["", text]
        rows.append(row)
    return Reply("\n".join(parts), rows=tuple(rows), files=files)


def starters_offer(starters: int) -> tuple[str, tuple[Button, ...]]:
    """Return the offer to remove the starter articles, and its buttons."""
    count = "Ten" if starters == _TEN else f"{starters:,}"
    noun = "starter article is" if starters == 1 else "starter articles are"
    return (
        f"{count} {noun} in, too.",
        (
            Button("Remove the starters", "library.starters", "remove"),
            Button("Keep them", "library.starters", "keep"),
        ),
    )


def starters_removed(titles: Sequence[str], removal_id: str) -> Reply:
    """Return what is said after the starters were removed."""
    return Reply(
        f"Removed: {counted(len(titles), 'starter article')}. They stay for 7 days.",
        rows=((Button("Undo", "library.restore", removal_id),),),
    )


def starters_kept() -> Reply:
    """Return what is said when the starters stay."""
    return Reply("They stay. `/library list show:starter` lists them, whenever you like.")


NO_STARTERS = "There are no starter articles in the library."


def undone(titles: Sequence[str], redo_id: str) -> Reply:
    """Return what is said after a load was undone; `titles` are of what was taken out."""
    what = f"**{title(titles[0])}**" if len(titles) == 1 else counted(len(titles), "article")
    return Reply(
        f"Taken out again: {what}.\nKept for 7 days, should you want it back.",
        rows=((Button("Bring it back", "library.redo", redo_id),),),
    )


def restored(titles: Sequence[str]) -> Reply:
    """Return what is said after articles were brought back."""
    what = f"**{title(titles[0])}**" if len(titles) == 1 else counted(len(titles), "article")
    return Reply(f"Back in the library: {what}.")


def _line(line: FileLine) -> str:
    name = safe_text(line.name, _LONGEST_NAME) or UNTITLED
    reason = f"\n-# {safe_text(line.reason, _LONGEST_REASON)}" if line.reason else ""
    if line.status is LoadStatus.REFUSED:
        return f"Refused: **{name}**{reason}"
    length = counted(line.words, "word") if line.words else ""
    what = f"{line.status.capitalize()}: **{title(line.title or line.name)}**"
    return f"{joined((what, length))}{reason}"


def _summary(lines: Sequence[FileLine]) -> str:
    counts = Counter(line.status for line in lines)
    return ", ".join(f"{counts[status]:,} {status}" for status in _ORDER if counts[status])


def _about_question(loaded: Loaded) -> str:
    question = safe_text(loaded.question, 150)
    if loaded.answers_it:
        return f"The library now answers “{question}”."
    return (
        f"The library still has no answer to “{question}”. The words of the question may not be in"
        " the text: answer it yourself with `/library answer`, or teach a word with"
        " `/library synonym`."
    )


def _whole(lines: Sequence[FileLine]) -> bytes:
    """Return the whole report as a text file."""
    rows = [f"{_summary(lines)}", ""]
    for line in lines:
        name = plain_line(line.name)
        shown = f" “{plain_line(line.title)}”" if line.title else ""
        reason = f": {plain_line(line.reason)}" if line.reason else ""
        rows.append(f"{line.status}: {name}{shown}{reason}")
    return ("\n".join(rows) + "\n").encode("utf-8", errors="replace")

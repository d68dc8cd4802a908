"""Lines and pages of what librarians see: counts, days, names, buttons that turn pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.ui.reply import Button, Option
from bot.ui.safe_text import plain_line, safe_text, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from knowledge.models import Document

T = TypeVar("T")

LONGEST_TITLE = 90
LONGEST_OPTION = 100
_LONGEST_NAME = 40
UNTITLED = "Untitled"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 word", "1,200 words"."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(on: date) -> str:
    """Return a day as it is written here: "1 Sep 2025"."""
    return f"{on.day} {on:%b} {on.year}"


def title(text: str, limit: int = LONGEST_TITLE) -> str:
    """Return an article's title for a message; one in which nothing can be seen has a name too."""
    return safe_text(text, limit) or UNTITLED


def option(text: str, value: str, about: str = "") -> Option:
    """Return a line of a menu."""
    return Option(plain_line(text, LONGEST_OPTION) or UNTITLED, value, about)


def who(by: str) -> str:
    """Return who did something, as a message shows it; the library keeps names as opaque text."""
    if by.isascii() and by.isdecimal():
        return f"<@{by}>"
    return safe_text(by, _LONGEST_NAME)


def words_in(document: Document) -> int:
    """Count the words of a document."""
    return sum(len(block.text.split()) for block in document.blocks)


def joined(parts: Iterable[str]) -> str:
    """Return what there is of some details, in one line."""
    return " · ".join(part for part in parts if part)


def sheet(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """Return the items of one page, that page's number, and the last's; a wrong one is mended."""
    last = max(len(items) - 1, 0) // size
    page = min(max(page, 0), last)
    return items[page * size : (page + 1) * size], page, last


def place(page: int, last: int) -> str:
    """Return where one is, or "" where there is one page only."""
    return f", page {page + 1} of {last + 1}" if last else ""


def turning(kind: str, id_: str, page: int, last: int) -> tuple[Button, ...]:
    """Return the two buttons that turn pages."""
    return (
        Button("‹ Back", kind, id_, str(max(page - 1, 0)), disabled=page == 0),
        Button("Next ›", kind, id_, str(min(page + 1, last)), disabled=page == last),
    )


def page_number(argument: str) -> int:
    """Return the page that a button names; whatever else it holds is the first."""
    longest = 5
    readable = argument.isascii() and argument.isdecimal() and len(argument) <= longest
    return int(argument) if readable else 0


def fitting(lines: Sequence[str], limit: int) -> int:
    """Return how many lines, one below the other, fit into a message of that length."""
    length = -1
    for number, line in enumerate(lines):
        length += utf16_length(line) + 1
        if length > limit:
            return number
    return len(lines)

"""What is printed: text of articles as text, never as a command to the terminal or as markup."""

from __future__ import annotations

import json
import re
import sys
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console
    from rich.text import Text

    from knowledge.models import Article

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"[\t\u2028\u2029]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_WIDEST = 88
"""Longer lines than these are hard to read, however wide the terminal."""


class Failure(click.ClickException):
    """An error for the person at the terminal: one sentence on standard error, exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(one_line(self.message), file=file, err=file is None)


def plain(text: str) -> str:
    """Return text without control characters (C0, C1, DEL) but line ends."""
    return _CONTROL.sub("", _SPACE.sub(" ", text))


def one_line(text: str) -> str:
    """Return text without control characters on one line; a file's name may hold odd bytes too."""
    return " ".join(plain(text).split()).encode("utf-8", "replace").decode()


def say(sentence: str) -> None:
    """Tell the person at the terminal something that is no part of the result."""
    click.echo(one_line(sentence), err=True)


def print_json(value: object) -> None:
    """Print one JSON value; characters that a terminal or a reader may trip over are escaped."""
    text = json.dumps(value, ensure_ascii=not _is_wide(), indent=2)
    click.echo(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _is_wide() -> bool:
    """Tell whether standard output takes every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: "1 file", "1,200 files"."""
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def day(published_on: date) -> str:
    """Return a date as a person writes it: "8 Sep 2025"."""
    return f"{published_on.day} {published_on:%b} {published_on.year}"


def byline(article: Article) -> list[str]:
    """Return an article's author and date, those that it has."""
    parts = [one_line(article.author)] if article.author else []
    return parts + ([day(article.published_on)] if article.published_on else [])


def make_console() -> Console:
    """Return standard output for styled text: plain, without escape sequences, when piped."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def print_wrapped(console: Console, text: Text, indent: str, first: str = "") -> None:
    """Print text indented, wrapped to the terminal; unwrapped when piped, for other programs.

    Args:
        console: Where to.
        text: What.
        indent: What stands before each line.
        first: What stands before the first line instead.
    """
    from rich.text import Text

    if console.is_terminal:
        width = max(20, min(console.width, _WIDEST) - len(indent))
        lines = text.wrap(console, width)
    else:
        lines = text.split("\n", allow_blank=True)
    start = first or indent
    for line in lines:
        line.rstrip()
        console.print(Text(start if line.plain else start.rstrip()) + line, soft_wrap=True)
        start = indent

"""What both commands need of their surroundings: a terminal, a folder, a way to refuse."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.progress import track

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

# Every article is one durable transaction; a disk's own speed would be most of what is measured.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - only its existence is asked; the folder is made safely


class BadInputError(click.ClickException):
    """What was asked for cannot be measured; the command ends with 2."""

    exit_code = 2


def temporary_folder() -> TemporaryDirectory[str]:
    """Make a folder, in memory where the system offers that, that goes when it is left."""
    parent = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    return TemporaryDirectory(prefix="benchmark-", dir=parent)


def results_console(width: int) -> Console:
    """Make the console on standard output; `width` is for where no terminal says its own."""
    return Console(width=None if Console().is_terminal else width)


def tracked(items: Iterable[T], description: str) -> Iterable[T]:
    """Pass the items through, with a bar on standard error until all are done.

    Standard output stays the result alone. Without a terminal there is no bar.
    """
    console = Console(stderr=True)
    return track(
        items,
        description=description,
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )

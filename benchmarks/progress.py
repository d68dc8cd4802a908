"""Progress bars on standard error, so that standard output stays the result alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import track

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


def tracked(items: Iterable[T], description: str, total: float | None = None) -> Iterable[T]:
    """Pass the items through, with a bar that goes when all are done; none without a terminal."""
    console = Console(stderr=True)
    return track(
        items,
        description=description,
        total=total,
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )

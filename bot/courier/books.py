"""What the courier and the scheduler ask of the follow-up: to run work where its file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.accountability.accountability import Accountability

T = TypeVar("T")


class Books(Protocol):
    """Runs work on the follow-up's file, one piece at a time, away from the loop."""

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work, and return what it returns."""
        ...

"""What takes its time: it runs beside the ticks, so that no opening waits for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.scheduler.steps import Step


class Aside:
    """Takes some steps one after the other, whenever they are due and nothing of it still runs.

    Args:
        name: What it is; its task has that name.
        steps: What is done.
    """

    def __init__(self, name: str, *steps: Step) -> None:
        self._name = f"scheduler: {name}"
        self._steps = steps
        self._running: asyncio.Task[None] | None = None

    def begin(self, now: datetime) -> None:
        """Begin with what is due; return at once."""
        if self._running is not None and not self._running.done():
            return
        due = [step for step in self._steps if step.is_due(now)]
        if due:
            self._running = asyncio.create_task(self._take(due, now), name=self._name)

    async def stop(self) -> None:
        """End, wherever it is."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    @staticmethod
    async def _take(steps: list[Step], now: datetime) -> None:
        for step in steps:
            await step.take(now)

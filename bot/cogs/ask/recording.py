"""Recording: what was shown, or that nothing was, noted without a name once the asker has it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.models import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cogs.ask.asked import Asked
    from bot.desk import Memo
    from bot.services import Services
    from bot.ui.answers import Sheet
    from knowledge import KnowledgeBase

log = logging.getLogger(__name__)


class Recording:
    """Notes what became of questions.

    It comes after the answer, so a quick hand may press a button before it: who needs what is
    noted waits for it with `settled`.
    """

    def __init__(self, services: Services) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._underway: dict[str, asyncio.Event] = {}

    @contextmanager
    def underway(self, memo: Memo) -> Iterator[None]:
        """Announce that an answer is being sent, and then noted."""
        event = self._underway[memo.id] = asyncio.Event()
        try:
            yield
        finally:
            self._underway.pop(memo.id, None)
            event.set()

    async def settled(self, memo_id: str) -> None:
        """Wait until what was announced is noted."""
        event = self._underway.get(memo_id)
        if event is not None:
            await event.wait()

    async def note(self, memo: Memo, asked: Asked, sheet: Sheet) -> None:
        """Note what was shown, or the gap; never raises."""

        def noted(library: KnowledgeBase) -> str:
            if sheet.answered:
                library.health.quoted(Answer(sheet.question, sheet.excerpts))
            elif not (asked.narrowed or asked.aside):
                gap = library.gaps.record(asked.question)
                return gap.id if gap else ""
            return ""

        try:
            gap_id = await self._libraries.write(memo.guild_id, noted)
            if gap_id:
                await self._desk.rewrite(memo, replace(asked, gap=gap_id).data)
        except Exception:  # the asker has the answer, and needs no sentence about this
            log.exception("A question of server %s could not be noted", memo.guild_id)

"""Where a hand would help: what the group's own library says on it, for the member's eyes alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.ui.check_ins.after import Help

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services import Services
    from knowledge import KnowledgeBase

log = logging.getLogger(__name__)

_MOST_LINES = 3


class Helping:
    """Asks the library, and keeps nothing of it: no question, no gap, no vote."""

    def __init__(self, services: Services) -> None:
        self._libraries = services.libraries

    async def look(self, guild_id: int, lines: Sequence[str], user_id: int) -> tuple[Help, ...]:
        """Return the best that there is on each line; nothing where there is nothing sure."""
        if not lines:
            return ()

        def ask(library: KnowledgeBase) -> tuple[Help, ...]:
            asked = [
                Help(line, library.ask(line, 1, asker=str(user_id))) for line in lines[:_MOST_LINES]
            ]
            return tuple(each for each in asked if each.answer.answered)

        try:
            return await self._libraries.read(guild_id, ask)
        except Exception:  # they are in, whatever the library can say
            log.exception("The library of server %s could not be asked", guild_id)
            return ()

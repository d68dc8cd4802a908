"""Who is still on the server: looked up before somebody is mentioned, and now and then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.courier.port import NotNowError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.accountability.accountability import Accountability
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord

# Discord lets a bot ask for a few members of one server at once.
_AT_ONCE = 8

Asked = tuple[int, int]
"""A server and a member."""


class Presence:
    """Asks Discord, and writes down who is there and who is gone.

    Args:
        books: Where it is written.
        discord: Who knows.
        clock: The clock.
    """

    def __init__(self, books: Books, discord: Discord, clock: Clock) -> None:
        self._books = books
        self._discord = discord
        self._clock = clock
        self._few = asyncio.Semaphore(_AT_ONCE)

    async def look(self, asked: Iterable[Asked]) -> None:
        """Look whether some people are still on their servers.

        Raises:
            NotNowError: It can't be known of all of them; what is known is written down.
        """
        people = list(dict.fromkeys(asked))
        if not people:
            return
        answers = await asyncio.gather(*(self._is_there(*one) for one in people))
        now = self._clock.now()
        known = [
            (one, there) for one, there in zip(people, answers, strict=True) if there is not None
        ]

        def note(book: Accountability) -> None:
            for (guild_id, user_id), there in known:
                (book.members.seen if there else book.members.gone)(guild_id, user_id, now)

        if known:
            await self._books.run(note)
        if len(known) < len(people):
            raise NotNowError("not all members could be asked for")

    async def _is_there(self, guild_id: int, user_id: int) -> bool | None:
        async with self._few:
            try:
                return await self._discord.is_member(guild_id, user_id)
            except NotNowError:
                return None

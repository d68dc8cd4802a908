"""Looking for what may have been sent already, by a bot whose file is not this one.

A folder that was restored or copied does not know what was sent since. Everything that is due is
looked for in its channel: what is there is noted, and nothing is sent.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.courier.carrying import place_of
from bot.courier.port import Landed, NotNowError, RefusedError, UnseenError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.deliveries import Delivery
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord

log = logging.getLogger(__name__)


class Lookout:
    """Looks for deliveries in their channels; it sends nothing.

    Args:
        books: Where deliveries are written down.
        discord: The other side.
        clock: The clock.
    """

    def __init__(self, books: Books, discord: Discord, clock: Clock) -> None:
        self._books = books
        self._discord = discord
        self._clock = clock

    async def look(self, since: datetime | None) -> bool:
        """Look for everything that is due; tell whether all of it could be looked for by now.

        Args:
            since: When the file was last in use. What is planned only now may have been sent soon
                after that, on time; None if that is not known.
        """
        later: set[str] = set()
        # What is found makes more due, which is looked for in its turn.
        while new := await self._new(later):
            for delivery in new:
                try:
                    await self._look_for(delivery, since)
                except NotNowError as error:
                    log.info("Delivery %s can't be looked for now: %s", delivery.id, error)
                    later.add(delivery.id)
        return not later

    async def _new(self, later: set[str]) -> list[Delivery]:
        now = self._clock.now()
        due = await self._books.run(lambda book: book.dispatch.to_look_for(now))
        return [delivery for delivery in due if delivery.id not in later]

    async def _look_for(self, delivery: Delivery, used_at: datetime | None) -> None:
        if not self._discord.serves(delivery.guild_id):
            raise NotNowError("the server can't be reached")
        since = delivery.claimed_at or delivery.not_before
        if used_at is not None:
            since = min(since, used_at)
        try:
            landed = await self._discord.find(place_of(delivery), delivery.id, since)
        except (UnseenError, RefusedError) as error:
            log.info("Delivery %s can't be looked for: %s", delivery.id, error)
            await self._books.run(lambda book: book.dispatch.unfindable(delivery.id))
            return
        if landed is None:
            await self._books.run(lambda book: book.dispatch.absent(delivery.id))
        else:
            await self._note(delivery.id, landed)

    async def _note(self, delivery_id: str, landed: Landed) -> None:
        now = self._clock.now()
        log.info("Delivery %s was sent before the file was restored.", delivery_id)
        await self._books.run(
            lambda book: book.dispatch.found(delivery_id, landed.message_id, landed.channel_id, now)
        )

"""One message that should look different by now."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.courier.port import Landed, RefusedError, UncertainError, VanishedError
from bot.errors import Gone, StorageError
from bot.ui.deliveries import draw

if TYPE_CHECKING:
    from bot.accountability.models.deliveries import Delivery
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord

log = logging.getLogger(__name__)

_PAUSE = timedelta(minutes=1)


class Amender:
    """Lets a message show what is so now, however often that has changed meanwhile.

    Args:
        books: Where deliveries are written down.
        discord: The other side.
        clock: The clock.
    """

    def __init__(self, books: Books, discord: Discord, clock: Clock) -> None:
        self._books = books
        self._discord = discord
        self._clock = clock

    async def amend(self, delivery: Delivery) -> None:
        """Edit the message of a delivery that was sent; how that ended is written down."""
        try:
            await self._amend(delivery)
        except StorageError:
            raise
        except Exception:
            log.exception("The message of delivery %s could not be edited", delivery.id)
            await self._put_off(delivery.id)

    async def _amend(self, delivery: Delivery) -> None:
        message_id, channel_id = delivery.message_id, delivery.message_channel_id
        if message_id is None or channel_id is None or not self._discord.serves(delivery.guild_id):
            await self._put_off(delivery.id)
            return
        now = self._clock.now()
        try:
            view, version = await self._books.run(lambda book: book.dispatch.view(delivery.id, now))
        except Gone:
            await self._books.run(lambda book: book.dispatch.shown(delivery.id, delivery.wanted))
            return
        try:
            await self._discord.edit(Landed(message_id, channel_id), draw(view, delivery.id))
        except VanishedError:
            log.info("The message of delivery %s was deleted.", delivery.id)
            await self._books.run(lambda book: book.dispatch.vanished(delivery.id))
        except UncertainError as error:
            log.info("Delivery %s may not be edited yet: %s", delivery.id, error)
            await self._put_off(delivery.id)
        except RefusedError as error:
            log.warning("Delivery %s stays as it is: %s", delivery.id, error)
            await self._books.run(lambda book: book.dispatch.shown(delivery.id, version))
        else:
            await self._books.run(lambda book: book.dispatch.shown(delivery.id, version))

    async def _put_off(self, delivery_id: str) -> None:
        at = self._clock.now() + _PAUSE
        await self._books.run(lambda book: book.rows.deliveries.edit_later(delivery_id, at))

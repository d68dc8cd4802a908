"""Looking for what may have been sent already, by a bot whose file is not this one.

A folder that was restored or copied does not know what was sent since. Everything that is due is
looked for in its channel: what is there is recorded, and nothing is sent.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.views import ThreadView
from bot.courier.carrying import place_of
from bot.courier.port import Landed, NotNowError, Place, RefusedError, UnseenError, Why

if TYPE_CHECKING:
    from bot.accountability.models.deliveries import Delivery
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord

log = logging.getLogger(__name__)

_BATCH = 200


@dataclass
class Looked:
    """What came of looking.

    Attributes:
        found: What was there, and is recorded now.
        missing: What was not there.
        unseen: What could not be looked for, and never can.
        later: What can't be looked for just now.
    """

    found: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)

    @property
    def all(self) -> set[str]:
        """Everything that was looked for."""
        return self.found | self.missing | self.unseen | self.later


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

    async def look(self, known: Looked | None = None) -> Looked:
        """Look for everything that is due.

        Args:
            known: What came of an earlier look: what was missing or unseen is not looked for again.
        """
        looked = Looked(missing=set(known.missing), unseen=set(known.unseen)) if known else Looked()
        # What is found may make something else due: behind an opening comes its thread.
        while new := await self._new(looked):
            for delivery in new:
                (await self._look_for(delivery, looked)).add(delivery.id)
        return looked

    async def _new(self, looked: Looked) -> list[Delivery]:
        now, seen = self._clock.now(), looked.all
        due = await self._books.run(lambda book: book.dispatch.due(now, _BATCH + len(seen)))
        return [delivery for delivery in due if delivery.id not in seen]

    async def _look_for(self, delivery: Delivery, looked: Looked) -> set[str]:
        """Look for one; return to which it belongs now."""
        if not self._discord.serves(delivery.guild_id):
            return looked.later
        try:
            if delivery.kind is DeliveryKind.THREAD:
                landed = await self._find_thread(delivery)
            else:
                since = delivery.first_attempt_at or delivery.not_before
                landed = await self._discord.find(place_of(delivery), delivery.id, since)
        except NotNowError:
            return looked.later
        except (UnseenError, RefusedError):
            return looked.unseen
        if landed is None:
            return looked.missing
        await self._record(delivery, landed)
        return looked.found

    async def _find_thread(self, delivery: Delivery) -> Landed | None:
        """Look whether there is a thread: its id is that of the message it was started from."""
        now = self._clock.now()
        claim = await self._books.run(lambda book: book.dispatch.claim(delivery.id, now))
        if claim is None or not isinstance(claim.view, ThreadView):
            return None
        thread_id = claim.view.ping_message_id
        try:
            await self._discord.find(Place(delivery.guild_id, thread_id), delivery.id, now)
        except UnseenError:
            log.info("The thread %s is there, and can't be read.", thread_id)
        except RefusedError as error:
            if error.why is Why.NO_CHANNEL:
                return None
            raise
        return Landed(thread_id, claim.view.ping_channel_id)

    async def _record(self, delivery: Delivery, landed: Landed) -> None:
        now = self._clock.now()
        if delivery.state is DeliveryState.PENDING and delivery.kind is not DeliveryKind.THREAD:
            # As if it were sent now: whom it mentions is written down with it.
            await self._books.run(lambda book: book.dispatch.claim(delivery.id, now))
        await self._books.run(
            lambda book: book.dispatch.sent(delivery.id, landed.message_id, landed.channel_id, now)
        )
        log.info("Delivery %s was sent before the file was restored.", delivery.id)

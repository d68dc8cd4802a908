"""One delivery on its way: claimed, drawn, sent and marked; looked for before it is sent again."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import NONCE_HOLDS_SECONDS, DeliveryKind, DeliveryState
from bot.accountability.models.views import ThreadView
from bot.courier.port import (
    Landed,
    NotNowError,
    Place,
    RefusedError,
    UncertainError,
    UnseenError,
    VanishedError,
    Why,
)
from bot.errors import StorageError
from bot.ui.deliveries import draw, thread_name

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Claim
    from bot.accountability.models.deliveries import Delivery
    from bot.clock import Clock
    from bot.courier.books import Books
    from bot.courier.port import Discord
    from bot.courier.presence import Presence

log = logging.getLogger(__name__)

_NONCE_HOLDS = timedelta(seconds=NONCE_HOLDS_SECONDS)
# What is sent again without a look must leave while Discord knows the nonce.
_BLINDLY = timedelta(seconds=50)
LONGEST = 25.0
"""In seconds: within them an attempt leaves, or it does not."""


def place_of(delivery: Delivery) -> Place:
    """Return where a delivery goes."""
    if delivery.channel_id is None:
        return Place(delivery.guild_id, user_id=delivery.user_id)
    return Place(delivery.guild_id, delivery.channel_id)


class Carrier:
    """Carries one delivery as far as it gets.

    Whatever happens on the way – a crash included – leaves it in a state from which it goes on: not
    claimed, it was never sent; claimed, it may have been, and is looked for.

    Args:
        books: Where deliveries are written down.
        discord: The other side.
        clock: The clock.
        presence: Asks who is still there.
    """

    def __init__(self, books: Books, discord: Discord, clock: Clock, presence: Presence) -> None:
        self._books = books
        self._discord = discord
        self._clock = clock
        self._presence = presence

    async def carry(self, delivery: Delivery) -> None:
        """Try to bring a delivery to its place; how that ended is written down."""
        try:
            if not self._discord.serves(delivery.guild_id):
                await self._put_off(delivery.id, "the server can't be reached")
            elif delivery.state is DeliveryState.PENDING:
                await self._bring(await self._claim(delivery))
            elif self._is_fresh(delivery):
                await self._bring(await self._claim_again(delivery), self._forgotten_at(delivery))
            else:
                await self._bring(await self._claim_unless_found(delivery))
        except NotNowError as error:
            await self._put_off(delivery.id, str(error))
        except RefusedError as error:
            await self._fail(delivery.id, error)
        except StorageError:
            raise
        except Exception:
            log.exception("Delivery %s failed", delivery.id)
            await self._put_off(delivery.id, "an error; the log has it")

    def _is_fresh(self, delivery: Delivery) -> bool:
        """Tell whether it can be sent again without a look: Discord knows the nonce, or needs none.

        A second thread from one message is impossible, and what was never tried is not there.
        """
        first = delivery.first_attempt_at
        if first is None or delivery.kind is DeliveryKind.THREAD:
            return True
        return timedelta() <= self._clock.now() - first <= _BLINDLY

    @staticmethod
    def _forgotten_at(delivery: Delivery) -> datetime | None:
        """Return when Discord forgets the nonce of an attempt that may have arrived."""
        first = delivery.first_attempt_at
        return None if first is None else first + _NONCE_HOLDS

    async def _claim(self, delivery: Delivery) -> Claim | None:
        now = self._clock.now()
        unseen = await self._books.run(lambda book: book.dispatch.whom(delivery.id, now))
        await self._presence.look((delivery.guild_id, user_id) for user_id in unseen)
        now = self._clock.now()
        return await self._books.run(lambda book: book.dispatch.claim(delivery.id, now))

    async def _claim_again(self, delivery: Delivery) -> Claim | None:
        now = self._clock.now()
        return await self._books.run(lambda book: book.dispatch.again(delivery.id, now))

    async def _claim_unless_found(self, delivery: Delivery) -> Claim | None:
        since = delivery.claimed_at or delivery.not_before
        now = self._clock.now()
        try:
            found = await self._discord.find(place_of(delivery), delivery.id, since)
        except UnseenError:
            return await self._books.run(lambda book: book.dispatch.unreadable(delivery.id, now))
        if found is None:
            return await self._books.run(lambda book: book.dispatch.not_found(delivery.id, now))
        log.info("Delivery %s had arrived.", delivery.id)
        await self._settle(delivery.id, found)
        return None

    async def _bring(self, claim: Claim | None, until: datetime | None = None) -> None:
        """Send what was claimed, if anything was, and write down what came of it.

        Args:
            claim: What was claimed.
            until: When Discord forgets the nonce of an earlier attempt that may have arrived.
        """
        if claim is None:
            return
        delivery = claim.delivery
        try:
            landed = await self._send(claim, until)
        except (RefusedError, VanishedError) as error:
            await self._fail(delivery.id, error)
        except UncertainError as error:
            now, reason = self._clock.now(), str(error)
            log.info("Delivery %s may have arrived or not: %s", delivery.id, reason)
            await self._books.run(lambda book: book.dispatch.uncertain(delivery.id, reason, now))
        else:
            await self._settle(delivery.id, landed)

    async def _send(self, claim: Claim, until: datetime | None) -> Landed:
        delivery, view = claim.delivery, claim.view
        if isinstance(view, ThreadView):
            ping = Landed(view.ping_message_id, view.ping_channel_id)
            thread_id = await self._discord.start_thread(ping, thread_name(view))
            return Landed(thread_id, view.ping_channel_id)
        reply = draw(view, delivery.id)
        within = LONGEST
        if until is not None:
            within = min(within, (until - self._clock.now()).total_seconds())
            if within <= 0:
                raise UncertainError("it is too late to send it again without a look")
        return await self._discord.send(place_of(delivery), reply, delivery.id, within=within)

    async def _settle(self, delivery_id: str, landed: Landed) -> None:
        """Write down that a delivery has arrived."""
        now = self._clock.now()
        await self._books.run(
            lambda book: book.dispatch.sent(delivery_id, landed.message_id, landed.channel_id, now)
        )

    async def _fail(self, delivery_id: str, error: RefusedError | VanishedError) -> None:
        why = error.why if isinstance(error, RefusedError) else Why.NO_CHANNEL
        level = logging.ERROR if why is Why.REFUSED else logging.INFO
        log.log(level, "Delivery %s is refused: %s", delivery_id, error)
        now = self._clock.now()
        await self._books.run(lambda book: book.dispatch.failed(delivery_id, why, now))

    async def _put_off(self, delivery_id: str, reason: str) -> None:
        now = self._clock.now()
        log.debug("Delivery %s is put off: %s", delivery_id, reason)
        await self._books.run(lambda book: book.dispatch.delay(delivery_id, reason, now))

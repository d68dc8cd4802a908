"""Who will be mentioned soon is looked for now: when many rounds open at once, none waits for it.

Before anybody is mentioned it must be known that they are still on the server, and Discord answers
that for one member at a time.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.dispatch.dispatch import SEEN_LATELY
from bot.accountability.models.deliveries import DeliveryState
from bot.courier.port import NotNowError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.courier.books import Books
    from bot.courier.presence import Asked, Presence

log = logging.getLogger(__name__)

# Between the two, an opening may be late.
_AHEAD = SEEN_LATELY - timedelta(minutes=2)
# They take some ten seconds, and then it is looked again who is left.
_AT_ONCE = 400


class Ahead:
    """Looks for those whom the openings and nudges of the next minutes will tell.

    Args:
        books: Where it stands when they were seen last.
        presence: What looks.
    """

    def __init__(self, books: Books, presence: Presence) -> None:
        self._books = books
        self._presence = presence

    async def __call__(self, now: datetime) -> None:
        """Look for some of them, those who are needed first before the others."""
        asked = await self._books.run(lambda book: list(_told_soon(book, now)))
        try:
            await self._presence.look(asked[:_AT_ONCE])
        except NotNowError as error:
            log.debug("Some members will be looked for later: %s", error)


def _told_soon(book: Accountability, now: datetime) -> Iterator[Asked]:
    soon = now + _AHEAD
    for series_id in book.rows.series.due(soon):
        series = book.rows.series.get(series_id)
        if series is None or series.next_at is None:
            continue
        for member in book.rows.members.of_group(series.group_id):
            fresh = member.seen_at is not None and member.seen_at > series.next_at - _AHEAD
            if member.joined and not fresh:
                yield series.guild_id, member.user_id
    for delivery in book.rows.deliveries.due(soon, _AT_ONCE):
        if delivery.state is DeliveryState.PENDING:
            for user_id in book.dispatch.whom(delivery.id, max(now, delivery.not_before)):
                yield delivery.guild_id, user_id

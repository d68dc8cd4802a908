"""What a tick does while nothing is on hold, step by step."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.endings import KEPT_FOR
from bot.courier.port import NotNowError
from bot.deletions import Deletion
from bot.scheduler.ahead import Ahead
from bot.scheduler.aside import Aside
from bot.scheduler.batches import Batches
from bot.scheduler.steps import Step

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.courier.books import Books
    from bot.courier.courier import Courier
    from bot.courier.presence import Presence
    from bot.deletions import Deletions

log = logging.getLogger(__name__)

_HALF_A_MINUTE = timedelta(seconds=30)
_AN_HOUR = timedelta(hours=1)
_A_DAY = timedelta(days=1)
# Of those who were not heard of for a day, so many are looked for in an hour.
_LOOKED_FOR = 1000


class Work:
    """Plans and closes rounds, lets the courier carry, and tidies now and then.

    Args:
        books: The follow-up's file.
        courier: What carries.
        presence: Asks who is still there.
        deletions: Where it is noted what is deleted for good; None: nowhere.
        nightly: What is done once a night beside this, given the time.
    """

    def __init__(
        self,
        books: Books,
        courier: Courier,
        presence: Presence,
        deletions: Deletions | None,
        nightly: Callable[[datetime], Awaitable[object]] | None,
    ) -> None:
        self._books = books
        self._courier = courier
        self._presence = presence
        self._deletions = deletions
        plan = Batches(
            books,
            "The schedule %s could not be planned",
            lambda book, now: book.rows.series.due(now),
            lambda book, now, others: book.rounds.plan_due(now, skip=others),
        )
        close = Batches(
            books,
            "The round %s could not be closed",
            lambda book, now: book.rows.rounds.to_close(now),
            lambda book, now, others: book.rounds.close_due(now, skip=others),
        )
        self._planning = Step("The planning of rounds", plan)
        self._closing = Step("The closing of rounds", close)
        self._expiring = Step("The end of what is too old", self._expire)
        chores = [
            Step("The look for members who have left", self._look_for_members, every=_AN_HOUR),
            Step("The purge", self._purge, every=_A_DAY),
        ]
        if nightly is not None:
            chores.append(Step("The backup", nightly, every=_AN_HOUR))
        looking_ahead = Step("The look ahead", Ahead(books, presence), every=_HALF_A_MINUTE)
        self._aside = (Aside("now and then", *chores), Aside("ahead", looking_ahead))

    async def plan(self, now: datetime) -> None:
        """Open and close in the file what is due; nothing is sent by that."""
        await self._planning.take(now)
        await self._closing.take(now)

    async def do(self, now: datetime) -> None:
        """Do what the hour asks for."""
        await self.plan(now)
        await self._expiring.take(now)
        self._courier.kick()
        for aside in self._aside:
            aside.begin(now)

    async def stop(self) -> None:
        """End what runs beside the ticks."""
        for aside in self._aside:
            await aside.stop()

    async def _expire(self, now: datetime) -> None:
        await self._books.run(lambda book: book.dispatch.expire(now))

    async def _look_for_members(self, now: datetime) -> None:
        asked = await self._books.run(lambda book: book.members.to_check(now, _LOOKED_FOR))
        try:
            await self._presence.look(asked)
        except NotNowError as error:
            log.info("Some members will be looked for later: %s", error)

    async def _purge(self, now: datetime) -> None:
        ended = await self._books.run(lambda book: book.rows.groups.ended_before(now - KEPT_FOR))
        if self._deletions is not None:
            for group in ended:
                # First: what is deleted and not noted would come back with an old backup.
                await asyncio.to_thread(self._deletions.add, Deletion(now, group.id))
        await self._books.run(lambda book: book.groups.purge(now))
        await self._books.run(lambda book: book.check_ins.forget_removed(now))

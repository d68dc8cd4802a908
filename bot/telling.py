"""Telling: whoever asked to be told that a question is answered is told, once.

By DM, where they chose so and it can be delivered; else above the answer to their next question.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.desk import PostState
from bot.errors import Gone, Refusal
from bot.ui import watches

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.outbox import Outbox
    from bot.services import Services
    from knowledge import KnowledgeBase
    from knowledge.models import Answer, Watch

log = logging.getLogger(__name__)

_KIND = "told:"
_BEST = 2


class Telling:
    """Tells those who asked to be told.

    A DM is a post like any other, found again by its watch: told first, then the watch is deleted.
    A crash in between tells nobody twice.

    Args:
        services: What it works with.
        outbox: What sends the messages.
    """

    def __init__(self, services: Services, outbox: Outbox) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._outbox = outbox
        self._locks: dict[int, asyncio.Lock] = {}
        # Being told this moment, in one way: the other way leaves them alone.
        self._taken: set[str] = set()
        self._unfinished: set[int] = set()

    async def after_change(self, guild_id: int) -> int:
        """Tell whoever waits for what the library answers now; return how many got a DM.

        May be called after every change, and at any other time: what fails is logged, and stays to
        be told later.
        """
        try:
            async with self._locks.setdefault(guild_id, asyncio.Lock()):
                return await self._tell_all(guild_id)
        except Exception:
            log.exception("Those who wait for answers in server %s could not be told", guild_id)
            return 0

    async def resume(self) -> None:
        """Finish what was being sent when the bot ended, or could not be sent until now."""
        unsettled = {guild_id for guild_id, _ in await self._desk.unsettled()}
        for guild_id in unsettled | self._unfinished:
            await self.after_change(guild_id)

    @asynccontextmanager
    async def due(self, guild_id: int, user_id: int) -> AsyncIterator[list[Watch]]:
        """Lend what a member is to be told now; it counts as told when the block ends well."""
        watches_ = await self._libraries.read(
            guild_id, lambda library: library.gaps.answered(str(user_id))
        )
        mine: list[Watch] = []
        try:
            for watch in watches_:
                if watch.id not in self._taken:
                    self._taken.add(watch.id)
                    mine.append(watch)
            mine_now = [one for one in mine if not await self._sent_by_dm(guild_id, one)]
            yield mine_now
            if mine_now:
                await self._libraries.write(guild_id, lambda library: _forget(library, mine_now))
        finally:
            self._taken.difference_update(one.id for one in mine)

    async def remove(self, guild_id: int, post_id: str, user_id: int) -> None:
        """Delete a DM, for whom it was written; raises Gone."""
        post = await self._desk.post(guild_id, post_id, owner_id=user_id)
        if not post.kind.startswith(_KIND):
            raise Gone("That is no longer here.")
        await self._outbox.take_back(post)

    async def _tell_all(self, guild_id: int) -> int:
        # A writer: gaps are closed while they are looked at.
        due = await self._libraries.write(guild_id, lambda library: library.gaps.answered())
        self._unfinished.discard(guild_id)
        told = 0
        for watch in due:
            if not watch.may_dm or watch.id in self._taken:
                continue
            self._taken.add(watch.id)
            try:
                told += await self._tell(guild_id, watch)
            except Refusal as refusal:
                self._unfinished.add(guild_id)
                log.info("A member of server %s could not be told now: %s", guild_id, refusal)
            except Exception:  # the next one may be told nevertheless
                log.exception("A member of server %s could not be told", guild_id)
            finally:
                self._taken.discard(watch.id)
        return told

    async def _tell(self, guild_id: int, watch: Watch) -> bool:
        """Send one DM, and forget who wanted it; tell whether it was sent."""

        def looked_up(library: KnowledgeBase) -> Answer | None:
            still = any(one.id == watch.id for one in library.gaps.answered(watch.asker))
            answer = library.ask(watch.question, _BEST) if still else None
            return answer if answer and answer.answered else None

        answer = await self._libraries.read(guild_id, looked_up)
        post = await self._desk.find_post(_KIND + watch.id, guild_id)
        if answer is None or (post and post.state in {PostState.FAILED, PostState.UNDONE}):
            return False
        member = await self._outbox.member(guild_id, int(watch.asker))
        if member is None:
            await self._libraries.write(guild_id, lambda library: _forget(library, [watch]))
            return False
        if post is None:
            post = await self._desk.draft(
                _KIND + watch.id, guild_id, member.id, {}, channel_id=None
            )
        reply = watches.told(member.guild.name, watch.question, answer, post.id, guild_id)
        await self._outbox.send(post, reply)
        await self._libraries.write(guild_id, lambda library: _forget(library, [watch]))
        return True

    async def _sent_by_dm(self, guild_id: int, watch: Watch) -> bool:
        """Tell whether a DM is on its way, or arrived."""
        post = await self._desk.find_post(_KIND + watch.id, guild_id)
        return post is not None and post.state in {PostState.CLAIMED, PostState.SENT}


def _forget(library: KnowledgeBase, told: list[Watch]) -> None:
    for watch in told:
        library.gaps.told(watch.id)

"""Where people come from, and how long they wait for the bot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.playground.server.people.errors import NotAnswered
from bot.playground.server.people.person import Person
from bot.playground.server.rules.callbacks import CallbackType

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from bot.playground.server.gateway import Gateway
    from bot.playground.server.interactions import Interaction, Interactions
    from bot.playground.server.rest.journal import Journal
    from bot.playground.server.world.models import Guild, HasId
    from bot.playground.server.world.world import World


class People:
    """Makes people, and waits with them.

    Args:
        world: Where they live.
        gateway: By which the bot hears of them.
        interactions: What they do with the bot.
        journal: What the bot asked for, to tell why there was no answer.
        settle: Returns once nothing is going on any more.
    """

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        interactions: Interactions,
        journal: Journal,
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        self.world = world
        self.interactions = interactions
        self._gateway = gateway
        self._journal = journal
        self._settle = settle

    def person(
        self, name: str, *, guild: Guild | None = None, roles: Iterable[HasId] = ()
    ) -> Person:
        """Create somebody, a member of a server where one is given."""
        user = self.world.add_user(name)
        if guild is not None:
            self.world.add_member(guild, user, roles)
        return Person(self, user, guild)

    async def wait_for_answer(self, one: Interaction) -> None:
        """Return once the bot has answered; a promise must have been kept.

        Raises:
            NotAnswered: It has not, in time.
        """
        if not self._gateway.online:
            raise NotAnswered("The bot is not online.")
        within = self.interactions.answer_within
        if not await one.news.until(lambda: one.callback is not None, within):
            raise NotAnswered(f"There was no answer within {within:g} s.{self._refusals(one)}")
        if one.callback is CallbackType.DEFERRED_MESSAGE:
            within = self.interactions.promise_within
            if not await one.news.until(lambda: not one.loading, within):
                late = f"The answer was promised, and did not come within {within:g} s."
                raise NotAnswered(late + self._refusals(one))
        elif one.callback is CallbackType.DEFERRED_UPDATE:
            await self._wait_for_a_change(one)

    async def _wait_for_a_change(self, one: Interaction) -> None:
        """Wait until something comes of a press, or the bot is done and nothing did."""

        def changed() -> bool:
            gone = one.original is not None and one.original.deleted
            return bool(one.original_edits or one.followups or gone)

        waiting = {
            asyncio.ensure_future(one.news.until(changed, self.interactions.promise_within)),
            asyncio.ensure_future(self._settle()),
        }
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    def _refusals(self, one: Interaction) -> str:
        """Return why the bot's answers were refused, if it gave any."""
        lines = [
            f"{each.method} {each.route} → {each.status} {each.answer}"
            for each in self._journal.requests
            if one.token in each.path and each.refused
        ]
        crashes = [f"the stand-in failed: {each!r}" for each in self._journal.crashes]
        return "".join(f"\n{line}" for line in lines + crashes)

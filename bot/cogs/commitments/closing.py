"""Open commitments: seen, and closed as kept, missed or dropped; each press is undone by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.accountability.calendar_days import today_of
from bot.accountability.models.rounds import CommitmentState
from bot.ui import answering
from bot.ui import commitments as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.commitments.own import Own
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]


class Closing:
    """Shows what is open, and closes it."""

    def __init__(self, services: Services, routes: Routes, own: Own, on_top: OnTop) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._own = own
        self._finder = own.finder
        self._on_top = on_top
        self._finder.on("commit.list", self._list)
        self._finder.on("commit.close", self._close)
        routes.on_press("commit.list", self._list_pressed)
        routes.on_press("commit.close", self._close_pressed)
        routes.on_press("commit.pick", self._picked)
        routes.on_press("commit.kept", self._kept)
        routes.on_press("commit.missed", self._missed)
        routes.on_press("commit.dropped", self._dropped)
        routes.on_press("commit.reopen", self._reopen)
        routes.on_press("commit.keep", self._keep)
        routes.on_press("commit.drop", self._drop)

    async def begin(self, interaction: Interaction, typed: str) -> None:
        """Ask what became of the commitment that was chosen, else which one is meant."""
        user_id = interaction.user.id
        found = await self._follow_up.run(lambda book: book.rows.commitments.get(typed))
        if found is not None and found.user_id == user_id:
            await self._ask_what_became(interaction, found.id)
        else:
            await self._finder.run(interaction, "commit.close", {"typed": typed})

    async def _list_pressed(self, interaction: Interaction, press: Press) -> None:
        await self._finder.resume(interaction, "commit.list", press.id, {})

    async def _list(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        user_id, now = interaction.user.id, self._clock.now()
        open_, rate = await self._follow_up.run(
            lambda book: (
                book.commitments.open(group.id, user_id),
                book.commitments.rate(group.id, user_id),
            )
        )
        await self._on_top.show(interaction, texts.listed(group, open_, rate, today_of(group, now)))

    async def _close_pressed(self, interaction: Interaction, press: Press) -> None:
        await self._finder.resume(interaction, "commit.close", press.id, {})

    async def _close(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        """Ask which one; where the typed words mean one alone, ask what became of it."""
        user_id, now = interaction.user.id, self._clock.now()
        open_ = await self._follow_up.run(lambda book: book.commitments.open(group.id, user_id))
        words = str(data.get("typed", "")).casefold().split()
        meant = [each for each in open_ if all(word in each.text.casefold() for word in words)]
        if words and len(meant) == 1:
            reply = texts.what_became(meant[0], today_of(group, now))
        else:
            reply = texts.which(group, meant or open_, today_of(group, now))
        await self._on_top.show(interaction, reply)

    async def _picked(self, interaction: Interaction, press: Press) -> None:
        await self._ask_what_became(interaction, press.values[0] if press.values else "")

    async def _ask_what_became(self, interaction: Interaction, commitment_id: str) -> None:
        found, group = await self._own.get(interaction, commitment_id)
        today = today_of(group, self._clock.now())
        await answering.show(interaction, texts.what_became(found, today))

    async def _kept(self, interaction: Interaction, press: Press) -> None:
        reply = await self._settled(interaction, press.id, CommitmentState.KEPT)
        await answering.show(interaction, reply)

    async def _missed(self, interaction: Interaction, press: Press) -> None:
        reply = await self._settled(interaction, press.id, CommitmentState.MISSED)
        await answering.show(interaction, reply)

    async def _dropped(self, interaction: Interaction, press: Press) -> None:
        reply = await self._settled(interaction, press.id, CommitmentState.DROPPED)
        await answering.show(interaction, reply)

    async def _drop(self, interaction: Interaction, press: Press) -> None:
        """Drop one of several that were carried often: the question stays for the others."""
        reply = await self._settled(interaction, press.id, CommitmentState.DROPPED)
        await answering.send(interaction, reply)

    async def _settled(
        self, interaction: Interaction, commitment_id: str, state: CommitmentState
    ) -> Reply:
        found, group = await self._own.get(interaction, commitment_id)
        user_id, now = interaction.user.id, self._clock.now()
        closed, rate = await self._follow_up.run(
            lambda book: (
                book.commitments.close(found.id, user_id, state, now),
                book.commitments.rate(group.id, user_id),
            )
        )
        return texts.closed(closed, rate)

    async def _reopen(self, interaction: Interaction, press: Press) -> None:
        found, _ = await self._own.get(interaction, press.id)
        user_id = interaction.user.id
        opened = await self._follow_up.run(lambda book: book.commitments.reopen(found.id, user_id))
        await answering.show(interaction, texts.closed(opened, (0, 0)))

    async def _keep(self, interaction: Interaction, press: Press) -> None:
        found, _ = await self._own.get(interaction, press.id)
        user_id = interaction.user.id
        await self._follow_up.run(lambda book: book.commitments.keep_on(found.id, user_id))
        await answering.send(interaction, texts.kept_on(found))

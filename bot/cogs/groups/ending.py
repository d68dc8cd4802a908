"""`/group end`, which says what will happen first; and *Reopen*, for 30 days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.accountability.models.groups import GroupState
from bot.ui import answering
from bot.ui.groups import ending as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply

    Data = Mapping[str, Any]


class Ending:
    """Ends groups, and brings them back."""

    def __init__(self, office: Office) -> None:
        self._office = office
        office.finder.on("group.end", self._ask, run=True)
        office.on_group("group.ask_end", self._ask_pressed)
        office.on_group("group.end", self._end)
        office.on_group("group.keep", self._keep)
        office.routes.on_press("ending.reopen", self._ask_reopening)
        office.routes.on_press("group.reopen", self._reopen)
        office.routes.on_press("group.not_now", self._not_now)

    async def _ask(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        await self._office.show(interaction, await self._question(group))

    async def _ask_pressed(self, interaction: Interaction, group: PeerGroup, _: Press) -> None:
        await answering.show(interaction, await self._question(group))

    async def _question(self, group: PeerGroup) -> Reply:
        members, rounds = await self._office.run(
            lambda book: (book.members.of(group.id), book.rounds.open_of(group.id))
        )
        return texts.ask(group, sum(one.joined for one in members), len(rounds))

    async def _keep(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        await answering.show(interaction, texts.kept(group))

    async def _end(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        now, actor = self._office.now, interaction.user.id

        def end(book: Accountability) -> dict[str, object]:
            settings = book.groups.export(group.id)
            book.groups.end(group.id, actor, now)
            return settings

        await answering.show(interaction, texts.ended(group, await self._office.run(end)))

    async def _ask_reopening(self, interaction: Interaction, press: Press) -> None:
        group = await self._ended(interaction, press)
        if group.state is not GroupState.ENDED:
            await answering.show(interaction, await self._back(group))
            return
        settings = await self._office.run(lambda book: book.groups.export(group.id))
        await answering.show(interaction, texts.ask_reopening(group, settings))

    async def _reopen(self, interaction: Interaction, press: Press) -> None:
        group = await self._ended(interaction, press)
        now, actor = self._office.now, interaction.user.id
        reopened = await self._office.run(lambda book: book.groups.reopen(group.id, actor, now))
        await answering.show(interaction, await self._back(reopened))

    async def _not_now(self, interaction: Interaction, press: Press) -> None:
        await answering.show(interaction, texts.kept(await self._ended(interaction, press)))

    async def _back(self, group: PeerGroup) -> Reply:
        now = self._office.now
        first = await self._office.run(lambda book: book.timetable.first_opening(group.id, now))
        return texts.reopened(group, first)

    async def _ended(self, interaction: Interaction, press: Press) -> PeerGroup:
        """Return a group, ended or not, to those who run it."""
        return await self._office.finder.of_press(interaction, press.id, run=True)

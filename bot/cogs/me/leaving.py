"""`/me groups`, and *Leave*: one press, which asks what becomes of what was written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.authority import guild_of
from bot.deletions import Deletion, Deletions
from bot.errors import NotAllowed
from bot.ui import answering, group_choice
from bot.ui import me as texts

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.me import OwnGroup
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes


class Leaving:
    """Shows somebody's groups, and lets them out."""

    def __init__(
        self, services: Services, routes: Routes, finder: GroupFinder, on_top: OnTop
    ) -> None:
        self._follow_up = services.follow_up
        self._deletions = Deletions(services.follow_up.path.parent)
        self._clock = services.clock
        self._finder = finder
        self._on_top = on_top
        routes.on_press("me.leave", self._ask)
        routes.on_press("note.leave", self._ask)
        routes.on_press("me.leave_keep", self._keep)
        routes.on_press("me.leave_delete", self._delete)
        routes.on_press("me.stay", self._stay)
        routes.on_press("me.rejoin", self._rejoin)

    async def begin(self, interaction: Interaction) -> None:
        """Show the groups that somebody is in on this server."""
        guild_id, user_id = guild_of(interaction), interaction.user.id

        def look(book: Accountability) -> list[OwnGroup]:
            mine = book.rows.members.of_user(guild_id, user_id)
            return [
                texts.OwnGroup(group, member, _facilitators(book, group.id))
                for group, member in mine
                if member.joined
            ]

        own = await self._follow_up.run(look)
        reply = texts.groups(own) if own else group_choice.not_in_one()
        await self._on_top.show(interaction, reply)

    async def _ask(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id)
        await answering.send(interaction, texts.leaving(group))

    async def _keep(self, interaction: Interaction, press: Press) -> None:
        await self._leave(interaction, press, keep=True)

    async def _delete(self, interaction: Interaction, press: Press) -> None:
        await self._leave(interaction, press, keep=False)

    async def _leave(self, interaction: Interaction, press: Press, *, keep: bool) -> None:
        group = await self._finder.of_press(interaction, press.id)
        leaving = self._let_out(group.id, interaction.user.id, keep=keep)
        await answering.patiently(interaction, leaving, update=True)
        await answering.show(interaction, texts.left(group, kept=keep))

    async def _let_out(self, group_id: str, user_id: int, *, keep: bool) -> None:
        now = self._clock.now()
        if not keep:
            # First: what is deleted and not noted would come back with an old backup.
            deletion = Deletion(now, group_id, user_id)
            await asyncio.to_thread(self._deletions.add, deletion)
        await self._follow_up.run(
            lambda book: book.members.leave(group_id, user_id, now, keep=keep)
        )

    async def _stay(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id)
        await answering.show(interaction, texts.stayed(group))

    async def _rejoin(self, interaction: Interaction, press: Press) -> None:
        """Undo leaving: whoever was in may come back, told as before."""
        user_id, now = interaction.user.id, self._clock.now()

        def join(book: Accountability) -> Reply:
            group = book.rows.groups.get(press.id)
            before = book.members.get(press.id, user_id)
            here = group is not None and interaction.guild_id in {None, group.guild_id}
            if group is None or not here or before is None or before.joined_at is None:
                raise NotAllowed(group_choice.NOT_IN_IT)
            if not before.joined:
                book.members.join(group.id, user_id, now, pings=before.pings)
            return texts.rejoined(group, book.timetable.first_opening(group.id, now))

        await answering.show(interaction, await self._follow_up.run(join))


def _facilitators(book: Accountability, group_id: str) -> tuple[int, ...]:
    return tuple(member.user_id for member in book.members.of(group_id) if member.runs)

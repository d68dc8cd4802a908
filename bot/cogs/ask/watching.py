"""Being told later: a member asks for it by choice, in one of two ways, and may undo it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.authority import guild_of
from bot.cogs.ask.asked import Asked, recall
from bot.cogs.ask.looking import look
from bot.errors import Gone, Refusal
from bot.ui import answering, watches
from bot.ui.answers import Aside, reply_to
from bot.ui.reply import Reply
from knowledge import NotFound

if TYPE_CHECKING:
    from bot.cogs.ask.recording import Recording
    from bot.desk import Memo
    from bot.services import Services
    from bot.telling import Telling
    from bot.ui.answers import Sheet
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes
    from knowledge import KnowledgeBase

# What a file can hold; Discord's ids are far from it.
_LARGEST_ID = 2**63 - 1


class Watching:
    """Keeps who wants to be told, and lets go of them again."""

    def __init__(
        self, services: Services, routes: Routes, telling: Telling, recording: Recording
    ) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._telling = telling
        self._recording = recording
        routes.on_press("ask.tell", self._tell)
        routes.on_press("ask.tell_dm", self._by_dm)
        routes.on_press("ask.tell_next", self._next_time)
        routes.on_press("ask.untell", self._untell)
        routes.on_press("told.remove", self._remove)

    async def _tell(self, interaction: Interaction, press: Press) -> None:
        """Ask how; or give the answer, where there is one by now."""
        memo, asked = await recall(self._desk, interaction, press.id)
        sheet = await answering.patiently(
            interaction, self._looked_up(interaction, asked), update=True
        )
        if sheet.answered and not asked.aside:
            reply = reply_to(sheet, memo.id, Aside(watches.ANSWERED_BY_NOW))
        else:
            reply = watches.how(asked.question, memo.id)
        await answering.update(interaction, reply)

    async def _looked_up(self, interaction: Interaction, asked: Asked) -> Sheet:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        sheet, _ = await look(self._libraries, guild_id, asked, user_id)
        return sheet

    async def _by_dm(self, interaction: Interaction, press: Press) -> None:
        await self._keep(interaction, press, may_dm=True)

    async def _next_time(self, interaction: Interaction, press: Press) -> None:
        await self._keep(interaction, press, may_dm=False)

    async def _keep(self, interaction: Interaction, press: Press, *, may_dm: bool) -> None:
        async def watched() -> Asked:
            await self._recording.settled(press.id)
            memo, asked = await recall(self._desk, interaction, press.id)
            await self._watch(memo, asked, may_dm=may_dm)
            return asked

        asked = await answering.patiently(interaction, watched(), update=True)
        await answering.update(interaction, watches.noted(asked.question, press.id, may_dm=may_dm))

    async def _watch(self, memo: Memo, asked: Asked, *, may_dm: bool) -> None:
        """Keep who asked with the gap, which is recorded where it is not yet, or not any more."""
        asker = str(memo.owner_id)

        def watched(library: KnowledgeBase) -> str | None:
            if asked.gap:
                try:
                    library.gaps.watch(asked.gap, asker, may_dm=may_dm)
                except NotFound:  # its time was over
                    pass
                else:
                    return asked.gap
            gap = library.gaps.record(asked.question)
            if gap is None:
                return None
            library.gaps.watch(gap.id, asker, may_dm=may_dm)
            return gap.id

        gap_id = await self._libraries.write(memo.guild_id, watched)
        if gap_id is None:
            raise Refusal(watches.NOT_KNOWN_BY_ANYTHING)
        await self._desk.rewrite(memo, replace(asked, gap=gap_id).data)

    async def _untell(self, interaction: Interaction, press: Press) -> None:
        memo, asked = await recall(self._desk, interaction, press.id)
        asker = str(memo.owner_id)
        await answering.patiently(
            interaction,
            self._libraries.write(
                memo.guild_id, lambda library: library.gaps.unwatch(asked.gap, asker)
            ),
            update=True,
        )
        await answering.update(interaction, watches.forgotten(asked.question, memo.id))

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        """Remove a DM: it is pressed where there is no server, so its button names it."""
        readable = press.argument.isascii() and press.argument.isdecimal()
        if not readable or int(press.argument) > _LARGEST_ID:
            raise Gone(watches.GONE)
        await answering.patiently(
            interaction,
            self._telling.remove(int(press.argument), press.id, interaction.user.id),
        )
        await answering.send(interaction, Reply(watches.REMOVED))

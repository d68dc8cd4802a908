"""Answers: the first page, the further ones, and what their asker thinks of them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.authority import guild_of
from bot.cogs.ask.asked import Asked, recall, remember
from bot.cogs.ask.looking import look
from bot.cogs.ask.voting import cast, restore
from bot.errors import Refusal
from bot.ui import answering
from bot.ui import answers as texts
from bot.ui.answers import Aside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cogs.ask.posts import Posts
    from bot.cogs.ask.recording import Recording
    from bot.desk import Memo
    from bot.services import Services
    from bot.telling import Telling
    from bot.ui.answers import Sheet, Shown
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import PressHandler, Routes

_NO_BOTH = "A private question can't be shared. Leave out `private` or `share`."


class Answers:
    """Answers questions, and whatever is pressed below an answer."""

    def __init__(
        self,
        services: Services,
        routes: Routes,
        telling: Telling,
        posts: Posts,
        recording: Recording,
    ) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._cooldowns = services.cooldowns
        self._telling = telling
        self._posts = posts
        self._recording = recording
        routes.on_press("ask.page", self._turn)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        routes.on_press("ask.helped", self._in_turn(self._helped))
        routes.on_press("ask.not_it", self._in_turn(self._not_it))
        routes.on_press("ask.which", self._in_turn(self._which))
        routes.on_press("ask.undo", self._in_turn(self._undo))
        routes.on_press("ask.all", self._ask_all)
        routes.on_press("ask.show", self._show)

    async def answer(
        self, interaction: Interaction, asked: Asked, *, share: bool = False, private: bool = False
    ) -> None:
        """Answer a question.

        Args:
            interaction: What is answered.
            asked: The question.
            share: Whether to go on to the preview of what would be shared.
            private: Whether to keep nothing of it.
        """
        guild_id = guild_of(interaction)
        if share and private:
            raise Refusal(_NO_BOTH)
        self._cooldowns.check("ask", guild_id, interaction.user.id)
        if private:
            sheet, _ = await answering.patiently(
                interaction, look(self._libraries, guild_id, asked, interaction.user.id)
            )
            await answering.send(interaction, texts.private_reply(sheet))
            return
        async with AsyncExitStack() as stack:
            reply, sheet, memo, asked = await answering.patiently(
                interaction, self._prepared(interaction, asked, stack, share=share)
            )
            stack.enter_context(self._recording.underway(memo))
            await answering.send(interaction, reply)
            await self._recording.note(memo, asked, sheet)

    async def _prepared(
        self, interaction: Interaction, asked: Asked, stack: AsyncExitStack, *, share: bool
    ) -> tuple[Reply, Sheet, Memo, Asked]:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        sheet, asked = await look(self._libraries, guild_id, asked, user_id)
        memo = await remember(self._desk, interaction, asked)
        notice = ""
        if share and sheet.answered:
            try:
                preview = await self._posts.share_preview(interaction, asked, sheet)
            except Refusal as refusal:
                notice = str(refusal)
            else:
                return preview, sheet, memo, asked
        due = await stack.enter_async_context(self._telling.due(guild_id, user_id))
        told = [
            ((await remember(self._desk, interaction, Asked.of(watch.question))).id, watch)
            for watch in due
        ]
        return texts.reply_to(sheet, memo.id, Aside(notice, told=told)), sheet, memo, asked

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        memo, asked = await recall(self._desk, interaction, press.id)
        sheet, further = await self._update(interaction, memo, asked, _number(press.argument))
        if len(further.order) > len(asked.order):
            await self._recording.note(memo, further, sheet)

    async def _update(
        self,
        interaction: Interaction,
        memo: Memo,
        asked: Asked,
        page: int,
        aside: Aside = texts.NOTHING_ASIDE,
    ) -> tuple[Sheet, Asked]:
        """Show a page in place of what stands there now."""

        async def found() -> tuple[Sheet, Asked]:
            sheet, read = await look(
                self._libraries, memo.guild_id, asked, interaction.user.id, page
            )
            await self._desk.rewrite(memo, read.data)
            return sheet, read

        sheet, read = await answering.patiently(interaction, found(), update=True)
        await answering.update(interaction, texts.reply_to(sheet, memo.id, aside))
        return sheet, read

    # -- votes

    def _in_turn(self, handler: PressHandler) -> PressHandler:
        """Return a handler for which the presses on one answer wait for each other."""

        async def handle(interaction: Interaction, press: Press) -> None:
            async with self._turns.setdefault(press.id, asyncio.Lock()):
                await handler(interaction, press)

        return handle

    async def _helped(self, interaction: Interaction, press: Press) -> None:
        await self._judge(interaction, press, texts.HELPED)

    async def _not_it(self, interaction: Interaction, press: Press) -> None:
        await self._judge(interaction, press, texts.NOT_IT)

    async def _judge(self, interaction: Interaction, press: Press, verdict: str) -> None:
        """Vote on the one excerpt that is shown, or let choose among several."""
        memo, asked = await recall(self._desk, interaction, press.id)
        page, _, mark = press.argument.partition("-")
        sheet, asked = await answering.patiently(
            interaction,
            look(self._libraries, memo.guild_id, asked, interaction.user.id, _number(page)),
            update=True,
        )
        if len(sheet.shown) > 1 and sheet.mark == mark:
            await answering.update(interaction, texts.which_one(sheet, memo.id, verdict))
            return
        meant = sheet.shown if sheet.mark == mark else ()
        await self._vote(interaction, memo, asked, meant, verdict, sheet.page)

    async def _which(self, interaction: Interaction, press: Press) -> None:
        memo, asked = await recall(self._desk, interaction, press.id)
        verdict, page, mark = (*press.argument.split("-", 2), "", "")[:3]
        sheet, asked = await answering.patiently(
            interaction,
            look(self._libraries, memo.guild_id, asked, interaction.user.id, _number(page)),
            update=True,
        )
        none = texts.NONE_OF_THEM in press.values and verdict == texts.NOT_IT
        on_it = sheet.shown if sheet.mark == mark else ()
        meant = [one for one in on_it if none or one.name in press.values]
        await self._vote(interaction, memo, asked, meant, verdict, sheet.page)

    async def _vote(
        self,
        interaction: Interaction,
        memo: Memo,
        asked: Asked,
        meant: Sequence[Shown],
        verdict: str,
        page: int,
    ) -> None:
        if not meant:  # gone since it was shown: from the library, or by an earlier press
            await self._update(interaction, memo, asked, page, Aside(undo=bool(asked.votes)))
            return
        by, helped = str(interaction.user.id), verdict == texts.HELPED
        excerpts = [one.excerpt for one in meant]
        votes = await answering.patiently(
            interaction,
            self._libraries.write(
                memo.guild_id, lambda library: cast(library, asked, excerpts, by, helped=helped)
            ),
            update=True,
        )
        titles = [excerpt.citation.article.title for excerpt in excerpts]
        notice = texts.thanked(titles[0]) if helped else texts.put_aside(titles)
        asked = asked.judged(votes, () if helped else [one.name for one in meant])
        await self._update(interaction, memo, asked, page, Aside(notice, undo=True))

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        memo, asked = await recall(self._desk, interaction, press.id)
        by = str(interaction.user.id)
        await answering.patiently(
            interaction,
            self._libraries.write(memo.guild_id, lambda library: restore(library, asked, by)),
            update=True,
        )
        notice = texts.UNDONE if asked.votes else ""
        page = _number(press.argument)
        await self._update(interaction, memo, asked.unjudged(), page, Aside(notice))

    # -- the same question again

    async def _ask_all(self, interaction: Interaction, press: Press) -> None:
        memo, asked = await recall(self._desk, interaction, press.id)
        with self._recording.underway(memo):
            sheet, asked = await self._update(interaction, memo, asked.widened(), 0)
            await self._recording.note(memo, asked, sheet)

    async def _show(self, interaction: Interaction, press: Press) -> None:
        """Show what somebody asked earlier, below what they asked now."""
        memo, asked = await recall(self._desk, interaction, press.id)
        sheet, asked = await answering.patiently(
            interaction, look(self._libraries, memo.guild_id, asked, interaction.user.id)
        )
        await self._desk.rewrite(memo, asked.data)
        await answering.send(interaction, texts.reply_to(sheet, memo.id))
        await self._recording.note(memo, asked, sheet)


def _number(argument: str) -> int:
    longest = 4
    readable = argument.isascii() and argument.isdecimal() and len(argument) <= longest
    return int(argument) if readable else 0

"""`/library suggestions`: what members propose, read and decided by a librarian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authority import guild_of
from bot.cogs.library.bench import by
from bot.errors import Gone
from bot.ui import answering
from bot.ui import library_suggestions as texts
from bot.ui.library_lines import page_number, words_in
from bot.ui.library_paste import saved
from knowledge import NotFound
from knowledge.wire import pack, unpack

if TYPE_CHECKING:
    from bot.cogs.library.adding import Adding
    from bot.cogs.library.bench import Bench
    from bot.telling import Telling
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import LoadResult, Suggestion

_DECLINED = "library.declined"


class Deciding:
    """Decides what members suggest. The buttons may stand in a channel; who presses is checked."""

    def __init__(self, bench: Bench, adding: Adding, telling: Telling) -> None:
        self._bench = bench
        self._adding = adding
        self._telling = telling
        bench.on_press("suggestion.list", self._turn)
        bench.on_press("suggestion.pick", self._pick)
        bench.on_press("suggestion.show", self._show)
        bench.on_press("suggestion.add", self._add)
        bench.on_press("suggestion.decline", self._decline)
        bench.on_press("suggestion.again", self._again)

    async def list(self, interaction: Interaction) -> None:
        """Show what waits for a decision."""
        await answering.send(interaction, await self._page(interaction, 0))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        page = page_number(press.argument)
        await answering.update(interaction, await self._page(interaction, page))

    async def _page(self, interaction: Interaction, page: int) -> Reply:
        def found(library: KnowledgeBase) -> list[Suggestion]:
            return library.suggestions.list()

        return texts.list_page(await self._bench.read(interaction, found), page)

    async def _pick(self, interaction: Interaction, press: Press) -> None:
        suggestion = await self._suggestion(interaction, press.values[0] if press.values else "")
        await answering.update(interaction, texts.preview(suggestion))

    async def _show(self, interaction: Interaction, press: Press) -> None:
        suggestion = await self._suggestion(interaction, press.id)
        await answering.send(interaction, texts.preview(suggestion))

    async def _suggestion(self, interaction: Interaction, suggestion_id: str) -> Suggestion:
        try:
            return await self._bench.read(
                interaction, lambda library: library.suggestions.get(suggestion_id)
            )
        except NotFound:
            raise Gone(texts.DECIDED) from None

    async def _add(self, interaction: Interaction, press: Press) -> None:
        with self._bench.once(press.id):
            suggestion = await self._suggestion(interaction, press.id)
            result = await self._approve(interaction, suggestion)
            starters = await self._adding.starters_to_offer(interaction, [result])
            undo_id = await self._adding.undo_id(interaction, [result])
        words = words_in(suggestion.document)
        reply = saved(result, suggestion.title, words, undo_id, starters)
        await answering.update(interaction, reply)
        await self._adding.note_offer(interaction, starters)
        await self._telling.after_change(guild_of(interaction))

    async def _approve(self, interaction: Interaction, suggestion: Suggestion) -> LoadResult:
        me = by(interaction)

        def approve(library: KnowledgeBase) -> LoadResult:
            return library.suggestions.approve(suggestion.id, by=me)

        try:
            return await self._bench.write(
                interaction, self._adding.within_quota(suggestion.document, approve)
            )
        except NotFound:
            raise Gone(texts.DECIDED) from None

    async def _decline(self, interaction: Interaction, press: Press) -> None:
        try:
            suggestion = await self._bench.write(
                interaction, lambda library: library.suggestions.decline(press.id)
            )
        except NotFound:
            raise Gone(texts.DECIDED) from None
        data = {
            "document": pack(suggestion.document).decode(),
            "by": suggestion.by,
            "note": suggestion.note,
        }
        memo = await self._bench.keep(interaction, _DECLINED, data)
        await answering.update(interaction, texts.declined(suggestion.title, memo.id))

    async def _again(self, interaction: Interaction, press: Press) -> None:
        with self._bench.once(press.id):
            memo = await self._bench.recall(interaction, _DECLINED, press.id)
            document = unpack(str(memo.data["document"]).encode())
            suggested_by, note = str(memo.data["by"]), str(memo.data["note"])
            await self._bench.write(
                interaction,
                lambda library: library.suggestions.propose(document, by=suggested_by, note=note),
            )
            await self._bench.services.desk.discard(memo)
        await answering.update(interaction, texts.waiting_again(document.title))

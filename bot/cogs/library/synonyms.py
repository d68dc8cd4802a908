"""`/library synonym`: words that mean the same in this server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authority import guild_of
from bot.cogs.library.bench import by
from bot.errors import Gone
from bot.ui import answering
from bot.ui import library_synonyms as texts
from bot.ui.library_lines import page_number
from knowledge import NotFound

if TYPE_CHECKING:
    from bot.cogs.library.bench import Bench
    from bot.telling import Telling
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import Synonym

_FORGOTTEN = "library.forgotten"
_GONE = "That is forgotten already. `/library synonyms` lists what is taught."


class Synonyms:
    """Teaches words, lists and forgets them."""

    def __init__(self, bench: Bench, telling: Telling) -> None:
        self._bench = bench
        self._telling = telling
        bench.on_press("library.synonyms", self._turn)
        bench.on_press("library.synonym_forget", self._forget)
        bench.on_press("library.synonym_again", self._again)

    async def teach(self, interaction: Interaction, term: str, means: str) -> None:
        """Teach that two words mean the same."""
        me = by(interaction)
        synonym = await self._bench.write(
            interaction, lambda library: library.synonyms.teach(term, means, by=me)
        )
        await answering.send(interaction, texts.taught(synonym))
        await self._telling.after_change(guild_of(interaction))

    async def list(self, interaction: Interaction) -> None:
        """Show what was taught."""
        await answering.send(interaction, await self._page(interaction, 0))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        page = page_number(press.argument)
        await answering.update(interaction, await self._page(interaction, page))

    async def _page(self, interaction: Interaction, page: int) -> Reply:
        def found(library: KnowledgeBase) -> list[Synonym]:
            return library.synonyms.list()

        return texts.list_page(await self._bench.read(interaction, found), page)

    async def _forget(self, interaction: Interaction, press: Press) -> None:
        chosen = press.values[0] if press.values else press.id
        try:
            synonym = await self._bench.write(
                interaction, lambda library: library.synonyms.forget(chosen)
            )
        except NotFound:
            raise Gone(_GONE) from None
        data = {"term": synonym.term, "means": synonym.means}
        memo = await self._bench.keep(interaction, _FORGOTTEN, data)
        await answering.update(interaction, texts.forgotten(synonym, memo.id))

    async def _again(self, interaction: Interaction, press: Press) -> None:
        memo = await self._bench.recall(interaction, _FORGOTTEN, press.id)
        term, means, me = str(memo.data["term"]), str(memo.data["means"]), by(interaction)
        synonym = await self._bench.write(
            interaction, lambda library: library.synonyms.teach(term, means, by=me)
        )
        await answering.update(interaction, texts.taught(synonym))

"""Adding documents for a librarian: within the quota, in a way that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.authority import guild_of
from bot.cogs.library.bench import by
from bot.errors import Gone, Refusal
from bot.intake import quota_refusal
from bot.ui import answering
from bot.ui import library_loading as texts
from knowledge import ArticleNotFound, DocumentRefused, NotFound
from knowledge.models import LoadStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.cogs.library.bench import Bench
    from bot.ui.press import Interaction, Press
    from knowledge import KnowledgeBase
    from knowledge.models import Document, LoadResult

_ADDED, _TAKEN_OUT = "library.added", "library.taken_out"
_MEGABYTE = 1024 * 1024
_NOT_THERE = "That was taken out already."
_NOT_BACK = "That was brought back already, or its 7 days are over."


class Adding:
    """What every way of adding articles has in common, and the way back."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._desk = bench.services.desk
        self._limits = bench.services.limits
        bench.on_press("library.undo", self._undo)
        bench.on_press("library.redo", self._redo)
        bench.on_press("library.starters", self._starters)

    def within_quota(
        self, document: Document, add: Callable[[KnowledgeBase], LoadResult]
    ) -> Callable[[KnowledgeBase], LoadResult]:
        """Return the work that adds a document, if the library has room for it.

        A new version of an article that is there is taken by a full library, too.
        """
        limits = self._limits

        def work(library: KnowledgeBase) -> LoadResult:
            counts = library.statistics()
            full = quota_refusal(
                counts.articles,
                counts.bytes,
                max_articles=limits.articles,
                max_bytes=limits.megabytes * _MEGABYTE,
            )
            if full and library.add(document, dry_run=True).status is LoadStatus.ADDED:
                raise Refusal(full)
            return add(library)

        return work

    async def undo_id(self, interaction: Interaction, results: Sequence[LoadResult]) -> str:
        """Keep what was added for *Undo*; return "" if nothing was."""
        added = [one.public_id for one in results if one.status is LoadStatus.ADDED]
        if not added:
            return ""
        return (await self._bench.keep(interaction, _ADDED, {"articles": added})).id

    async def starters_to_offer(
        self, interaction: Interaction, results: Sequence[LoadResult]
    ) -> int:
        """Return how many starters are in, if their removal is to be offered now; else 0."""
        taken = any(one.status in {LoadStatus.ADDED, LoadStatus.UPDATED} for one in results)
        guild_id = guild_of(interaction)
        if not taken or (await self._desk.server(guild_id)).starters_offered:
            return 0
        counts = await self._bench.glance(interaction, lambda library: library.statistics())
        return counts.starters

    async def note_offer(self, interaction: Interaction, starters: int) -> None:
        """Note that the removal of the starters was offered; once it was shown."""
        if starters:
            await self._desk.mark_starters_offered(guild_of(interaction))

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        memo = await self._bench.recall(interaction, _ADDED, press.id)
        articles = cast("list[str]", memo.data["articles"])
        me = by(interaction)

        def take_out(library: KnowledgeBase) -> list[tuple[str, str]]:
            found = []
            for public_id in articles:
                try:
                    removal = library.remove(public_id, by=me)
                except ArticleNotFound:
                    continue
                found.append((removal.id, removal.titles[0]))
            return found

        taken_out = await self._bench.write(interaction, take_out)
        if not taken_out:
            raise Gone(_NOT_THERE)
        data = {"removals": [removal for removal, _ in taken_out]}
        redo = await self._bench.keep(interaction, _TAKEN_OUT, data)
        titles = [title for _, title in taken_out]
        await answering.send(interaction, texts.undone(titles, redo.id))

    async def _redo(self, interaction: Interaction, press: Press) -> None:
        memo = await self._bench.recall(interaction, _TAKEN_OUT, press.id)
        removals = cast("list[str]", memo.data["removals"])
        me = by(interaction)

        def bring_back(library: KnowledgeBase) -> list[str]:
            titles = []
            for removal in removals:
                try:
                    titles += [one.title for one in library.restore(removal, by=me)]
                except (NotFound, DocumentRefused):
                    continue
            return titles

        titles = await self._bench.write(interaction, bring_back)
        if not titles:
            raise Gone(_NOT_BACK)
        await answering.update(interaction, texts.restored(titles))

    async def _starters(self, interaction: Interaction, press: Press) -> None:
        if press.id == "keep":
            await answering.send(interaction, texts.starters_kept())
            return
        me = by(interaction)
        removal = await self._bench.write(
            interaction, lambda library: library.remove_starters(by=me)
        )
        if removal is None:
            raise Gone(texts.NO_STARTERS)
        await answering.send(interaction, texts.starters_removed(removal.titles, removal.id))

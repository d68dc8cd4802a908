"""`/library list`, `remove`, `history`: the articles that are there, and those that were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authority import guild_of
from bot.cogs.library.bench import by
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui import library_article as pages
from bot.ui import library_list as lists
from bot.ui import library_loading as loading
from bot.ui.library_lines import page_number
from knowledge import ArticleNotFound, NotFound

if TYPE_CHECKING:
    from bot.cogs.library.bench import Bench
    from bot.telling import Telling
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import Article, Change, Health, Removal

_NOT_BACK = "That was brought back already, or its 7 days are over."


class Shelf:
    """Lists articles, removes them and brings them back."""

    def __init__(self, bench: Bench, telling: Telling) -> None:
        self._bench = bench
        self._telling = telling
        bench.on_press("library.page", self._turn)
        bench.on_press("library.card", self._card)
        bench.on_press("library.remove", self._ask_to_remove)
        bench.on_press("library.remove_now", self._remove)
        bench.on_press("library.keep", self._keep)
        bench.on_press("library.restore", self._restore)
        bench.on_press("library.history", self._turn_history)

    # -- list

    async def list(self, interaction: Interaction, show: str) -> None:
        """Show the articles of a filter, or what can be brought back."""
        await answering.send(interaction, await self._page(interaction, show, 0))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        page = page_number(press.argument)
        await answering.update(interaction, await self._page(interaction, press.id, page))

    async def _page(self, interaction: Interaction, show: str, page: int) -> Reply:
        if show == lists.REMOVED:
            removals = await self._bench.read(interaction, _removals)
            return lists.removed_page(removals, page)
        health = await self._bench.survey(interaction, _health)
        return lists.list_page(health, show, page)

    async def _card(self, interaction: Interaction, press: Press) -> None:
        public_id = press.values[0] if press.values else ""
        health = await self._bench.survey(interaction, _health)
        one = next((one for one in health.articles if one.article.public_id == public_id), None)
        if one is None:
            raise Gone(pages.REMOVED_ALREADY)
        reply = pages.card(one, press.id, page_number(press.argument))
        await answering.update(interaction, reply)

    # -- remove

    async def remove(self, interaction: Interaction, name: str) -> None:
        """Ask whether an article is to go."""
        article = await self.named(interaction, name)
        await answering.send(interaction, pages.confirm_removal(article))

    async def named(self, interaction: Interaction, name: str) -> Article:
        """Return the article that somebody chose or typed; raises Refusal."""
        article = await self._bench.glance(interaction, lambda library: library.titles.match(name))
        if article is None:
            raise Refusal(pages.NOT_FOUND)
        return article

    async def _ask_to_remove(self, interaction: Interaction, press: Press) -> None:
        article = await self._found(interaction, press.id)
        await answering.send(interaction, pages.confirm_removal(article))

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        me = by(interaction)
        try:
            removal = await self._bench.write(
                interaction, lambda library: library.remove(press.id, by=me)
            )
        except ArticleNotFound:
            raise Gone(pages.REMOVED_ALREADY) from None
        await answering.update(interaction, pages.removed(removal.titles, removal.id))

    async def _keep(self, interaction: Interaction, press: Press) -> None:
        article = await self._found(interaction, press.id)
        await answering.update(interaction, pages.kept(article))

    async def _restore(self, interaction: Interaction, press: Press) -> None:
        chosen = press.values[0] if press.values else press.id
        me = by(interaction)
        try:
            articles = await self._bench.write(
                interaction, lambda library: library.restore(chosen, by=me)
            )
        except NotFound:
            raise Gone(_NOT_BACK) from None
        reply = loading.restored([article.title for article in articles])
        if press.values:
            await answering.send(interaction, reply)
        else:
            await answering.update(interaction, reply)
        await self._telling.after_change(guild_of(interaction))

    # -- history

    async def history(self, interaction: Interaction, name: str) -> None:
        """Show what was done to an article."""
        article = await self.named(interaction, name)
        await answering.send(interaction, await self._changes(interaction, article.public_id, 0))

    async def _turn_history(self, interaction: Interaction, press: Press) -> None:
        page = page_number(press.argument)
        reply = await self._changes(interaction, press.id, page)
        if press.argument:
            await answering.update(interaction, reply)
        else:
            await answering.send(interaction, reply)

    async def _changes(self, interaction: Interaction, public_id: str, page: int) -> Reply:
        def found(library: KnowledgeBase) -> tuple[Article, list[Change]]:
            return library.find(public_id), library.history(public_id)

        article, changes = await self._bench.read(interaction, found)
        return pages.history_page(article, changes, page)

    async def _found(self, interaction: Interaction, public_id: str) -> Article:
        try:
            return await self._bench.read(interaction, lambda library: library.find(public_id))
        except ArticleNotFound:
            raise Gone(pages.REMOVED_ALREADY) from None


def _health(library: KnowledgeBase) -> Health:
    return library.health.report()


def _removals(library: KnowledgeBase) -> list[Removal]:
    return library.removals()

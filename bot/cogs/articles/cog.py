"""`/article`: what there is to read, and one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Attachment, app_commands
from discord.ext import commands

from bot.authority import guild_of
from bot.cogs.articles.suggestions import Suggestions
from bot.errors import Refusal
from bot.typeahead import Typeahead, choices
from bot.ui import answering
from bot.ui import articles as pages
from knowledge.models import Heading

if TYPE_CHECKING:
    from bot.outbox import Outbox
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes
    from knowledge import KnowledgeBase
    from knowledge.models import Article, Block

_LIST = "article_list"
_ALL = "all"
_NOT_FOUND = "I know no such article. Begin to type its title, and choose one of those I show."


class Articles(commands.Cog):
    """What members do with articles."""

    group = app_commands.Group(
        name="article",
        description="Read this server's articles, or suggest one.",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, services: Services, routes: Routes, outbox: Outbox) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._typeahead = Typeahead(services.libraries)
        self._suggestions = Suggestions(services, routes, outbox)
        routes.on_press("article.list", self._list_anew)
        routes.on_press("article.page", self._turn_list)
        routes.on_press("article.open", self._open)
        routes.on_press("article.read", self._turn)

    # -- list

    @group.command(name="list")
    async def list_articles(self, interaction: Interaction, tag: str = "") -> None:
        """See what there is to read, all or with one tag.

        Args:
            interaction: What is answered.
            tag: Only the articles with this tag.
        """
        tag = tag.strip()
        id_ = _ALL
        if tag:
            memo = await self._desk.keep(
                _LIST, guild_of(interaction), interaction.user.id, {"tag": tag}
            )
            id_ = memo.id
        await answering.send(interaction, await self._listed(interaction, tag, id_, 0))

    @list_articles.autocomplete("tag")
    async def tags_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the tags that are like what was typed."""
        return await self._typeahead.tags(interaction, current)

    async def _list_anew(self, interaction: Interaction, _press: Press) -> None:
        await answering.send(interaction, await self._listed(interaction, "", _ALL, 0))

    async def _turn_list(self, interaction: Interaction, press: Press) -> None:
        tag = ""
        if press.id != _ALL:
            memo = await self._desk.recall(
                _LIST, guild_of(interaction), press.id, owner_id=interaction.user.id
            )
            tag = str(memo.data["tag"])
        page = _number(press.argument)
        await answering.update(interaction, await self._listed(interaction, tag, press.id, page))

    async def _listed(self, interaction: Interaction, tag: str, id_: str, page: int) -> Reply:
        def listed(library: KnowledgeBase) -> pages.Listing:
            count = library.count(tag=tag)
            of_all = count if count or not tag else library.count()
            at = pages.within(page, count)
            shown = library.articles(tag=tag, limit=pages.PER_PAGE, skip=at * pages.PER_PAGE)
            return pages.Listing(tuple(shown), at, count, of_all, tag)

        found = await answering.patiently(
            interaction, self._libraries.read(guild_of(interaction), listed)
        )
        return pages.list_page(found, id_)

    # -- read

    @group.command()
    async def read(self, interaction: Interaction, name: str, heading: str = "") -> None:
        """Read an article, page by page; only you see it.

        Args:
            interaction: What is answered.
            name: Its title; begin to type, and choose.
            heading: Begin at this heading.
        """

        def found(library: KnowledgeBase) -> tuple[Article, tuple[Block, ...]] | None:
            article = library.titles.match(name)
            return (article, library.body(article.public_id)) if article else None

        match = await answering.patiently(
            interaction, self._libraries.read(guild_of(interaction), found)
        )
        if match is None:
            raise Refusal(_NOT_FOUND)
        article, body = match
        page = pages.page_of_heading(body, heading) if heading else 0
        await answering.send(interaction, pages.read_page(article, pages.pages_of(body), page))

    @read.autocomplete("name")
    async def titles_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the titles that are like what was typed."""
        return await self._typeahead.titles(interaction, current)

    @read.autocomplete("heading")
    async def headings_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the headings of the article that was chosen."""
        name = str(getattr(interaction.namespace, "name", "") or "")

        def headings(library: KnowledgeBase) -> list[str]:
            article = library.titles.match(name) if name else None
            body = library.body(article.public_id) if article else ()
            return [block.text for block in body if isinstance(block, Heading)]

        found = await self._typeahead.read(interaction, headings)
        wanted = current.casefold()
        return choices((text, text) for text in dict.fromkeys(found) if wanted in text.casefold())

    async def _open(self, interaction: Interaction, press: Press) -> None:
        public_id = press.values[0] if press.values else ""
        await answering.send(interaction, await self._page(interaction, public_id, 0))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        reply = await self._page(interaction, press.id, _number(press.argument))
        if press.argument:
            await answering.update(interaction, reply)
        else:
            await answering.send(interaction, reply)

    async def _page(self, interaction: Interaction, public_id: str, page: int) -> Reply:
        def found(library: KnowledgeBase) -> tuple[Article, tuple[Block, ...]]:
            return library.find(public_id), library.body(public_id)

        article, body = await answering.patiently(
            interaction, self._libraries.read(guild_of(interaction), found)
        )
        return pages.read_page(article, pages.pages_of(body), page)

    # -- suggest

    @group.command()
    async def suggest(self, interaction: Interaction, file: Attachment | None = None) -> None:
        """Suggest a text or a file for the library; a librarian decides.

        Args:
            interaction: What is answered.
            file: Markdown, text or HTML; without one, a form opens.
        """
        await self._suggestions.begin(interaction, file)


def _number(argument: str) -> int:
    return int(argument) if argument.isdecimal() and len(argument) < 6 else 0  # noqa: PLR2004

"""The commands of `/library`: who may use them, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Attachment, app_commands
from discord.ext import commands

from bot.authority import librarian_here
from bot.cogs.library.adding import Adding
from bot.cogs.library.answers import ANSWER, GAP, Answers
from bot.cogs.library.articles import Shelf
from bot.cogs.library.bench import Bench
from bot.cogs.library.editing import Editing
from bot.cogs.library.gaps import Gaps
from bot.cogs.library.loading import Loading
from bot.cogs.library.paste import Pasting
from bot.cogs.library.suggestions import Deciding
from bot.cogs.library.synonyms import Synonyms
from bot.errors import Refusal
from bot.typeahead import Typeahead, choices
from bot.ui.library_answers import LONGEST_QUESTION
from bot.ui.library_list import ALL, FILTERS

if TYPE_CHECKING:
    from bot.services import Services
    from bot.telling import Telling
    from bot.ui.press import Interaction
    from bot.ui.routes import Routes
    from knowledge import KnowledgeBase

_LONGEST_WORDS = 80


class Library(commands.Cog):
    """What librarians do."""

    group = app_commands.Group(
        name="library",
        description="For librarians: add and change articles, answer what members ask.",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, services: Services, routes: Routes, telling: Telling) -> None:
        self._desk = services.desk
        self._typeahead = Typeahead(services.libraries)
        self._bench = bench = Bench(services, routes)
        adding = Adding(bench)
        self._loading = Loading(bench, adding, telling)
        self._pasting = Pasting(bench, adding, telling)
        self._shelf = Shelf(bench, telling)
        self._editing = Editing(bench, self._shelf)
        self._answers = Answers(bench, telling)
        self._gaps = Gaps(bench, self._answers, self._loading)
        self._synonyms = Synonyms(bench, telling)
        self._deciding = Deciding(bench, adding, telling)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let librarians through; anybody else reads who may."""
        try:
            await self._bench.check(interaction)
        except Refusal as refusal:
            raise app_commands.CheckFailure(str(refusal)) from refusal
        return True

    # -- articles come in

    @group.command()
    async def add(
        self,
        interaction: Interaction,
        file: Attachment | None = None,
        file2: Attachment | None = None,
        file3: Attachment | None = None,
        file4: Attachment | None = None,
        file5: Attachment | None = None,
    ) -> None:
        """Add articles from files, or new versions of them; without a file, a form opens.

        Args:
            interaction: What is answered.
            file: Markdown, plain text or a web page.
            file2: Another file.
            file3: Another file.
            file4: Another file.
            file5: Another file.
        """
        files = [one for one in (file, file2, file3, file4, file5) if one is not None]
        await self._loading.begin(interaction, files)

    @group.command()
    async def paste(self, interaction: Interaction) -> None:
        """Add an article from the clipboard; you see it before it is saved."""
        await self._pasting.begin(interaction)

    @group.command()
    async def suggestions(self, interaction: Interaction) -> None:
        """Read what members suggest for the library, and decide."""
        await self._deciding.list(interaction)

    # -- articles that are there

    @group.command(name="list")
    @app_commands.choices(
        show=[app_commands.Choice(name=name, value=value) for value, name in FILTERS.items()]
    )
    async def list_articles(self, interaction: Interaction, show: str = ALL) -> None:
        """See the articles, how they fare, and what was removed.

        Args:
            interaction: What is answered.
            show: Which ones; all, if you don't say.
        """
        await self._shelf.list(interaction, show)

    @group.command()
    async def edit(self, interaction: Interaction, name: str) -> None:
        """Change an article's title, tags, link, author or date.

        Args:
            interaction: What is answered.
            name: Its title; begin to type, and choose.
        """
        await self._editing.begin(interaction, name)

    @group.command()
    async def remove(self, interaction: Interaction, name: str) -> None:
        """Remove an article; for 7 days it can be brought back.

        Args:
            interaction: What is answered.
            name: Its title; begin to type, and choose.
        """
        await self._shelf.remove(interaction, name)

    @group.command()
    async def history(self, interaction: Interaction, name: str) -> None:
        """See what was done to an article, when and by whom.

        Args:
            interaction: What is answered.
            name: Its title; begin to type, and choose.
        """
        await self._shelf.history(interaction, name)

    @edit.autocomplete("name")
    @remove.autocomplete("name")
    @history.autocomplete("name")
    async def titles_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the titles that are like what was typed."""
        if not await librarian_here(interaction, self._desk):
            return []
        return await self._typeahead.titles(interaction, current)

    # -- what members ask

    @group.command()
    async def gaps(self, interaction: Interaction) -> None:
        """See what members asked and the library can't answer; without names."""
        await self._gaps.list(interaction)

    @group.command()
    async def answer(
        self, interaction: Interaction, question: app_commands.Range[str, 1, LONGEST_QUESTION]
    ) -> None:
        """Answer a question yourself; members see it before the articles.

        Args:
            interaction: What is answered.
            question: An open question, one that is answered, or your own words.
        """
        await self._answers.begin(interaction, question)

    @answer.autocomplete("question")
    async def questions_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer open questions, then those that have an answer."""
        if not await librarian_here(interaction, self._desk):
            return []

        def questions(library: KnowledgeBase) -> list[tuple[str, str]]:
            gaps = [(gap.question, f"{GAP}{gap.id}") for gap in library.gaps.list()]
            answers = [(one.question, f"{ANSWER}{one.id}") for one in library.answers.list()]
            return [*gaps, *answers]

        found = await self._typeahead.read(interaction, questions)
        wanted = current.casefold().split()
        return choices(
            (question, value)
            for question, value in found
            if all(word in question.casefold() for word in wanted)
        )

    @group.command()
    async def synonym(
        self,
        interaction: Interaction,
        term: app_commands.Range[str, 1, _LONGEST_WORDS],
        means: app_commands.Range[str, 1, _LONGEST_WORDS],
    ) -> None:
        """Teach that two words mean the same here, such as RMM and monitoring.

        Args:
            interaction: What is answered.
            term: A word, or a few.
            means: What means the same.
        """
        await self._synonyms.teach(interaction, term, means)

    @group.command()
    async def synonyms(self, interaction: Interaction) -> None:
        """See which words mean the same here, and forget one."""
        await self._synonyms.list(interaction)

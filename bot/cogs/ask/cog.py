"""`/ask`, *Ask the library* on a message, and the other ways to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.ask.answers import Answers
from bot.cogs.ask.asked import Asked
from bot.cogs.ask.posts import Posts
from bot.cogs.ask.recording import Recording
from bot.cogs.ask.watching import Watching
from bot.errors import Gone, Refusal
from bot.typeahead import Typeahead
from bot.ui import asking
from bot.ui.examples import EXAMPLES
from bot.ui.forms import Written
from bot.ui.press import Interaction, Press

if TYPE_CHECKING:
    from bot.outbox import Outbox
    from bot.services import Services
    from bot.telling import Telling
    from bot.ui.routes import Routes

_FORM = "ask.form"


class Ask(commands.Cog):
    """What members ask the library."""

    def __init__(
        self, services: Services, routes: Routes, outbox: Outbox, telling: Telling
    ) -> None:
        self._typeahead = Typeahead(services.libraries)
        self._routes = routes
        self._telling = telling
        recording = Recording(services)
        posts = Posts(services, routes, outbox)
        self._answers = Answers(services, routes, telling, posts, recording)
        Watching(services, routes, telling, recording)
        routes.on_press("ask.example", self._example)
        routes.on_press("ask.open", self._open)
        routes.on_form(_FORM, asking.layout, self._written)
        self.context_menus = (
            app_commands.ContextMenu(
                name=asking.MENU,
                callback=self._ask_about,
                allowed_contexts=app_commands.AppCommandContext(guild=True),
                allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            ),
        )

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Finish telling those whom the bot was about to tell when it ended."""
        await self._telling.resume()

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    async def ask(
        self,
        interaction: Interaction,
        question: str,
        article: str = "",
        tag: str = "",
        share: bool = False,  # noqa: FBT001, FBT002 - as Discord's options are
        private: bool = False,  # noqa: FBT001, FBT002 - as Discord's options are
    ) -> None:
        """Ask this server's library; you get its own words, with the source. Only you see it.

        Args:
            interaction: What is answered.
            question: In plain words; typing errors are fine.
            article: Ask one article only: begin to type its title, and choose.
            tag: Ask only the articles with this tag.
            share: Go on to share the answer: you see what will be posted, and where, first.
            private: Keep nothing of it, not even the question without your name.
        """
        asked = Asked.of(question, article, tag)
        await self._answers.answer(interaction, asked, share=share, private=private)

    @ask.autocomplete("article")
    async def _titles_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return await self._typeahead.titles(interaction, current)

    @ask.autocomplete("tag")
    async def _tags_like(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return await self._typeahead.tags(interaction, current)

    async def _ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        """Ask what a message says."""
        if not message.content.strip():
            raise Refusal(asking.NO_TEXT)
        await self._answers.answer(interaction, Asked.of(message.content))

    async def _example(self, interaction: Interaction, press: Press) -> None:
        question = EXAMPLES.get(press.id)
        if question is None:
            raise Gone(asking.OLD_EXAMPLE)
        await self._answers.answer(interaction, Asked.of(question))

    async def _open(self, interaction: Interaction, _press: Press) -> None:
        await self._routes.open_form(interaction, Written(_FORM, asking.NEW))

    async def _written(self, interaction: Interaction, written: Written) -> None:
        await self._answers.answer(interaction, Asked.of(written.values.get(asking.QUESTION, "")))

"""`/help`: what the bot does, with examples that run at a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.errors import Gone
from bot.ui import answering
from bot.ui import help as pages

if TYPE_CHECKING:
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

_NO_TOPIC = "There is no such topic. `/help` shows them all."


class Help(commands.Cog):
    """What the bot does."""

    def __init__(self, services: Services, routes: Routes) -> None:
        self._desk = services.desk
        routes.on_press("help.topic", self._turn)

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    @app_commands.choices(
        topic=[app_commands.Choice(name=title, value=name) for title, name in pages.topic_names()]
    )
    async def help(self, interaction: Interaction, topic: str = "") -> None:
        """What I do, and how to ask; only you see it.

        Args:
            interaction: What is answered.
            topic: What you want to know more about.
        """
        if topic:
            page = pages.topic(topic)
            if page is None:
                raise Gone(_NO_TOPIC)
            await answering.send(interaction, page)
            return
        new = await self._desk.claim_welcome(interaction.guild_id or 0)
        await answering.send(interaction, pages.overview(welcoming=new))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        page = pages.topic(press.values[0] if press.values else "")
        if page is None:
            raise Gone(_NO_TOPIC)
        await answering.update(interaction, page)

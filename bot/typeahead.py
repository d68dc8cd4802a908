"""What is offered while somebody types: titles, tags, and whatever else a library holds."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from discord import app_commands

from bot.authority import guild_of
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.libraries import Libraries
    from bot.ui.press import Interaction
    from knowledge import KnowledgeBase

T = TypeVar("T")
Choices = list[app_commands.Choice[str]]

log = logging.getLogger(__name__)

MOST = 25
LONGEST = 100


class Typeahead:
    """Offers what is like what was typed; nothing rather than an error.

    Args:
        libraries: Where it looks.
    """

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries

    async def titles(self, interaction: Interaction, typed: str) -> Choices:
        """Offer articles by title; the value is the public id."""
        found = await self.read(interaction, lambda library: library.titles.like(typed, MOST))
        return choices((title.title, title.public_id) for title in found)

    async def tags(self, interaction: Interaction, typed: str) -> Choices:
        """Offer tags, each with the number of its articles."""
        found = await self.read(interaction, lambda library: library.titles.tags(typed, MOST))
        return choices((f"{tag.name} ({tag.articles})", tag.name) for tag in found)

    async def read(
        self, interaction: Interaction, work: Callable[[KnowledgeBase], list[T]]
    ) -> list[T]:
        """Return what a library of the server holds of it, or nothing."""
        try:
            return await self._libraries.read(guild_of(interaction), work)
        except Exception:
            log.exception("Nothing could be offered in server %s", interaction.guild_id)
            return []


def choices(offered: Iterable[tuple[str, str]]) -> Choices:
    """Return (name, value) as choices, leaving out what Discord would not take."""
    made = [
        app_commands.Choice(name=name, value=value)
        for text, value in offered
        if (name := plain_line(text, LONGEST)) and 0 < len(value) <= LONGEST
    ]
    return made[:MOST]

"""The tours of the playground: short plays in which people do what a visitor may do as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.app.tours.asking import AskTheLibrary
from bot.playground.app.tours.group import SetUpAGroup
from bot.playground.app.tours.loading import LoadAnArticle
from bot.playground.app.tours.round import RunARound

if TYPE_CHECKING:
    from bot.playground.app.world import PlayWorld
    from bot.playground.server.page import Tour


def all_tours(world: PlayWorld) -> list[Tour]:
    """Return every tour, in the order in which they are offered."""
    return [AskTheLibrary(world), RunARound(world), LoadAnArticle(world), SetUpAGroup(world)]

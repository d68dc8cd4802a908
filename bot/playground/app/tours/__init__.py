"""The tours of the playground."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.app.world import PlayWorld
    from bot.playground.server.page import Tour


def all_tours(world: PlayWorld) -> list[Tour]:
    """Return every tour, in the order in which they are offered."""
    del world
    return []

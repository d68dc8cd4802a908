"""Interactions: what people's commands, presses and forms are to the bot, and how it answers."""

from bot.playground.server.interactions.interaction import Act, Interaction
from bot.playground.server.interactions.interactions import Interactions
from bot.playground.server.interactions.resolved import Resolved

__all__ = ["Act", "Interaction", "Interactions", "Resolved"]

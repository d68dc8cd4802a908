"""Discord's gateway over the world: a WebSocket that tells the bot what happens."""

from bot.playground.server.gateway.gateway import Drop, Gateway

__all__ = ["Drop", "Gateway"]

"""A loopback server that speaks enough of Discord's REST API and gateway for discord.py."""

from bot.playground.server.clock import VirtualClock
from bot.playground.server.stand_in import StandIn

__all__ = ["StandIn", "VirtualClock"]

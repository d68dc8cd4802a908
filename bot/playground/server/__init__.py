"""A loopback server that speaks enough of Discord's REST API and gateway for discord.py."""

from bot.playground.server.clock import VirtualClock
from bot.playground.server.gateway import Drop
from bot.playground.server.people import Impossible, Modal, NotAnswered, Person, Reply, SeenMessage
from bot.playground.server.settling import NotSettledError
from bot.playground.server.stand_in import StandIn

__all__ = [
    "Drop",
    "Impossible",
    "Modal",
    "NotAnswered",
    "NotSettledError",
    "Person",
    "Reply",
    "SeenMessage",
    "StandIn",
    "VirtualClock",
]

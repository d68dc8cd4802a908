"""Puts the stand-in in Discord's place, for development only.

discord.py itself stays as it is: only the three addresses that it keeps in its classes change, and
only when the settings for development are there.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import StandInAddresses

_log = logging.getLogger(__name__)


@contextmanager
def in_place_of_discord(stand_in: StandInAddresses | None) -> Iterator[None]:
    """Send everything to the stand-in until the block is left; with None, nothing changes."""
    if stand_in is None:
        yield
        return
    _log.warning(
        "For development: %s stands in for Discord. Remove the SOUNDING_BOARD_ settings to use"
        " Discord itself.",
        stand_in.api,
    )
    with pointed_to(stand_in):
        yield


@contextmanager
def pointed_to(stand_in: StandInAddresses) -> Iterator[None]:
    """Let discord.py talk to the stand-in until the block is left."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE
    Route.BASE = stand_in.api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(stand_in.gateway)
    if stand_in.cdn is not None:
        discord.Asset.BASE = stand_in.cdn
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = before

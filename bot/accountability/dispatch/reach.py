"""How a member is told of a round: the quieter of the schedule's style and their own wish."""

from __future__ import annotations

from enum import StrEnum

from bot.accountability.models.groups import Pings
from bot.accountability.models.rounds import PingStyle


class Reach(StrEnum):
    """What a ping or a nudge is for one member."""

    MENTION = "mention"
    """Their phone rings."""
    SILENT = "silent"
    """They are named where it is posted, and hear nothing."""
    DM = "dm"
    NONE = "none"
    """They are not named."""


def reach_of(style: PingStyle, wish: Pings, *, dm_open: bool | None) -> Reach:
    """Return how a member is told.

    Args:
        style: The schedule's.
        wish: The member's.
        dm_open: Whether a DM has reached them; None if none was tried. A closed one is replaced by
            their name in the thread.
    """
    if style is PingStyle.NONE or wish is Pings.NONE:
        return Reach.NONE
    if style is PingStyle.SILENT:
        return Reach.SILENT
    if wish is Pings.DM:
        return Reach.SILENT if dm_open is False else Reach.DM
    return Reach.SILENT if style is PingStyle.DM else Reach.MENTION

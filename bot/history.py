"""Finding the bot's own messages again in what stands in a channel."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import discord

WRONG_CLOCK = timedelta(minutes=5)
"""A message is looked for from its first attempt on; this computer's clock may be as wrong."""
SEARCHED = 500


class MayNotReadError(Exception):
    """The history of a channel may not be read. Discord would show it as empty."""


class TooMuchError(Exception):
    """So much stands there that not all of it was looked through."""


async def find_own(
    client: discord.Client,
    place: Any,  # noqa: ANN401 - discord.py's unions of channels
    mark: str,
    since: datetime,
    most: int = SEARCHED,
) -> discord.Message | None:
    """Return the bot's own message with a mark in the `custom_id` of one of its components.

    Args:
        client: The client.
        place: Where to look.
        mark: What to look for.
        since: Messages that are more than some minutes older are not looked at.
        most: How many are looked through at most.

    Raises:
        MayNotReadError: It may not look there.
        TooMuchError: It is not among the messages that were looked through, and there are more.
        discord.HTTPException: Discord does not answer, or refuses.
    """
    guild = getattr(place, "guild", None)
    if guild is not None and not place.permissions_for(guild.me).read_message_history:
        raise MayNotReadError
    me = client.user
    looked_at = 0
    message: discord.Message
    async for message in place.history(limit=most, after=since - WRONG_CLOCK, oldest_first=True):
        looked_at += 1
        if me is None or message.author.id != me.id:
            continue
        if any(mark in custom_id.split(":")[1:] for custom_id in _custom_ids(message)):
            return message
    if looked_at >= most:
        raise TooMuchError
    return None


def _custom_ids(message: discord.Message) -> Iterator[str]:
    for row in message.components:
        for child in getattr(row, "children", ()):
            custom_id = getattr(child, "custom_id", None)
            if custom_id:
                yield custom_id

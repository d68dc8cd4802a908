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
_SEARCHED = 500


class MayNotReadError(Exception):
    """The history of a channel may not be read. Discord would show it as empty."""


async def find_own(
    client: discord.Client,
    place: Any,  # noqa: ANN401 - discord.py's unions of channels
    mark: str,
    since: datetime,
) -> discord.Message | None:
    """Return the bot's own message with a mark in the `custom_id` of one of its components.

    The five hundred messages after `since`, less some minutes, are looked through.

    Raises:
        MayNotReadError: It may not look there.
        discord.HTTPException: Discord does not answer, or refuses.
    """
    guild = getattr(place, "guild", None)
    if guild is not None and not place.permissions_for(guild.me).read_message_history:
        raise MayNotReadError
    me = client.user
    message: discord.Message
    async for message in place.history(
        limit=_SEARCHED, after=since - WRONG_CLOCK, oldest_first=True
    ):
        if me is None or message.author.id != me.id:
            continue
        if any(mark in custom_id.split(":")[1:] for custom_id in _custom_ids(message)):
            return message
    return None


def _custom_ids(message: discord.Message) -> Iterator[str]:
    for row in message.components:
        for child in getattr(row, "children", ()):
            custom_id = getattr(child, "custom_id", None)
            if custom_id:
                yield custom_id

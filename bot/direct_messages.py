"""Trying a DM on the spot, at the press of whoever gets it: whether their DMs are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.ui.answering import message_parts

if TYPE_CHECKING:
    from bot.ui.reply import Reply

_CLOSED = 50007


async def reaches(user: discord.abc.Messageable, reply: Reply) -> bool:
    """Send somebody a DM, and tell whether it arrived: their DMs may be closed.

    Raises:
        discord.HTTPException: It failed for another reason.
    """
    try:
        await user.send(**message_parts(reply))
    except discord.Forbidden as error:
        if error.code != _CLOSED:
            raise
        return False
    return True

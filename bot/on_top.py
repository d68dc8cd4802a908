"""What could reach somebody in no other way stands on top of the answer to their next command."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.ui import answering
from bot.ui.deliveries import draw
from bot.ui.reply import MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.notices import Kept
    from bot.services import Services
    from bot.ui.press import Interaction
    from bot.ui.reply import Reply

_LONGEST = 2000
_MOST_EMBEDS = 10


class OnTop:
    """Answers commands, with what waits to be told on top.

    Args:
        services: Where it waits.
    """

    def __init__(self, services: Services) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock

    async def show(self, interaction: Interaction, reply: Reply) -> None:
        """Answer a command or a form; a press on a message that stands there stays as it is."""
        if interaction.guild_id is None or interaction.type is discord.InteractionType.component:
            await answering.show(interaction, reply)
            return
        guild_id, user_id = interaction.guild_id, interaction.user.id
        manages = interaction.permissions.manage_guild
        waiting = await self._follow_up.run(
            lambda book: book.notices.pending_for(guild_id, user_id, manages=manages)
        )
        reply, told = _on_top(waiting, reply)
        await answering.show(interaction, reply)
        if told:
            await self._follow_up.run(partial(_told, told, self._clock.now()))


def _told(notice_ids: Sequence[str], now: datetime, book: Accountability) -> None:
    for notice_id in notice_ids:
        book.notices.told(notice_id, now)


def _on_top(waiting: Sequence[Kept], reply: Reply) -> tuple[Reply, list[str]]:
    """Return the answer with as much on top as one message holds; the rest waits once more."""
    told = []
    for kept in reversed(waiting):
        drawn = draw(kept.view, kept.notice_id)
        both = replace(
            reply,
            content=f"{drawn.content}\n\n{reply.content}".strip(),
            embeds=(*drawn.embeds, *reply.embeds),
            rows=(*drawn.rows, *reply.rows),
        )
        if (
            len(both.content) <= _LONGEST
            and len(both.embeds) <= _MOST_EMBEDS
            and len(both.rows) <= MAX_ROWS
        ):
            reply = both
            told.append(kept.notice_id)
    return reply, told

"""Answering an interaction in time and once, whatever the network does."""

from __future__ import annotations

import asyncio
import io
import logging
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord

from bot.ui.press import view_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ui.press import Interaction
    from bot.ui.reply import Reply

T = TypeVar("T")

log = logging.getLogger(__name__)

# Discord waits three seconds for the first answer; the rest is for the network and a busy loop.
PATIENCE = 1.2
_ALREADY_ANSWERED = 40060
_MARK = "answered"
_UPDATES = "updates"
_LOST = (aiohttp.ClientError, asyncio.TimeoutError, OSError)


def is_answered(interaction: Interaction) -> bool:
    """Tell whether the first answer was given."""
    return interaction.response.is_done() or _MARK in interaction.extras


async def patiently(interaction: Interaction, work: Awaitable[T], *, update: bool = False) -> T:
    """Await work; if it takes long, tell Discord so first, that the person sees it going on.

    Args:
        interaction: What is to be answered.
        work: What takes its time.
        update: Whether the answer will be a change of the message that was pressed.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not done and not is_answered(interaction):
            await defer(interaction, update=update)
        return await task
    except asyncio.CancelledError:
        task.cancel()
        raise


async def defer(interaction: Interaction, *, update: bool = False) -> None:
    """Tell Discord that the answer, seen by the asker alone, will take a while."""
    update = update and not _others_see(interaction)
    if update:
        interaction.extras[_UPDATES] = True

    async def wait() -> None:
        if update:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)

    await once(interaction, wait)


async def send(interaction: Interaction, reply: Reply) -> None:
    """Answer with a message of its own, which only the asker sees.

    Where the answer was to be a change of the message that was pressed, that one stays as it is:
    whoever reads what went wrong can press again.
    """
    if is_answered(interaction):
        if _UPDATES in interaction.extras:
            await interaction.followup.send(reply.content, ephemeral=True, **_parts(reply))
        else:
            await _edit_original(interaction, reply)
        return
    await once(
        interaction,
        lambda: interaction.response.send_message(
            content=reply.content or None, ephemeral=True, **_parts(reply)
        ),
    )


async def update(interaction: Interaction, reply: Reply) -> None:
    """Answer a press by changing the message on which the button stands, if it is the asker's."""
    if _others_see(interaction):
        await send(interaction, reply)
        return
    if is_answered(interaction):
        await _edit_original(interaction, reply)
        return
    interaction.extras[_UPDATES] = True
    await once(
        interaction,
        lambda: interaction.response.edit_message(
            content=reply.content or None,
            embeds=list(reply.embeds),
            view=view_of(reply.rows) if reply.rows else None,
            attachments=_files(reply),
        ),
    )


async def show(interaction: Interaction, reply: Reply) -> None:
    """Answer whatever it is: a press by changing its message, anything else with one of its own."""
    if interaction.message is None:
        await send(interaction, reply)
    else:
        await update(interaction, reply)


def _others_see(interaction: Interaction) -> bool:
    """Tell whether the message that was pressed is everybody's: nobody's answer takes its place."""
    message = interaction.message
    return bool(message and interaction.guild_id and not message.flags.ephemeral)


def message_parts(reply: Reply) -> dict[str, Any]:
    """Return a reply as the arguments of discord.py's `send`."""
    parts = {"content": reply.content or None, "silent": reply.silent, **_parts(reply)}
    if reply.mentions:
        users = [discord.Object(user_id) for user_id in reply.mentions]
        parts["allowed_mentions"] = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=users
        )
    return parts


async def _edit_original(interaction: Interaction, reply: Reply) -> None:
    async def edit() -> None:
        await interaction.edit_original_response(
            content=reply.content or None,
            embeds=list(reply.embeds),
            view=view_of(reply.rows) if reply.rows else None,
            attachments=_files(reply),
        )

    try:
        await edit()
    except _LOST:
        await edit()  # the same edit twice is one edit


async def once(interaction: Interaction, answer: Callable[[], Awaitable[object]]) -> None:
    """Give the first answer; if the connection breaks, see whether it had arrived.

    "Already answered" is what Discord says when the answer came and only its receipt was lost: a
    repetition by us, or by discord.py after a 502, is refused, and nothing is doubled. Said at the
    first try it may mean that another copy of the bot is answering: the client takes note of it.
    """
    lost = False
    try:
        try:
            await answer()
        except _LOST:
            lost = True
            await answer()
    except discord.HTTPException as error:
        if error.code != _ALREADY_ANSWERED:
            raise
        log.info("An interaction was answered already.")
        interaction.extras[_MARK] = True
        _take_note(interaction, by_another=not lost)
    else:
        _take_note(interaction, by_another=False)


def _take_note(interaction: Interaction, *, by_another: bool) -> None:
    answered = getattr(interaction.client, "answered", None)
    if answered is not None:
        answered(by_another=by_another)


def _parts(reply: Reply) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if reply.embeds:
        parts["embeds"] = list(reply.embeds)
    if reply.rows:
        parts["view"] = view_of(reply.rows)
    if reply.files:
        parts["files"] = _files(reply)
    return parts


def _files(reply: Reply) -> list[discord.File]:
    return [
        discord.File(io.BytesIO(file.data), filename=file.name, description=file.alt or None)
        for file in reply.files
    ]

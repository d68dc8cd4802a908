"""The one translator from exception to sentence; every command, press and form comes through it."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.accountability.errors import InvalidDates, InvalidSchedule, InvalidText, UnknownZone
from bot.errors import Refusal, StorageError
from bot.ui import answering
from bot.ui.reply import Reply
from bot.ui.safe_text import safe_text
from knowledge import ArticleNotFound, DocumentRefused, KnowledgeError, NotFound, TextRefused

if TYPE_CHECKING:
    from bot.ui.press import Interaction

log = logging.getLogger(__name__)

# Neither 0 and O nor 1 and I: somebody will read it out on the telephone.
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_EXPIRED = 10062
_SHOWN = 1500

_GONE = "That article is no longer in the library."
_OVER = "That is no longer here. Run the command again."
_BUSY = "The library can't be reached just now. Try again in a moment"
_NOT_MINE = "Discord doesn't let me do that here. Ask an admin to run /setup check"
_DISCORD = "Discord isn't answering well just now. Try again in a minute"
_ODD = "I can't use one of those values. Choose one that I show, and try again."
_UPDATED = "That command has changed. Reload Discord and try again."
_BUG = "Something went wrong on my side. Try again; if it happens again, tell whoever runs me"


def reference() -> str:
    """Return a number that a person can read out: "K7M-2QX"."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(6))
    return f"{signs[:3]}-{signs[3:]}"


def translate(interaction: Interaction, error: Exception) -> str:
    """Return the sentence for a person, and log what whoever runs the bot must know.

    What a person did wrong is told and not logged. Whatever else it is gets a reference, which
    stands in the sentence and in the log beside the exception; no text of a member is logged.
    """
    if isinstance(error, app_commands.AppCommandError) and isinstance(error.__cause__, Exception):
        error = error.__cause__
    told = _told(error)
    if told is not None:
        return told
    number = reference()
    command = getattr(interaction.command, "qualified_name", None) or "a button or form"
    log.error(
        "%s failed in server %s",
        command,
        interaction.guild_id,
        exc_info=error,
        extra={"reference": number},
    )
    return f"{_sentence(error)} (reference {number})."


_FIXED: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((ArticleNotFound,), _GONE),
    ((NotFound,), _OVER),
    ((app_commands.TransformerError,), _ODD),  # it quotes what was typed: not for the log
    ((app_commands.CommandNotFound, app_commands.CommandSignatureMismatch), _UPDATED),
)


# Their sentences quote what was typed.
_QUOTING = (DocumentRefused, TextRefused, InvalidDates, InvalidSchedule, InvalidText, UnknownZone)


def _told(error: Exception) -> str | None:
    """Return the sentence for what a person did; None for what went wrong on our side."""
    if isinstance(error, _QUOTING):
        return safe_text(str(error), _SHOWN)
    if isinstance(error, Refusal):
        return str(error)
    return next((sentence for kinds, sentence in _FIXED if isinstance(error, kinds)), None)


def _sentence(error: Exception) -> str:
    if isinstance(error, KnowledgeError | StorageError):
        return _BUSY
    if isinstance(error, discord.Forbidden):
        return _NOT_MINE
    if isinstance(error, discord.HTTPException | aiohttp.ClientError | asyncio.TimeoutError):
        return _DISCORD
    return _BUG


class CommandTree(app_commands.CommandTree[Any]):
    """The tree of commands, with the translator at its root."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let nothing begin while the bot is stopping."""
        if getattr(interaction.client, "stopping", False):
            if interaction.type is not discord.InteractionType.autocomplete:
                await answering.send(interaction, Reply(STOPPING))
            return False
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Tell the person what went wrong."""
        cause = error.__cause__
        if isinstance(cause, discord.NotFound) and cause.code == _EXPIRED:
            log.warning("An interaction reached the bot too late to be answered.")
            return
        sentence = translate(interaction, error)
        try:
            await answering.send(interaction, Reply(sentence))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            log.warning("An answer could not be delivered: %s", type(failure).__name__)


STOPPING = "I'm being restarted. Try again in a minute."

"""What ends the bot, as a sentence for whoever runs it: what happened, and what to do now."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot.cli.exits import ExitCode, Failure
from bot.clock import ClockUnreachableError
from bot.errors import StorageError, StorageTooNewError
from bot.instance import FolderInUseError, FolderUnusableError
from knowledge.errors import KnowledgeError, LibraryTooNew

_log = logging.getLogger(__name__)

_PAGE = "https://discord.com/developers/applications"
_BAD_TOKEN = (
    f"Discord refuses the token. On {_PAGE}, choose the application, Bot, Reset Token; then write"
    " the new one into DISCORD_TOKEN and start the bot again."
)
_INTENTS = (
    "Discord refuses the intents that the bot asks for. It needs no privileged ones: update"
    " Sounding Board and start it again."
)
_NO_ROUTE = (
    "Discord can't be reached. Check this computer's connection and https://discordstatus.com, then"
    " start the bot again."
)
_BLOCKED = (
    "Discord takes no more requests from this address for now. Wait an hour, then start the bot"
    " again."
)
_BUG = (
    "Something went wrong that should not have; the log has the details. Start the bot again; if"
    " it happens again, please report it."
)

# Gateway close codes, from Discord's documentation ("Opcodes and Status Codes").
_AUTHENTICATION_FAILED = 4004
_INTENTS_REFUSED = frozenset({4013, 4014})
_UNAUTHORIZED = 401
_TOO_MANY = 429
_SERVER_FAULT = 500


def failure_for(error: Exception) -> Failure:
    """Return the end that an exception means; one that nobody foresaw is logged in full."""
    found = _from_discord(error) or _from_storage(error) or _from_network(error)
    if found is not None:
        return found
    _log.critical("The bot ended with an error", exc_info=error)
    return Failure(ExitCode.BUG, _BUG)


def _from_discord(error: BaseException | None) -> Failure | None:
    match error:
        case discord.LoginFailure():
            return Failure(ExitCode.SETTINGS, _BAD_TOKEN)
        case discord.PrivilegedIntentsRequired():
            return Failure(ExitCode.SETTINGS, _INTENTS)
        case discord.ConnectionClosed():
            return _from_close(error.code)
        case discord.GatewayNotFound():
            return _from_discord(error.__cause__) or Failure(ExitCode.UNREACHABLE, _NO_ROUTE)
        case discord.HTTPException():
            return _from_status(error.status)
        case _:
            return None


def _from_close(code: int) -> Failure:
    if code == _AUTHENTICATION_FAILED:
        return Failure(ExitCode.SETTINGS, _BAD_TOKEN)
    if code in _INTENTS_REFUSED:
        return Failure(ExitCode.SETTINGS, _INTENTS)
    return Failure(
        ExitCode.UNREACHABLE,
        f"Discord ended the connection for good (code {code}). Start the bot again; if it happens"
        " again, update Sounding Board.",
    )


def _from_status(status: int) -> Failure | None:
    if status == _UNAUTHORIZED:
        return Failure(ExitCode.SETTINGS, _BAD_TOKEN)
    if status == _TOO_MANY:
        return Failure(ExitCode.UNREACHABLE, _BLOCKED)
    if status >= _SERVER_FAULT:
        return Failure(ExitCode.UNREACHABLE, _NO_ROUTE)
    return None


def _from_storage(error: Exception) -> Failure | None:
    match error:
        case FolderInUseError():
            return Failure(ExitCode.IN_USE, str(error))
        case StorageTooNewError() | LibraryTooNew():
            return Failure(ExitCode.SETTINGS, str(error))
        case StorageError() | KnowledgeError() | FolderUnusableError():
            return Failure(ExitCode.STORAGE, str(error))
        case OSError() if error.filename is not None:
            return Failure(
                ExitCode.STORAGE,
                f"{error.filename} can't be used: {error.strerror}. Check that its folder may be"
                " written and that the disk has room.",
            )
        case _:
            return None


def _from_network(error: Exception) -> Failure | None:
    match error:
        case ClockUnreachableError():
            return Failure(ExitCode.UNREACHABLE, str(error))
        case aiohttp.ClientError() | TimeoutError() | OSError():
            return Failure(ExitCode.UNREACHABLE, _NO_ROUTE)
        case _:
            return None

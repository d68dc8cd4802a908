"""What ends the bot, as exit code and sentence."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.cli.exits import ExitCode
from bot.cli.faults import failure_for
from bot.clock import ClockUnreachableError
from bot.errors import StorageError, StorageTooNewError
from bot.instance import FolderInUseError, FolderUnusableError
from knowledge.errors import LibraryCorrupt, LibraryTooNew, LibraryUnavailable


def _answered(status: int) -> discord.HTTPException:
    response = cast("Any", SimpleNamespace(status=status, reason="Because"))
    return discord.HTTPException(response, "text")


def _closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(cast("Any", SimpleNamespace()), shard_id=0, code=code)


def _no_gateway(status: int) -> discord.GatewayNotFound:
    error = discord.GatewayNotFound()  # type: ignore[no-untyped-call]  # discord.py's own
    error.__cause__ = _answered(status)
    return error


def _no_connection() -> aiohttp.ClientConnectorError:
    key = cast("Any", SimpleNamespace(host="discord.com", port=443, ssl=True))
    return aiohttp.ClientConnectorError(key, OSError(errno.ECONNREFUSED, "Connection refused"))


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (discord.LoginFailure("x"), 78, "Discord refuses the token."),
        (_answered(401), 78, "Discord refuses the token."),
        (_no_gateway(401), 78, "Discord refuses the token."),
        (_closed(4004), 78, "Discord refuses the token."),
        (_closed(4013), 78, "Discord refuses the intents"),
        (_closed(4014), 78, "Discord refuses the intents"),
        (discord.PrivilegedIntentsRequired(0), 78, "Discord refuses the intents"),
        (_closed(4011), 69, "Discord ended the connection for good (code 4011)."),
        (_answered(429), 69, "Discord takes no more requests"),
        (_answered(502), 69, "Discord can't be reached."),
        (_no_gateway(500), 69, "Discord can't be reached."),
        (_no_connection(), 69, "Discord can't be reached."),
        (aiohttp.ServerDisconnectedError(), 69, "Discord can't be reached."),
        (TimeoutError(), 69, "Discord can't be reached."),
        (socket.gaierror(-2, "Name or service not known"), 69, "Discord can't be reached."),
        (ConnectionResetError(104, "reset"), 69, "Discord can't be reached."),
        (ClockUnreachableError("There is no clock."), 69, "There is no clock."),
        (FolderInUseError("In use."), 75, "In use."),
        (FolderUnusableError("No folder."), 74, "No folder."),
        (StorageError("No file."), 74, "No file."),
        (LibraryUnavailable("No library."), 74, "No library."),
        (LibraryCorrupt("Damaged."), 74, "Damaged."),
        (OSError(28, "No space left on device", "x.db"), 74, "x.db can't be used: No space"),
        (StorageTooNewError("Newer."), 78, "Newer."),
        (LibraryTooNew("Newer."), 78, "Newer."),
    ],
)
def test_what_was_foreseen_has_a_sentence_and_is_not_logged(
    error: Exception, code: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    failure = failure_for(error)
    assert failure.exit_code == code
    assert failure.message.startswith(words)
    assert failure.message.endswith(".")
    assert caplog.records == []


@pytest.mark.parametrize("error", [KeyError("x"), _answered(400), _answered(403)])
def test_what_was_not_foreseen_is_logged_in_full(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    failure = failure_for(error)
    assert failure.exit_code == ExitCode.BUG
    assert failure.message.startswith("Something went wrong that should not have; the log has")
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[1] is error


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_in_the_guide_for_operators(code: ExitCode) -> None:
    guide = Path(__file__).parents[3] / "docs" / "operators.md"
    assert f"\n| {int(code)} | " in guide.read_text("utf-8")


def test_a_sentence_fakes_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    failure_for(StorageError("It\x1b[2J is\ngone.")).show()
    assert capsys.readouterr().err == "It?[2J is\ngone.\n"

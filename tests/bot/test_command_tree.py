from __future__ import annotations

import logging
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.command_tree import reference, translate
from bot.errors import NotAllowed, Refusal, StorageError
from knowledge import ArticleNotFound, DocumentRefused, LibraryUnavailable, NotFound, TextRefused

if TYPE_CHECKING:
    from bot.ui.press import Interaction

HERE = cast("Interaction", SimpleNamespace(command=None, guild_id=7))


def refused_by_discord(status: int) -> discord.HTTPException:
    response = cast("Any", SimpleNamespace(status=status, reason="No"))
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    return kinds.get(status, discord.HTTPException)(response, "No")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Refusal("Ask in words."), "Ask in words."),
        (NotAllowed("Ask an admin."), "Ask an admin."),
        (DocumentRefused("It has no **text**."), "It has no \\*\\*text\\*\\*."),
        (TextRefused("That says nothing."), "That says nothing."),
        (ArticleNotFound("There is no article 7."), "That article is no longer in the library."),
        (NotFound("x"), "That is no longer here. Run the command again."),
        (
            app_commands.TransformerError(
                "typed by a member",
                discord.AppCommandOptionType.string,
                cast("Any", SimpleNamespace(_error_display_name="a range")),
            ),
            "I can't use one of those values. Choose one that I show, and try again.",
        ),
        (
            app_commands.CommandNotFound("old", []),
            "That command has changed. Reload Discord and try again.",
        ),
    ],
)
def test_what_a_person_did_is_told_and_not_logged(
    error: Exception, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert translate(HERE, error) == sentence
    assert caplog.records == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            LibraryUnavailable("The library /srv/secret/7.db is busy."),
            "The library can't be reached just now. Try again in a moment",
        ),
        (
            StorageError("The file /srv/secret/desk.db can't be used."),
            "The library can't be reached just now. Try again in a moment",
        ),
        (
            refused_by_discord(403),
            "Discord doesn't let me do that here. Ask an admin to run /setup check",
        ),
        (
            refused_by_discord(500),
            "Discord isn't answering well just now. Try again in a minute",
        ),
        (
            aiohttp.ServerDisconnectedError(),
            "Discord isn't answering well just now. Try again in a minute",
        ),
        (
            TimeoutError(),
            "Discord isn't answering well just now. Try again in a minute",
        ),
        (
            KeyError("a bug"),
            "Something went wrong on my side. Try again; if it happens again, tell whoever runs me",
        ),
    ],
)
def test_what_went_wrong_has_a_reference_that_is_in_the_log_too(
    error: Exception, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = translate(HERE, error)
    found = re.fullmatch(
        rf"{re.escape(sentence)} \(reference ([2-9A-Z]{{3}}-[2-9A-Z]{{3}})\)\.", said
    )
    assert found is not None
    assert "/srv" not in said
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert cast("Any", record).reference == found[1]
    assert record.exc_info is not None
    assert record.exc_info[1] is error


def test_the_cause_counts_where_discord_py_wraps_it() -> None:
    wrapped = app_commands.CheckFailure("wrapped")
    wrapped.__cause__ = NotAllowed("Only librarians can do that.")
    assert translate(HERE, wrapped) == "Only librarians can do that."


def test_references_can_be_read_out() -> None:
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}", reference()) for _ in range(99))

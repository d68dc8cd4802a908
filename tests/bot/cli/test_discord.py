"""The running bot and Discord: what it is told at the door, and how it leaves."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.playground.server import StandIn
from tests.bot.cli.process import TOKEN, BotProcess, settings_for

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = (
    "Discord refuses the token. On https://discord.com/developers/applications, choose the"
    " application, Bot, Reset Token; then write the new one into DISCORD_TOKEN and start the bot"
    " again."
)


async def test_a_token_that_discord_refuses(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in) | {"DISCORD_TOKEN": TOKEN}
        async with BotProcess(tmp_path, "run", **settings) as bot:
            assert await bot.ended() == 78
    assert bot.err.splitlines()[-1] == REFUSED
    assert "Traceback" not in bot.err
    assert TOKEN not in bot.err


async def test_an_invitation_asks_discord_whose_token_it_is(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in)
        async with BotProcess(tmp_path, "invite", **settings) as bot:
            assert await bot.ended() == 0
        application = stand_in.world.application.id
        async with BotProcess(tmp_path, "invite", **settings | {"DISCORD_TOKEN": TOKEN}) as other:
            assert await other.ended() == 78
        assert stand_in.violations == []
    assert f"client_id={application}&" in bot.out
    assert other.out == ""
    assert other.err.splitlines()[-1] == REFUSED


async def test_an_invitation_without_discord_is_made_from_the_token(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in)
    async with BotProcess(tmp_path, "invite", **settings | {"DISCORD_TOKEN": TOKEN}) as bot:
        assert await bot.ended() == 0
    assert "client_id=1073456789012345678&" in bot.out
    assert bot.err.splitlines()[-1] == "Discord can't be reached; the link is made from the token."


async def test_no_way_to_discord(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in)
    del settings["SOUNDING_BOARD_CLOCK"]
    async with BotProcess(tmp_path, "run", **settings) as bot:
        assert await bot.ended() == 69
    assert bot.err.splitlines()[-1] == (
        "Discord can't be reached. Check this computer's connection and https://discordstatus.com,"
        " then start the bot again."
    )
    assert "Traceback" not in bot.err


async def test_no_clock_where_the_settings_say(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in)
    async with BotProcess(tmp_path, "run", **settings) as bot:
        assert await bot.ended() == 69
    assert re.fullmatch(
        r"There is no clock at http://127\.0\.0\.1:\d+/clock\. Start the stand-in, or remove"
        r" SOUNDING_BOARD_CLOCK\.",
        bot.err.splitlines()[-1],
    )


async def test_lines_that_no_person_reads_are_json(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in) | {"DISCORD_TOKEN": TOKEN}
        async with BotProcess(tmp_path, "run", **settings) as bot:
            await bot.ended()
    *lines, _sentence = bot.err.splitlines()
    first, *_ = [json.loads(line) for line in lines]
    assert (first["level"], first["logger"]) == ("WARNING", "bot.development")
    assert "stands in for Discord" in first["message"]

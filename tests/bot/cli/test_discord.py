"""The running bot and Discord: what it is told at the door, and how it leaves."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from bot.playground.server import StandIn
from bot.playground.server.gateway import Drop
from tests.bot.cli.process import PATIENCE, TOKEN, BotProcess, settings_for

if TYPE_CHECKING:
    from pathlib import Path

with_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")

POSTING = "POST /channels/{channel_id}/messages"
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
    logged = [json.loads(line) for line in lines]
    assert [line["logger"] for line in logged[:2]] == ["bot.cli.lifetime", "bot.development"]
    assert re.fullmatch(r"Sounding Board \S+ starts; its files are in .+\.", logged[0]["message"])
    assert "stands in for Discord" in logged[1]["message"]


@with_signals
async def test_a_stop_leaves_whole_files_and_a_free_folder(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        guild = stand_in.world.add_guild("Owners Circle")
        for _ in range(2):
            async with BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot:
                await asyncio.wait_for(stand_in.gateway.connected(), PATIENCE)
                await bot.said("connected to Gateway")
                bot.send(signal.SIGTERM)
                assert await bot.ended(within=10) == 0
        assert stand_in.violations == []
    folders = tmp_path / "data", tmp_path / "data" / "knowledge"
    held = {file.name for folder in folders for file in folder.glob("*") if file.is_file()}
    assert held <= {"accountability.db", "bot.lock", "desk.db", f"{guild.id}.db"}
    assert "ERROR" not in bot.err


def _greetings(stand_in: StandIn) -> int:
    return sum(request.path.endswith("/messages") for request in stand_in.requests)


async def _struck(stand_in: StandIn) -> None:
    """Return once the one fault that is planned has struck."""
    async with asyncio.timeout(PATIENCE):
        while stand_in.faults.pending:  # noqa: ASYNC110 - a plan has no event for it
            await asyncio.sleep(0.005)


@with_signals
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.proof)]
)
async def test_what_was_begun_is_finished_first(tmp_path: Path, number: signal.Signals) -> None:
    async with StandIn() as stand_in:
        stand_in.world.add_guild("Owners Circle")
        stand_in.faults.slow(POSTING, 1.5)
        async with BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot:
            await _struck(stand_in)
            bot.send(number)
            await bot.said("Stopping: finishing what was begun.")
            assert _greetings(stand_in) == 0
            assert await bot.ended(within=10) == 0
        assert _greetings(stand_in) == 1
        assert '"WARNING", "logger": "bot.client"' not in bot.err
        async with BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot:
            await bot.said("connected to Gateway")
            bot.send(number)
            assert await bot.ended(within=10) == 0
        assert _greetings(stand_in) == 1
        assert stand_in.violations == []


@with_signals
async def test_a_command_in_flight_is_answered_and_a_new_one_is_put_off(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        guild = stand_in.world.add_guild("Owners Circle")
        alice = stand_in.person("Alice", guild=guild)
        bob = stand_in.person("Bob", guild=guild)
        async with BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot:
            await bot.said("connected to Gateway")
            await stand_in.settle()
            stand_in.faults.slow("POST /interactions/{id}/{token}/callback", 1.5)
            asked = asyncio.create_task(alice.slash("help"))
            await _struck(stand_in)
            bot.send(signal.SIGTERM)
            await bot.said("Stopping: finishing what was begun.")
            late = await bob.slash("help")
            assert late.text == "I'm being restarted. Try again in a minute."
            reply = await asked
            assert await bot.ended(within=10) == 0
        assert stand_in.violations == []
    assert reply.ephemeral
    assert "/ask" in reply.text
    assert "ERROR" not in bot.err


@with_signals
@pytest.mark.proof
async def test_what_takes_too_long_is_left_and_the_second_signal_waits_for_nothing(
    tmp_path: Path,
) -> None:
    async with StandIn() as stand_in:
        stand_in.world.add_guild("Owners Circle")
        stand_in.faults.slow(POSTING, 60)
        async with BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot:
            await _struck(stand_in)
            bot.send(signal.SIGTERM)
            assert await bot.ended(within=10) == 0
        assert "Stopped with work unfinished." in bot.err
        assert '"Stopped."' in bot.err
        stand_in.faults.slow(POSTING, 60)
        async with BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot:
            await _struck(stand_in)
            bot.send(signal.SIGTERM)
            await bot.said("Stopping: finishing what was begun.")
            bot.send(signal.SIGTERM)
            assert await bot.ended(within=3) == 143


@with_signals
async def test_a_killed_bot_can_be_started_again(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        stand_in.world.add_guild("Owners Circle")
        settings = settings_for(stand_in)
        async with BotProcess(tmp_path, "run", **settings) as bot:
            await asyncio.wait_for(stand_in.gateway.connected(), PATIENCE)
            async with BotProcess(tmp_path, "run", **settings) as second:
                assert await second.ended() == 75
            assert f"It is process {bot.id} on " in second.err
        # Left by a kill.
        async with BotProcess(tmp_path, "run", **settings) as bot:
            await bot.said("connected to Gateway")
            bot.send(signal.SIGTERM)
            assert await bot.ended(within=10) == 0


async def test_a_token_that_is_revoked_while_the_bot_runs(tmp_path: Path) -> None:
    async with (
        StandIn() as stand_in,
        BotProcess(tmp_path, "run", **settings_for(stand_in)) as bot,
    ):
        await asyncio.wait_for(stand_in.gateway.connected(), PATIENCE)
        stand_in.world.application.token = TOKEN
        await stand_in.gateway.drop(Drop.CLOSE)
        assert await bot.ended() == 78
    assert bot.err.splitlines()[-1] == REFUSED
    assert "Traceback" not in bot.err


@with_signals
async def test_a_token_stands_nowhere(tmp_path: Path) -> None:
    async with StandIn() as stand_in:
        settings = settings_for(stand_in) | {"LOG_LEVEL": "DEBUG"}
        async with BotProcess(tmp_path, "run", **settings) as bot:
            await asyncio.wait_for(stand_in.gateway.connected(), PATIENCE)
            assert stand_in.token not in bot.command_line()
            bot.send(signal.SIGTERM)
            await bot.ended()
    assert stand_in.token not in bot.err + bot.out
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert all(stand_in.token.encode() not in file.read_bytes() for file in files)

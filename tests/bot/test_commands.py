"""House rules for every command that there is, now and later."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.playground.server.rules.commands import bulk_faults
from tests.bot.commands import command_payloads, leaves

ROOT = Path(__file__).parents[2]
MANAGE_GUILD = str(1 << 5)
CHAT_INPUT = 1


@pytest.fixture
async def commands(tmp_path: Path) -> list[dict[str, Any]]:
    return await command_payloads(tmp_path, SystemClock())


def test_discord_would_take_them(commands: list[dict[str, Any]]) -> None:
    assert bulk_faults(commands) == []


def test_the_commands_are_those_that_members_know(commands: list[dict[str, Any]]) -> None:
    names = {command["name"] for command in commands}
    assert names == {
        *("ask", "article", "library", "setup", "help", "Ask the library"),
        *("checkin", "commit", "group", "today", "me", "Make it my commitment"),
    }


def test_everything_is_described_for_whoever_reads_it(commands: list[dict[str, Any]]) -> None:
    undescribed = [
        f"{name} {option.get('name', '')}"
        for command in commands
        if command.get("type", CHAT_INPUT) == CHAT_INPUT
        for name, leaf in leaves(command)
        for option in (leaf, *leaf.get("options", ()))
        if not re.match(r"[A-Z]", option["description"]) or option["description"] == "…"
    ]
    assert undescribed == []


def test_only_setup_has_permissions_of_its_own(commands: list[dict[str, Any]]) -> None:
    permissions = {
        command["name"]: command.get("default_member_permissions") for command in commands
    }
    assert str(permissions.pop("setup")) == MANAGE_GUILD
    assert set(permissions.values()) == {None}


def test_every_command_is_for_servers_alone(commands: list[dict[str, Any]]) -> None:
    for command in commands:
        assert command["contexts"] == [0], command["name"]
        assert command["integration_types"] == [0], command["name"]


def test_every_command_and_option_is_in_the_guides(commands: list[dict[str, Any]]) -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    guides = "\n".join(page.read_text("utf-8") for page in pages)
    missing = [
        f"{name} {option['name']}"
        for command in commands
        if command.get("type", CHAT_INPUT) == CHAT_INPUT
        for name, leaf in leaves(command)
        for option in leaf.get("options", ())
        if f"`{option['name']}`" not in guides
    ]
    missing += [
        name
        for command in commands
        for name, _ in leaves(command)
        if f"/{name}" not in guides and f"*{name}*" not in guides
    ]
    assert missing == []

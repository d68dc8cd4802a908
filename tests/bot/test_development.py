"""The stand-in in Discord's place, and Discord back in its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.development import in_place_of_discord
from bot.settings import StandInAddresses

if TYPE_CHECKING:
    import pytest

API = "http://127.0.0.1:8080/api/v10"
GATEWAY = "ws://127.0.0.1:8080/gateway"
DISCORD = (
    "https://discord.com/api/v10/users/@me",
    yarl.URL("wss://gateway.discord.gg/"),
    "https://cdn.discordapp.com",
)


def _addresses() -> tuple[str, yarl.URL, str]:
    return Route("GET", "/users/@me").url, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE


def test_without_the_settings_discord_is_used(caplog: pytest.LogCaptureFixture) -> None:
    with in_place_of_discord(None):
        assert _addresses() == DISCORD
    assert caplog.text == ""


def test_with_them_the_stand_in_is_used_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with in_place_of_discord(StandInAddresses(API, GATEWAY, "http://127.0.0.1:8080/cdn", None)):
        assert _addresses() == (
            f"{API}/users/@me",
            yarl.URL(GATEWAY),
            "http://127.0.0.1:8080/cdn",
        )
    assert _addresses() == DISCORD
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert f"{API} stands in for Discord" in caplog.text


def test_a_stand_in_without_files_leaves_those_addresses_alone() -> None:
    with in_place_of_discord(StandInAddresses(API, GATEWAY, None, None)):
        assert _addresses()[2] == DISCORD[2]

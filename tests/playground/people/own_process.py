"""A bot in a process of its own: `python -m tests.playground.people.own_process API GATEWAY TOKEN`.

It prints a line once it is ready, and once it has seen a message.
"""

from __future__ import annotations

import asyncio
import sys

import discord
from discord.gateway import DiscordWebSocket
from yarl import URL

from tests.playground.gateway.client import Bot

Interaction = discord.Interaction[discord.Client]


def main() -> None:
    """Run until killed."""
    api, gateway, token = sys.argv[1:]
    discord.http.Route.BASE = api
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
    bot = Bot()

    @bot.tree.command()
    async def slow(interaction: Interaction) -> None:
        """Take a while, and then say one thing more."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await asyncio.sleep(0.2)
        await interaction.edit_original_response(content="done")
        await asyncio.sleep(0.05)
        await interaction.followup.send("and more", ephemeral=True)

    @bot.event
    async def on_ready() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    bot.run(token, log_handler=None)


if __name__ == "__main__":
    main()

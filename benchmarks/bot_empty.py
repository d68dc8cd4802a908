"""The bot to compare with: discord.py as it comes, and one command, `/ping`, that answers "pong".

It connects to the stand-in that the settings for development name.
"""

from __future__ import annotations

import asyncio
import os
import signal

import discord
import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route


class EmptyBot(commands.AutoShardedBot):
    """A bot that can do nothing else."""

    def __init__(self) -> None:
        super().__init__(command_prefix=(), help_command=None, intents=discord.Intents(guilds=True))

    async def setup_hook(self) -> None:
        """Tell Discord of the command."""
        self.tree.add_command(ping)
        await self.tree.sync()


@discord.app_commands.command()
async def ping(interaction: discord.Interaction) -> None:
    """Answer "pong"."""
    await interaction.response.send_message("pong", ephemeral=True)


async def main() -> None:
    """Run until a signal to stop."""
    Route.BASE = os.environ["SOUNDING_BOARD_API"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["SOUNDING_BOARD_GATEWAY"])
    bot = EmptyBot()
    running = asyncio.create_task(bot.start(os.environ["DISCORD_TOKEN"]))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        await bot.close()


if __name__ == "__main__":
    asyncio.run(main())

"""New servers: the starter library, and one short silent welcome where the bot may write."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.errors import Refusal
from bot.ui.help import welcome

if TYPE_CHECKING:
    from bot.outbox import Outbox
    from bot.services import Services

log = logging.getLogger(__name__)

_KIND = "welcome"


class Welcome(commands.Cog):
    """Greets a server once."""

    def __init__(self, services: Services, outbox: Outbox, client: discord.Client) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._outbox = outbox
        self._client = client
        # discord.py tells of the servers one by one as well as of all, at the same moment.
        self._greeting: set[int] = set()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Greet the servers that invited the bot while it was away."""
        new = await self._desk.unwelcomed([guild.id for guild in self._client.guilds])
        for guild_id in sorted(new):
            guild = self._client.get_guild(guild_id)
            if guild is not None:
                await self._greet(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server that has just invited the bot."""
        if guild.id in await self._desk.unwelcomed([guild.id]):
            await self._greet(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Greet a server that invited the bot during an outage."""
        await self.on_guild_join(guild)

    async def _greet(self, guild: discord.Guild) -> None:
        """Post the welcome, or leave it to the first command; one bad server stops no other."""
        if guild.id in self._greeting:
            return
        self._greeting.add(guild.id)
        try:
            await self._libraries.write(guild.id, lambda _: None)
            channel = guild.system_channel
            if channel is None or not _may_write(channel, guild):
                return
            post = await self._desk.find_post(_KIND, guild.id)
            if post is None:
                owner = self._client.user
                post = await self._desk.draft(
                    _KIND, guild.id, owner.id if owner else 0, {}, channel_id=channel.id
                )
            await self._outbox.send(post, welcome(post.id))
            await self._desk.claim_welcome(guild.id)
        except Refusal as refusal:
            log.info("Server %s could not be greeted: %s", guild.id, refusal)
        except Exception:
            log.exception("Server %s could not be greeted", guild.id)
        finally:
            self._greeting.discard(guild.id)


def _may_write(channel: discord.TextChannel, guild: discord.Guild) -> bool:
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages

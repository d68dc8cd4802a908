"""`/setup`: who keeps the library, and whether the bot may do what it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.authority import guild_of, require_admin
from bot.permissions import NEEDED
from bot.ui import answering
from bot.ui import setup as pages

if TYPE_CHECKING:
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes


class Setup(commands.Cog):
    """For those who manage the server."""

    group = app_commands.Group(
        name="setup",
        description="Who keeps the library, and whether I may do what I must.",
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, services: Services, routes: Routes) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        routes.on_press("setup.start", self._start)
        routes.on_press("setup.roles", self._choose)
        routes.on_press("setup.check", self._check_again)

    @group.command()
    async def roles(self, interaction: Interaction) -> None:
        """Say whose members keep the library: add articles, answer questions."""
        require_admin(interaction)
        settings = await self._desk.server(guild_of(interaction))
        await self._desk.claim_welcome(settings.guild_id)
        await answering.send(interaction, pages.roles(settings))

    @group.command()
    async def check(self, interaction: Interaction) -> None:
        """See whether I may do what I must here, and what to change if not."""
        require_admin(interaction)
        await self._desk.claim_welcome(guild_of(interaction))
        await answering.send(interaction, await self._found(interaction))

    async def _start(self, interaction: Interaction, _press: Press) -> None:
        require_admin(interaction)
        settings = await self._desk.server(guild_of(interaction))
        await answering.send(interaction, pages.start(settings))

    async def _choose(self, interaction: Interaction, press: Press) -> None:
        require_admin(interaction)
        guild = interaction.guild
        known = {role.id for role in guild.roles} if guild else set()
        chosen = {int(value) for value in press.values if value.isdecimal()} & known
        settings = await self._desk.set_librarian_roles(guild_of(interaction), chosen)
        await answering.update(interaction, pages.roles(settings, saved=True))

    async def _check_again(self, interaction: Interaction, _press: Press) -> None:
        require_admin(interaction)
        await answering.send(interaction, await self._found(interaction))

    async def _found(self, interaction: Interaction) -> Reply:
        guild_id = guild_of(interaction)
        settings = await self._desk.server(guild_id)
        counts = await self._libraries.read(guild_id, lambda library: library.statistics())
        others, hidden, role_missing = _looked_at(interaction)
        here = pages.PlaceCheck(interaction.channel_id or 0, _missing(interaction.app_permissions))
        return pages.checked(
            pages.ServerCheck(
                role_missing=role_missing,
                here=here,
                others=others,
                hidden=hidden,
                articles=counts.articles,
                starters=counts.starters,
                librarians=bool(settings.librarian_role_ids),
            )
        )


def _looked_at(
    interaction: Interaction,
) -> tuple[tuple[pages.PlaceCheck, ...], int, tuple[str, ...]]:
    """Return the other channels that lack something, how many are hidden, what the role lacks."""
    guild = interaction.guild
    if guild is None or guild.me is None:
        return (), 0, ()
    others: list[pages.PlaceCheck] = []
    hidden = 0
    role_missing = _missing(guild.me.guild_permissions)
    for channel in guild.text_channels:
        allowed = channel.permissions_for(guild.me)
        if not allowed.view_channel:
            hidden += 1
            continue
        missing = tuple(name for name in _missing(allowed) if name not in role_missing)
        if missing and channel.id != interaction.channel_id and allowed.send_messages:
            others.append(pages.PlaceCheck(channel.id, missing))
    return tuple(others), hidden, role_missing


def _missing(allowed: discord.Permissions) -> tuple[str, ...]:
    return tuple(need.name for need in NEEDED if not need.is_met(allowed))

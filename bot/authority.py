"""Who may do what, asked again at every command, press and form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import NotAllowed

if TYPE_CHECKING:
    from bot.desk import Desk, ServerSettings
    from bot.ui.press import Interaction


def is_librarian(settings: ServerSettings, role_ids: set[int], *, manages_server: bool) -> bool:
    """Tell whether somebody keeps a server's library: by a chosen role, or by Manage Server."""
    return manages_server or not role_ids.isdisjoint(settings.librarian_role_ids)


def guild_of(interaction: Interaction) -> int:
    """Return the server in which it happens; raises NotAllowed in a DM."""
    if interaction.guild_id is None:
        raise NotAllowed("That works in a server only.")
    return interaction.guild_id


async def librarian_here(interaction: Interaction, desk: Desk) -> bool:
    """Tell whether who asks is a librarian of the server in which they ask."""
    settings = await desk.server(guild_of(interaction))
    return is_librarian(
        settings, _roles(interaction), manages_server=interaction.permissions.manage_guild
    )


async def require_librarian(interaction: Interaction, desk: Desk) -> None:
    """Raise NotAllowed, which names who may, unless who asks is a librarian there."""
    if await librarian_here(interaction, desk):
        return
    settings = await desk.server(guild_of(interaction))
    roles = " or ".join(f"<@&{role}>" for role in settings.librarian_role_ids)
    who = f"Ask someone with {roles}." if roles else "Ask an admin of this server."
    raise NotAllowed(f"Only librarians can do that. {who}")


def require_admin(interaction: Interaction) -> None:
    """Raise NotAllowed unless who asks may manage the server."""
    guild_of(interaction)
    if not interaction.permissions.manage_guild:
        raise NotAllowed("Only those who may manage this server can do that. Ask an admin.")


def _roles(interaction: Interaction) -> set[int]:
    member = interaction.user
    return {role.id for role in member.roles} if isinstance(member, discord.Member) else set()

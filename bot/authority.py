"""Who may do what, asked again at every command, press and form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import NotAllowed, Refusal
from bot.ui.shared_posts import I_MAY_NOT, YOU_MAY_NOT

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


def place_to_post(interaction: Interaction, expected: int | None = None) -> int:
    """Return the channel in which it happens, for a post on behalf of who asks.

    Args:
        interaction: What is answered.
        expected: The channel where the post goes; another one is refused.

    Raises:
        NotAllowed: Who asks may not write there.
        Refusal: The bot may not.
    """
    channel_id = interaction.channel_id
    if channel_id is None or expected not in {None, channel_id}:
        raise Refusal(I_MAY_NOT)
    in_thread = isinstance(interaction.channel, discord.Thread)
    if not _may_write(interaction.permissions, in_thread=in_thread):
        raise NotAllowed(YOU_MAY_NOT)
    allowed = interaction.app_permissions
    if not (_may_write(allowed, in_thread=in_thread) and allowed.embed_links):
        raise Refusal(I_MAY_NOT)
    return channel_id


def _may_write(allowed: discord.Permissions, *, in_thread: bool) -> bool:
    right = allowed.send_messages_in_threads if in_thread else allowed.send_messages
    return allowed.view_channel and right


def _roles(interaction: Interaction) -> set[int]:
    member = interaction.user
    return {role.id for role in member.roles} if isinstance(member, discord.Member) else set()

"""The people, roles, places, files and messages that an interaction names, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.world import payloads
from bot.playground.server.world.access import guild_permissions, permissions
from bot.playground.server.world.models import Intent, Viewer

if TYPE_CHECKING:
    from bot.playground.server.world.models import Attachment, Channel, Json, Message, Role
    from bot.playground.server.world.world import World


class Resolved:
    """Collects what an interaction names by id.

    Args:
        world: Where all of them are.
        user_id: Who acts: of places, their permissions are told.
        guild_id: The server it happens in, None in a DM.

    Attributes:
        world: Where all of them are.
    """

    def __init__(self, world: World, user_id: int, guild_id: int | None) -> None:
        self.world = world
        self._user_id = user_id
        self._guild_id = guild_id
        self._found: dict[str, dict[str, Json]] = {}

    def json(self) -> Json:
        """Return Discord's `resolved`, without the kinds that nothing was named of."""
        return dict(self._found)

    def add_user(self, user_id: int) -> str:
        """Name a user, with their membership where they have one; return the id as text."""
        self._put("users", user_id, payloads.user(self.world.users[user_id]))
        member = self.world.member(self._guild_id, user_id)
        if member is not None and self._guild_id is not None:
            bits = guild_permissions(self.world, user_id, self._guild_id)
            shown = payloads.member(member) | {"permissions": str(int(bits))}
            self._put("members", user_id, shown)
        return str(user_id)

    def add_role(self, role: Role) -> str:
        """Name a role."""
        return self._put("roles", role.id, payloads.role(role))

    def add_channel(self, channel: Channel) -> str:
        """Name a channel or thread."""
        bits = permissions(self.world, self._user_id, channel)
        shown = payloads.channel(self.world, channel) | {"permissions": str(int(bits))}
        return self._put("channels", channel.id, shown)

    def add_attachment(self, attachment: Attachment) -> str:
        """Name an uploaded file."""
        return self._put("attachments", attachment.id, payloads.attachment(self.world, attachment))

    def add_message(self, message: Message) -> str:
        """Name the message that a command was used on; the bot may read it."""
        viewer = Viewer(self.world.bot.id, Intent.NONE)
        shown = payloads.message(self.world, message, viewer, reveal=True)
        return self._put("messages", message.id, shown)

    def _put(self, kind: str, key: int, shown: Json) -> str:
        self._found.setdefault(kind, {})[str(key)] = shown
        return str(key)

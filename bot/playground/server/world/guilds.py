"""What changes servers: their roles, their members, who comes and who goes."""

from collections.abc import Iterable
from datetime import datetime

from bot.playground.server.world import payloads
from bot.playground.server.world.channels import ChannelOperations
from bot.playground.server.world.models import (
    Guild,
    HasId,
    Intent,
    Json,
    Member,
    Role,
    User,
    Viewer,
)
from bot.playground.server.world.permissions import EVERYONE_BY_DEFAULT


class GuildOperations(ChannelOperations):
    """Servers, roles and members."""

    def add_guild(
        self,
        name: str,
        owner: HasId | None = None,
        *,
        bot_permissions: int = 0,
        with_bot: bool = True,
    ) -> Guild:
        """Create a server with #general as its system channel, and let the bot join it.

        Args:
            name: What the server is called.
            owner: Who owns it; somebody new when None.
            bot_permissions: What the bot's own role grants beyond what everyone may.
            with_bot: Whether the bot joins at once; otherwise see `invite_bot`.
        """
        owner_id = owner.id if owner else self.add_user(f"Owner of {name}").id
        guild = Guild(self.snowflakes.next(), name, owner_id)
        self.guilds[guild.id] = guild
        guild.roles[guild.id] = Role(
            guild.id, guild.id, "@everyone", int(EVERYONE_BY_DEFAULT), position=0
        )
        guild.members[owner_id] = Member(guild.id, owner_id, self.clock.now())
        guild.system_channel_id = self.add_channel(guild, "general").id
        if with_bot:
            self.invite_bot(guild, bot_permissions)
        return guild

    def invite_bot(self, guild: HasId, permissions: int = 0) -> Member:
        """Let the bot join a server, with a role of its own, as an invitation link does."""
        server = self.guilds[guild.id]
        role = self.add_role(server, self.bot.username, permissions)
        role.bot_id = self.bot.id
        member = Member(server.id, self.bot.id, self.clock.now(), {role.id})
        server.members[self.bot.id] = member
        self._publish_guild(server, joined=True)
        return member

    def set_guild_available(self, guild: HasId, *, available: bool) -> None:
        """Begin or end an outage of a server; the bot is still in it meanwhile."""
        server = self.guilds[guild.id]
        server.unavailable = not available
        if available:
            self._publish_guild(server)
        else:
            lost = payloads.unavailable_guild(server.id)
            self.publish("GUILD_DELETE", lost, server.id, server.members)

    def edit_guild(
        self, guild: HasId, *, name: str | None = None, system_channel: HasId | None = None
    ) -> Guild:
        """Rename a server or give it another system channel."""
        server = self.guilds[guild.id]
        server.name = name or server.name
        if system_channel is not None:
            server.system_channel_id = system_channel.id
        self.publish("GUILD_UPDATE", payloads.guild(server), server.id, server.members)
        return server

    def add_role(
        self, guild: HasId, name: str, permissions: int = 0, *, mentionable: bool = False
    ) -> Role:
        """Create a role, below all others but @everyone."""
        server = self.guilds[guild.id]
        for other in server.roles.values():
            other.position += other.position > 0
        role = Role(self.snowflakes.next(), server.id, name, permissions, mentionable=mentionable)
        server.roles[role.id] = role
        self._publish_role("GUILD_ROLE_CREATE", role)
        return role

    def edit_role(
        self, role: Role, *, name: str | None = None, permissions: int | None = None
    ) -> Role:
        """Change a role's name or permissions."""
        role.name = name or role.name
        role.permissions = role.permissions if permissions is None else permissions
        self._publish_role("GUILD_ROLE_UPDATE", role)
        return role

    def delete_role(self, role: Role) -> None:
        """Delete a role; its members lose it, each with an event of their own."""
        server = self.guilds[role.guild_id]
        for member in server.members.values():
            if role.id in member.roles:
                self.edit_member(member, roles=member.roles - {role.id})
        del server.roles[role.id]
        data = {"guild_id": str(server.id), "role_id": str(role.id)}
        self.publish("GUILD_ROLE_DELETE", data, server.id, server.members)

    def add_member(self, guild: HasId, user: HasId, roles: Iterable[HasId] = ()) -> Member:
        """Let a user join a server."""
        server = self.guilds[guild.id]
        held = {role.id for role in roles}
        member = Member(server.id, user.id, self.clock.now(), held)
        server.members[user.id] = member
        self._publish_member("GUILD_MEMBER_ADD", member)
        return member

    def edit_member(
        self, member: Member, *, roles: Iterable[int | HasId] | None = None, nick: str | None = None
    ) -> Member:
        """Change a member's roles or nickname ("" takes it away); None leaves it as it is."""
        if roles is not None:
            member.roles = {each if isinstance(each, int) else each.id for each in roles}
        if nick is not None:
            member.nick = nick or None
        self._publish_member("GUILD_MEMBER_UPDATE", member)
        return member

    def time_out(self, member: Member, until: datetime | None) -> None:
        """Silence a member until then, or let them speak again."""
        member.timed_out_until = until
        self._publish_member("GUILD_MEMBER_UPDATE", member)

    def remove_member(self, guild: HasId, user: HasId) -> None:
        """Let a user leave a server, or throw them out; the bot too."""
        server = self.guilds[guild.id]
        del server.members[user.id]
        for thread in self.threads_of(server.id):
            if thread.thread:
                thread.thread.members.pop(user.id, None)
        if user.id == self.bot.id:
            self.publish("GUILD_DELETE", {"id": str(server.id)}, server.id, {user.id})
            return
        self._publish_to_members_intent(
            "GUILD_MEMBER_REMOVE",
            server,
            {"guild_id": str(server.id), "user": payloads.user(self.users[user.id])},
        )

    def edit_user(
        self, user: User, *, name: str | None = None, dms_open: bool | None = None
    ) -> User:
        """Change a user's display name, or whether they take DMs from server members."""
        user.global_name = name or user.global_name
        user.dms_open = user.dms_open if dms_open is None else dms_open
        return user

    def _publish_guild(self, server: Guild, *, joined: bool = False) -> None:
        """Tell the bot of a server; of one that it joins just now nothing says it is available."""

        def data(viewer: Viewer) -> Json | None:
            if viewer.user_id not in server.members:
                return None
            told = payloads.guild_create(self, server, viewer)
            if joined:
                del told["unavailable"]
            return told

        self.publish("GUILD_CREATE", data, server.id)

    def _publish_role(self, event: str, role: Role) -> None:
        server = self.guilds[role.guild_id]
        data = {"guild_id": str(server.id), "role": payloads.role(role)}
        self.publish(event, data, server.id, server.members)

    def _publish_member(self, event: str, member: Member) -> None:
        """Tell of a member: of the viewer's own membership always, else with the intent."""
        server = self.guilds[member.guild_id]
        account = self.users[member.user_id]
        body = payloads.member(member, account) | {"guild_id": str(server.id)}
        own = member.user_id if event == "GUILD_MEMBER_UPDATE" else None
        self._publish_to_members_intent(event, server, body, own)

    def _publish_to_members_intent(
        self, event: str, server: Guild, body: Json, always_to: int | None = None
    ) -> None:
        def data(viewer: Viewer) -> Json | None:
            entitled = viewer.intents & Intent.GUILD_MEMBERS or viewer.user_id == always_to
            return body if entitled else None

        self.publish(event, data, server.id, server.members)

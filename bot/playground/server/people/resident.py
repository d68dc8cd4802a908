"""Where somebody belongs: their account, their servers, their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.errors import Impossible
from bot.playground.server.world.access import can_view
from bot.playground.server.world.models import ChannelType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.playground.server.people.people import People
    from bot.playground.server.world.models import Channel, Guild, HasId, Role, User
    from bot.playground.server.world.world import World

_FOR_TALK = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT})


class Resident:
    """A user in their servers.

    Attributes:
        user: Their account.
        people: Those among whom they are.
        world: Where they live.
    """

    def __init__(self, people: People, user: User, guild: Guild | None = None) -> None:
        self.user = user
        self.people = people
        self.world: World = people.world
        self._guild = guild

    def __repr__(self) -> str:
        return f"<Person {self.name}>"

    @property
    def id(self) -> int:
        """Their id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.user.global_name or self.user.username

    @property
    def mention(self) -> str:
        """What mentions them in a text."""
        return f"<@{self.id}>"

    @property
    def guild(self) -> Guild:
        """The server that they came to first."""
        for guild in [self._guild, *self.world.guilds_of(self.id)]:
            if guild is not None and self.id in guild.members:
                return guild
        raise Impossible(f"{self.name} is in no server")

    @property
    def channel(self) -> Channel:
        """Where they are unless a channel is named."""
        channels = [each for each in self.world.channels_of(self.guild.id) if self._can_view(each)]
        home = [each for each in channels if each.id == self.guild.system_channel_id]
        for channel in home + [each for each in channels if each.type in _FOR_TALK]:
            return channel
        raise Impossible(f"{self.name} sees no channel")

    @property
    def dm(self) -> Channel:
        """Their conversation with the bot."""
        return self.world.open_dm(self.user, self.world.bot)

    @property
    def dms_open(self) -> bool:
        """Whether they take DMs from members of their servers."""
        return self.user.dms_open

    @dms_open.setter
    def dms_open(self, is_open: bool) -> None:
        self.user.dms_open = is_open

    async def joins(self, guild: Guild, roles: Iterable[HasId] = ()) -> None:
        """Join a server."""
        if self.id in guild.members:
            raise Impossible(f"{self.name} is in {guild.name} already")
        self.world.add_member(guild, self.user, roles)

    async def leaves(self, guild: Guild | None = None) -> None:
        """Leave a server."""
        guild = guild or self.guild
        if self.id not in guild.members or guild.owner_id == self.id:
            raise Impossible(f"{self.name} is not in {guild.name}, or owns it")
        self.world.remove_member(guild, self.user)

    async def gets(self, role: Role) -> None:
        """Be given a role."""
        member = self.world.guilds[role.guild_id].members[self.id]
        self.world.edit_member(member, roles=member.roles | {role.id})

    async def loses(self, role: Role) -> None:
        """Have a role taken away."""
        member = self.world.guilds[role.guild_id].members[self.id]
        self.world.edit_member(member, roles=member.roles - {role.id})

    def _can_view(self, channel: Channel) -> bool:
        return can_view(self.world, self.id, channel)

"""What one person sees: messages, places and commands, in Discord's JSON with a little more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.commands import can_talk, offered_commands
from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_see, can_view
from bot.playground.server.world.models import ChannelType, Intent, Viewer

if TYPE_CHECKING:
    from bot.playground.server.page.roster import Roster, Somebody
    from bot.playground.server.world.models import Channel, Guild, Json, Message
    from bot.playground.server.world.state import Event
    from bot.playground.server.world.world import World

_EVERYTHING = ~Intent.NONE
_ABOUT_MESSAGES = frozenset({"MESSAGE_CREATE", "MESSAGE_UPDATE"})
_ABOUT_PLACES = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE"})
# What may show or hide places, people and commands: the page had better look at all of it again.
_ABOUT_ALL = frozenset(
    {
        "GUILD_CREATE",
        "GUILD_DELETE",
        "GUILD_UPDATE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBER_REMOVE",
    }
)
_NOBODYS = "INTERACTION_CREATE"


class Eyes:
    """Sees as one of those on the list.

    Args:
        world: What there is to see.
        roster: Whom one can be.
        me: Who looks.
    """

    def __init__(self, world: World, roster: Roster, me: Somebody) -> None:
        self._world = world
        self._roster = roster
        self._me = me
        self._viewer = Viewer(me.person.id, _EVERYTHING)

    @property
    def _id(self) -> int:
        return self._viewer.user_id

    def everything(self) -> Json:
        """Return all there is but for messages: the first thing that the page asks for."""
        person = self._me.person
        return {
            "me": self._user(self._id),
            "zone": self._me.zone,
            "bot": self._user(self._world.bot.id),
            "people": [
                self._user(one.person.id)
                | {"role": one.role, "zone": one.zone, "dms_open": one.person.dms_open}
                for one in self._roster.all()
            ],
            "guilds": [self._guild(each) for each in self._world.guilds_of(self._id)],
            "dms": [self.place(each) for each in self._dms()],
            "dm_commands": self._commands(person.dm),
        }

    def messages(self, channel: Channel, before: int | None, limit: int) -> tuple[list[Json], bool]:
        """Return the latest messages before one, oldest first, and whether there are more."""
        seen = [
            each
            for each in channel.messages.values()
            if (before is None or each.id < before) and can_see(self._world, self._id, each)
        ]
        return [self.message(each) for each in seen[-limit:]], len(seen) > limit

    def message(self, one: Message) -> Json:
        """Return a message."""
        shown = payloads.message(self._world, one, self._viewer)
        return shown | {
            "pings_me": self._id in one.pinged,
            "ephemeral": one.ephemeral,
        }

    def place(self, channel: Channel) -> Json:
        """Return a channel, a thread or a DM."""
        shown = payloads.channel(self._world, channel, self._id)
        return shown | {"can_send": can_talk(self._world, self._id, channel)}

    def sees(self, channel: Channel) -> bool:
        """Tell whether a place is there for who looks."""
        return can_view(self._world, self._id, channel)

    def event(self, event: Event) -> tuple[str, Json] | None:
        """Return an event as the page is told of it; None if it is not for who looks."""
        if event.name == _NOBODYS or not self._concerns(event):
            return None
        data = event.data_for(self._viewer)
        if data is None:
            return None
        if event.name in _ABOUT_MESSAGES:
            return self._of_message(event.name, data)
        if event.name in _ABOUT_PLACES:
            return self._of_place(event.name, data)
        return ("RELOAD", {}) if event.name in _ABOUT_ALL else (event.name, data)

    def _of_message(self, name: str, data: Json) -> tuple[str, Json] | None:
        channel = self._world.channels.get(int(data["channel_id"]))
        message = None if channel is None else channel.messages.get(int(data["id"]))
        return None if message is None else (name, self.message(message))

    def _of_place(self, name: str, data: Json) -> tuple[str, Json]:
        channel = self._world.channels.get(int(data["id"]))
        if channel is None or not self.sees(channel):
            return "CHANNEL_DELETE", {"id": data["id"], "guild_id": data.get("guild_id")}
        return name, self.place(channel)

    def _concerns(self, event: Event) -> bool:
        if event.guild_id is None or event.name == "GUILD_DELETE":
            return True
        return self._world.member(event.guild_id, self._id) is not None

    def _guild(self, guild: Guild) -> Json:
        channels = [each for each in self._world.channels_of(guild.id) if self.sees(each)]
        threads = [each for each in self._world.threads_of(guild.id) if self.sees(each)]
        with_line = [each for each in channels if can_talk(self._world, self._id, each)]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "system_channel_id": str(guild.system_channel_id) if guild.system_channel_id else None,
            "roles": [payloads.role(each) for each in guild.roles.values()],
            "members": [
                payloads.member(each, self._world.users[each.user_id])
                for each in guild.members.values()
            ],
            "channels": [self.place(each) for each in channels],
            "threads": [self.place(each) for each in threads],
            "commands": self._commands(with_line[0]) if with_line else [],
        }

    def _dms(self) -> list[Channel]:
        self._me.person.dm  # noqa: B018 - the one with the bot is opened by it
        return [
            each
            for each in self._world.channels.values()
            if each.type is ChannelType.DM and self._id in each.recipients
        ]

    def _commands(self, channel: Channel) -> list[Json]:
        offered = offered_commands(self._me.person, channel)
        return [payloads.command(each) for each in offered]

    def _user(self, user_id: int) -> Json:
        return payloads.user(self._world.users[user_id])

"""The server of the playground: its channels, and who is in which of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.playground.app.people import OWNERS, ROBIN, Owner
from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.models import Overwrite
from bot.playground.server.world.permissions import Permission

if TYPE_CHECKING:
    from bot.playground.server import Person, StandIn
    from bot.playground.server.world.models import Channel, Guild

SERVER = "Owners' Table"
GENERAL, CHECK_INS, WINS = "general", "check-ins", "wins"
_TOPICS = {
    GENERAL: "Everything that has no room of its own",
    WINS: "Small ones count",
    CHECK_INS: "The circle's check-ins: only its members see this channel",
}
_INVITED = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)


@dataclass(slots=True)
class PlayWorld:
    """What there is, by name.

    Attributes:
        guild: The server; its owner is the admin.
        people: Who is there.
        channels: Its channels.
    """

    stand_in: StandIn
    guild: Guild
    people: dict[Owner, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    @classmethod
    def build(cls, stand_in: StandIn) -> PlayWorld:
        """Build it; the bot is not in it yet."""
        world = stand_in.world
        admin = stand_in.person(ROBIN.name)
        made = cls(stand_in, world.add_guild(SERVER, admin, with_bot=False), {ROBIN: admin})
        for owner in OWNERS:
            made.people[owner] = stand_in.person(owner.name, guild=made.guild)
        made.channels[GENERAL] = world.channels[made.guild.system_channel_id or 0]
        made.channels[WINS] = world.add_channel(made.guild, WINS)
        made.add_private_channel(CHECK_INS, *OWNERS)
        for name, topic in _TOPICS.items():
            world.edit_channel(made.channels[name], ChannelEdit(topic=topic))
        return made

    def invite_bot(self) -> None:
        """Let the bot in, with what its invitation asks for."""
        self.stand_in.world.invite_bot(self.guild, int(_INVITED))

    def add_private_channel(self, name: str, *owners: Owner) -> Channel:
        """Add a channel that only some people see, the bot, and who owns the server."""
        seeing = int(Permission.VIEW_CHANNEL)
        members = [self.stand_in.world.bot.id, *(self.people[each].id for each in owners)]
        self.channels[name] = self.stand_in.world.add_channel(
            self.guild,
            name,
            overwrites=[
                Overwrite(self.guild.id, is_member=False, deny=seeing),
                *(Overwrite(each, is_member=True, allow=seeing) for each in members),
            ],
        )
        return self.channels[name]

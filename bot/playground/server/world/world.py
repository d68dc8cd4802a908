"""The world in one: everything that tests, people, the gateway and REST do to it."""

from bot.playground.server.world.commands import CommandOperations
from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.guilds import GuildOperations
from bot.playground.server.world.models import Channel, HasId, Message
from bot.playground.server.world.threads import ThreadOperations


class World(GuildOperations, ThreadOperations, CommandOperations):
    """Servers, people, places, messages and commands around one bot."""

    def say(self, channel: Channel, author: HasId, text: str) -> Message:
        """Post plain text."""
        return self.add_message(channel, author, Draft(content=text))

"""Somebody in front of Discord: what they do, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.acts import (
    completing,
    forged_form,
    forged_press,
    from_context_menu,
    running,
)
from bot.playground.server.people.commands import can_talk
from bot.playground.server.people.errors import Impossible
from bot.playground.server.people.files import upload
from bot.playground.server.people.message import SeenMessage
from bot.playground.server.people.reply import Reply
from bot.playground.server.people.resident import Resident
from bot.playground.server.world.access import can_see, can_view
from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.models import Message, MessageFlag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.playground.server.interactions import Act
    from bot.playground.server.world.models import Channel, HasId

_LONGEST = 2000


class Person(Resident):
    """A user with eyes and hands.

    Everything that Discord's client would not let them do raises `Impossible`; whatever the bot
    does not answer raises `NotAnswered`. Where no channel is named they are in the server's
    system channel, or the first that they see.
    """

    @property
    def dms(self) -> list[SeenMessage]:
        """The messages of their conversation with the bot, oldest first."""
        return self.messages(self.dm)

    @property
    def pings(self) -> list[SeenMessage]:
        """The messages that asked for their attention and that they still see, oldest first."""
        everything = [
            message
            for channel in self.world.channels.values()
            for message in channel.messages.values()
        ]
        found = [each for each in everything if self.id in each.pinged and self._can_see(each)]
        return [SeenMessage(self, each) for each in sorted(found, key=lambda each: each.id)]

    def messages(self, channel: Channel | None = None) -> list[SeenMessage]:
        """Return what they see in a channel, oldest first."""
        channel = channel or self.channel
        if not self._can_view(channel):
            raise Impossible(f"{self.name} does not see #{channel.name}")
        there = [each for each in channel.messages.values() if self._can_see(each)]
        return [SeenMessage(self, each) for each in there]

    def sees(self, channel: Channel | None = None) -> str:
        """Return what they read in a channel: each message after its author's name."""
        lines = []
        for seen in self.messages(channel):
            author = self.world.users[seen.message.author_id] if seen.message else self.user
            lines.append(f"{author.global_name or author.username}: {seen.text}")
        return "\n".join(lines)

    def finds(self, text: str, channel: Channel | None = None) -> SeenMessage:
        """Return the latest message that has a text in it."""
        for seen in reversed(self.messages(channel)):
            if text in seen.text:
                return seen
        raise Impossible(f"{self.name} finds no {text!r} in:\n{self.sees(channel)}")

    def view(self, seen: SeenMessage) -> SeenMessage:
        """Return a message that somebody else holds, as this person sees it."""
        if seen.message is None or not self._can_see(seen.message):
            raise Impossible(f"{self.name} does not see this message")
        return SeenMessage(self, seen.message)

    async def says(
        self, text: str = "", *, channel: Channel | None = None, files: Iterable[object] = ()
    ) -> SeenMessage:
        """Post a message."""
        channel = channel or self.channel
        if not can_talk(self.world, self.id, channel):
            raise Impossible(f"{self.name} cannot write in #{channel.name}")
        attachments = [upload(self.world, channel.id, each, ephemeral=False) for each in files]
        if not attachments and not text.strip():
            raise Impossible("an empty message cannot be sent")
        if len(text) > _LONGEST:
            raise Impossible(f"a message takes {_LONGEST} characters, not {len(text)}")
        draft = Draft(content=text, attachments=attachments)
        return SeenMessage(self, self.world.add_message(channel, self.user, draft))

    async def slash(
        self,
        command: str,
        given: Mapping[str, object] | None = None,
        /,
        *,
        channel: Channel | None = None,
        **options: object,
    ) -> Reply:
        """Run a slash command and wait for the answer.

        Args:
            command: Its name with its subcommand, e.g. "library add".
            given: Options whose names are no keywords, or would be taken for `channel`.
            channel: Where.
            options: The options by name; files as (name, bytes).
        """
        channel = channel or self.channel
        return await self.act(
            channel, running(self, channel, command, {**(given or {}), **options})
        )

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str,
        given: Mapping[str, object] | None = None,
        /,
        *,
        channel: Channel | None = None,
        **options: object,
    ) -> list[tuple[str, str | int | float]]:
        """Type into an option and return what is offered: names and values."""
        channel = channel or self.channel
        given = {**(given or {}), **options, option: typed}
        act = completing(self, channel, command, option, given)
        one = self.people.interactions.start(self, channel, act)
        await self.people.wait_for_answer(one)
        return one.choices

    async def context_menu(
        self, name: str, target: SeenMessage | Message | HasId, *, channel: Channel | None = None
    ) -> Reply:
        """Use a command on a message or a person, and wait for the answer."""
        on = target.message if isinstance(target, SeenMessage) else target
        channel, act = from_context_menu(self, name, on, channel)
        return await self.act(channel, act)

    async def forge(
        self,
        custom_id: str,
        *,
        message: SeenMessage | None = None,
        values: Sequence[str] | None = None,
    ) -> Reply:
        """Press what is on no message, as somebody with a client of their own may try.

        Args:
            custom_id: What they claim was pressed.
            message: Where they claim it was; when None, on an ephemeral message that never was.
            values: What they claim to have chosen; a button was pressed when None.
        """
        channel, source = self._claimed(message)
        return await self.act(channel, forged_press(custom_id, source, values))

    async def forge_form(
        self, custom_id: str, texts: Mapping[str, str], *, message: SeenMessage | None = None
    ) -> Reply:
        """Submit a form that never opened, with texts by the custom_id of their field."""
        channel, source = self._claimed(message)
        return await self.act(channel, forged_form(self, custom_id, texts, source))

    async def act(self, channel: Channel, act: Act) -> Reply:
        """Do something with the bot and wait for what comes of it."""
        guild = self.world.guilds.get(channel.guild_id or 0)
        if guild is not None and guild.unavailable:
            raise Impossible(f"{guild.name} has an outage")
        if not can_view(self.world, self.id, channel):
            raise Impossible(f"{self.name} does not see #{channel.name}")
        one = self.people.interactions.start(self, channel, act)
        await self.people.wait_for_answer(one)
        return Reply(self, one)

    def _claimed(self, seen: SeenMessage | None) -> tuple[Channel, Message]:
        """Return the message on which a forged component is claimed to be, and where that is."""
        if seen is not None and seen.message is not None:
            return self.world.channels[seen.message.channel_id], seen.message
        invented = Message(
            id=self.world.snowflakes.next(),
            channel_id=self.channel.id,
            author_id=self.world.bot.id,
            created_at=self.world.clock.now(),
            content="(a message that never was)",
            flags=MessageFlag.EPHEMERAL,
            visible_to=frozenset({self.id}),
        )
        return self.channel, invented

    def _can_see(self, message: Message) -> bool:
        return can_see(self.world, self.id, message)

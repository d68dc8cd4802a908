"""All interactions: sent to the bot, found again by their token, and how long they last."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.playground.server.gateway.signal import Signal
from bot.playground.server.interactions import callbacks, followups
from bot.playground.server.interactions.event import interaction_create
from bot.playground.server.interactions.interaction import Act, Interaction
from bot.playground.server.rules.callbacks import InteractionType
from bot.playground.server.world.models import CommandType, MessageType

if TYPE_CHECKING:
    from bot.playground.server.rest.call import Route
    from bot.playground.server.world.models import Channel, HasId
    from bot.playground.server.world.world import World

TOKEN_LIFETIME = timedelta(minutes=15)


class Interactions:
    """What people did with the bot, and the routes by which it answers.

    Attributes:
        answer_within: How many real seconds the bot has for its first answer.
        promise_within: How many real seconds people wait for an answer that was promised.
        news: Fires whenever the bot answers anything.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.answer_within = 3.0
        self.promise_within = 15.0
        self.news = Signal()
        self._by_token: dict[str, Interaction] = {}

    def routes(self) -> list[Route]:
        """Return the routes for the bot's answers."""
        return [*callbacks.routes(self), *followups.routes(self)]

    def start(self, user: HasId, channel: Channel, act: Act) -> Interaction:
        """Send the bot what a person does in a channel."""
        one = Interaction(
            id=self.world.snowflakes.next(),
            kind=act.kind,
            user_id=user.id,
            channel_id=channel.id,
            guild_id=channel.guild_id,
            created_at=self.world.clock.now(),
            sent_at=asyncio.get_running_loop().time(),
            message_type=_message_type(act),
            source=act.source,
            option_type=act.option_type,
        )
        one.metadata = callbacks.metadata(self.world, one) | act.metadata
        if act.kind is InteractionType.COMMAND:
            name = str(act.data["name"])
            one.deprecated = callbacks.deprecated_metadata(self.world, one, name)
        self._by_token[one.token] = one
        event = interaction_create(self.world, one, act)
        receivers = {self.world.bot.id}
        self.world.publish("INTERACTION_CREATE", event, channel.guild_id, receivers)
        return one

    def find(self, token: str) -> Interaction | None:
        """Return the interaction of a token."""
        return self._by_token.get(token)

    def is_late(self, one: Interaction) -> bool:
        """Tell whether the time for the first answer is over."""
        return asyncio.get_running_loop().time() - one.sent_at > self.answer_within

    def is_expired(self, one: Interaction) -> bool:
        """Tell whether the token is too old, by the world's clock."""
        return self.world.clock.now() - one.created_at > TOKEN_LIFETIME

    def is_open(self, one: Interaction) -> bool:
        """Tell whether a person is waiting for an answer that may still come."""
        if self.is_expired(one):
            return False
        return one.loading or (one.callback is None and not self.is_late(one))

    def open(self) -> list[Interaction]:
        """Return the interactions in which a person is waiting."""
        return [each for each in self._by_token.values() if self.is_open(each)]

    def answered(self, one: Interaction) -> None:
        """Wake whoever waits for an answer to an interaction."""
        one.news.fire()
        self.news.fire()


def _message_type(act: Act) -> MessageType:
    if act.kind is not InteractionType.COMMAND:
        return MessageType.DEFAULT
    slash = act.data.get("type") == CommandType.CHAT_INPUT
    return MessageType.CHAT_INPUT_COMMAND if slash else MessageType.CONTEXT_MENU_COMMAND

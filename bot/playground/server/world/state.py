"""The world's state, and how it tells of its changes.

Whoever listens (the gateway, a page, a test) subscribes; an event's data is made for each listener
through its own eyes, because Discord shows different people different things.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.playground.server.snowflakes import Snowflakes
from bot.playground.server.world.files import Files
from bot.playground.server.world.models import (
    Application,
    Channel,
    Guild,
    Intent,
    Json,
    Member,
    User,
    Viewer,
)

DataFor = Callable[[Viewer], Json | None]


class Clock(Protocol):
    """Where the world's time comes from."""

    def now(self) -> datetime:
        """Return the instant, aware."""
        ...


@dataclass(frozen=True, slots=True)
class Event:
    """A gateway dispatch in the making; `user_ids` are its only receivers, None means anyone."""

    name: str
    data: DataFor
    guild_id: int | None = None
    user_ids: frozenset[int] | None = None

    def data_for(self, viewer: Viewer) -> Json | None:
        """Return what `viewer` receives, None when it is not for them."""
        if self.user_ids is not None and viewer.user_id not in self.user_ids:
            return None
        return self.data(viewer)


Subscriber = Callable[[Event], None]


class WorldState:
    """Everything there is, by id; one application with its bot."""

    def __init__(
        self,
        clock: Clock,
        *,
        bot_name: str = "Sounding Board",
        token: str = "stand-in.token.for-tests",  # noqa: S107 - opens nothing but the stand-in
        privileged: Intent = Intent.NONE,
    ) -> None:
        self.clock = clock
        self.snowflakes = Snowflakes(clock.now)
        self.files = Files(clock.now)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self._subscribers: list[Subscriber] = []
        developer = self.add_user("developer")
        self.bot = self.add_user(bot_name, bot=True)
        self.application = Application(
            id=self.bot.id,
            name=bot_name,
            bot_id=self.bot.id,
            owner_id=developer.id,
            token=token,
            privileged=privileged,
        )

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """Create an account that is in no server yet."""
        username = name if bot else name.lower().replace(" ", "_")
        user = User(id=self.snowflakes.next(), username=username, bot=bot)
        user.global_name = None if bot else name
        self.users[user.id] = user
        return user

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with each event as it happens; return what ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def publish(
        self,
        event: str,
        data: Json | DataFor,
        guild_id: int | None = None,
        user_ids: Iterable[int] | None = None,
    ) -> None:
        """Tell the subscribers of an event.

        Args:
            event: The gateway's name of it, e.g. `MESSAGE_CREATE`.
            data: Its data, or a function that makes it for a viewer (None: not for them).
            guild_id: The server it happened in, which decides the shard.
            user_ids: Who receives it; None for everyone who is shown it.
        """
        receivers = None if user_ids is None else frozenset(user_ids)
        made = data if callable(data) else lambda _viewer: data
        happened = Event(event, made, guild_id, receivers)
        for subscriber in list(self._subscribers):
            subscriber(happened)

    def member(self, guild_id: int | None, user_id: int) -> Member | None:
        """Return a user's membership of a server, None when they are not in it."""
        guild = self.guilds.get(guild_id) if guild_id is not None else None
        return guild.members.get(user_id) if guild else None

    def channels_of(self, guild_id: int) -> list[Channel]:
        """Return a server's channels without threads, in the order they are shown."""
        found = [c for c in self.channels.values() if c.guild_id == guild_id and c.thread is None]
        return sorted(found, key=lambda channel: (channel.position, channel.id))

    def threads_of(self, guild_id: int) -> list[Channel]:
        """Return a server's threads, oldest first."""
        found = [c for c in self.channels.values() if c.guild_id == guild_id and c.thread]
        return sorted(found, key=lambda thread: thread.id)

    def guilds_of(self, user_id: int) -> list[Guild]:
        """Return the servers that a user is in."""
        return [guild for guild in self.guilds.values() if user_id in guild.members]

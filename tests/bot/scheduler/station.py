"""The runtime over the stand-in: courier and scheduler, killed at any step and started again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

import discord

from bot.accountability.accountability import Accountability
from bot.accountability.models.groups import GroupKind, Part, Pings
from bot.accountability.models.rounds import Report
from bot.accountability.schedules import Deadline, Weekday, Weekly
from bot.backups import copies
from bot.courier.connection import Connection
from bot.courier.discord_time import DiscordTime
from bot.playground.server import StandIn, VirtualClock
from bot.scheduler.facts import RESUME
from bot.scheduler.scheduler import Scheduler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.playground.server import Person
    from bot.playground.server.people import SeenMessage
    from bot.playground.server.world.models import Channel, Role

T = TypeVar("T")

# View, send (in threads too), public threads, history.
NEEDED = 0x400 | 0x800 | 0x10000 | 0x800000000 | 0x4000000000
EARLIER = datetime(2030, 2, 27, 12, tzinfo=UTC)
MONDAY = datetime(2030, 3, 4, 9, tzinfo=UTC)
"""When the first round opens, but for the jitter of its schedule."""
NAP = timedelta(hours=6)


class Killed(BaseException):
    """The process is ended here and now."""


@dataclass
class Fuse:
    """Ends the process at a step.

    Attributes:
        passed: The steps so far: "before send", "after claim".
        at: At which of them it ends: counted from the first, or the first of a name; None: never.
        burnt: Whether it has ended.
    """

    passed: list[str] = field(default_factory=list)
    at: int | str | None = None
    burnt: bool = False

    def pass_(self, step: str) -> None:
        """Go past a step, or end there; whoever is dead does nothing more."""
        if self.burnt or self.at in {len(self.passed), step}:
            self.burnt = True
            raise Killed
        self.passed.append(step)


class Watched:
    """Something whose calls are steps, before each and after it."""

    def __init__(self, inner: object, fuse: Fuse, watched: set[str]) -> None:
        self._inner = inner
        self._fuse = fuse
        self._watched = watched

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the inner has
        found = getattr(self._inner, name)
        if name not in self._watched:
            return found
        if asyncio.iscoroutinefunction(found):

            async def later(*args: object, **more: object) -> object:
                self._fuse.pass_(f"before {name}")
                result = await found(*args, **more)
                self._fuse.pass_(f"after {name}")
                return result

            return later

        def now(*args: object, **more: object) -> object:
            self._fuse.pass_(f"before {name}")
            result = found(*args, **more)
            self._fuse.pass_(f"after {name}")
            return result

        return now


REQUESTS = {"send", "edit", "start_thread", "find"}
NOTES = {"claim", "again", "not_found", "unreadable", "sent", "failed", "uncertain", "shown"}


class Books:
    """The follow-up's file, in this very thread."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        self._fuse = fuse
        self.book = Accountability(path)
        self.book.dispatch = Watched(self.book.dispatch, fuse, NOTES)  # type: ignore[assignment]

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work, unless the process has ended."""
        if self._fuse.burnt:
            raise Killed
        await asyncio.sleep(0)
        return work(self.book)

    def abandon(self) -> None:
        """Let go of the file as the system does when a process ends."""
        self.book.file._db.conn.close()  # noqa: SLF001 - nothing is written into the one file


class Station:
    """A group of three with a weekly schedule, and the runtime that serves it.

    Ann is mentioned, Ben chose DMs, and the host runs it without taking part.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "accountability.db"
        self.stand_in = StandIn(clock=VirtualClock(EARLIER))
        self.fuse = Fuse()
        self.kills = 0
        self.books: Books
        self.scheduler: Scheduler
        self.group: PeerGroup

    async def __aenter__(self) -> Self:
        """Connect to a server with people in it, in which a group was just made."""
        world = self.stand_in.world
        self.guild = world.add_guild("Owners", bot_permissions=NEEDED)
        self.channel = world.channels[self.guild.system_channel_id or 0]
        self.host, self.ann, self.ben = (
            self.stand_in.person(name, guild=self.guild) for name in ("Host", "Ann", "Ben")
        )
        self._time = DiscordTime(self.clock.monotonic)
        self._client = discord.AutoShardedClient(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=0.005,
            http_trace=self._time.trace(),
        )
        await self._client.login(self.stand_in.token)
        self._connected = asyncio.create_task(self._client.connect())
        await asyncio.wait_for(self._client.wait_until_ready(), 5)
        self.connection = Connection(self._client, self._time)
        self._open()
        self._make_group()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.scheduler.stop()
        await self._client.close()
        await self._connected
        self.books.abandon()
        await self.stand_in.stop()

    @property
    def clock(self) -> VirtualClock:
        """The one clock."""
        return self.stand_in.clock

    @property
    def book(self) -> Accountability:
        """What is in the file."""
        return self.books.book

    def _open(self) -> None:
        self.books = Books(self.path, self.fuse)
        port: Any = Watched(self.connection, self.fuse, REQUESTS)
        self.scheduler = Scheduler(self.books, port, self.clock, file=self.path, longest_nap=NAP)

    def _make_group(self) -> None:
        now, guild_id = self.clock.now(), self.guild.id
        self.group = self.book.groups.create(
            guild_id,
            self.channel.id,
            "Circle",
            "Europe/London",
            GroupKind.OWNERS,
            self.host.id,
            now,
            part=Part.OBSERVER,
        )
        self.book.members.invite(
            self.group.id, [self.ann.id, self.ben.id], Part.REQUIRED, self.host.id, now
        )
        self.book.people.set_pings(guild_id, self.ben.id, Pings.DM)
        for person in (self.ann, self.ben):
            self.book.members.join(self.group.id, person.id, now)
        self.series_id = self.add_schedule("Weekly")

    def add_schedule(self, name: str) -> str:
        """Add one: Mondays at nine, reminded on Tuesdays, until Wednesday noon. Return its id."""
        added = self.book.timetable.add(
            self.group.id,
            name,
            Weekly(Weekday.MONDAY),
            MONDAY.date(),
            time(9),
            Deadline(2, time(12)),
            Deadline(1, time(9)),
            None,
            self.host.id,
            self.clock.now(),
        )
        return added.id

    # -- its life

    def start(self) -> None:
        """Start the runtime."""
        self.scheduler.start()

    async def kill(self) -> None:
        """End the process where it is; nothing is finished or written any more."""
        self.fuse.burnt = True
        await self.scheduler.stop()
        self.books.abandon()

    async def restart(self) -> None:
        """End the process, if it has not ended, and start a new one on the same file."""
        await self.kill()
        self.fuse = Fuse(passed=self.fuse.passed)
        self.kills += 1
        self._open()
        self.start()

    async def go_back(self, copy: Path) -> None:
        """End the process, and start a new one on a copy of the file that was made before."""
        await self.kill()
        self._put_back(copy)
        await self.restart()

    def _put_back(self, copy: Path) -> None:
        for beside in self.path.parent.glob(f"{self.path.name}-*"):
            beside.unlink()
        copy.replace(self.path)

    def copy(self) -> Path:
        """Copy the file as it is now."""
        target = self.path.with_name("copy.db")
        copies.copy(self.path, target)
        return target

    async def resume(self) -> None:
        """Say what `python -m bot resume` says, and let the scheduler hear it."""
        self.book.rows.facts.put(RESUME, self.clock.now().isoformat())
        self.scheduler.nudge()
        await self.stand_in.settle()

    async def live(self, **span: float) -> None:
        """Let time pass; where the process ends on the way, time passes without it."""
        await self.stand_in.live(**span)

    async def until(self, at: datetime) -> None:
        """Let time pass up to an instant."""
        await self.live(seconds=max(0.0, (at - self.clock.now()).total_seconds()))

    def answer(self, person: Person) -> None:
        """Let somebody send the form, and the scheduler hear of it."""
        report = Report(moved="Much", next_lines=("More",))
        self.book.check_ins.submit(self.group.id, person.id, report, self.clock.now())
        self.scheduler.nudge()

    async def check_in(self, person: Person) -> None:
        """Let somebody check in, and everything come to rest."""
        self.answer(person)
        await self.stand_in.settle()

    # -- what came of it

    @property
    def role(self) -> Role:
        """The bot's own role."""
        member = self.guild.members[self.stand_in.world.bot.id]
        return self.guild.roles[next(iter(member.roles))]

    @property
    def round(self) -> Round:
        """The first round."""
        (found,) = self.book.rows.rounds.of_series(self.series_id, 1)
        return found

    @property
    def thread(self) -> Channel:
        """The round's thread."""
        return self.stand_in.world.channels[self.round.thread_id or 0]

    def posted(self, channel: Channel | None = None) -> list[SeenMessage]:
        """Return what the bot has posted in the channel, or in another one."""
        bot = self.stand_in.world.bot.id
        seen = self.host.messages(channel or self.channel)
        return [one for one in seen if one.message and one.message.author_id == bot and one.content]

    def deliveries(self) -> list[Delivery]:
        """Return every delivery of the first round."""
        return self.book.rows.deliveries.of_round(self.round.id)

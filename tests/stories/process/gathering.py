"""A group with a weekly round, in the book before the bot runs; and what has come of its round."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.accountability.accountability import Accountability
from bot.accountability.models.groups import GroupKind, Part, Pings
from bot.accountability.schedules import Deadline, Weekday, Weekly
from bot.accountability.store.columns import instant
from tests.bot.cli.process import PATIENCE, BotProcess, settings_for
from tests.stories.process.hall import CREATE, Hall
from tests.stories.process.waiting import until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping
    from datetime import timedelta
    from pathlib import Path

    from bot.playground.server import Person
    from bot.playground.server.people import SeenMessage
    from bot.playground.server.world.models import Channel

OPENS = datetime(2031, 3, 3, 10, 1, tzinfo=UTC)
"""A minute after the round opens: Monday at eleven in Berlin, and up to 45 seconds."""
NUDGES = datetime(2031, 3, 4, 8, 1, tzinfo=UTC)
CLOSES = datetime(2031, 3, 5, 11, 1, tzinfo=UTC)

THREAD = "/channels/{channel_id}/messages/{message_id}/threads"
EDIT = "/channels/{channel_id}/messages/{message_id}"

# In real seconds. The first: so long a request hangs before it is carried out, with nobody left to
# hear of it. The second: so long the bot is told to wait, and it is killed meanwhile.
_HANGS = 0.5
_TOLD_TO_WAIT = 20.0

# What the bot has not finished with: to be sent, sent or not, to be edited.
_UNDER_WAY = (
    "state = 'claimed' OR (state = 'pending' AND not_before <= :now)"
    " OR (state = 'sent' AND wanted > shown)"
)
_PUT_OFF = "retry_at > :now OR edit_retry_at > :now"


@dataclass(frozen=True, slots=True)
class Step:
    """A request, of which nobody knows what came of it if the bot is killed meanwhile.

    Attributes:
        name: What it sends.
        route: Its route, with the method.
        after: How many such requests come before it.
    """

    name: str
    route: str
    after: int = 0


OPENING = Step("opening", f"POST {CREATE}")
OPENING_BY_DM = Step("opening by DM", f"POST {CREATE}", after=1)
THREADING = Step("thread", f"POST {THREAD}")
CARD = Step("card", f"POST {CREATE}")
COUNTING = Step("count", f"PATCH {EDIT}")
NUDGE = Step("nudge", f"POST {CREATE}")
NUDGE_BY_DM = Step("nudge by DM", f"POST {CREATE}", after=1)
SUMMARY = Step("summary", f"POST {CREATE}")
CLOSED = Step("closed", f"PATCH {EDIT}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens at a step.

    Attributes:
        arrives: Whether Discord carries the request out.
        pause: How much time passes then.
        kills: Whether the bot is killed before it can hear of it; else the connection is cut.
    """

    arrives: bool
    pause: timedelta
    kills: bool = True


class Gathering(Hall):
    """The hall with a group in it: Alice and Carol are pinged, Bob has chosen DMs, Ada hosts."""

    carol: Person
    channel: Channel

    async def start(self) -> None:
        """Start the bot; before the first time, the group is written down."""
        if not hasattr(self, "channel"):
            self._gather()
        await super().start()

    def _gather(self) -> None:
        self.carol = self.stand_in.person("Carol", guild=self.guild)
        self.channel = self.stand_in.world.add_channel(self.guild, "circle")
        members = [self.alice.id, self.bob.id, self.carol.id]
        now, host = self.stand_in.clock.now(), self.admin.id
        book = Accountability(self.data / "accountability.db")
        group = book.groups.create(
            self.guild.id,
            self.channel.id,
            "Circle",
            "Europe/Berlin",
            GroupKind.OWNERS,
            host,
            now,
            part=Part.OBSERVER,
        )
        book.members.invite(group.id, members, Part.REQUIRED, host, now)
        book.people.set_pings(self.guild.id, self.bob.id, Pings.DM)
        for member in members:
            book.members.join(group.id, member, now)
        book.timetable.add(
            group.id,
            "Weekly",
            Weekly(Weekday.MONDAY),
            OPENS.date(),
            time(11),
            Deadline(2, time(12)),
            Deadline(1, time(9)),
            None,
            host,
            now,
        )
        book.close()

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    async def command(self, *arguments: str) -> str:
        """Run `python -m bot …` beside the bot, or without it; return what it says."""
        settings = settings_for(self.stand_in)
        async with BotProcess(self.folder, *arguments, **settings) as process:
            assert await process.ended() == 0, process.err
        return process.out

    async def greeted(self) -> None:
        """Wait until the bot has greeted the server: what it posts from then on is of the group."""
        general = self.stand_in.world.channels[self.guild.system_channel_id or 0]
        await until(lambda: "Hi, I'm Sounding Board." in self.alice.sees(general))
        await self.stand_in.journal.quiet()

    # -- time and troubles

    async def moves_to(self, at: datetime) -> None:
        """Let time pass up to an instant; the bot hears of it by itself."""
        await self.stand_in.clock.move_to(max(at, self.stand_in.clock.now()))

    async def meets(self, step: Step, trouble: Trouble, act: Awaitable[object]) -> None:
        """Let what makes the bot begin with a step end in trouble; the bot runs afterwards."""
        faults = self.stand_in.faults
        if not trouble.kills:
            plan = faults.lose_reply if trouble.arrives else faults.refuse_connection
            plan(step.route, after=step.after)
        elif trouble.arrives:
            faults.slow(step.route, _HANGS, after=step.after)
        else:
            faults.rate_limit(step.route, _TOLD_TO_WAIT, after=step.after)
        await act
        await until(lambda: not faults.pending)
        if trouble.kills:
            await self.kill()
        else:
            await until(lambda: self._deliveries(_PUT_OFF))
        await self.stand_in.journal.quiet()
        await self.stand_in.clock.advance(seconds=trouble.pause.total_seconds())
        if trouble.kills:
            await self.start()

    def _deliveries(self, which: str) -> list[dict[str, object]]:
        """Return what the bot has written down of some deliveries."""
        path = self.data / "accountability.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as book:
            book.row_factory = sqlite3.Row
            query = f"SELECT * FROM deliveries WHERE {which}"  # noqa: S608 - of this module alone
            return [dict(row) for row in book.execute(query, {"now": instant(self._now)})]

    @property
    def _now(self) -> datetime:
        return self.stand_in.clock.now()

    # -- what has come

    def posted(self, channel: Channel | None = None) -> list[SeenMessage]:
        """Return what the bot has posted in the group's channel, or in another one."""
        bot = self.stand_in.world.bot.id
        seen = self.admin.messages(channel or self.channel)
        return [one for one in seen if one.message and one.message.author_id == bot and one.content]

    @property
    def threads(self) -> list[Channel]:
        """The group's threads."""
        channels = self.stand_in.world.channels.values()
        return [one for one in channels if one.parent_id == self.channel.id]

    def threaded(self) -> list[SeenMessage]:
        """Return what the bot has posted in the threads."""
        return [one for thread in self.threads for one in self.posted(thread)]

    def ping(self, person: Person) -> SeenMessage:
        """Return the opening, as somebody sees it."""
        return person.finds("**Check-in: Circle**", self.channel)

    def came(self) -> dict[str, int]:
        """Return how many messages of each kind there are, and how often phones rang."""
        channel, thread, dms = self.posted(), self.threaded(), self.bob.dms
        found = {
            "pings": _having(channel, "**Check-in: Circle**"),
            "summaries": _having(channel, "**Circle · 3 Mar**"),
            "threads": len(self.threads),
            "cards": _having(thread, "**Moved**"),
            "nudges": _having(thread, "Still time: closes"),
            "DM openings": _having(dms, "is open."),
            "DM nudges": _having(dms, "still time to check in."),
        }
        found["others"] = (
            len(channel) + len(thread) + len(dms) + len(self.threads) - sum(found.values())
        )
        rings = {f"rings for {one.name}": len(one.pings) for one in (self.alice, self.carol)}
        return found | rings

    async def comes(self, expected: Mapping[str, int], *words: str, held: bool = False) -> None:
        """Wait until the bot has nothing under way; so much has come then, and says such words.

        Args:
            expected: How many of which kind; of all others there are none.
            words: What stands on any of them.
            held: Whether the bot is on hold, and has put off what is under way.
        """
        wanted = dict.fromkeys(self.came(), 0) | dict(expected)
        which = _UNDER_WAY if not held else "state = 'claimed'"
        with suppress(TimeoutError):
            await until(lambda: self.came() == wanted and not self._deliveries(which))
        # With words of their own: pytest explains only what stands in a test.
        assert self.came() == wanted, f"{self.came()}\nis not {wanted}"
        under_way = self._deliveries(which)
        assert not under_way, under_way
        texts = "\n".join(one.text for one in [*self.posted(), *self.threaded()])
        for each in words:
            assert each in texts

    async def waits(self, **span: float) -> None:
        """Let time pass, and the bot do what it wants to."""
        await self.stand_in.clock.advance(**span)
        await self.stand_in.settle(within=PATIENCE)


def _having(messages: list[SeenMessage], words: str) -> int:
    return sum(words in one.content for one in messages)

"""A group in a private channel, with a weekly schedule: what stories about check-ins begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.accountability.calendar_days import today_of
from bot.accountability.models.groups import GroupKind, Part
from bot.accountability.schedules import Deadline, Weekday, Weekly
from bot.accountability.zones import zone_named
from bot.playground.server.world.models import Overwrite
from bot.ui.press import custom_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import CheckIn, Commitment, Questions, Round, Series
    from bot.playground.server import Person
    from bot.playground.server.people import Reply, SeenMessage
    from bot.playground.server.world.models import Channel, Guild
    from tests.stories.house import House

T = TypeVar("T")

BERLIN = "Europe/Berlin"
_VIEW = 1 << 10
_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Circle:
    """A group with its members; `host` runs it and does not take part.

    Its one schedule opens an hour after the story begins, on a Monday, for two days.
    """

    house: House
    group: PeerGroup
    series: Series
    channel: Channel
    host: Person

    @property
    def now(self) -> datetime:
        """The instant."""
        return self.house.stand_in.clock.now()

    async def book(self, work: Callable[[Accountability], T]) -> T:
        """Look into the book, or write in it."""
        return await self.house.services.follow_up.run(work)

    async def opens(self) -> Round:
        """Let the time come at which the next round opens."""
        opens_at = await self.book(lambda book: book.timetable.next_opening(self.series, self.now))
        assert opens_at is not None
        await self.until(opens_at + timedelta(minutes=1))
        return await self.latest()

    async def closes(self) -> None:
        """Let the latest round close."""
        await self.until((await self.latest()).close_at + timedelta(minutes=1))

    async def until(self, at: datetime) -> None:
        """Let time pass."""
        await self.house.stand_in.live(seconds=(at - self.now).total_seconds())

    async def latest(self) -> Round:
        """Return the latest round."""
        found = await self.book(lambda book: book.rows.rounds.latest_of_series(self.series.id))
        assert found is not None
        return found

    def ping(self, person: Person) -> SeenMessage:
        """Return the latest opening, as somebody sees it."""
        return person.finds("**Check-in: ", self.channel)

    @property
    def thread(self) -> Channel:
        """The thread of the latest round."""
        threads = [
            each
            for each in self.house.stand_in.world.channels.values()
            if each.parent_id == self.channel.id
        ]
        return max(threads, key=lambda each: each.id)

    async def press(self, person: Person, kind: str, id_: str, argument: str = "") -> Reply:
        """Press what somebody may claim to stand on one of the group's messages."""
        return await person.forge(custom_id(kind, id_, argument))

    async def checks_in(self, person: Person, values: Mapping[str, object] | None = None) -> Reply:
        """Fill in the form for what is due, and return the answer."""
        opened = await person.slash("checkin now", channel=self.channel)
        assert opened.modal is not None, opened.text
        return await opened.modal.submit(values or {"moved": "Hired a dispatcher"})

    async def check_ins(self) -> list[CheckIn]:
        """Return the check-ins of the latest round."""
        found = await self.latest()
        return await self.book(lambda book: book.rows.check_ins.of_round(found.id))

    async def commitments(self, person: Person) -> list[Commitment]:
        """Return all of somebody's commitments, newest first."""
        return await self.book(
            lambda book: book.rows.commitments.of_user(self.group.id, person.id, 50)
        )


async def gather(
    house: House,
    *members: Person,
    name: str = "Owners Circle",
    guild: Guild | None = None,
    zone: str = BERLIN,
    questions: Questions | None = None,
) -> Circle:
    """Make a group; who is named joins it, the others on the server don't see its channel."""
    guild = guild or house.guild
    host = house.stand_in.person("Hanna", guild=guild)
    inside = [*members, host]
    channel = house.stand_in.world.add_channel(
        guild,
        name.lower().replace(" ", "-"),
        overwrites=[
            Overwrite(guild.id, is_member=False, allow=0, deny=_VIEW),
            Overwrite(house.stand_in.world.bot.id, is_member=True, allow=_VIEW, deny=0),
            *(Overwrite(one.id, is_member=True, allow=_VIEW, deny=0) for one in inside),
        ],
    )
    await house.stand_in.settle()
    now = house.stand_in.clock.now()

    def make(book: Accountability) -> tuple[PeerGroup, Series]:
        group = book.groups.create(
            guild.id, channel.id, name, zone, GroupKind.OWNERS, host.id, now, part=Part.OBSERVER
        )
        book.members.invite(group.id, [one.id for one in members], Part.REQUIRED, host.id, now)
        for one in members:
            book.members.join(group.id, one.id, now)
        series = book.timetable.add(
            group.id,
            "Weekly",
            Weekly(Weekday.MONDAY),
            today_of(group, now),
            (now + _AN_HOUR).astimezone(zone_named(zone)).time(),
            Deadline(2, time(12)),
            Deadline(1, time(9)),
            None,
            host.id,
            now,
        )
        if questions is not None:
            series = book.timetable.set_questions(
                series.id, series.version, questions, host.id, now
            )
        return group, series

    group, series = await house.services.follow_up.run(make)
    return Circle(house, group, series, channel, host)

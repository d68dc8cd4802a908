"""The world that `benchmarks.scheduler` measures in: many groups whose rounds open together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.accountability import Accountability
from bot.accountability.models.groups import GroupKind, Part
from bot.accountability.schedules import Deadline, Weekday, Weekly, jitter_of
from bot.desk.store import DeskStore
from bot.playground.server import StandIn
from bot.playground.server.clock import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_GROUPS_EACH = 10
_INVITED = 0x400 | 0x800 | 0x4000 | 0x8000 | 0x10000 | 0x800000000 | 0x4000000000
_A_MINUTE = timedelta(minutes=1)


class RealClock(VirtualClock):
    """The stand-in's clock, which shows the real time: a bot in another process has it too."""

    def now(self) -> datetime:
        """Return the real instant."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Group:
    """One of the groups.

    Attributes:
        posts_at: When its opening is to go out: the instant and its own few seconds.
    """

    channel_id: int
    opens_at: datetime
    posts_at: datetime


def people_world(groups: int, members: int) -> tuple[StandIn, list[tuple[int, int, list[int]]]]:
    """Return a stand-in with servers of ten groups each: (server, channel, members) by group."""
    stand_in = StandIn(clock=RealClock(datetime.now(UTC)))
    places = []
    for number in range(0, groups, _GROUPS_EACH):
        guild = stand_in.world.add_guild(f"Server {number}", with_bot=False)
        stand_in.world.invite_bot(guild, _INVITED)
        people = [
            stand_in.person(f"Member {number}-{each}", guild=guild).id for each in range(members)
        ]
        for each in range(min(_GROUPS_EACH, groups - number)):
            channel = stand_in.world.add_channel(guild, f"owners-{each}")
            places.append((guild.id, channel.id, people))
    return stand_in, places


def prepare(
    folder: Path, places: Iterable[tuple[int, int, list[int]]], due: datetime
) -> list[Group]:
    """Write the groups into a data folder: each with a round that opens at `due`."""
    desk = DeskStore(folder / "desk.db")
    book = Accountability(folder / "accountability.db")
    book.file.write("PRAGMA synchronous = OFF")  # only while it is filled
    now = datetime.now(UTC)
    # Whoever is mentioned is looked for on the server first, unless they were seen lately.
    joined_at = now - timedelta(hours=2)
    groups: list[Group] = []
    for guild_id, channel_id, people in places:
        desk.claim_welcome(guild_id)
        group = book.groups.create(
            guild_id, channel_id, "Owners", "UTC", GroupKind.OWNERS, people[0], joined_at
        )
        book.members.invite(group.id, people, Part.REQUIRED, people[0], joined_at)
        for user_id in people[1:]:
            book.members.join(group.id, user_id, joined_at)
        at = time(due.hour, due.minute)
        series = book.timetable.add(
            group.id, "Check-in", Weekly(Weekday(due.weekday())), due.date(), at,
            Deadline(2, at), Deadline(1, at), None, people[0], now,
        )  # fmt: skip
        groups.append(Group(channel_id, due, due + jitter_of(series.id)))
    book.close()
    desk.close()
    return groups


def next_minute(after: timedelta) -> datetime:
    """Return the first whole minute that is at least so far off."""
    at = datetime.now(UTC) + after + _A_MINUTE
    return at.replace(second=0, microsecond=0)

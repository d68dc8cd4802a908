"""Who is told of a round: those who are missing, each in the way that suits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.accountability.dispatch.reach import Reach, reach_of
from bot.accountability.errors import UnknownZone
from bot.accountability.quiet_hours import quiet_until
from bot.accountability.silence import member_silence
from bot.accountability.zones import zone_named

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.accountability.models.groups import Member, Person, Pings
    from bot.accountability.models.rounds import Attendance, PingStyle, Round
    from bot.accountability.store.rows import Rows


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who is expected in a round and has not answered.

    Attributes:
        reach: How they are told, if they are.
        quiet_until: When their quiet hours end, if it is quiet for them now.
        mentioned_at: When they were told of the opening; `nudged_at`: reminded of it.
    """

    user_id: int
    reach: Reach
    quiet_until: datetime | None
    mentioned_at: datetime | None
    nudged_at: datetime | None

    @property
    def is_new(self) -> bool:
        """Whether nothing has told them of the round yet."""
        return self.mentioned_at is None and self.nudged_at is None


def listeners(rows: Rows, round_: Round, now: datetime) -> list[Listener]:
    """Return who is to be told of a round now, in the order in which they joined.

    Left out are those who have answered, are away or excused, have left, or were silent for so long
    that they are not mentioned any more; and everybody, if the group was.
    """
    group, series = rows.groups.get(round_.group_id), rows.series.get(round_.series_id)
    if group is None or series is None or round_.mentions_nobody:
        return []
    missing = {one.user_id: one for one in rows.attendance.of_round(round_.id) if one.missing}
    found = []
    for member in rows.members.of_group(group.id):
        attendance = missing.get(member.user_id)
        if attendance is None or not _is_mentioned(member):
            continue
        person = rows.people.get(group.guild_id, member.user_id)
        listener = _listener(attendance, member, person, series.style, group.zone, now)
        if listener.reach is not Reach.NONE:
            found.append(listener)
    return found


def wish_of(member: Member, person: Person) -> Pings:
    """Return how somebody wants to be told: what they chose for this group, or for all."""
    return member.pings or person.pings


def _is_mentioned(member: Member) -> bool:
    return member.joined and member_silence(member.silent_rounds).mentioned


def _listener(
    attendance: Attendance,
    member: Member,
    person: Person,
    style: PingStyle,
    group_zone: str,
    now: datetime,
) -> Listener:
    return Listener(
        user_id=member.user_id,
        reach=reach_of(style, wish_of(member, person), dm_open=person.dm_open),
        quiet_until=quiet_until(person.quiet, _clock(person.zone, group_zone), now),
        mentioned_at=attendance.mentioned_at,
        nudged_at=attendance.nudged_at,
    )


def _clock(own: str | None, group_zone: str) -> ZoneInfo:
    """Return the clock of a member: their own, or the group's where theirs is not known."""
    for name in (own, group_zone):
        if name is not None:
            try:
                return zone_named(name)
            except UnknownZone:
                continue
    return zone_named("UTC")

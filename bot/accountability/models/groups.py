"""Peer groups, their members, and the people behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.accountability.quiet_hours import QuietHours

if TYPE_CHECKING:
    from datetime import date, datetime


class GroupKind(StrEnum):
    """Whose group it is."""

    OWNERS = "owners"
    """Members from different firms."""
    TEAM = "team"
    """One firm."""


class GroupState(StrEnum):
    """Whether rounds are planned."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Part(StrEnum):
    """How a member takes part."""

    REQUIRED = "required"
    """Expected at each round."""
    OPTIONAL = "optional"
    """Welcome, mentioned never, counted only when in."""
    OBSERVER = "observer"
    """Hosts or reads along: sees everything, and does not check in."""


class Standing(StrEnum):
    """Where somebody stands with a group. Only who has joined is mentioned, expected or counted."""

    INVITED = "invited"
    JOINED = "joined"
    LEFT = "left"
    """Has pressed *Leave*."""
    GONE = "gone"
    """Is not on the server any more."""


class Pings(StrEnum):
    """How a member wants to be told of a round."""

    MENTION = "mention"
    DM = "dm"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A circle of owners.

    Attributes:
        id: Random, 12 URL-safe characters, as all ids that leave the file.
        guild_id: The server; nobody on another one learns of the group.
        channel_id: Where its rounds are held; on one server, no two groups share one.
        zone: The IANA zone in which its schedules are kept.
        join_role_ids: Who may join without being invited, by role; it decides nothing else.
        paused_at: Since when nothing new is planned.
        ended_at: Since when it can be reopened, for 30 days.
    """

    id: str
    guild_id: int
    channel_id: int
    name: str
    zone: str
    kind: GroupKind
    state: GroupState
    created_at: datetime
    created_by: int
    join_role_ids: tuple[int, ...] = ()
    paused_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group.

    Attributes:
        pings: A wish for this group alone ("Join, no pings"); None: as in `Person`.
        silent_rounds: How many rounds in a row they have missed.
        seen_at: When they were last known to be on the server.
    """

    group_id: str
    user_id: int
    part: Part
    standing: Standing
    facilitator: bool = False
    pings: Pings | None = None
    silent_rounds: int = 0
    invited_at: datetime | None = None
    joined_at: datetime | None = None
    left_at: datetime | None = None
    seen_at: datetime | None = None

    @property
    def joined(self) -> bool:
        """Whether they have joined, and not left."""
        return self.standing is Standing.JOINED

    @property
    def runs(self) -> bool:
        """Whether they run the group; some only host, and never join.

        Who leaves or is gone keeps `facilitator`, for the day on which they come back; until then
        they run nothing.
        """
        return self.facilitator and self.standing in {Standing.INVITED, Standing.JOINED}


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody has chosen on one server, whatever their groups.

    Attributes:
        zone: Their own clock; None: the group's.
        pings: How they want to be told.
        dm_open: Whether a DM has reached them; None: never tried.
        quiet: When they are not mentioned.
    """

    guild_id: int
    user_id: int
    zone: str | None = None
    pings: Pings = Pings.MENTION
    dm_open: bool | None = None
    quiet: QuietHours = field(default_factory=QuietHours)


@dataclass(frozen=True, slots=True)
class Absence:
    """Dates, on the group's calendar, on which a member is not expected; the reason is not kept.

    Attributes:
        until_on: The last of them.
        schedule_id: Only the rounds of one schedule: a round that is skipped ahead.
    """

    id: str
    group_id: str
    user_id: int
    from_on: date
    until_on: date
    schedule_id: str | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """Dates on which a group's rounds do not open."""

    id: str
    group_id: str
    name: str
    from_on: date
    until_on: date

"""Notices to those who run a group, and what a change to a group leaves in writing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Cause(StrEnum):
    """What a notice is about; beside each stands what its `detail` holds."""

    MISSED = "missed"
    """A round did not open, by the bot's fault: (schedule's name, nominal date)."""
    SILENT = "silent"
    """Openings mention nobody any more: (schedule's name,)."""
    PAUSED = "paused"
    """A schedule has paused itself: (schedule's name,)."""
    NO_FACILITATOR = "no_facilitator"
    """Nobody is left who runs the group; for those who manage the server: ()."""
    NO_CHANNEL = "no_channel"
    """Nothing can be posted in the group's channel: (channel id,)."""
    DM_CLOSED = "dm_closed"
    """A DM did not reach a member; for that member alone: ()."""
    MISSED_YOU = "missed_you"
    """The private note that could not come as a DM; for that member alone: (round's id,)."""
    ZONE = "zone"
    """The group's zone is not known any more: (zone,)."""
    CLOCK = "clock"
    """The computer's clock can't be trusted: ()."""
    RESTORED = "restored"
    """What could not be looked for after a restore was not sent: (how many,)."""
    ANOTHER_COPY = "another_copy"
    """Another copy of the bot runs with this token: ()."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What those who run a group have to know; one for each cause at a time.

    Attributes:
        series_id: The schedule that it is about, if one.
        user_id: The member whom alone it concerns, if one.
        detail: What belongs to the sentence; raw.
        fixed_at: When its cause was over.
        told_at: When somebody was told.
    """

    id: str
    group_id: str
    cause: Cause
    raised_at: datetime
    series_id: str | None = None
    user_id: int | None = None
    detail: tuple[str, ...] = ()
    fixed_at: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody who runs a group, or the server, has changed; no member's words.

    Attributes:
        actor: Who; None for the bot itself.
        action: A short name: "pause", "schedule.edit".
    """

    guild_id: int
    group_id: str | None
    actor: int | None
    at: datetime
    action: str
    detail: str = ""

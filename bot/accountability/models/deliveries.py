"""Deliveries: messages that must arrive once, and what is known of each on its way.

pending → claimed → sent | failed | cancelled | expired
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

NONCE_HOLDS_SECONDS = 60
"""Discord returns the first message for the same nonce "in the past few minutes": count on this."""


class DeliveryKind(StrEnum):
    """What is delivered; `views` says what each shows."""

    PING = "ping"
    MORE_MENTIONS = "more_mentions"
    """What did not fit into the ping: 100 mentions each, in the thread."""
    THREAD = "thread"
    """Not a message: the thread that is started from the ping."""
    PUT_OFF_MENTION = "put_off_mention"
    """Those who were in their quiet hours when the round opened."""
    DM_PING = "dm_ping"
    """The opening, to a member who chose DMs."""
    NUDGE = "nudge"
    DM_NUDGE = "dm_nudge"
    REMINDER = "reminder"
    """*Later*: to one member, who asked for it."""
    CARD = "card"
    SUMMARY = "summary"
    NOTICE = "notice"
    """To those who run a group."""
    NOTE = "note"
    """To one member: "We've missed you"."""
    INVITATION = "invitation"
    ENDING = "ending"
    """A group's last summary."""


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    CLAIMED = "claimed"
    """It may have been sent: its payload is frozen, and nothing else is sent in its place."""
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way, or there.

    Attributes:
        id: Derived from kind, recipient, round and part: 20 URL-safe characters. It is the nonce,
            and stands in the `custom_id` of the message's own components.
        channel_id: Where it goes, if to a channel or thread; else it is a DM to `user_id`.
        subject: What it is about, where that is no round: the id of a check-in or a notice, or the
            instant at which quiet hours end.
        payload: The view, as JSON, from the claim on.
        not_before: When it is due; `expires_at`: when it had better not come any more.
        attempts: How often it was tried; `first_attempt_at`: since when.
        retry_at: Not tried again before.
        message_id: The message, once it is known; `message_channel_id`: where it is (a DM's too).
        wanted: Grows whenever the message should look different; `shown`: what it shows.
    """

    id: str
    kind: DeliveryKind
    guild_id: int
    group_id: str | None
    round_id: str | None
    user_id: int | None
    channel_id: int | None
    state: DeliveryState
    not_before: datetime
    expires_at: datetime
    part: int = 0
    subject: str = ""
    payload: str | None = None
    attempts: int = 0
    first_attempt_at: datetime | None = None
    claimed_at: datetime | None = None
    retry_at: datetime | None = None
    message_id: int | None = None
    message_channel_id: int | None = None
    wanted: int = 0
    shown: int = 0
    last_error: str = ""

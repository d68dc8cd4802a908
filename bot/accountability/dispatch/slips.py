"""Deliveries as they start out: what is decided before anybody claims them.

Whatever is planned twice is one delivery: its id is derived from what it is, about what, to whom
and which part of it. The id is the nonce as well, and stands in the message's own components.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import Delivery, DeliveryKind, DeliveryState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round

_BYTES = 15  # 20 characters in base 64; a nonce has at most 25


def delivery_id(
    kind: DeliveryKind, about: str, recipient: int | str | None = None, part: int = 0
) -> str:
    """Return the id of a delivery: 20 URL-safe characters.

    Args:
        kind: What is delivered.
        about: The id of the round, check-in, group or notice; with the instant, if there may be
            several.
        recipient: The member, if it is for one.
        part: Which part of it.
    """
    text = f"{kind}|{about}|{'' if recipient is None else recipient}|{part}"
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=_BYTES).digest()).decode()


def round_slip(  # noqa: PLR0913 - what tells one message of a round from the others
    kind: DeliveryKind,
    round_: Round,
    not_before: datetime,
    expires_at: datetime,
    *,
    user_id: int | None = None,
    direct: bool = False,
    subject: str = "",
    part: int = 0,
) -> Delivery:
    """Return a message of a round: into its thread or channel, or as a DM to a member."""
    about = f"{round_.id}|{subject}" if subject else round_.id
    return Delivery(
        id=delivery_id(kind, about, user_id, part),
        kind=kind,
        guild_id=round_.guild_id,
        group_id=round_.group_id,
        round_id=round_.id,
        user_id=user_id,
        channel_id=None if direct else round_.thread_id or round_.channel_id,
        state=DeliveryState.PENDING,
        not_before=not_before,
        expires_at=expires_at,
        part=part,
        subject=subject,
    )


def group_slip(  # noqa: PLR0913 - what tells one message of a group from the others
    kind: DeliveryKind,
    group: PeerGroup,
    not_before: datetime,
    expires_at: datetime,
    *,
    user_id: int | None = None,
    subject: str = "",
    round_id: str | None = None,
    part: int = 0,
) -> Delivery:
    """Return a message of a group: into its channel, or as a DM if there is a member."""
    return Delivery(
        id=delivery_id(kind, subject or round_id or group.id, user_id, part),
        kind=kind,
        guild_id=group.guild_id,
        group_id=group.id,
        round_id=round_id,
        user_id=user_id,
        channel_id=group.channel_id if user_id is None else None,
        state=DeliveryState.PENDING,
        not_before=not_before,
        expires_at=expires_at,
        part=part,
        subject=subject,
    )

"""What a delivery comes to when it is claimed: what it says, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.views import View


@dataclass(frozen=True, slots=True)
class Composed:
    """A message, or that there is none to be sent; written down with the claim.

    Attributes:
        view: What it says; None: nothing is to be sent.
        channel_id: Where it goes; None: a DM.
        mentioned: Who is told of the round's opening by it.
        nudged: Who is reminded of the round by it.
        follow_ups: What else is to be sent now.
        kept: It can't come as a DM, and is kept for the member's next command.
    """

    view: View | None = None
    channel_id: int | None = None
    mentioned: tuple[int, ...] = ()
    nudged: tuple[int, ...] = ()
    follow_ups: tuple[Delivery, ...] = ()
    kept: bool = False

"""Dispatch: what is to be told is written down once, claimed once, and sent effectively once.

`Outgoing` puts messages on their way, inside the transaction of whatever makes them necessary.
"""

from bot.accountability.dispatch.outgoing import Outgoing
from bot.accountability.dispatch.slips import delivery_id

__all__ = ["Outgoing", "delivery_id"]

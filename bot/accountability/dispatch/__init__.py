"""Dispatch: what is to be told is written down once, claimed once, and sent effectively once.

`Outgoing` puts messages on their way, inside the transaction of whatever makes them necessary.
`Dispatch` hands them out to be sent: what they say and whom they reach is decided then.
"""

from bot.accountability.dispatch.claiming import Claim
from bot.accountability.dispatch.dispatch import Dispatch
from bot.accountability.dispatch.outgoing import Outgoing
from bot.accountability.dispatch.slips import delivery_id

__all__ = ["Claim", "Dispatch", "Outgoing", "delivery_id"]

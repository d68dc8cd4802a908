"""How the follow-up's messages look: each view of the domain as a message, for a phone first.

Whatever the view holds, the message stays within Discord's limits, and each of its buttons carries
the delivery's id, by which it is found again in a channel's history.
"""

from bot.ui.deliveries.drawing import draw, thread_name

__all__ = ["draw", "thread_name"]

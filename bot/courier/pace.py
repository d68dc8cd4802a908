"""So many requests in a second, and no more: the rest of Discord's limit is for people's presses.

Discord allows a bot fifty requests a second over all routes; more than that, and all of them wait.
See https://discord.com/developers/docs/topics/rate-limits#global-rate-limit.
"""

from __future__ import annotations

import asyncio

PER_SECOND = 40.0
AT_ONCE = 4


class Pace:
    """Lets requests through evenly, in the order in which they come.

    In any second, that is at most `per_second` and the few that may go at once.

    Args:
        per_second: How many, on the whole.
        at_once: How many need not wait for each other after a pause.
    """

    def __init__(self, per_second: float = PER_SECOND, at_once: int = AT_ONCE) -> None:
        self._between = 1.0 / per_second
        self._ahead = at_once * self._between
        self._next = 0.0

    async def turn(self) -> None:
        """Return when it is this request's turn."""
        # By the loop's own clock: Discord counts real seconds, whatever the bot's clock says.
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - self._ahead) + self._between
        if (wait := self._next - now) > 0:
            await asyncio.sleep(wait)

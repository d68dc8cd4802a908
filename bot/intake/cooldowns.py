"""How often a member may ask and upload: a bucket of tokens each, filled again as time passes."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """How much is allowed.

    Attributes:
        burst: How many times at once, after a rest.
        seconds: After how many seconds it is allowed once more.
    """

    burst: int
    seconds: float


RATES: Mapping[str, Rate] = {
    "ask": Rate(burst=10, seconds=6),
    "upload": Rate(burst=10, seconds=30),
}
"""Far more than a person asks or uploads, far less than a script does."""


class OnCooldown(Refusal):
    """The member has done it too often in a short time.

    Args:
        retry_after: Seconds until it is allowed again.
    """

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"That was a lot at once. Try again in {_spoken(retry_after)}.")
        self.retry_after = retry_after


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Cooldowns:
    """Remembers how often each member has done what lately.

    Args:
        rates: What is allowed, by kind.
        monotonic: A clock in seconds that never goes back.
        capacity: The most members remembered; the one who did nothing for longest is forgotten.
    """

    def __init__(
        self,
        rates: Mapping[str, Rate] = RATES,
        monotonic: Callable[[], float] = time.monotonic,
        capacity: int = 20_000,
    ) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._capacity = capacity
        self._buckets: OrderedDict[tuple[str, int, int], _Bucket] = OrderedDict()

    def check(self, kind: str, guild_id: int, user_id: int) -> None:
        """Count one use of a kind; a refused one is not counted.

        Raises:
            OnCooldown: The member must wait.
        """
        rate = self._rates[kind]
        now = self._monotonic()
        key = (kind, guild_id, user_id)
        bucket = self._buckets.setdefault(key, _Bucket(rate.burst, now))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        filled = bucket.tokens + max(now - bucket.at, 0) / rate.seconds
        bucket.tokens, bucket.at = min(filled, rate.burst), now
        if bucket.tokens < 1:
            raise OnCooldown((1 - bucket.tokens) * rate.seconds)
        bucket.tokens -= 1


def _spoken(seconds: float) -> str:
    number, unit = math.ceil(seconds), "second"
    if number > _MINUTE:
        number, unit = math.ceil(seconds / _MINUTE), "minute"
    return f"{max(number, 1)} {unit}{'' if number <= 1 else 's'}"

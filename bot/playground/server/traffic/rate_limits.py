"""Discord's rate limits: a bucket for each route and place, one for all, and the last resort.

Follows https://discord.com/developers/docs/topics/rate-limits. The numbers of `REALISTIC` are
what Discord was seen to answer; it documents none but the global limit and may change the rest.
"""

from __future__ import annotations

import hashlib
import math
import re
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GLOBAL_PER_SECOND = 50
INVALID_LIMIT = 10_000
INVALID_WINDOW = 600.0
INVALID_STATUSES = frozenset({401, 403, 429})
VIA = "1.1 google"
"""Without this header discord.py takes a 429 for a ban of the whole address."""

_MOST_BUCKETS = 1000
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")
_PARAMETER = re.compile(r"\{[^{}]*\}")
# These carry their own token and count towards no limit of the bot.
_OF_INTERACTIONS = ("/interactions/", "/webhooks/{}/{}")


@dataclass(frozen=True, slots=True)
class Limit:
    """How many requests in how many seconds."""

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of all routes.

    Attributes:
        default: For every route that has none of its own.
        routes: By method and template, with `{}` for each parameter.
        per_second: The limit over all routes, or None for none.
    """

    default: Limit
    routes: Mapping[str, Limit] = field(default_factory=dict)
    per_second: int | None = GLOBAL_PER_SECOND


GENEROUS = Limits(default=Limit(1000, 1.0), per_second=None)
"""For stories in which limits play no part: requests of a route may run side by side."""

REALISTIC = Limits(
    default=Limit(10, 5.0),
    routes={
        "POST /channels/{}/messages": Limit(5, 5.0),
        "PATCH /channels/{}/messages/{}": Limit(5, 5.0),
        "DELETE /channels/{}/messages/{}": Limit(5, 1.0),
        "POST /channels/{}/messages/bulk-delete": Limit(1, 3.0),
        "GET /channels/{}/messages": Limit(5, 5.0),
        "PUT /channels/{}/messages/{}/reactions/{}/@me": Limit(1, 0.25),
        "PATCH /channels/{}": Limit(2, 600.0),
        "POST /users/@me/channels": Limit(10, 600.0),
        "PUT /applications/{}/commands": Limit(2, 60.0),
        "PUT /applications/{}/guilds/{}/commands": Limit(2, 60.0),
        "GET /guilds/{}/members/{}": Limit(5, 1.0),
        "POST /webhooks/{}/{}": Limit(5, 2.0),
        "PATCH /webhooks/{}/{}/messages/{}": Limit(5, 2.0),
        "PATCH /webhooks/{}/{}/messages/@original": Limit(5, 2.0),
    },
)
"""About what Discord does."""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """A refusal: status 429, with the headers that go with it.

    Attributes:
        retry_after: Seconds.
        headers: All headers of the answer that concern limits.
        body: The JSON, or None for the ban of an address, which comes as plain text.
    """

    retry_after: float
    headers: dict[str, str]
    body: dict[str, object] | None


@dataclass(slots=True)
class _Bucket:
    limit: Limit
    name: str
    remaining: int
    resets_at: float


class RateLimits:
    """Counts requests and says which go through.

    Args:
        limits: `GENEROUS` or `REALISTIC`, or others; may be changed at any time.
        now: Seconds that only grow, to measure with.
        wall: Seconds since 1970, for the header that gives a time of day.
    """

    def __init__(
        self,
        limits: Limits = GENEROUS,
        *,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits
        self._now = now
        self._wall = wall
        self._buckets: dict[tuple[str, ...], _Bucket] = {}
        self._second: deque[float] = deque()
        self._invalid: deque[float] = deque()

    @property
    def invalid_requests(self) -> int:
        """How many requests of the last ten minutes were answered with 401, 403 or 429."""
        self._forget(self._invalid, INVALID_WINDOW)
        return len(self._invalid)

    def take(
        self, method: str, template: str, parameters: Mapping[str, str]
    ) -> dict[str, str] | RateLimited:
        """Count a request; return the headers of its answer, or the refusal.

        Args:
            method: Such as "POST".
            template: The route, such as "/channels/{channel_id}/messages".
            parameters: The values of the template's parameters, by their names.
        """
        if self.invalid_requests >= INVALID_LIMIT:
            return self._banned()
        shape = _PARAMETER.sub("{}", template)
        if self._over_global(shape):
            retry_after = max(0.0, self._second[0] + 1.0 - self._now())
            return refusal(retry_after, is_global=True)
        bucket = self._bucket(method, shape, parameters)
        if bucket.remaining <= 0:
            retry_after = max(0.0, bucket.resets_at - self._now())
            return refusal(retry_after, headers=self._headers(bucket))
        bucket.remaining -= 1
        return self._headers(bucket)

    def answered(self, status: int, *, shared: bool = False) -> None:
        """Count an answer towards the limit of invalid requests; a shared 429 counts not."""
        if status in INVALID_STATUSES and not shared:
            self._invalid.append(self._now())

    def _over_global(self, shape: str) -> bool:
        most = self.limits.per_second
        if most is None or shape.startswith(_OF_INTERACTIONS):
            return False
        self._forget(self._second, 1.0)
        if len(self._second) >= most:
            return True
        self._second.append(self._now())
        return False

    def _bucket(self, method: str, shape: str, parameters: Mapping[str, str]) -> _Bucket:
        route = f"{method} {shape}"
        limit = self.limits.routes.get(route, self.limits.default)
        key = (route, *(f"{name}={parameters[name]}" for name in _MAJOR if name in parameters))
        bucket = self._buckets.get(key)
        now = self._now()
        if bucket is None or bucket.limit != limit or now >= bucket.resets_at:
            if len(self._buckets) >= _MOST_BUCKETS:
                # Every interaction brings a bucket of its own; those that have run out go.
                kept = {each: one for each, one in self._buckets.items() if one.resets_at > now}
                self._buckets = kept
            name = hashlib.sha256(route.encode()).hexdigest()[:32]
            bucket = _Bucket(limit, name, limit.requests, now + limit.seconds)
            self._buckets[key] = bucket
        return bucket

    def _headers(self, bucket: _Bucket) -> dict[str, str]:
        left = max(0.0, bucket.resets_at - self._now())
        return {
            "X-RateLimit-Limit": str(bucket.limit.requests),
            "X-RateLimit-Remaining": str(bucket.remaining),
            "X-RateLimit-Reset": f"{self._wall() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": bucket.name,
        }

    def _banned(self) -> RateLimited:
        retry_after = max(0.0, self._invalid[0] + INVALID_WINDOW - self._now())
        return RateLimited(retry_after, {"Retry-After": str(math.ceil(retry_after))}, None)

    def _forget(self, times: deque[float], window: float) -> None:
        start = self._now() - window
        while times and times[0] <= start:
            times.popleft()


def refusal(
    retry_after: float,
    *,
    is_global: bool = False,
    shared: bool = False,
    headers: Mapping[str, str] | None = None,
) -> RateLimited:
    """Return a 429 as Discord words it.

    Args:
        retry_after: Seconds to wait.
        is_global: Whether every route is meant; the answer then names no bucket.
        shared: Whether the place is limited for everybody, not the bot for itself.
        headers: Those of the bucket.
    """
    scope = "global" if is_global else "shared" if shared else "user"
    extra = {
        "Retry-After": str(math.ceil(retry_after)),
        "X-RateLimit-Scope": scope,
        "Via": VIA,
    }
    if is_global:
        extra["X-RateLimit-Global"] = "true"
        headers = None
    subject = "The resource is" if shared else "You are"
    body: dict[str, object] = {
        "message": f"{subject} being rate limited.",
        "retry_after": round(retry_after, 3),
        "global": is_global,
    }
    return RateLimited(retry_after, {**(headers or {}), **extra}, body)

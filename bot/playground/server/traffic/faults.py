"""A plan of what is to go wrong: which request, when, how often, and how.

A route is written as "POST /channels/{channel_id}/messages"; the parameters' names do not
matter, and `*` stands for anything. Requests for files are routes of the method CDN, such as
"CDN /attachments/*".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

EVERY_FILE = "CDN *"

_PARAMETER = re.compile(r"\{[^{}]*\}")


class Trouble(Enum):
    """What happens to a request."""

    STATUS = auto()
    """It is not carried out; the answer is an error of that status."""
    LOSE_REPLY = auto()
    """It is carried out, and the connection is cut before the answer."""
    REFUSE_CONNECTION = auto()
    """It is not carried out; the connection is cut at once."""
    SLOW = auto()
    """It is carried out after some seconds."""
    RATE_LIMIT = auto()
    """It is not carried out; the answer is a 429."""
    ENDLESS = auto()
    """A file that never ends."""
    REDIRECT = auto()
    """A file that is said to be elsewhere."""
    WRONG_LENGTH = auto()
    """A file that announces another length than it has."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to happen to one request.

    Attributes:
        trouble: The kind; it decides which of the others count.
        status: The status of the answer.
        seconds: How long it takes, or when to try again.
        is_global: Whether a 429 is meant for all routes.
        location: Where a redirect leads.
        surplus: How many bytes more than there are a file announces; fewer when negative.
    """

    trouble: Trouble
    status: int = 0
    seconds: float = 0.0
    is_global: bool = False
    location: str = ""
    surplus: int = 0


@dataclass(slots=True)
class _Entry:
    pattern: re.Pattern[str]
    fault: Fault
    after: int
    times: int | None


class Faults:
    """The plan. Entries are asked in the order in which they were made; one of them decides.

    In every method `after` is how many matching requests pass unharmed first, and `times` how
    many are then struck; None is all of them.
    """

    def __init__(self) -> None:
        self._entries: list[_Entry] = []

    @property
    def pending(self) -> int:
        """How many faults are still to come; those without end count one each."""
        return sum(1 if entry.times is None else entry.times for entry in self._entries)

    def clear(self) -> None:
        """Let everything go well from here on."""
        self._entries.clear()

    def next(self, route: str, *, status: int, times: int | None = 1, after: int = 0) -> None:
        """Answer the next such request with an error status, without carrying it out."""
        self._add(route, Fault(Trouble.STATUS, status=status), times, after)

    def lose_reply(self, route: str, *, times: int | None = 1, after: int = 0) -> None:
        """Carry the request out, but cut the connection before the answer."""
        self._add(route, Fault(Trouble.LOSE_REPLY), times, after)

    def refuse_connection(self, route: str = "*", *, times: int | None = 1, after: int = 0) -> None:
        """Cut the connection before anything is done."""
        self._add(route, Fault(Trouble.REFUSE_CONNECTION), times, after)

    def slow(self, route: str, seconds: float, *, times: int | None = 1, after: int = 0) -> None:
        """Let the request wait some seconds before it is carried out."""
        self._add(route, Fault(Trouble.SLOW, seconds=seconds), times, after)

    def rate_limit(
        self,
        route: str,
        retry_after: float,
        *,
        is_global: bool = False,
        times: int | None = 1,
        after: int = 0,
    ) -> None:
        """Answer with a 429 that asks for a pause of some seconds."""
        fault = Fault(Trouble.RATE_LIMIT, status=429, seconds=retry_after, is_global=is_global)
        self._add(route, fault, times, after)

    def endless(self, route: str = EVERY_FILE, *, times: int | None = 1, after: int = 0) -> None:
        """Send a file that never ends."""
        self._add(route, Fault(Trouble.ENDLESS), times, after)

    def redirect(
        self, location: str, route: str = EVERY_FILE, *, times: int | None = 1, after: int = 0
    ) -> None:
        """Send whoever asks for a file somewhere else."""
        fault = Fault(Trouble.REDIRECT, status=302, location=location)
        self._add(route, fault, times, after)

    def wrong_length(
        self, surplus: int, route: str = EVERY_FILE, *, times: int | None = 1, after: int = 0
    ) -> None:
        """Announce a file as longer than it is, or as shorter when `surplus` is negative."""
        self._add(route, Fault(Trouble.WRONG_LENGTH, surplus=surplus), times, after)

    def take(self, method: str, template: str) -> Fault | None:
        """Return what is to happen to this request, and count it.

        Args:
            method: Such as "POST"; "CDN" for a file.
            template: The route's template; for a file its path.
        """
        route = _shape(f"{method} {template}")
        for entry in self._entries:
            if not entry.pattern.fullmatch(route):
                continue
            if entry.after:
                entry.after -= 1
                continue
            if entry.times is not None:
                entry.times -= 1
                if not entry.times:
                    self._entries.remove(entry)
            return entry.fault
        return None

    def _add(self, route: str, fault: Fault, times: int | None, after: int) -> None:
        if after < 0 or (times is not None and times < 1):
            raise ValueError("A fault strikes at least once, after none or some requests.")
        pattern = ".*".join(re.escape(part) for part in _shape(route).split("*"))
        self._entries.append(_Entry(re.compile(pattern, re.DOTALL), fault, after, times))


def _shape(route: str) -> str:
    return _PARAMETER.sub("{}", route)

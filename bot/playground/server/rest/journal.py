"""What the bot asked for, what it was told, and which rules it broke; and whether REST is quiet."""

import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was answered.

    Attributes:
        route: The template, None for an unknown address.
        body: Its JSON; of a multipart request the `payload_json`.
        files: Names of the uploaded files.
        status: Of the answer; 0 where the connection was cut before anything was done.
        answer: The answer's JSON.
        lost: Whether the connection was cut before the answer.
    """

    method: str
    route: str | None
    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: tuple[str, ...] = ()
    status: int = 0
    answer: Any = None
    lost: bool = False

    @property
    def code(self) -> int | None:
        """Return Discord's number of a refusal."""
        return self.answer.get("code") if isinstance(self.answer, dict) and self.refused else None

    @property
    def refused(self) -> bool:
        """Whether the answer is an error."""
        return self.status >= 400  # noqa: PLR2004 - HTTP's own border


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that broke Discord's rules or description, and how."""

    method: str
    route: str
    why: str


class Journal:
    """Notes requests in the order in which they were answered."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.violations: list[Violation] = []
        self.crashes: list[BaseException] = []
        self._in_flight = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def in_flight(self) -> int:
        """How many requests are being answered right now."""
        return self._in_flight

    def began(self) -> None:
        """Note that a request came in."""
        self._in_flight += 1
        self._quiet.clear()

    def ended(self) -> None:
        """Note that a request was answered, or its connection cut."""
        self._in_flight -= 1
        if not self._in_flight:
            self._quiet.set()

    async def quiet(self) -> None:
        """Return once no request is being answered."""
        await self._quiet.wait()

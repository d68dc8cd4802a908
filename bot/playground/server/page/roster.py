"""Whom one can be on the page: the people who were put on its list, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.people import Person


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of those whom one can be.

    Attributes:
        person: Themselves.
        role: What they are in this world, in a word or two: "Facilitator"; may be empty.
        zone: In which zone they read times: an IANA name.
    """

    person: Person
    role: str = ""
    zone: str = "UTC"


class Roster:
    """The list."""

    def __init__(self) -> None:
        self._by_id: dict[int, Somebody] = {}

    def add(self, somebody: Somebody) -> None:
        """Put somebody on the list, or change what it says of them."""
        self._by_id[somebody.person.id] = somebody

    def all(self) -> list[Somebody]:
        """Return everybody, in the order in which they came."""
        return list(self._by_id.values())

    def find(self, user_id: str | None) -> Somebody | None:
        """Return who has an id; None if nobody on the list has."""
        return self._by_id.get(int(user_id)) if user_id and user_id.isdecimal() else None

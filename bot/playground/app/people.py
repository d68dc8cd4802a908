"""Who lives in the playground: five owners in five zones, and the server's admin."""

from __future__ import annotations

from dataclasses import dataclass

ZONE = "Europe/Berlin"
"""The group's."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who lives there.

    Attributes:
        name: Their name.
        role: What they are, in a word or two.
        zone: Where they are: an IANA name.
    """

    name: str
    role: str
    zone: str


MAYA = Owner("Maya Lind", "Runs the group", "Europe/Berlin")
TOM = Owner("Tom Okafor", "Member", "Europe/London")
PRIYA = Owner("Priya Raman", "Member", "America/New_York")
LUIS = Owner("Luis Ortega", "Member", "America/Denver")
GRACE = Owner("Grace Holm", "Member", "Europe/Helsinki")
ROBIN = Owner("Robin Vale", "Server admin", "Europe/Berlin")

OWNERS = (MAYA, TOM, PRIYA, LUIS, GRACE)
EVERYBODY = (*OWNERS, ROBIN)

"""People: their own clock, how they want to be told, and when to be left in peace.

These are somebody's choices on one server, for all of their groups there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import checked_zone

if TYPE_CHECKING:
    from bot.accountability.models.groups import Person, Pings
    from bot.accountability.quiet_hours import QuietHours
    from bot.accountability.store.rows import Rows


class People:
    """What people have chosen.

    Args:
        rows: The rows of the file.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, guild_id: int, user_id: int) -> Person:
        """Return what somebody has chosen; the defaults if they never did."""
        return self._rows.people.get(guild_id, user_id)

    def set_zone(self, guild_id: int, user_id: int, zone: str | None) -> Person:
        """Set somebody's own clock by an IANA zone; None for the group's.

        Raises:
            UnknownZone: There is no such zone.
        """
        own = None if zone is None else checked_zone(zone)
        with self._rows.transaction():
            return self._put(replace(self.get(guild_id, user_id), zone=own))

    def set_pings(self, guild_id: int, user_id: int, pings: Pings) -> Person:
        """Set how somebody is told, in all of their groups on the server.

        What they chose when they joined a group (*Join, no pings*) was said before, and ends.
        """
        with self._rows.transaction():
            for _, member in self._rows.members.of_user(guild_id, user_id):
                if member.pings is not None:
                    self._rows.members.put(replace(member, pings=None))
            return self._put(replace(self.get(guild_id, user_id), pings=pings))

    def set_quiet(self, guild_id: int, user_id: int, quiet: QuietHours) -> Person:
        """Set when somebody is not mentioned; the same time twice means never."""
        with self._rows.transaction():
            return self._put(replace(self.get(guild_id, user_id), quiet=quiet))

    def set_dm_open(self, guild_id: int, user_id: int, dm_open: bool | None) -> Person:  # noqa: FBT001 - the one value that it sets
        """Write down whether a DM has reached somebody; None for not known any more."""
        with self._rows.transaction():
            return self._put(replace(self.get(guild_id, user_id), dm_open=dm_open))

    def _put(self, person: Person) -> Person:
        self._rows.people.put(person)
        return person

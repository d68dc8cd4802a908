"""Rows of people: what somebody has chosen on one server."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Person, Pings
from bot.accountability.quiet_hours import QuietHours
from bot.accountability.store.columns import wall

if TYPE_CHECKING:
    from bot.accountability.store.file import File


class PersonRows:
    """The people of a file, by server."""

    def __init__(self, file: File) -> None:
        self._file = file

    def get(self, guild_id: int, user_id: int) -> Person:
        """Return what somebody has chosen; the defaults if they never did."""
        row = self._file.row(
            "SELECT zone, pings, dm_open, quiet_from, quiet_to FROM people"
            " WHERE guild = ? AND user = ?",
            [guild_id, user_id],
        )
        if row is None:
            return Person(guild_id, user_id)
        zone, pings, dm_open, starts, ends = row
        return Person(
            guild_id,
            user_id,
            zone=zone,
            pings=Pings(pings),
            dm_open=None if dm_open is None else bool(dm_open),
            quiet=QuietHours(time.fromisoformat(starts), time.fromisoformat(ends)),
        )

    def put(self, person: Person) -> None:
        """Write what somebody has chosen."""
        self._file.write(
            "INSERT OR REPLACE INTO people (guild, user, zone, pings, dm_open, quiet_from,"
            " quiet_to) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                person.guild_id,
                person.user_id,
                person.zone,
                person.pings,
                None if person.dm_open is None else int(person.dm_open),
                wall(person.quiet.starts),
                wall(person.quiet.ends),
            ],
        )

    def delete(self, guild_id: int, user_id: int) -> None:
        """Forget what somebody has chosen."""
        self._file.write("DELETE FROM people WHERE guild = ? AND user = ?", [guild_id, user_id])

"""Peer groups: made, found, changed, paused and resumed; `endings` has how they end.

Whoever calls has looked at who asks, and found the group by `Groups.get` for the right server.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import checked_zone
from bot.accountability.coming import Coming
from bot.accountability.endings import Endings
from bot.accountability.errors import UnknownZone
from bot.accountability.lookups import known_group, running_group
from bot.accountability.models.groups import (
    GroupKind,
    GroupState,
    Member,
    Part,
    PeerGroup,
    Standing,
)
from bot.accountability.models.rounds import ScheduleState
from bot.accountability.planning import Planning
from bot.accountability.settings_export import exported
from bot.accountability.store.columns import new_id
from bot.accountability.texts import clean_name
from bot.errors import Gone, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows


class Groups:
    """The peer groups of all servers.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are put on their way.
        notices: Where those who run a group are told.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._planning = Planning(rows, outgoing, notices)
        self._endings = Endings(rows, outgoing, notices)
        self._coming = Coming(rows)

    def create(  # noqa: PLR0913, PLR0917 - what makes a group, each named where it is called
        self,
        guild_id: int,
        channel_id: int,
        name: str,
        zone: str,
        kind: GroupKind,
        actor: int,
        now: datetime,
        *,
        part: Part = Part.REQUIRED,
    ) -> PeerGroup:
        """Make a group; who makes it runs it, and has joined by that.

        Args:
            guild_id: The server.
            channel_id: Where its rounds are held.
            name: Its name, as it was typed.
            zone: An IANA zone.
            kind: Whose group it is.
            actor: Who makes it.
            now: The instant.
            part: How they take part themselves.

        Raises:
            Refusal: The channel has a group, the name is empty or the zone unknown.
        """
        with self._rows.transaction():
            self._check_channel(guild_id, channel_id)
            group = PeerGroup(
                id=new_id(),
                guild_id=guild_id,
                channel_id=channel_id,
                name=clean_name(name),
                zone=checked_zone(zone),
                kind=kind,
                state=GroupState.ACTIVE,
                created_at=now,
                created_by=actor,
            )
            self._rows.groups.add(group)
            self._rows.members.put(
                Member(
                    group.id,
                    actor,
                    part,
                    Standing.JOINED,
                    facilitator=True,
                    joined_at=now,
                    seen_at=now,
                )
            )
            self._noted(group, actor, now, "create", kind)
        return group

    def get(self, guild_id: int, group_id: str) -> PeerGroup:
        """Return a group of that server, ended or not.

        Raises:
            Gone: The server has no such group, whatever another one has.
        """
        group = self._rows.groups.get(group_id)
        if group is None or group.guild_id != guild_id:
            raise Gone("That group is not here any more.")
        return group

    def in_channel(self, guild_id: int, channel_id: int) -> PeerGroup | None:
        """Return the group of a channel, unless it has ended."""
        return self._rows.groups.in_channel(guild_id, channel_id)

    def in_guild(self, guild_id: int) -> list[PeerGroup]:
        """Return a server's groups that have not ended, oldest first."""
        return self._rows.groups.of_guild(guild_id)

    def of_member(self, guild_id: int, user_id: int) -> list[PeerGroup]:
        """Return the groups that somebody has joined on a server, oldest first."""
        found = self._rows.members.of_user(guild_id, user_id)
        return [group for group, member in found if member.joined]

    def run_by(self, guild_id: int, user_id: int) -> list[PeerGroup]:
        """Return the groups that somebody runs on a server as their facilitator, oldest first."""
        found = self._rows.members.of_user(guild_id, user_id)
        return [group for group, member in found if member.runs]

    def edit(  # noqa: PLR0913 - what may change of a group, each named where it is called
        self,
        group_id: str,
        *,
        name: str | None = None,
        zone: str | None = None,
        channel_id: int | None = None,
        join_role_ids: tuple[int, ...] | None = None,
        actor: int,
        now: datetime,
    ) -> PeerGroup:
        """Change what is given; open rounds keep their instants, and stay where they are.

        Raises:
            Refusal: The channel has another group, the name is empty, or the zone is unknown.
        """
        with self._rows.transaction():
            old = running_group(self._rows, group_id)
            new = replace(
                old,
                name=old.name if name is None else clean_name(name),
                zone=old.zone if zone is None else checked_zone(zone),
                channel_id=old.channel_id if channel_id is None else channel_id,
                join_role_ids=old.join_role_ids if join_role_ids is None else join_role_ids,
            )
            if new == old:
                return old
            if new.channel_id != old.channel_id:
                self._check_channel(new.guild_id, new.channel_id)
            if new.zone != old.zone:
                self._plan_what_is_due(group_id, now)
            self._rows.groups.update(new)
            if new.zone != old.zone:
                self._plan_anew(group_id, now)
            self._outgoing.refresh_group(group_id, now)
            changed = (
                field
                for field in ("name", "zone", "channel_id", "join_role_ids")
                if getattr(new, field) != getattr(old, field)
            )
            self._noted(new, actor, now, "edit", ", ".join(changed))
        return new

    def pause(self, group_id: str, actor: int, now: datetime) -> PeerGroup:
        """Plan nothing new; an open round stays open, reminds nobody, and has its summary."""
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            if group.state is GroupState.PAUSED:
                return group
            paused = replace(group, state=GroupState.PAUSED, paused_at=now)
            self._rows.groups.update(paused)
            self._outgoing.refresh_next(group_id, now)
            self._noted(paused, actor, now, "pause")
        return paused

    def resume(self, group_id: str, actor: int, now: datetime) -> PeerGroup:
        """Plan again, from now on; nothing is made up for."""
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            if group.state is GroupState.ACTIVE:
                return group
            resumed = replace(group, state=GroupState.ACTIVE, paused_at=None)
            self._rows.groups.update(resumed)
            self._plan_anew(group_id, now)
            self._outgoing.refresh_next(group_id, now)
            self._noted(resumed, actor, now, "resume")
        return resumed

    def end(self, group_id: str, actor: int, now: datetime) -> PeerGroup:
        """End a group: its rounds close with a summary, and one last message says goodbye."""
        with self._rows.transaction():
            group = known_group(self._rows, group_id)
            if group.state is GroupState.ENDED:
                return group
            ended = self._endings.end(group, now)
            self._noted(ended, actor, now, "end")
        return ended

    def reopen(self, group_id: str, actor: int, now: datetime) -> PeerGroup:
        """Bring an ended group back as it was, within 30 days; nothing is made up for.

        Raises:
            Refusal: It is too late, or its channel has another group now.
        """
        with self._rows.transaction():
            group = known_group(self._rows, group_id)
            if group.state is not GroupState.ENDED:
                return group
            reopened = self._endings.reopen(group, now)
            self._plan_anew(group_id, now)
            self._noted(reopened, actor, now, "reopen")
        return reopened

    def purge(self, now: datetime) -> list[tuple[str, int]]:
        """Delete the groups that ended 30 days ago with all they had; return (id, server) each."""
        return self._endings.purge(now)

    def export(self, group_id: str) -> dict[str, object]:
        """Return a group's settings, JSON-able; nothing that a member wrote is among them."""
        return exported(self._rows, known_group(self._rows, group_id))

    def post_invitation(self, group_id: str, actor: int, now: datetime) -> None:
        """Post the group's invitation in its channel, or bring the one there up to date."""
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            self._outgoing.invitation(group, now)
            self._noted(group, actor, now, "invitation")

    def _check_channel(self, guild_id: int, channel_id: int) -> None:
        if self._rows.groups.in_channel(guild_id, channel_id):
            # Not by name: who asks may be nobody that the other group lets in.
            raise Refusal("That channel has a group already. Choose another channel.")

    def _plan_what_is_due(self, group_id: str, now: datetime) -> None:
        """Open what is due by the old clock: by the new one, its instant may be over."""
        for series in self._rows.series.of_group(group_id):
            # A zone that is not known any more plans nothing, and is what gets changed.
            with suppress(UnknownZone):
                self._planning.plan(series.id, now)

    def _plan_anew(self, group_id: str, now: datetime) -> None:
        for series in self._rows.series.of_group(group_id):
            if series.state is ScheduleState.ACTIVE:
                next_at = self._coming.next_at(series, now)
                self._rows.series.move(series.id, series.cursor.restarted(now), next_at)

    def _noted(
        self, group: PeerGroup, actor: int, now: datetime, action: str, detail: str = ""
    ) -> None:
        self._rows.changes.add(group.guild_id, group.id, actor, now, f"group.{action}", detail)

"""Rows of peer groups and of their members."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.accountability.models.groups import (
    GroupKind,
    GroupState,
    Member,
    Part,
    PeerGroup,
    Pings,
    Standing,
)
from bot.accountability.store.columns import (
    instant,
    limit,
    listed,
    maybe_instant,
    read_instant,
    read_maybe_instant,
    whole,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.store.file import File, Row

_GROUP = (
    "id, guild, channel, name, zone, kind, state, created_at, created_by, join_roles, paused_at,"
    " ended_at"
)
_GROUP_WIDTH = 12
_MEMBER = (
    "group_id, user, part, standing, facilitator, pings, silent_rounds, invited_at, joined_at,"
    " left_at, seen_at"
)


class GroupRows:
    """The peer groups of a file."""

    def __init__(self, file: File) -> None:
        self._file = file

    def add(self, group: PeerGroup) -> None:
        """Add a group; on one server, no two that have not ended share a channel."""
        self._file.write(
            f"INSERT INTO groups ({_GROUP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                group.id,
                group.guild_id,
                group.channel_id,
                whole(group.name),
                group.zone,
                group.kind,
                group.state,
                instant(group.created_at),
                group.created_by,
                listed(group.join_role_ids),
                maybe_instant(group.paused_at),
                maybe_instant(group.ended_at),
            ],
        )

    def get(self, group_id: str) -> PeerGroup | None:
        """Return a group, ended or not."""
        row = self._file.row(f"SELECT {_GROUP} FROM groups WHERE id = ?", [group_id])
        return None if row is None else _group(row)

    def of_guild(self, guild_id: int) -> list[PeerGroup]:
        """Return a server's groups that have not ended, oldest first."""
        return self._groups("guild = ? AND state <> 'ended' ORDER BY created_at, id", guild_id)

    def in_channel(self, guild_id: int, channel_id: int) -> PeerGroup | None:
        """Return the group of a channel, unless it has ended."""
        found = self._groups("guild = ? AND channel = ? AND state <> 'ended'", guild_id, channel_id)
        return found[0] if found else None

    def ended_before(self, at: datetime) -> list[PeerGroup]:
        """Return the groups that ended before an instant, on any server."""
        return self._groups("state = 'ended' AND ended_at < ? ORDER BY ended_at, id", instant(at))

    def all_guilds(self) -> set[int]:
        """Return the servers that have a group, ended or not."""
        return {int(row[0]) for row in self._file.rows("SELECT DISTINCT guild FROM groups")}

    def update(self, group: PeerGroup) -> None:
        """Write what may change of a group."""
        self._file.write(
            "UPDATE groups SET channel = ?, name = ?, zone = ?, kind = ?, state = ?,"
            " join_roles = ?, paused_at = ?, ended_at = ? WHERE id = ?",
            [
                group.channel_id,
                whole(group.name),
                group.zone,
                group.kind,
                group.state,
                listed(group.join_role_ids),
                maybe_instant(group.paused_at),
                maybe_instant(group.ended_at),
                group.id,
            ],
        )

    def delete(self, group_id: str) -> None:
        """Delete a group with all that belongs to it."""
        self._file.write("DELETE FROM groups WHERE id = ?", [group_id])

    def _groups(self, where: str, *values: str | int) -> list[PeerGroup]:
        rows = self._file.rows(f"SELECT {_GROUP} FROM groups WHERE {where}", values)
        return [_group(row) for row in rows]


class MemberRows:
    """Who is in which group, was, or is invited."""

    def __init__(self, file: File) -> None:
        self._file = file

    def put(self, member: Member) -> None:
        """Add a member, or write what has changed of one."""
        self._file.write(
            f"INSERT INTO members ({_MEMBER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            # Not REPLACE: that would delete the row first, and the member's absences with it.
            " ON CONFLICT (group_id, user) DO UPDATE SET part = excluded.part,"
            " standing = excluded.standing, facilitator = excluded.facilitator,"
            " pings = excluded.pings, silent_rounds = excluded.silent_rounds,"
            " invited_at = excluded.invited_at, joined_at = excluded.joined_at,"
            " left_at = excluded.left_at, seen_at = excluded.seen_at",
            [
                member.group_id,
                member.user_id,
                member.part,
                member.standing,
                int(member.facilitator),
                member.pings,
                member.silent_rounds,
                maybe_instant(member.invited_at),
                maybe_instant(member.joined_at),
                maybe_instant(member.left_at),
                maybe_instant(member.seen_at),
            ],
        )

    def get(self, group_id: str, user_id: int) -> Member | None:
        """Return somebody's row in a group, wherever they stand with it."""
        row = self._file.row(
            f"SELECT {_MEMBER} FROM members WHERE group_id = ? AND user = ?", [group_id, user_id]
        )
        return None if row is None else _member(row)

    def of_group(self, group_id: str) -> list[Member]:
        """Return everybody who is or was in a group or is invited, the longest-joined first."""
        rows = self._file.rows(
            f"SELECT {_MEMBER} FROM members WHERE group_id = ?"
            " ORDER BY joined_at IS NULL, joined_at, user",
            [group_id],
        )
        return [_member(row) for row in rows]

    def of_user(self, guild_id: int, user_id: int) -> list[tuple[PeerGroup, Member]]:
        """Return somebody's rows on a server with their groups, wherever they stand with them.

        Groups that have ended are left out; the oldest group comes first.
        """
        columns = ", ".join(
            [f"g.{name}" for name in _GROUP.split(", ")]
            + [f"m.{name}" for name in _MEMBER.split(", ")]
        )
        rows = self._file.rows(
            f"SELECT {columns} FROM members m JOIN groups g ON g.id = m.group_id"
            " WHERE m.user = ? AND g.guild = ? AND g.state <> 'ended' ORDER BY g.created_at, g.id",
            [user_id, guild_id],
        )
        return [(_group(row[:_GROUP_WIDTH]), _member(row[_GROUP_WIDTH:])) for row in rows]

    def unseen_since(self, at: datetime, most: int) -> list[tuple[int, int]]:
        """Return (server, user) of members not seen on their server since, the longest ago first.

        Members are those who have joined a group that has not ended.
        """
        rows = self._file.rows(
            "SELECT g.guild, m.user FROM members m JOIN groups g ON g.id = m.group_id"
            " WHERE m.standing = 'joined' AND g.state <> 'ended'"
            " GROUP BY g.guild, m.user HAVING max(ifnull(m.seen_at, '')) < ?"
            f" ORDER BY max(ifnull(m.seen_at, '')), g.guild, m.user{limit(most)}",
            [instant(at)],
        )
        return [(int(guild), int(user)) for guild, user in rows]

    def delete(self, group_id: str, user_id: int) -> None:
        """Delete somebody's row in a group, and their absences with it."""
        self._file.write("DELETE FROM members WHERE group_id = ? AND user = ?", [group_id, user_id])


def _group(row: Row) -> PeerGroup:
    return PeerGroup(
        id=row[0],
        guild_id=row[1],
        channel_id=row[2],
        name=row[3],
        zone=row[4],
        kind=GroupKind(row[5]),
        state=GroupState(row[6]),
        created_at=read_instant(row[7]),
        created_by=row[8],
        join_role_ids=tuple(json.loads(row[9])),
        paused_at=read_maybe_instant(row[10]),
        ended_at=read_maybe_instant(row[11]),
    )


def _member(row: Row) -> Member:
    return Member(
        group_id=row[0],
        user_id=row[1],
        part=Part(row[2]),
        standing=Standing(row[3]),
        facilitator=bool(row[4]),
        pings=None if row[5] is None else Pings(row[5]),
        silent_rounds=row[6],
        invited_at=read_maybe_instant(row[7]),
        joined_at=read_maybe_instant(row[8]),
        left_at=read_maybe_instant(row[9]),
        seen_at=read_maybe_instant(row[10]),
    )

"""Groups and members by their ids, or the sentence that says that they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import GroupState
from bot.errors import Gone

if TYPE_CHECKING:
    from bot.accountability.models.groups import Member, PeerGroup
    from bot.accountability.store.rows import Rows


def known_group(rows: Rows, group_id: str) -> PeerGroup:
    """Return a group, ended or not; raise `Gone` if there is none."""
    group = rows.groups.get(group_id)
    if group is None:
        raise Gone("That group is not here any more.")
    return group


def running_group(rows: Rows, group_id: str) -> PeerGroup:
    """Return a group that has not ended; raise `Gone` otherwise."""
    group = known_group(rows, group_id)
    if group.state is GroupState.ENDED:
        raise Gone("This group has ended. For 30 days, those who run it can reopen it.")
    return group


def joined_member(rows: Rows, group_id: str, user_id: int) -> Member:
    """Return somebody who has joined a group, and not left it; raise `Gone` otherwise."""
    member = rows.members.get(group_id, user_id)
    if member is None or not member.joined:
        raise Gone("You're not in this group. Join it first, or ask those who run it.")
    return member

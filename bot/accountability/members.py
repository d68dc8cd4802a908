"""Members: invited until they press *Join*, and free to leave.

Nobody is mentioned, expected or counted before that press. What a change does to the rounds that
are open is done by `OpenRounds`, in the same transaction.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.expecting import OpenRounds
from bot.accountability.forgetting import OwnWords
from bot.accountability.lookups import known_group, running_group
from bot.accountability.models.groups import GroupState, Member, Part, PeerGroup, Pings, Standing
from bot.accountability.models.notices import Cause
from bot.errors import Gone, NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.notices import Notices
    from bot.accountability.store.rows import Rows

SEEN_ANEW_AFTER = timedelta(minutes=1)
CHECKED_AFTER = timedelta(days=1)
"""Whoever was not heard of for so long is looked for on the server."""


class Members:
    """The members of all groups.

    Args:
        rows: The rows of the file.
        outgoing: Where messages are brought up to date.
        notices: Where those who run things are told that nobody runs a group.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing, notices: Notices) -> None:
        self._rows = rows
        self._outgoing = outgoing
        self._notices = notices
        self._open_rounds = OpenRounds(rows, outgoing)
        self._own_words = OwnWords(rows, outgoing)

    def get(self, group_id: str, user_id: int) -> Member | None:
        """Return somebody's row in a group, wherever they stand with it."""
        return self._rows.members.get(group_id, user_id)

    def of(self, group_id: str) -> list[Member]:
        """Return everybody who is or was in a group or is invited, the longest-joined first."""
        return self._rows.members.of_group(group_id)

    def invite(
        self, group_id: str, user_ids: Iterable[int], part: Part, actor: int, now: datetime
    ) -> list[Member]:
        """Invite people, or give the part to those who are in already; return all of them."""
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            invited = [
                self._invited(group, user_id, part, now) for user_id in dict.fromkeys(user_ids)
            ]
            self._noted(group, actor, now, "invite", f"{len(invited)} {part}")
        return invited

    def join(
        self,
        group_id: str,
        user_id: int,
        now: datetime,
        *,
        pings: Pings | None = None,
        role_ids: Collection[int] = (),
    ) -> Member:
        """Let somebody in who is invited, was in before, or has a role that may join.

        Args:
            group_id: The group.
            user_id: Who pressed *Join*.
            now: The instant.
            pings: `NONE` for *Join, no pings*.
            role_ids: Their roles on the server.

        Raises:
            NotAllowed: None of it is true of them.
        """
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            before = self._rows.members.get(group_id, user_id)
            if not _may_join(before, group, role_ids):
                raise NotAllowed("This group is by invitation. Ask those who run it to invite you.")
            member = before or Member(group_id, user_id, Part.REQUIRED, Standing.INVITED)
            if member.joined:
                joined = replace(member, pings=pings, seen_at=now)
            else:
                joined = replace(
                    member,
                    standing=Standing.JOINED,
                    # Who was gone from the server comes back as they were.
                    pings=pings or (member.pings if member.standing is Standing.GONE else None),
                    silent_rounds=0,
                    joined_at=now,
                    left_at=None,
                    seen_at=now,
                )
            self._rows.members.put(joined)
            if not member.joined:
                self._own_words.drop_outdated(group_id, user_id)
                self._open_rounds.came(joined)
                self._outgoing.refresh_invitation(group_id, now)
                self._look_for_facilitators(group, now)
        return joined

    def leave(self, group_id: str, user_id: int, now: datetime, *, keep: bool) -> Member:
        """Let somebody go, or decline; after that nothing reaches them.

        Args:
            group_id: The group, ended or not.
            user_id: Who leaves; who has left may still have deleted what was kept.
            now: The instant.
            keep: Whether their check-ins and commitments stay.

        Raises:
            Gone: They are not in it, and never were.
        """
        with self._rows.transaction():
            group = known_group(self._rows, group_id)
            member = self._rows.members.get(group_id, user_id)
            if member is None:
                raise Gone("You're not in this group.")
            left = self._let_go(group, member, Standing.LEFT, now)
            if not keep:
                self._own_words.delete(group_id, user_id, now)
        return left

    def remove(self, group_id: str, user_id: int, actor: int, now: datetime) -> None:
        """Let a member go, or take an invitation back; a new one is needed to join again."""
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            member = self._rows.members.get(group_id, user_id)
            if member is None or member.standing is Standing.LEFT:
                return
            left = self._let_go(group, replace(member, facilitator=False), Standing.LEFT, now)
            if member.joined_at is None:
                self._rows.members.delete(group_id, user_id)
            else:
                # Without both of these nobody joins who is not invited again: see `_may_join`.
                self._rows.members.put(replace(left, invited_at=None, joined_at=None))
            self._noted(group, actor, now, "remove")

    def set_part(
        self, group_id: str, user_id: int, part: Part, actor: int, now: datetime
    ) -> Member:
        """Let somebody take part in another way from now on.

        Raises:
            Gone: They are not in the group, and not invited.
        """
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            member = self._rows.members.get(group_id, user_id)
            if member is None or member.standing is Standing.LEFT:
                raise Gone("They're not in this group. Invite them first.")
            changed = self._with_part(member, part)
            self._noted(group, actor, now, "part", part)
        return changed

    def set_facilitators(
        self, group_id: str, user_ids: Collection[int], actor: int, now: datetime
    ) -> list[Member]:
        """Let these people run the group, and nobody else.

        Who is not a member runs it without joining: invited, as an observer.

        Raises:
            Refusal: Nobody is named.
        """
        if not user_ids:
            raise Refusal("Name at least one person who runs the group.")
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            for member in self._rows.members.of_group(group_id):
                if member.facilitator and member.user_id not in user_ids:
                    self._step_down(member)
            named = [self._named(group_id, user_id) for user_id in dict.fromkeys(user_ids)]
            self._look_for_facilitators(group, now)
            self._noted(group, actor, now, "facilitators", f"{len(named)}")
        return named

    def seen(self, guild_id: int, user_id: int, now: datetime) -> None:
        """Write down that somebody is on the server."""
        with self._rows.transaction():
            for _, member in self._rows.members.of_user(guild_id, user_id):
                # Each press says so: most of them need no writing.
                if member.seen_at is None or now - member.seen_at >= SEEN_ANEW_AFTER:
                    self._rows.members.put(replace(member, seen_at=now))

    def gone(self, guild_id: int, user_id: int, now: datetime) -> list[PeerGroup]:
        """Let somebody go who is not on the server any more; return the groups they were in.

        What they wrote stays. They come back as they were when they join again.
        """
        with self._rows.transaction():
            groups = []
            for group, member in self._rows.members.of_user(guild_id, user_id):
                if member.standing in {Standing.INVITED, Standing.JOINED}:
                    self._let_go(group, member, Standing.GONE, now)
                    groups.append(group)
        return groups

    def to_check(self, now: datetime, limit: int) -> list[tuple[int, int]]:
        """Return (server, user) of members who were not heard of for a day, longest ago first."""
        return self._rows.members.unseen_since(now - CHECKED_AFTER, limit)

    def _invited(self, group: PeerGroup, user_id: int, part: Part, now: datetime) -> Member:
        member = self._rows.members.get(group.id, user_id)
        if member is not None and member.joined:
            return self._with_part(member, part)
        if member is None:
            member = Member(group.id, user_id, part, Standing.INVITED)
        invited = replace(member, part=part, standing=Standing.INVITED, invited_at=now)
        self._rows.members.put(invited)
        return invited

    def _with_part(self, member: Member, part: Part) -> Member:
        changed = replace(member, part=part)
        self._rows.members.put(changed)
        if changed.joined and part is not member.part:
            if part is Part.OBSERVER:
                self._open_rounds.left(member.group_id, member.user_id)
            else:
                self._open_rounds.came(changed)
            if part is Part.OPTIONAL:
                self._open_rounds.optional(member.group_id, member.user_id)
        return changed

    def _let_go(
        self, group: PeerGroup, member: Member, standing: Standing, now: datetime
    ) -> Member:
        if member.standing in {standing, Standing.LEFT}:
            return member
        left = replace(member, standing=standing, left_at=now)
        self._rows.members.put(left)
        self._open_rounds.left(group.id, member.user_id)
        self._outgoing.refresh_invitation(group.id, now)
        self._look_for_facilitators(group, now)
        return left

    def _named(self, group_id: str, user_id: int) -> Member:
        member = self._rows.members.get(group_id, user_id)
        if member is None:
            member = Member(group_id, user_id, Part.OBSERVER, Standing.INVITED)
        elif not member.joined:
            member = replace(member, standing=Standing.INVITED)
        named = replace(member, facilitator=True)
        self._rows.members.put(named)
        return named

    def _step_down(self, member: Member) -> None:
        if member.standing is Standing.INVITED and not (member.invited_at or member.joined_at):
            # They only ran it: nothing else ties them to the group.
            self._rows.members.delete(member.group_id, member.user_id)
        else:
            self._rows.members.put(replace(member, facilitator=False))

    def _look_for_facilitators(self, group: PeerGroup, now: datetime) -> None:
        if group.state is GroupState.ENDED:
            return
        if any(member.runs for member in self._rows.members.of_group(group.id)):
            self._notices.fixed(group.id, Cause.NO_FACILITATOR, now)
        else:
            self._notices.raise_(group.id, Cause.NO_FACILITATOR, now)

    def _noted(
        self, group: PeerGroup, actor: int, now: datetime, action: str, detail: str = ""
    ) -> None:
        self._rows.changes.add(group.guild_id, group.id, actor, now, f"members.{action}", detail)


def _may_join(member: Member | None, group: PeerGroup, role_ids: Collection[int]) -> bool:
    if not set(group.join_role_ids).isdisjoint(role_ids):
        return True
    # Who left, declined or was gone may come back; who was removed has neither of these.
    return member is not None and bool(
        member.joined or member.runs or member.invited_at or member.joined_at
    )

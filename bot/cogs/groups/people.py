"""`/group members`: who is in a group, who is invited, how they take part, and who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.accountability.models.groups import Member, Part, Pings, Standing
from bot.cogs.groups.office import number
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.groups import people as texts
from bot.ui.reply import Button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.desk import Memo
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply

    Data = Mapping[str, Any]

_CHOSEN, _BEFORE, _REMOVED = "invited", "members before", "removed member"


class People:
    """Invites people, gives them their parts, and lets them go."""

    def __init__(self, office: Office) -> None:
        self._office = office
        office.finder.on("group.members", self._show, run=True)
        office.on_group("group.members", self._panel)
        office.on_group("group.invite", self._invite)
        office.on_memo("group.invite_as", _CHOSEN, self._invite_as)
        office.on_memo("group.uninvite", _BEFORE, self._uninvite)
        office.on_group("group.one", self._ask_whom)
        office.on_group("group.one_picked", self._picked)
        office.on_group("group.part", self._part)
        office.on_group("group.remove", self._remove)
        office.on_memo("group.unremove", _REMOVED, self._unremove)

    async def _show(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        await self._office.show(interaction, await self.drawn(group.id))

    async def _panel(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        await answering.show(interaction, await self.drawn(group.id))

    async def drawn(self, group_id: str, lead: str = "", undo: Button | None = None) -> Reply:
        """Return the panel of a group as it is now."""

        def look(book: Accountability) -> Reply:
            group = book.rows.groups.get(group_id)
            if group is None:
                raise Gone("That group is not here any more.")
            return texts.panel(group, book.members.of(group_id), lead=lead, undo=undo)

        return await self._office.run(look)

    # -- inviting

    async def _invite(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        chosen = chosen_people(interaction, press)
        memo_id = await self._office.keep(interaction, _CHOSEN, group.id, {"people": chosen})
        await answering.show(interaction, texts.how(group, chosen, memo_id))

    async def _invite_as(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        if press.argument not in list(Part):
            raise Refusal(texts.NOT_A_PART)
        chosen = cast("list[int]", cast("Data", memo.data)["people"])
        part, now, actor = Part(press.argument), self._office.now, interaction.user.id

        def invite(book: Accountability) -> list[Sequence[Any]]:
            before = [_plain(book.members.get(group.id, user_id), user_id) for user_id in chosen]
            book.members.invite(group.id, chosen, part, actor, now)
            return before

        before = await self._office.run(invite)
        undo_id = await self._office.keep(interaction, _BEFORE, group.id, {"before": before})
        await self._office.discard(memo)
        lead = texts.invited(len(chosen), part)
        reply = await self.drawn(group.id, lead, Button("Undo", "group.uninvite", undo_id))
        await answering.show(interaction, reply)

    async def _uninvite(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        """Undo an invitation: whoever has joined meanwhile stays, in the part they had."""
        before = cast("Data", memo.data)["before"]
        now, actor = self._office.now, interaction.user.id

        def undo(book: Accountability) -> None:
            for user_id, part, standing in before:
                member = book.members.get(group.id, user_id)
                if member is None:
                    continue
                if member.standing is Standing.INVITED and standing is None:
                    book.members.remove(group.id, user_id, actor, now)
                elif member.standing is Standing.INVITED and standing == Standing.LEFT:
                    book.members.leave(group.id, user_id, now, keep=True)
                elif part is not None and member.part != part:
                    book.members.set_part(group.id, user_id, Part(part), actor, now)

        await self._office.run(undo)
        await self._office.discard(memo)
        await answering.show(interaction, await self.drawn(group.id, "Undone."))

    # -- one of them

    async def _ask_whom(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        await answering.show(interaction, texts.which_one(group))

    async def _picked(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        user_id = number(press.values[0]) if press.values else 0
        await answering.show(interaction, texts.one(group, await self._member(group, user_id)))

    async def _part(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        meant = texts.read_part(press.argument)
        if meant is None:
            raise Refusal(texts.NOT_A_PART)
        part, user_id = meant[0], number(meant[1])
        await self._member(group, user_id)
        now, actor = self._office.now, interaction.user.id
        changed = await self._office.run(
            lambda book: book.members.set_part(group.id, user_id, part, actor, now)
        )
        await answering.show(interaction, texts.one(group, changed))

    async def _remove(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        user_id = number(press.argument)
        member = await self._member(group, user_id)
        now, actor = self._office.now, interaction.user.id
        await self._office.run(lambda book: book.members.remove(group.id, user_id, actor, now))
        kept = {
            "user": user_id,
            "part": member.part,
            "joined": member.joined,
            "invited": member.invited_at is not None,
            "runs": member.runs,
            "pings": member.pings,
        }
        memo_id = await self._office.keep(interaction, _REMOVED, group.id, kept)
        await answering.show(interaction, texts.removed(group, user_id, memo_id))

    async def _unremove(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        """Undo a removal: they are as they were, unless somebody has changed it since."""
        was, now, actor = cast("Data", memo.data), self._office.now, interaction.user.id
        user_id = was["user"]

        def undo(book: Accountability) -> None:
            since = book.members.get(group.id, user_id)
            if since is not None and since.standing is not Standing.LEFT:
                raise Refusal(texts.CHANGED_SINCE)
            if was["joined"] or was["invited"]:
                book.members.invite(group.id, [user_id], Part(was["part"]), actor, now)
            if was["joined"]:
                pings = None if was["pings"] is None else Pings(was["pings"])
                book.members.join(group.id, user_id, now, pings=pings)
            if was["runs"]:
                running = [one.user_id for one in book.members.of(group.id) if one.runs]
                book.members.set_facilitators(group.id, [*running, user_id], actor, now)

        await self._office.run(undo)
        await self._office.discard(memo)
        await answering.show(interaction, await self.drawn(group.id, "Undone."))

    async def _member(self, group: PeerGroup, user_id: int) -> Member:
        member = await self._office.run(lambda book: book.members.get(group.id, user_id))
        if member is None or member.standing is Standing.LEFT:
            raise Refusal(texts.NOT_IN_IT)
        return member


def chosen_people(interaction: Interaction, press: Press) -> list[int]:
    """Return the people who were chosen in a menu.

    Raises:
        Refusal: There are none, or they are bots, or nobody of this server.
    """
    data = cast("dict[str, Any]", interaction.data or {})
    resolved = cast("dict[str, Any]", data.get("resolved") or {})
    users, here = resolved.get("users") or {}, resolved.get("members") or {}
    chosen = [
        number(value)
        for value in press.values
        if value in users and value in here and not users[value].get("bot")
    ]
    if not chosen:
        raise Refusal(texts.NOBODY)
    return chosen[: texts.MOST_AT_ONCE]


def _plain(member: Member | None, user_id: int) -> Sequence[Any]:
    if member is None:
        return [user_id, None, None]
    return [user_id, member.part, member.standing]

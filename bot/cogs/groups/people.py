"""`/group members`, the invitation, and the presses under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.accountability.dispatch.showing import invitation_view
from bot.accountability.models.groups import Part, Pings
from bot.authority import guild_of
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.deliveries import draw
from bot.ui.groups import people as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_MEMO = "invited"
_SAMPLE = "sample"
_NOT_HERE = "That group is not here any more."


class People:
    """Invites people, gives them their parts, and lets them in."""

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._services = services
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        finder.on("group.members", self._show, run=True)
        routes.on_press("group.members", self._panel)
        routes.on_press("group.invite", self._invite)
        routes.on_press("group.invite_as", self._invite_as)
        routes.on_press("group.facilitators", self._facilitators)
        routes.on_press("group.join_roles", self._join_roles)
        routes.on_press("group.remove", self._remove)
        routes.on_press("group.unremove", self._unremove)
        routes.on_press("group.invitation", self._preview)
        routes.on_press("group.post_invitation", self._post)
        routes.on_press("group.join", self._join)
        routes.on_press("group.join_quiet", self._join_quiet)
        routes.on_press("group.kept", self._kept)

    # -- the panel

    async def _show(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        await answering.show(interaction, await self._drawn(group.id))

    async def _panel(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        await answering.show(interaction, await self._drawn(group.id))

    async def _drawn(self, group_id: str, lead: str = "") -> Reply:
        def look(book: Accountability) -> Reply:
            group = book.rows.groups.get(group_id)
            if group is None:
                raise Gone(_NOT_HERE)
            return texts.panel(group, book.members.of(group_id), lead=lead)

        return await self._follow_up.run(look)

    async def _invite(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        chosen = _people(interaction, press)
        if not chosen:
            raise Refusal(texts.NOBODY)
        data = {"group": group.id, "people": chosen}
        memo = await self._services.desk.keep(
            _MEMO, guild_of(interaction), interaction.user.id, data
        )
        await answering.update(interaction, texts.how(chosen, memo.id))

    async def _invite_as(self, interaction: Interaction, press: Press) -> None:
        memo = await self._services.desk.recall(
            _MEMO, guild_of(interaction), press.id, owner_id=interaction.user.id
        )
        data = cast("Data", memo.data)
        group = await self._finder.of_press(interaction, data["group"], run=True)
        if press.argument not in list(Part):
            raise Refusal(texts.NOBODY)
        part, now, actor = Part(press.argument), self._clock.now(), interaction.user.id
        invited = await self._follow_up.run(
            lambda book: book.members.invite(group.id, data["people"], part, actor, now)
        )
        lead = texts.invited(len(invited), part)
        await answering.update(interaction, await self._drawn(group.id, lead))

    async def _facilitators(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        chosen, now, actor = _people(interaction, press), self._clock.now(), interaction.user.id
        if not chosen:
            raise Refusal(texts.NOBODY)
        await self._follow_up.run(
            lambda book: book.members.set_facilitators(group.id, chosen, actor, now)
        )
        await answering.update(interaction, await self._drawn(group.id, "Saved."))

    async def _join_roles(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        known = {role.id for role in interaction.guild.roles} if interaction.guild else set()
        chosen = tuple(sorted({int(one) for one in press.values if one.isdecimal()} & known))
        now, actor = self._clock.now(), interaction.user.id
        await self._follow_up.run(
            lambda book: book.groups.edit(group.id, join_role_ids=chosen, actor=actor, now=now)
        )
        await answering.update(interaction, await self._drawn(group.id, "Saved."))

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now, actor = self._clock.now(), interaction.user.id
        user_id = next((int(one) for one in press.values if one.isdecimal()), 0)
        if await self._follow_up.run(lambda book: book.members.get(group.id, user_id)) is None:
            raise Refusal("They are not in this group, so nothing is changed.")
        await self._follow_up.run(lambda book: book.members.remove(group.id, user_id, actor, now))
        await answering.update(interaction, texts.removed(group, user_id))

    async def _unremove(self, interaction: Interaction, press: Press) -> None:
        """Undo a removal: they are as they were, as long as nobody has changed it since."""
        group = await self._finder.of_press(interaction, press.id, run=True)
        if not press.argument.isdecimal():
            raise Gone(_NOT_HERE)
        user_id, now = int(press.argument), self._clock.now()

        def back(book: Accountability) -> None:
            before = book.members.get(group.id, user_id)
            if before is None or before.joined_at is None:
                book.members.invite(group.id, [user_id], Part.REQUIRED, interaction.user.id, now)
            elif not before.joined:
                book.members.join(group.id, user_id, now, pings=before.pings)

        await self._follow_up.run(back)
        await answering.update(interaction, await self._drawn(group.id, "They are back."))

    # -- the invitation

    async def _preview(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now = self._clock.now()
        view = await self._follow_up.run(lambda book: invitation_view(book.rows, group, now))
        if view is None:
            raise Gone(_NOT_HERE)
        drawn = draw(view, _SAMPLE)
        await answering.update(interaction, texts.preview(group, drawn, len(drawn.mentions)))

    async def _post(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id, run=True)
        now, actor = self._clock.now(), interaction.user.id

        def post(book: Accountability) -> Reply:
            book.groups.post_invitation(group.id, actor, now)
            return texts.posted(group, book.timetable.first_opening(group.id, now))

        await answering.update(interaction, await self._follow_up.run(post))

    async def _join(self, interaction: Interaction, press: Press) -> None:
        await self._let_in(interaction, press.id, None)

    async def _join_quiet(self, interaction: Interaction, press: Press) -> None:
        await self._let_in(interaction, press.id, Pings.NONE)

    async def _let_in(self, interaction: Interaction, group_id: str, pings: Pings | None) -> None:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        member = interaction.user
        roles = [role.id for role in member.roles] if isinstance(member, discord.Member) else []
        now = self._clock.now()

        def join(book: Accountability) -> Reply:
            group = book.groups.get(guild_id, group_id)
            book.members.join(group.id, user_id, now, pings=pings, role_ids=roles)
            first = book.timetable.first_opening(group.id, now)
            return texts.welcome(group, first, quiet=pings is Pings.NONE)

        await answering.show(interaction, await self._follow_up.run(join))

    async def _kept(self, interaction: Interaction, press: Press) -> None:
        """Say what is kept: to members, and to whoever may become one."""
        guild_id = guild_of(interaction)
        group = await self._follow_up.run(lambda book: book.groups.get(guild_id, press.id))
        seen = interaction.channel_id == group.channel_id
        own = await self._follow_up.run(
            lambda book: book.members.get(group.id, interaction.user.id)
        )
        if own is None and not seen:
            raise Gone(_NOT_HERE)
        await answering.send(interaction, texts.kept(group))


def _people(interaction: Interaction, press: Press) -> list[int]:
    """Return the chosen people; bots take no part."""
    data = cast("dict[str, Any]", interaction.data or {})
    users = cast("dict[str, Any]", data.get("resolved") or {}).get("users") or {}
    bots = {int(number) for number, user in users.items() if user.get("bot")}
    chosen = [int(one) for one in press.values if one.isdecimal()]
    return [number for number in chosen if number not in bots][: texts.MOST_AT_ONCE]

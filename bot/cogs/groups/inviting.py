"""The invitation: seen before it is posted, and answered by those who read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.accountability.dispatch.showing import invitation_view
from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import Pings, Standing
from bot.authority import guild_of
from bot.errors import Gone, NotAllowed
from bot.ui import answering, me
from bot.ui.deliveries import draw
from bot.ui.group_choice import NOT_IN_IT
from bot.ui.groups import invitation as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import Member, PeerGroup
    from bot.cogs.groups.office import Office
    from bot.ui.press import Interaction, Press

_SAMPLE = "sample"


class Inviting:
    """Posts invitations, and lets people in."""

    def __init__(self, office: Office) -> None:
        self._office = office
        office.on_group("group.invitation", self._preview)
        office.on_group("group.post_invitation", self._post)
        office.on_group("group.unpost_invitation", self._take_back)
        office.routes.on_press("group.join", self._join)
        office.routes.on_press("group.join_quiet", self._join_quiet)
        office.routes.on_press("group.kept", self._kept)
        office.routes.on_press("group.leave", self._leave)

    # -- posting it

    async def _preview(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        now = self._office.now
        view = await self._office.run(lambda book: invitation_view(book.rows, group, now))
        if view is None:
            raise Gone(NOT_IN_IT)
        reply = texts.preview(group, draw(view, _SAMPLE), has_schedule=bool(view.rhythm))
        await answering.show(interaction, reply)

    async def _post(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        now, actor = self._office.now, interaction.user.id

        def post(book: Accountability) -> Reply:
            book.groups.post_invitation(group.id, actor, now)
            return texts.posted(group, book.timetable.first_opening(group.id, now))

        await answering.show(interaction, await self._office.run(post))

    async def _take_back(self, interaction: Interaction, group: PeerGroup, _press: Press) -> None:
        """Call the latest invitation off, or delete it where it stands."""

        def call_off(book: Accountability) -> tuple[int, int] | None:
            with book.rows.transaction():
                sent = book.rows.deliveries.of_group(group.id, DeliveryKind.INVITATION)
                latest = sent[-1] if sent else None
                if latest is None:
                    return None
                if latest.state is DeliveryState.PENDING:
                    book.rows.deliveries.settle(latest.id, DeliveryState.CANCELLED)
                if latest.message_id is None or latest.message_channel_id is None:
                    return None
                return latest.message_channel_id, latest.message_id

        stands = await self._office.run(call_off)
        if stands is not None:
            await answering.patiently(interaction, _delete(interaction, *stands), update=True)
        await answering.show(interaction, Reply(texts.TAKEN_BACK))

    # -- answering it

    async def _join(self, interaction: Interaction, press: Press) -> None:
        await self._let_in(interaction, press.id, None)

    async def _join_quiet(self, interaction: Interaction, press: Press) -> None:
        await self._let_in(interaction, press.id, Pings.NONE)

    async def _let_in(self, interaction: Interaction, group_id: str, pings: Pings | None) -> None:
        group, _ = await self._invited_to(interaction, group_id)
        user_id, roles, now = interaction.user.id, _roles(interaction), self._office.now

        def join(book: Accountability) -> Reply:
            member = book.members.join(group.id, user_id, now, pings=pings, role_ids=roles)
            first = book.timetable.first_opening(group.id, now)
            return texts.welcome(group, member, first, quiet=pings is Pings.NONE)

        await answering.show(interaction, await self._office.run(join))

    async def _kept(self, interaction: Interaction, press: Press) -> None:
        """Say what is kept: to members, and to whoever reads the invitation."""
        group, member = await self._invited_to(interaction, press.id)
        await answering.send(interaction, texts.kept(group, member))

    async def _leave(self, interaction: Interaction, press: Press) -> None:
        """Ask a member what becomes of what they wrote; who is only invited just declines."""
        group, member = await self._invited_to(interaction, press.id)
        if member is None or member.standing in {Standing.LEFT, Standing.GONE}:
            raise NotAllowed(NOT_IN_IT)
        if member.joined:
            await answering.show(interaction, me.leaving(group))
            return
        user_id, now = interaction.user.id, self._office.now
        await self._office.run(lambda book: book.members.leave(group.id, user_id, now, keep=True))
        await answering.show(interaction, texts.declined(group))

    async def _invited_to(
        self, interaction: Interaction, group_id: str
    ) -> tuple[PeerGroup, Member | None]:
        """Return a group to whoever is in it, was, is invited, may join, or reads its channel.

        Anybody else is told the same as if there were none.
        """
        guild_id, user_id, roles = guild_of(interaction), interaction.user.id, _roles(interaction)
        group, member = await self._office.run(
            lambda book: (book.rows.groups.get(group_id), book.members.get(group_id, user_id))
        )
        if group is None or group.guild_id != guild_id:
            raise NotAllowed(NOT_IN_IT)
        may_join = not roles.isdisjoint(group.join_role_ids)
        if member is None and not may_join and interaction.channel_id != group.channel_id:
            raise NotAllowed(NOT_IN_IT)
        return group, member


async def _delete(interaction: Interaction, channel_id: int, message_id: int) -> None:
    channel = interaction.client.get_partial_messageable(channel_id)
    try:
        await channel.get_partial_message(message_id).delete()
    except discord.NotFound:
        return  # somebody has deleted it already


def _roles(interaction: Interaction) -> set[int]:
    member = interaction.user
    return {role.id for role in member.roles} if isinstance(member, discord.Member) else set()

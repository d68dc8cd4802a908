"""`/group report`: how a group did, as text, a chart and a table; for its members, too."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.accountability.calendar_days import today_of
from bot.errors import Refusal
from bot.ui import answering
from bot.ui.groups_report.drawing import TURN, asked, drawn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply

    Data = Mapping[str, Any]

RANGES = {"4 weeks": 28, "3 months": 91, "a year": 364}
"""How far back a report looks, in days."""
_USUAL = 91
_NO_PAGE = "That page is not there any more. Run `/group report` again."


class Reporting:
    """Draws reports: members see who answered, and each of them alone their own rate."""

    def __init__(self, office: Office) -> None:
        self._office = office
        office.finder.on("group.report", self._report)
        office.finder.on("group.report_run", self._report, run=True)
        office.routes.on_press(TURN, self._turn)

    async def begin(self, interaction: Interaction, days: int | None) -> None:
        """Report to a member, or to whoever runs the group without being one."""
        is_member = await self._office.finder.candidates(interaction)
        action = "group.report" if is_member else "group.report_run"
        await self._office.finder.run(interaction, action, {"days": days or _USUAL})

    async def _report(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        until_on = today_of(group, self._office.now)
        from_on = until_on - timedelta(days=int(data["days"]))
        reply = await answering.patiently(
            interaction, self._drawn(interaction, group, from_on, until_on, 0)
        )
        await self._office.show(interaction, reply)

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        group = await self._group(interaction, press.id)
        meant = asked(press.argument)
        if meant is None:
            raise Refusal(_NO_PAGE)
        page, from_on, until_on = meant
        reply = await answering.patiently(
            interaction, self._drawn(interaction, group, from_on, until_on, page), update=True
        )
        await answering.show(interaction, reply)

    async def _group(self, interaction: Interaction, group_id: str) -> PeerGroup:
        """Return a group to its members, and to those who run it."""
        user_id = interaction.user.id
        member = await self._office.run(lambda book: book.members.get(group_id, user_id))
        is_member = member is not None and member.joined
        return await self._office.finder.of_press(interaction, group_id, run=not is_member)

    async def _drawn(
        self,
        interaction: Interaction,
        group: PeerGroup,
        from_on: date,
        until_on: date,
        page: int,
    ) -> Reply:
        user_id, now = interaction.user.id, self._office.now
        member, report = await self._office.run(
            lambda book: (
                book.members.get(group.id, user_id),
                book.reports.report(group.id, from_on, until_on, user_id, now),
            )
        )
        is_member = member is not None and member.joined
        # Nobody else sees it, so that it may tell a member's own rate.
        return await asyncio.to_thread(drawn, report, page, names=is_member, own=is_member)

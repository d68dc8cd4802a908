"""`/group preview`: what the group will see, to whoever runs it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import Part
from bot.errors import Gone
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.group_choice import NOT_IN_IT
from bot.ui.groups import sample as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability
    from bot.accountability.models.rounds import Series
    from bot.cogs.groups.office import Office
    from bot.cogs.groups.schedules import Schedules
    from bot.ui.press import Interaction, Press

_FORM = "group.see_form"


class Preview:
    """Shows a schedule's messages and its form, on sample answers."""

    def __init__(self, office: Office, schedules: Schedules) -> None:
        self._office = office
        schedules.on("preview", self._show)
        office.on_series("group.preview", self._turn)
        office.on_series(_FORM, self._see_form)
        office.routes.on_form(_FORM, None, self._looked_at, reopen=self._open_again)

    async def _show(self, interaction: Interaction, series: Series) -> None:
        await self._office.show(interaction, await self._page(interaction, series, "ping"))

    async def _turn(self, interaction: Interaction, series: Series, press: Press) -> None:
        await answering.show(interaction, await self._page(interaction, series, press.argument))

    async def _page(self, interaction: Interaction, series: Series, shown: str) -> Reply:
        me, now = interaction.user.id, self._office.now

        def look(book: Accountability) -> Reply:
            group = book.groups.get(series.guild_id, series.group_id)
            members = [
                one.user_id
                for one in book.members.of(group.id)
                if one.joined and one.part is Part.REQUIRED
            ]
            several = len(book.timetable.of(group.id)) > 1
            return texts.page(group, series, shown, members or [me], now, several=several)

        return await self._office.run(look)

    async def _see_form(self, interaction: Interaction, series: Series, _press: Press) -> None:
        await self._open(interaction, series)

    async def _open_again(self, interaction: Interaction, written: Written) -> None:
        await self._open(interaction, await self._office.series(interaction, written.id))

    async def _open(self, interaction: Interaction, series: Series) -> None:
        group = await self._office.run(lambda book: book.rows.groups.get(series.group_id))
        if group is None:
            raise Gone(NOT_IN_IT)
        layout = texts.form_layout(group, series, self._office.now)
        await self._office.routes.open_form(interaction, Written(_FORM, series.id), layout)

    async def _looked_at(self, interaction: Interaction, _written: Written) -> None:
        await answering.send(interaction, Reply(texts.ONLY_LOOKED_AT))

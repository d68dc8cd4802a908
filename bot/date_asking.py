"""Dates that people type: offered while they type, read on their own clock, asked again in doubt.

What else they gave to a command is kept meanwhile, so that one press goes on with it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakValueDictionary

from bot.accountability.typed import read_date, suggest_dates, today_in
from bot.accountability.zones import zone_named
from bot.typeahead import choices
from bot.ui import answering
from bot.ui import date_asking as texts
from bot.ui.forms import Written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.accountability.models.groups import PeerGroup
    from bot.desk import Memo
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.typeahead import Choices
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_MEMO = "date"
_FORM = "date.form"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action of the finder's, with all but a date: by its name, in its group, as given."""

    action: str
    group: PeerGroup
    data: Data


class DateAsking:
    """Reads the dates of an action, and asks again where it is not clear which is meant.

    Args:
        services: What it works with.
        routes: For its buttons, and the form for a date.
        finder: Whose actions are gone on with.
    """

    def __init__(self, services: Services, routes: Routes, finder: GroupFinder) -> None:
        self._services = services
        self._routes = routes
        self._finder = finder
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        routes.on_press("date.choose", self._chosen)
        routes.on_press("date.other", self._other)
        routes.on_form(_FORM, texts.layout, self._typed)

    async def zone(self, interaction: Interaction, group: PeerGroup) -> ZoneInfo:
        """Return the clock of who asks: their own, or the group's."""
        user_id = interaction.user.id
        person = await self._services.follow_up.run(
            lambda book: book.people.get(group.guild_id, user_id)
        )
        return zone_named(person.zone or group.zone)

    async def today(self, interaction: Interaction, group: PeerGroup) -> date:
        """Return the date on the calendar of who asks."""
        return today_in(await self.zone(interaction, group), self._services.clock.now())

    async def offer(self, interaction: Interaction, typed: str) -> Choices:
        """Offer the dates that may be meant; none to who is in no group."""
        groups = await self._finder.candidates(interaction)
        if not groups:
            return []
        today = await self.today(interaction, groups[0])
        return choices((one.label, one.value) for one in suggest_dates(typed, today))

    async def read(self, interaction: Interaction, waiting: Waiting, field: str) -> date | None:
        """Return the date that was typed; None where it was not clear, and is asked for again.

        Args:
            interaction: What is answered.
            waiting: What is gone on with once the date is clear.
            field: Where in its data the date stands, as it was typed.
        """
        today = await self.today(interaction, waiting.group)
        typed = str(waiting.data[field])
        readings = read_date(typed, today)
        if len(readings) == 1:
            return readings[0]
        memo = await self._keep(interaction, waiting, field)
        await answering.show(interaction, texts.ask_again(typed, readings, today, memo.id))
        return None

    async def refuse(
        self, interaction: Interaction, waiting: Waiting, field: str, sentence: str
    ) -> None:
        """Say why a date can't be taken, and offer to give another one."""
        memo = await self._keep(interaction, waiting, field)
        await answering.show(interaction, texts.refused(sentence, memo.id))

    async def ask(self, interaction: Interaction, waiting: Waiting, field: str) -> None:
        """Open the form for a date, and go on with the action; it must be the first answer."""
        memo = await self._keep(interaction, waiting, field)
        await self._routes.open_form(interaction, Written(_FORM, memo.id))

    async def _keep(self, interaction: Interaction, waiting: Waiting, field: str) -> Memo:
        kept = {
            "action": waiting.action,
            "group": waiting.group.id,
            "data": dict(waiting.data),
            "field": field,
        }
        return await self._services.desk.keep(
            _MEMO, interaction.guild_id or 0, interaction.user.id, kept
        )

    async def _recall(self, interaction: Interaction, memo_id: str) -> Memo:
        return await self._services.desk.recall(
            _MEMO, interaction.guild_id or 0, memo_id, owner_id=interaction.user.id
        )

    async def _chosen(self, interaction: Interaction, press: Press) -> None:
        await self._go_on(interaction, press.id, press.argument)

    async def _other(self, interaction: Interaction, press: Press) -> None:
        kept = cast("Data", (await self._recall(interaction, press.id)).data)
        typed = str(kept["data"].get(kept["field"], ""))[: texts.LONGEST]
        await self._routes.open_form(
            interaction, Written(_FORM, press.id, values={texts.DATE: typed})
        )

    async def _typed(self, interaction: Interaction, written: Written) -> None:
        await self._go_on(interaction, written.id, written.values.get(texts.DATE, ""))

    async def _go_on(self, interaction: Interaction, memo_id: str, typed: str) -> None:
        """Go on with the action, once: a second press finds nothing to go on with."""
        async with self._turns.setdefault(memo_id, asyncio.Lock()):
            memo = await self._recall(interaction, memo_id)
            kept = cast("Data", memo.data)
            data = {**kept["data"], kept["field"]: typed}
            await self._finder.resume(interaction, kept["action"], kept["group"], data)
            await self._services.desk.discard(memo)

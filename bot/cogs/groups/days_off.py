"""When nobody is expected: `/group holidays`, and `/group excuse`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from bot.accountability.calendar_days import today_of
from bot.accountability.errors import InvalidDates
from bot.accountability.models.groups import Holiday
from bot.accountability.typed import read_date
from bot.cogs.groups.office import number, one_of
from bot.date_asking import Waiting
from bot.errors import Refusal
from bot.typeahead import choices
from bot.ui import answering
from bot.ui.groups import days_off as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.date_asking import DateAsking
    from bot.desk import Memo
    from bot.typeahead import Choices
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply

    Data = Mapping[str, Any]

_REMOVED = "removed holiday"
_ADD = "group.holiday_add"


class DaysOff:
    """Notes when a group rests, and who need not answer."""

    def __init__(self, office: Office, dates: DateAsking) -> None:
        self._office = office
        self._dates = dates
        office.finder.on(_ADD, self._add, run=True, once=True)
        office.finder.on("group.holiday_list", self._list, run=True)
        office.finder.on("group.holiday_remove", self._remove_typed, run=True)
        office.finder.on("group.excuse", self._excuse, run=True, once=True)
        office.on_group("group.remove_holiday", self._remove_added)
        office.on_group("group.holiday_picked", self._remove_picked)
        office.on_memo("group.restore_holiday", _REMOVED, self._restore)
        office.on_group("group.unexcuse", self._unexcuse)
        office.on_group("group.excuse_again", self._excuse_again)

    # -- holidays

    async def add(self, interaction: Interaction, dates: str, name: str) -> None:
        """Note a holiday, once it is clear which days and which group are meant."""
        await self._office.finder.run(interaction, _ADD, {"dates": dates, "name": name})

    async def _add(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        now, actor = self._office.now, interaction.user.id
        today = today_of(group, now)
        if "from" not in data:
            first, last = texts.split_range(str(data["dates"]), today)
            data = {**data, "from": first, "until": last}
        days = await self._read(interaction, group, data)
        if days is None:
            return
        try:
            holiday = await self._office.run(
                lambda book: book.holidays.add(
                    group.id, data["name"] or texts.WITHOUT_NAME, *days, actor, now
                )
            )
        except InvalidDates as error:
            await self._dates.refuse(interaction, Waiting(_ADD, group, data), "until", str(error))
            return
        await self._office.show(interaction, texts.added(holiday, today))

    async def _read(
        self, interaction: Interaction, group: PeerGroup, data: Data
    ) -> tuple[date, date] | None:
        """Return the first and the last day; None where one is not clear, and is asked for."""
        first = await self._dates.read(interaction, Waiting(_ADD, group, data), "from")
        if first is None:
            return None
        if not data["until"]:
            return first, first
        known = {**data, "from": first.isoformat()}
        # "2 Jan" is the one after the first day, not the one after today.
        readings = read_date(str(data["until"]), first)
        if len(readings) == 1:
            return first, readings[0]
        last = await self._dates.read(interaction, Waiting(_ADD, group, known), "until")
        return None if last is None else (first, last)

    async def _list(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        now = self._office.now
        found = await self._office.run(lambda book: book.holidays.list(group.id, now))
        await self._office.show(interaction, texts.listed(group, found, today_of(group, now)))

    async def offer(self, interaction: Interaction, current: str) -> Choices:
        """Offer the holidays of the groups that somebody runs, and nobody else's."""
        groups = await self._office.finder.candidates(interaction, run=True)
        now = self._office.now
        found = await self._office.run(
            lambda book: [
                (texts.label(one, today_of(group, now)), one.id)
                for group in groups
                for one in book.holidays.list(group.id, now)
            ]
        )
        wanted = current.casefold()
        return choices((label, id_) for label, id_ in found if wanted in label.casefold())

    async def remove(self, interaction: Interaction, chosen: str) -> None:
        """Remove the holiday that was chosen, or the one that was typed."""
        holiday = await self._office.run(lambda book: book.rows.holidays.get(chosen))
        if holiday is None:
            await self._office.finder.run(interaction, "group.holiday_remove", {"holiday": chosen})
            return
        group = await self._office.group(interaction, holiday.group_id)
        await self._office.show(interaction, await self._removed(interaction, group, chosen))

    async def _remove_typed(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        now, wanted = self._office.now, str(data["holiday"]).casefold()
        found = await self._office.run(lambda book: book.holidays.list(group.id, now))
        meant = [one for one in found if wanted in one.name.casefold()]
        if len(meant) == 1:
            reply = await self._removed(interaction, group, meant[0].id)
        else:
            reply = texts.listed(group, meant or found, today_of(group, now))
        await self._office.show(interaction, reply)

    async def _remove_added(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        await answering.show(interaction, await self._removed(interaction, group, press.argument))

    async def _remove_picked(
        self, interaction: Interaction, group: PeerGroup, press: Press
    ) -> None:
        await answering.show(interaction, await self._removed(interaction, group, one_of(press)))

    async def _removed(self, interaction: Interaction, group: PeerGroup, holiday_id: str) -> Reply:
        now, actor = self._office.now, interaction.user.id
        holiday = await self._office.run(
            lambda book: book.holidays.remove(group.id, holiday_id, actor, now)
        )
        kept = {
            "id": holiday.id,
            "name": holiday.name,
            "from": holiday.from_on.isoformat(),
            "until": holiday.until_on.isoformat(),
        }
        memo_id = await self._office.keep(interaction, _REMOVED, group.id, kept)
        return texts.removed(holiday, today_of(group, now), memo_id)

    async def _restore(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        data, now, actor = cast("Data", memo.data), self._office.now, interaction.user.id
        days = [date.fromisoformat(data[name]) for name in ("from", "until")]
        holiday = Holiday(data["id"], group.id, data["name"], *days)
        await self._office.run(lambda book: book.holidays.restore(holiday, actor, now))
        await answering.show(interaction, texts.added(holiday, today_of(group, now)))

    # -- excuses

    async def _excuse(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        await self._office.show(
            interaction, await self._excused(interaction, group, int(data["member"]))
        )

    async def _excuse_again(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        reply = await self._excused(interaction, group, number(press.argument))
        await answering.show(interaction, reply)

    async def _excused(self, interaction: Interaction, group: PeerGroup, user_id: int) -> Reply:
        now, actor = self._office.now, interaction.user.id
        rounds = await self._office.run(
            lambda book: book.absences.excuse(group.id, user_id, actor, now)
        )
        return texts.excused(group, user_id, rounds, today_of(group, now))

    async def _unexcuse(self, interaction: Interaction, group: PeerGroup, press: Press) -> None:
        user_id, now, actor = number(press.argument), self._office.now, interaction.user.id

        def undo(book: Accountability) -> None:
            if not book.absences.unexcuse(group.id, user_id, actor, now):
                raise Refusal("There is nothing left to undo: that check-in is over.")

        await self._office.run(undo)
        await answering.show(interaction, texts.unexcused(group, user_id))

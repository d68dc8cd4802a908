"""The panel of a schedule: opened, filled press by press, read back each time, and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from bot.accountability.texts import clean_name
from bot.cogs.groups import drafting
from bot.cogs.groups.fields import MEMO, Fields, offered_one, plan_of
from bot.cogs.groups.office import one_of
from bot.errors import Refusal
from bot.ui import answering
from bot.ui.groups import choices
from bot.ui.groups import panel as texts
from bot.ui.groups.plan import Plan
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.cogs.groups.office import Office
    from bot.desk import Memo
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]

_SAVED = "saved schedule"


class TimetablePanel:
    """Adds schedules and changes them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        office.finder.on("group.schedule_add", self._add, run=True)
        office.on_group("group.add_schedule", self._add_pressed)
        office.on_series("group.edit_schedule", self._edit_pressed)
        office.on_series("notice.rhythm", self._edit_pressed)
        office.on_memo("group.panel", MEMO, self._again)
        office.on_memo("group.panel_often", MEMO, self._often)
        office.on_memo("group.panel_days", MEMO, self._days)
        office.on_memo("group.panel_close", MEMO, self._close)
        office.on_memo("group.panel_nudge", MEMO, self._nudge)
        office.on_memo("group.panel_from", MEMO, self._ask_first)
        office.on_memo("group.panel_first", MEMO, self._first)
        office.on_memo("group.panel_cancel", MEMO, self._cancel)
        office.on_memo("group.save", MEMO, self._save)
        office.on_memo("group.unsave", _SAVED, self._unsave)
        self._fields = Fields(office, self._go_on)

    # -- opening the panel

    async def _add(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        name = str(data.get("name") or "")
        plan = Plan.new(group.id, clean_name(name) if name else "")
        await self._office.show(interaction, await self._opened(interaction, plan))

    async def _add_pressed(self, interaction: Interaction, group: PeerGroup, _: Press) -> None:
        await answering.show(interaction, await self._opened(interaction, Plan.new(group.id)))

    async def _edit_pressed(self, interaction: Interaction, series: Series, _: Press) -> None:
        await self.edit(interaction, series)

    async def edit(self, interaction: Interaction, series: Series) -> None:
        """Open the panel with a schedule that is there."""
        await self._office.show(interaction, await self._opened(interaction, Plan.of(series)))

    async def _opened(self, interaction: Interaction, plan: Plan) -> Reply:
        memo_id = await self._office.keep(interaction, MEMO, plan.group_id, plan.data)
        return await self._drawn(memo_id, plan)

    async def _drawn(self, memo_id: str, plan: Plan) -> Reply:
        now = self._office.now
        look = await self._office.run(lambda book: drafting.look_at(book, memo_id, plan, now))
        return texts.panel(look)

    async def _go_on(self, interaction: Interaction, memo: Memo, plan: Plan) -> None:
        await self._office.rewrite(memo, plan.data)
        await answering.show(interaction, await self._drawn(memo.id, plan))

    async def _again(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        await answering.show(interaction, await self._drawn(memo.id, plan_of(memo)))

    # -- chosen in a menu

    async def _often(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        plan, chosen = plan_of(memo), one_of(press)
        if chosen == choices.OTHER:
            await self._fields.ask(interaction, memo, "weeks")
            return
        rhythm = choices.rhythm_of(chosen, plan.rhythm)
        if rhythm is None:
            raise Refusal(texts.NOT_OFFERED)
        await self._go_on(interaction, memo, plan.every(rhythm))

    async def _days(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        plan = plan_of(memo)
        if one_of(press) == choices.OTHER:
            await self._fields.ask(interaction, memo, "day")
            return
        rhythm = choices.with_days(plan.rhythm, press.values)
        if rhythm is None:
            raise Refusal(texts.NOT_OFFERED)
        await self._go_on(interaction, memo, plan.every(rhythm))

    async def _close(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        plan, chosen = plan_of(memo), one_of(press)
        if chosen == choices.OTHER:
            await self._fields.ask(interaction, memo, "close")
            return
        await self._go_on(interaction, memo, plan.until(offered_one(choices.deadline_of(chosen))))

    async def _nudge(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        plan, chosen = plan_of(memo), one_of(press)
        if chosen == choices.OTHER:
            await self._fields.ask(interaction, memo, "nudge")
            return
        nudge = None if chosen == choices.NONE else offered_one(choices.deadline_of(chosen))
        await self._go_on(interaction, memo, replace(plan, nudge=nudge))

    async def _ask_first(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        plan, now = plan_of(memo), self._office.now

        def ask(book: Accountability) -> Reply:
            offered, today = drafting.first_dates(book, plan, now)
            return texts.from_when(drafting.look_at(book, memo.id, plan, now), offered, today)

        await answering.show(interaction, await self._office.run(ask))

    async def _first(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        plan, now, chosen = plan_of(memo), self._office.now, one_of(press)
        offered, _ = await self._office.run(lambda book: drafting.first_dates(book, plan, now))
        first = None
        if chosen != choices.SOONEST:
            first = offered_one(choices.first_date_of(chosen, offered))
        elif plan.series_id:
            first = offered[0] if offered else None
        await self._go_on(interaction, memo, plan.first_on(first))

    # -- saving

    async def _cancel(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        await answering.show(interaction, texts.cancelled(memo.id))

    async def _save(
        self, interaction: Interaction, group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        plan, now, actor = plan_of(memo), self._office.now, interaction.user.id
        try:
            series, before = await self._office.run(
                lambda book: drafting.save(book, plan, actor, now)
            )
        except drafting.ChangedMeanwhile as changed:
            await answering.show(interaction, texts.changed_meanwhile(changed.series))
            return
        await self._office.rewrite(memo, {"group": group.id, "saved": series.id})
        kept = {"series": series.id, "version": series.version, "before": before}
        undo_id = await self._office.keep(interaction, _SAVED, group.id, kept)
        opens_at = await self._office.run(lambda book: book.timetable.next_opening(series, now))
        await answering.show(interaction, texts.saved(series, opens_at, undo_id))

    async def _unsave(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        """Undo an addition, or put back what an edit has changed."""
        data, now, actor = cast("Data", memo.data), self._office.now, interaction.user.id
        before = None if data["before"] is None else Plan.read(data["before"])
        await self._office.run(
            lambda book: drafting.undo(book, data["series"], data["version"], before, actor, now)
        )
        await self._office.discard(memo)
        await answering.show(interaction, Reply(texts.UNDONE))

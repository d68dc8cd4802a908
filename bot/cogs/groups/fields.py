"""What is typed on a schedule's panel: a form for each field, and a question where in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.accountability.texts import clean_name
from bot.accountability.typed import read_time
from bot.errors import Refusal
from bot.ui import answering
from bot.ui.forms import Written
from bot.ui.groups import choices, typed
from bot.ui.groups import panel as texts
from bot.ui.groups.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import time

    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.groups.office import Office
    from bot.desk import Memo
    from bot.ui.forms import FormLayout
    from bot.ui.press import Interaction, Press

    Data = Mapping[str, Any]
    GoOn = Callable[[Interaction, Memo, Plan], Awaitable[None]]
    Handler = Callable[[Interaction, Memo, Plan, Written], Awaitable[None]]

T = TypeVar("T")

MEMO = "schedule"


class Fields:
    """Reads what is typed for a plan.

    Args:
        office: Knows who may.
        go_on: Keeps a plan and shows the panel with it.
    """

    def __init__(self, office: Office, go_on: GoOn) -> None:
        self._office = office
        self._go_on = go_on
        office.on_memo("group.panel_time", MEMO, self._ask_time)
        office.on_memo("group.panel_name", MEMO, self._ask_name)
        office.on_memo("group.panel_at", MEMO, self._at)
        self._on_form("name", typed.name_layout, self._named)
        self._on_form("open", typed.time_layout, self._timed)
        self._on_form("weeks", typed.weeks_layout, self._weeks_typed)
        self._on_form("day", typed.day_layout, self._day_typed)
        self._on_form("close", typed.close_layout, self._close_typed)
        self._on_form("nudge", typed.nudge_layout, self._nudge_typed)

    async def ask(self, interaction: Interaction, memo: Memo, field: str) -> None:
        """Open the form of a field, filled with what is chosen now."""
        plan = plan_of(memo)
        values: dict[str, str] = {}
        chosen: dict[str, tuple[str, ...]] = {}
        match field:
            case "open":
                values = {typed.TIME: f"{plan.wall_time:%H:%M}"}
            case "name":
                values = {typed.NAME: plan.called}
            case "close" | "nudge":
                deadline = plan.close if field == "close" else plan.nudge
                values, chosen = typed.written_deadline(deadline)
        opened = Written(f"group.panel_{field}", memo.id, values=values, chosen=chosen)
        await self._office.routes.open_form(interaction, opened)

    def _on_form(
        self, field: str, layout: Callable[[Written], FormLayout], handler: Handler
    ) -> None:
        async def checked(interaction: Interaction, written: Written) -> None:
            _, memo = await self._office.memo(interaction, MEMO, written.id)
            await handler(interaction, memo, plan_of(memo), written)

        self._office.routes.on_form(f"group.panel_{field}", layout, checked)

    async def _ask_time(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        await self.ask(interaction, memo, "open")

    async def _ask_name(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, _press: Press
    ) -> None:
        await self.ask(interaction, memo, "name")

    async def _named(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written
    ) -> None:
        name = clean_name(written.values.get(typed.NAME, ""))
        await self._go_on(interaction, memo, replace(plan, name=name))

    async def _weeks_typed(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written
    ) -> None:
        number = typed.read_weeks(written.values.get(typed.WEEKS, ""))
        weekly = choices.every_weeks(number, plan.rhythm)
        await self._go_on(interaction, memo, plan.every(weekly))

    async def _day_typed(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written
    ) -> None:
        on = typed.read_day(written.values.get(typed.DAY, ""))
        await self._go_on(interaction, memo, plan.every(choices.on_day(plan.rhythm, on)))

    async def _timed(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written
    ) -> None:
        await self._read_time(interaction, memo, plan, written, "open")

    async def _close_typed(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written
    ) -> None:
        field = f"close-{typed.days_later(written)}"
        await self._read_time(interaction, memo, plan, written, field)

    async def _nudge_typed(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written
    ) -> None:
        field = f"nudge-{typed.days_later(written)}"
        await self._read_time(interaction, memo, plan, written, field)

    async def _read_time(
        self, interaction: Interaction, memo: Memo, plan: Plan, written: Written, field: str
    ) -> None:
        """Take a typed time; of several readings, ask which was meant."""
        text = written.values.get(typed.TIME, "")
        readings = read_time(text)
        if not readings:
            raise Refusal(typed.no_time(text))
        if len(readings) == 1:
            await self._go_on(interaction, memo, _with_time(plan, field, readings[0]))
            return
        question = typed.ask_which_time(text, readings, memo.id, field)
        await answering.show(interaction, question)

    async def _at(
        self, interaction: Interaction, _group: PeerGroup, memo: Memo, press: Press
    ) -> None:
        """Take the time that was meant."""
        field, _, chosen = press.argument.rpartition("-")
        wall_time = offered_one(choices.time_of(chosen))
        await self._go_on(interaction, memo, _with_time(plan_of(memo), field, wall_time))


def plan_of(memo: Memo) -> Plan:
    """Return the plan that is kept, unless it has been saved."""
    data = cast("Data", memo.data)
    if "saved" in data:
        raise Refusal(texts.SAVED_BEFORE)
    return Plan.read(data)


def offered_one(value: T | None) -> T:
    """Return what was chosen; refuse what was never offered."""
    if value is None:
        raise Refusal(texts.NOT_OFFERED)
    return value


def _with_time(plan: Plan, field: str, wall_time: time) -> Plan:
    """Return a plan with a time that was typed for its opening, its close or its nudge."""
    name, _, days = field.partition("-")
    if name == "open":
        return plan.at(wall_time)
    deadline = offered_one(choices.deadline_of(f"{days}-{wall_time:%H%M}"))
    return plan.until(deadline) if name == "close" else replace(plan, nudge=deadline)

"""New commitments: typed, or made of a message; and those that get other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.accountability.calendar_days import today_of
from bot.accountability.errors import InvalidDates
from bot.date_asking import Waiting
from bot.errors import Refusal
from bot.ui import answering
from bot.ui import commitments as texts
from bot.ui.forms import Written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.commitments.own import Own
    from bot.date_asking import DateAsking
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_FORM, _CHANGE = "commit.form", "commit.reword"
_MEMO = "commitment"


class Adding:
    """Notes what members promise."""

    def __init__(
        self,
        services: Services,
        routes: Routes,
        own: Own,
        dates: DateAsking,
        on_top: OnTop,
    ) -> None:
        self._desk = services.desk
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._routes = routes
        self._own = own
        self._finder = own.finder
        self._dates = dates
        self._on_top = on_top
        self._finder.on("commit.add", self._add, once=True)
        self._finder.on("commit.write", self._write)
        routes.on_press("commit.add", self._add_pressed)
        routes.on_press("commit.remove", self._remove)
        routes.on_press("commit.change", self._change)
        routes.on_form(_FORM, texts.layout, self._written)
        routes.on_form(_CHANGE, texts.layout_of_change, self._reworded)

    async def from_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form with what a message says."""
        if not message.content.strip():
            raise Refusal(texts.NO_TEXT)
        text = message.content.strip()[: texts.LONGEST]
        await self._finder.run(
            interaction, "commit.write", {texts.TEXT: text, "source": message.jump_url}
        )

    async def _add_pressed(self, interaction: Interaction, press: Press) -> None:
        await self._finder.resume(interaction, "commit.write", press.id, {})

    async def _write(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        """Open the form; where a commitment comes from stays with it."""
        kept = {"group": group.id, "source": data.get("source", "")}
        memo = await self._desk.keep(_MEMO, group.guild_id, interaction.user.id, kept)
        values = {texts.TEXT: str(data.get(texts.TEXT, ""))}
        await self._routes.open_form(interaction, Written(_FORM, memo.id, values=values))

    async def _written(self, interaction: Interaction, written: Written) -> None:
        memo = await self._desk.recall(
            _MEMO, interaction.guild_id or 0, written.id, owner_id=interaction.user.id
        )
        kept = cast("Data", memo.data)
        values = {name: written.values.get(name, "") for name in (texts.TEXT, texts.DUE)}
        data = {**values, "source": kept["source"]}
        await self._finder.resume(interaction, "commit.add", kept["group"], data)

    async def _add(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        due_on = None
        if str(data[texts.DUE]).strip():
            waiting = Waiting("commit.add", group, data)
            due_on = await self._dates.read(interaction, waiting, texts.DUE)
            if due_on is None:
                return
        now, user_id = self._clock.now(), interaction.user.id
        text, source = data[texts.TEXT], data.get("source", "")
        try:
            made = await self._follow_up.run(
                lambda book: book.commitments.add(group.id, user_id, text, due_on, now, source)
            )
        except InvalidDates as refusal:
            waiting = Waiting("commit.add", group, data)
            await self._dates.refuse(interaction, waiting, texts.DUE, str(refusal))
            return
        await self._on_top.show(interaction, texts.added(group, made, today_of(group, now)))

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        found, _ = await self._own.get(interaction, press.id)
        user_id = interaction.user.id
        await self._follow_up.run(lambda book: book.commitments.remove(found.id, user_id))
        await answering.show(interaction, texts.removed(found))

    async def _change(self, interaction: Interaction, press: Press) -> None:
        found, _ = await self._own.get(interaction, press.id)
        values = {texts.TEXT: found.text}
        await self._routes.open_form(interaction, Written(_CHANGE, found.id, values=values))

    async def _reworded(self, interaction: Interaction, written: Written) -> None:
        found, _ = await self._own.get(interaction, written.id)
        user_id, text = interaction.user.id, written.values.get(texts.TEXT, "")
        changed = await self._follow_up.run(
            lambda book: book.commitments.change(found.id, user_id, text)
        )
        await answering.send(interaction, texts.changed(changed))

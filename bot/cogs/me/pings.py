"""`/me pings`: how a member is told of a check-in. A DM is tried before one is promised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Pings
from bot.accountability.quiet_hours import QuietHours
from bot.authority import guild_of
from bot.direct_messages import reaches
from bot.errors import Refusal
from bot.ui import answering
from bot.ui import me as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import Person
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes


class PingChoices:
    """Shows how a member is told, and changes it press by press."""

    def __init__(self, services: Services, routes: Routes, on_top: OnTop) -> None:
        self._follow_up = services.follow_up
        self._on_top = on_top
        routes.on_press("me.pings", self._chosen)
        routes.on_press("me.quiet_from", self._quiet_from)
        routes.on_press("me.quiet_to", self._quiet_to)
        routes.on_press("me.no_quiet", self._no_quiet)

    async def begin(self, interaction: Interaction) -> None:
        """Show the panel."""
        await self._on_top.show(interaction, await self._panel(interaction))

    async def _panel(self, interaction: Interaction) -> Reply:
        guild_id, user_id = guild_of(interaction), interaction.user.id

        def look(book: Accountability) -> tuple[Person, list[str]]:
            mine = book.rows.members.of_user(guild_id, user_id)
            quiet = [
                group.name for group, member in mine if member.joined and member.pings is Pings.NONE
            ]
            return book.people.get(guild_id, user_id), quiet

        person, quiet_in = await self._follow_up.run(look)
        return texts.pings(person, () if person.pings is Pings.NONE else quiet_in)

    async def _chosen(self, interaction: Interaction, press: Press) -> None:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        if press.argument not in set(Pings):
            raise Refusal(texts.NOT_A_WAY)
        chosen = Pings(press.argument)
        if chosen is Pings.DM and not await answering.patiently(
            interaction, self._try_dm(interaction), update=True
        ):
            person = await self._follow_up.run(lambda book: book.people.get(guild_id, user_id))
            await answering.update(interaction, texts.dms_closed(person))
            return
        await self._follow_up.run(lambda book: book.people.set_pings(guild_id, user_id, chosen))
        await answering.update(interaction, await self._panel(interaction))

    async def _try_dm(self, interaction: Interaction) -> bool:
        """Send a DM, and write down whether it arrived."""
        guild_id, user_id = guild_of(interaction), interaction.user.id
        arrived = await reaches(interaction.user, Reply(texts.DMS_REACH_YOU))
        await self._follow_up.run(lambda book: book.people.set_dm_open(guild_id, user_id, arrived))
        return arrived

    async def _quiet_from(self, interaction: Interaction, press: Press) -> None:
        hour = _hour(press)
        await self._set_quiet(interaction, lambda quiet: replace(quiet, starts=hour))

    async def _quiet_to(self, interaction: Interaction, press: Press) -> None:
        hour = _hour(press)
        await self._set_quiet(interaction, lambda quiet: replace(quiet, ends=hour))

    async def _no_quiet(self, interaction: Interaction, _press: Press) -> None:
        await self._set_quiet(interaction, lambda quiet: QuietHours(quiet.starts, quiet.starts))

    async def _set_quiet(
        self, interaction: Interaction, change: Callable[[QuietHours], QuietHours]
    ) -> None:
        guild_id, user_id = guild_of(interaction), interaction.user.id

        def put(book: Accountability) -> None:
            before = book.people.get(guild_id, user_id).quiet
            book.people.set_quiet(guild_id, user_id, change(before))

        await self._follow_up.run(put)
        await answering.update(interaction, await self._panel(interaction))


def _hour(press: Press) -> time:
    hour = texts.read_hour(press.values[0] if press.values else "")
    if hour is None:
        raise Refusal(texts.NOT_AN_HOUR)
    return hour

"""*Later*: one reminder by DM, tried before it is promised."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.rounds import RoundState
from bot.accountability.wall_clock import instant_of
from bot.direct_messages import reaches
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.check_ins import later as texts
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round
    from bot.cogs.check_ins.found import Found
    from bot.date_asking import DateAsking
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

_TWO_HOURS = timedelta(hours=2)
_A_DAY = timedelta(days=1)
_EVENING, _MORNING = time(19), time(9)


class Later:
    """Reminds members who ask for it."""

    def __init__(self, services: Services, routes: Routes, found: Found, dates: DateAsking) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._found = found
        self._dates = dates
        routes.on_press("round.later", self._ask)
        routes.on_press("round.remind", self._remind)
        routes.on_press("round.forget", self._forget)

    async def _ask(self, interaction: Interaction, press: Press) -> None:
        found, group = await self._open_round(interaction, press.id)
        zone = await self._dates.zone(interaction, group)
        choices = times_to_choose(found, zone, self._clock.now())
        await answering.send(interaction, texts.when(found.id, choices, found.close_at))

    async def _remind(self, interaction: Interaction, press: Press) -> None:
        found, group = await self._open_round(interaction, press.id)
        zone, now = await self._dates.zone(interaction, group), self._clock.now()
        choices = {each.name: each.at for each in times_to_choose(found, zone, now)}
        if press.argument not in choices:
            raise Refusal(texts.PASSED)
        at, user_id = choices[press.argument], interaction.user.id
        if not await answering.patiently(
            interaction, self._reached(interaction, group, at), update=True
        ):
            await answering.update(interaction, texts.closed_dms(found.id))
            return
        await self._follow_up.run(lambda book: book.rounds.remind(found.id, user_id, at, now))
        await answering.update(interaction, texts.noted(found.id, at))

    async def _forget(self, interaction: Interaction, press: Press) -> None:
        found, _ = await self._found.round(interaction, press.id)
        user_id, now = interaction.user.id, self._clock.now()
        await self._follow_up.run(lambda book: book.rounds.forget_reminder(found.id, user_id, now))
        await answering.update(interaction, Reply(texts.UNDONE))

    async def _reached(self, interaction: Interaction, group: PeerGroup, at: datetime) -> bool:
        """Tell whether a DM arrives; it is tried unless one has arrived before."""
        guild_id, user_id = group.guild_id, interaction.user.id
        person = await self._follow_up.run(lambda book: book.people.get(guild_id, user_id))
        if person.dm_open:
            return True
        arrived = await reaches(interaction.user, texts.test_of_dms(group.name, at))
        await self._follow_up.run(lambda book: book.people.set_dm_open(guild_id, user_id, arrived))
        return arrived

    async def _open_round(self, interaction: Interaction, round_id: str) -> tuple[Round, PeerGroup]:
        found, group = await self._found.round(interaction, round_id)
        if found.state is not RoundState.OPEN:
            raise Gone(texts.CLOSED)
        return found, group


def times_to_choose(found: Round, zone: ZoneInfo, now: datetime) -> list[texts.Choice]:
    """Return when a member may be reminded on their own clock, before the round closes."""
    today = now.astimezone(zone).date()
    offered = (
        texts.Choice("In 2 hours", "hours", now + _TWO_HOURS),
        texts.Choice("Tonight", "tonight", instant_of(today, _EVENING, zone)),
        texts.Choice("Tomorrow", "tomorrow", instant_of(today + _A_DAY, _MORNING, zone)),
    )
    return [each for each in offered if now < each.at < found.close_at]

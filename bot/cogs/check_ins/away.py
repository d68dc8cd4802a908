"""*Away* and *Skip this one*, `/checkin skip`, `away` and `back`; each is undone by a press."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from bot.accountability.calendar_days import today_of
from bot.accountability.errors import InvalidDates
from bot.accountability.wall_clock import date_of, instant_of
from bot.accountability.zones import zone_named
from bot.date_asking import Waiting
from bot.errors import Gone
from bot.ui import answering
from bot.ui.check_ins import away as texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import Absence, PeerGroup
    from bot.cogs.check_ins.found import Found
    from bot.date_asking import DateAsking
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_MEMO = "away"
_DAY = timedelta(days=1)


class Away:
    """Lets members be away: nobody asks why."""

    def __init__(
        self,
        services: Services,
        routes: Routes,
        finder: GroupFinder,
        found: Found,
        dates: DateAsking,
        on_top: OnTop,
    ) -> None:
        self._desk = services.desk
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._finder = finder
        self._found = found
        self._dates = dates
        self._on_top = on_top
        finder.on("checkin.away", self._away)
        finder.on("checkin.skip", self._skip, once=True)
        finder.on("checkin.back", self._back)
        routes.on_press("round.away", self._ask_in_round)
        routes.on_press("note.away", self._ask)
        routes.on_press("away.ask", self._ask)
        routes.on_press("round.skip", self._skip_round)
        routes.on_press("away.skip", self._skip_round)
        routes.on_press("away.until", self._until)
        routes.on_press("away.date", self._date)
        routes.on_press("away.back", self._back_pressed)
        routes.on_press("away.undo", self._undo)
        routes.on_press("away.again", self._again)

    async def _ask_in_round(self, interaction: Interaction, press: Press) -> None:
        found, group = await self._found.round(interaction, press.id)
        today = today_of(group, self._clock.now())
        await answering.send(interaction, texts.for_how_long(group.id, today, found.id))

    async def _ask(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id)
        today = today_of(group, self._clock.now())
        await answering.send(interaction, texts.for_how_long(group.id, today))

    # -- one check-in

    async def _skip_round(self, interaction: Interaction, press: Press) -> None:
        found, group = await self._found.round(interaction, press.id)
        user_id, today = interaction.user.id, today_of(group, self._clock.now())
        skipped = await self._follow_up.run(
            lambda book: book.absences.skip_round(found.id, user_id)
        )
        reply = texts.skipped(skipped.absence.id, skipped.on, today, is_open=True)
        if press.kind == "round.skip":  # under a nudge, which stays as it is
            await answering.send(interaction, reply)
        else:
            await answering.show(interaction, reply)

    async def _skip(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        user_id, now = interaction.user.id, self._clock.now()
        skipped = await self._follow_up.run(
            lambda book: book.absences.skip(group.id, user_id, None, now)
        )
        is_open = skipped.round is not None
        today = today_of(group, now)
        reply = texts.skipped(skipped.absence.id, skipped.on, today, is_open=is_open)
        await self._on_top.show(interaction, reply)

    # -- from a date to a date

    async def _until(self, interaction: Interaction, press: Press) -> None:
        await self._finder.resume(
            interaction, "checkin.away", press.id, {"until": press.argument, "from": ""}
        )

    async def _date(self, interaction: Interaction, press: Press) -> None:
        group = await self._finder.of_press(interaction, press.id)
        waiting = Waiting("checkin.away", group, {"from": ""})
        await self._dates.ask(interaction, waiting, "until")

    async def _away(self, interaction: Interaction, group: PeerGroup, data: Data) -> None:
        waiting = Waiting("checkin.away", group, data)
        until_on = await self._dates.read(interaction, waiting, "until")
        if until_on is None:
            return
        # What is clear by now needs no second question.
        waiting = Waiting("checkin.away", group, {**data, "until": until_on.isoformat()})
        now, user_id = self._clock.now(), interaction.user.id
        today = today_of(group, now)
        from_on: date | None = today
        if str(data["from"]).strip():
            from_on = await self._dates.read(interaction, waiting, "from")
        if from_on is None:
            return
        begin = from_on

        def put(book: Accountability) -> tuple[Absence, date, date | None]:
            absence = book.absences.away(group.id, user_id, begin, until_on, now)
            running = book.absences.current(group.id, user_id, now)
            # What was said before may lead on from here without a gap.
            last = running.until_on if running and absence.from_on <= today else absence.until_on
            return absence, last, _back_on(book, group, last)

        try:
            absence, last, back_on = await self._follow_up.run(put)
        except InvalidDates as refusal:
            await self._dates.refuse(interaction, waiting, "until", str(refusal))
            return
        days = texts.Days(absence.from_on, last, back_on)
        await self._on_top.show(interaction, texts.away(absence.id, days, today))

    async def _back_pressed(self, interaction: Interaction, press: Press) -> None:
        await self._finder.resume(interaction, "checkin.back", press.id, {})

    async def _back(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        user_id, now = interaction.user.id, self._clock.now()

        def come(book: Accountability) -> tuple[tuple[Absence, ...], datetime | None]:
            ended = book.absences.back(group.id, user_id, now)
            return ended, book.timetable.first_opening(group.id, now)

        ended, next_opens_at = await self._follow_up.run(come)
        if not ended:
            await self._on_top.show(interaction, texts.not_away(next_opens_at))
            return
        days = [(one.from_on.isoformat(), one.until_on.isoformat()) for one in ended]
        kept = {"group": group.id, "days": days}
        memo = await self._desk.keep(_MEMO, group.guild_id, user_id, kept)
        await self._on_top.show(interaction, texts.back(next_opens_at, memo.id))

    # -- undone

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        user_id, now = interaction.user.id, self._clock.now()
        absence = await self._follow_up.run(lambda book: book.rows.absences.get(press.id))
        if absence is None or absence.user_id != user_id:
            raise Gone(texts.NOTHING_TO_UNDO)
        await self._finder.of_press(interaction, absence.group_id)
        await self._follow_up.run(lambda book: book.absences.undo(press.id, user_id, now))
        await answering.show(interaction, texts.undone())

    async def _again(self, interaction: Interaction, press: Press) -> None:
        """Undo coming back: away as before."""
        user_id, now = interaction.user.id, self._clock.now()
        memo = await self._desk.recall(_MEMO, interaction.guild_id or 0, press.id, owner_id=user_id)
        kept = cast("Data", memo.data)
        group = await self._finder.of_press(interaction, kept["group"])

        def put(book: Accountability) -> None:
            for from_on, until_on in kept["days"]:
                begin, end = date.fromisoformat(from_on), date.fromisoformat(until_on)
                book.absences.away(group.id, user_id, begin, end, now)

        await self._follow_up.run(put)
        await answering.show(interaction, texts.undone())


def _back_on(book: Accountability, group: PeerGroup, until_on: date) -> date | None:
    """Return the date of the first check-in after an absence, if one is planned by then."""
    zone = zone_named(group.zone)
    midnight = instant_of(until_on + _DAY, time(), zone)
    opens_at = book.timetable.first_opening(group.id, midnight)
    return None if opens_at is None else date_of(opens_at, zone)

"""The weeks before somebody comes to look, lived by the real bot."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.accountability.models.groups import GroupKind, Part
from bot.accountability.schedules import Deadline, Weekday, Weekly
from bot.playground.app.answers import (
    AWAY_IN_SECOND_WEEK,
    LAST_QUESTION,
    REMARKS,
    WEEKS,
    Answer,
    Remark,
)
from bot.playground.app.arrival import ARRIVES_AT
from bot.playground.app.people import MAYA, OWNERS, TOM, ZONE
from bot.playground.app.world import CHECK_INS, GENERAL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.accountability.accountability import Accountability
    from bot.playground.app.world import PlayWorld
    from bot.services import Services

GROUP = "Monday Circle"
_OPENS_AT = time(9)
_ARRIVAL = (ARRIVES_AT.hour, ARRIVES_AT.minute)


class History:
    """Lives it.

    Args:
        world: Where.
        services: The bot's, to make the group with.
        pass_until: Lets time pass until an instant, with all that happens in it.
    """

    def __init__(
        self,
        world: PlayWorld,
        services: Services,
        pass_until: Callable[[datetime], Awaitable[None]],
    ) -> None:
        self._world = world
        self._pass_until = pass_until
        self._services = services
        self._stand_in = world.stand_in

    async def live(self) -> None:
        """Live from the first Monday to the one on which somebody comes to look."""
        began = self._stand_in.clock.now()
        await self._services.follow_up.run(self._make_group)
        for week, answers in enumerate(WEEKS):
            monday = _at(began, 7 * week, _ARRIVAL)
            if week == 1:
                await self._until(monday)
                await self._goes_away()
            remarks = (each for each in REMARKS if each.week == week)
            happens: list[Answer | Remark] = [*answers, *remarks]
            for each in sorted(happens, key=lambda each: (each.day, each.at)):
                await self._until(_at(monday, each.day, each.at))
                if isinstance(each, Answer):
                    await self._checks_in(each)
                else:
                    await self._remarks(each)
        await self._asks()
        await self._until(_at(began, 7 * len(WEEKS), _ARRIVAL))

    def _make_group(self, book: Accountability) -> None:
        now = self._stand_in.clock.now()
        people, guild = self._world.people, self._world.guild
        host = people[MAYA].id
        channel = self._world.channels[CHECK_INS]
        group = book.groups.create(
            guild.id, channel.id, GROUP, ZONE, GroupKind.OWNERS, host, now, part=Part.REQUIRED
        )
        members = [people[each].id for each in OWNERS if each is not MAYA]
        book.members.invite(group.id, members, Part.REQUIRED, host, now)
        for each in members:
            book.members.join(group.id, each, now)
        for owner in OWNERS:
            book.people.set_zone(guild.id, people[owner].id, owner.zone)
        book.timetable.add(
            group.id,
            "Weekly",
            Weekly(Weekday.MONDAY),
            now.astimezone(ZoneInfo(ZONE)).date(),
            _OPENS_AT,
            Deadline(2, time(12)),
            Deadline(1, _OPENS_AT),
            None,
            host,
            now,
        )

    async def _checks_in(self, answer: Answer) -> None:
        person, channel = self._world.people[answer.who], self._world.channels[CHECK_INS]
        opened = await person.slash("checkin now", channel=channel)
        if opened.modal is None:  # it has closed, and the button offers the late one
            opened = await person.finds("**Check-in: ", channel).click("Add mine")
        if opened.modal is None:
            return
        values: dict[str, object] = {"moved": answer.moved, "next": answer.next}
        values |= {"hand": answer.hand} if answer.hand else {}
        values |= {"kept": list(answer.kept)} if answer.kept else {}
        await opened.modal.submit(values)

    async def _goes_away(self) -> None:
        person = self._world.people[AWAY_IN_SECOND_WEEK]
        await person.slash("checkin away", until="sunday", channel=self._world.channels[CHECK_INS])

    async def _remarks(self, remark: Remark) -> None:
        people, world = self._world.people, self._stand_in.world
        channel = self._world.channels[remark.where]
        said = await people[remark.who].says(remark.said, channel=channel)
        for owner, emoji in remark.likes:
            if said.message is not None:
                world.add_reaction(said.message, people[owner], emoji)

    async def _asks(self) -> None:
        await self._until(self._stand_in.clock.now() + timedelta(minutes=4))
        channel = self._world.channels[GENERAL]
        asked = await self._world.people[TOM].slash("ask", question=LAST_QUESTION, channel=channel)
        shown = await asked.click("Share")
        await shown.click("Post")

    async def _until(self, at: datetime) -> None:
        if at > self._stand_in.clock.now():
            await self._pass_until(at)


def _at(monday: datetime, day: int, hour_and_minute: tuple[int, int]) -> datetime:
    """Return a time of day so many days after a Monday, on the group's clock."""
    zone = ZoneInfo(ZONE)
    on = monday.astimezone(zone).date() + timedelta(days=day)
    return datetime.combine(on, time(*hour_and_minute), tzinfo=zone)

"""Six owners in four zones, and what they do from the 3rd of March to the 14th of April 2031.

New York's clocks change on 9 March, Berlin's on 30 March and Sydney's on 6 April.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tests.stories.circle import gather
from tests.stories.six_weeks.record import GROUPS_CLOCK, Record

if TYPE_CHECKING:
    from bot.playground.server import Person
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House
    from tests.stories.six_weeks.record import Written

NEW_YORK, KOLKATA, SYDNEY = "America/New_York", "Asia/Kolkata", "Australia/Sydney"
INVITE = "Invite people, up to 25 at once"
OFTEN, DAY = "How often?", "On which day?"
_VIEW = 1 << 10


@dataclass(slots=True)
class Lives:
    """The people, and the group that they are in.

    Attributes:
        ann: In New York; away for two weeks.
        bo: In Kolkata; always late.
        cleo: In Sydney; told by DM, until she closes hers.
        dora: Silent from the first day on; on the group's clock, like the next one.
        emil: Leaves the server in the fourth week.
        fay: In New York; joins in the second week, in the middle of a round.
    """

    circle: Circle
    record: Record
    ann: Person
    bo: Person
    cleo: Person
    dora: Person
    emil: Person
    fay: Person

    @classmethod
    async def begin(cls, house: House) -> Lives:
        """Let five of them meet; the record begins."""
        names = ("Ann", "Bo", "Cleo", "Dora", "Emil", "Fay")
        people = [house.stand_in.person(name, guild=house.guild) for name in names]
        circle = await gather(house, *people[:-1])
        lives = cls(circle, Record(house), *people)
        for each, city in ((lives.ann, NEW_YORK), (lives.bo, KOLKATA), (lives.cleo, SYDNEY)):
            await (await each.slash("me timezone", city=city)).click("Yes")
        await (await lives.cleo.slash("me pings")).click("DM")
        return lives

    # -- what time it is

    async def until(self, month: int, day: int, hour: int, minute: int = 0) -> None:
        """Let the time come that the group's clock shows so."""
        at = datetime(2031, month, day, hour, minute, tzinfo=GROUPS_CLOCK)
        await self.circle.until(at)

    # -- what members do

    async def checks_in(self, person: Person, moved: str, **more: object) -> Reply:
        """Check in to the one round that is open, by the command."""
        return await self.circle.checks_in(person, {"moved": moved, **more})

    async def presses(
        self, person: Person, label: str, ping: Written, moved: str, **more: object
    ) -> Reply:
        """Check in by what stands under an opening: *Check in*, or *Add mine* once it is closed."""
        messages = person.messages(self.circle.house.stand_in.world.channels[ping.channel_id])
        (message,) = [each for each in messages if each.id == ping.id]
        opened = await message.click(label)
        assert opened.modal is not None, opened.text
        return await opened.modal.submit({"moved": moved, **more})

    async def stands_up(self, month: int, day: int) -> None:
        """Live a day with a stand-up: two are in at three o'clock, two are late at eight."""
        await self.until(month, day, 15)
        ping = self.record.ping("Stand-up", month, day)
        for person in (self.ann, self.fay):
            await self.presses(person, "Check in", ping, "Calls")
        await self.until(month, day, 20)
        for person in (self.bo, self.cleo):
            await self.presses(person, "Add mine", ping, "Quotes")

    async def fay_joins(self) -> None:
        """Be invited, and join by the invitation."""
        self.circle.house.stand_in.world.set_overwrite(
            self.circle.channel, self.fay.user, allow=_VIEW
        )
        asked = await (await self.hosts("members")).choose(INVITE, self.fay)
        await asked.click("Required")
        await (await (await self.hosts("members")).click("Invitation")).click("Post")
        await self.circle.house.stand_in.live(minutes=1)
        invitation = self.fay.finds("**Owners Circle**", self.circle.channel)
        await invitation.click("Join")
        await (await self.fay.slash("me timezone", city=NEW_YORK)).click("Yes")

    # -- what the host does

    async def hosts(self, command: str, **options: object) -> Reply:
        """Run one of the commands for facilitators."""
        return await self.circle.host.slash(
            f"group {command}", channel=self.circle.channel, **options
        )

    async def adds_schedule(
        self, name: str, rhythm: str, opens: str, day: str | None = None
    ) -> Reply:
        """Put a schedule together in the panel, and save it."""
        panel = await (await self.hosts("schedule add", name=name)).choose(OFTEN, rhythm)
        if day is not None:
            panel = await panel.choose(DAY, day)
        asked = await panel.click("Opens 09:00")
        assert asked.modal is not None
        panel = await asked.modal.submit({"When does it open?": opens})
        return await panel.click("Save")

    async def moves_weekly(self, opens: str) -> Reply:
        """Let the weekly check-in open at another time."""
        panel = await self.hosts("schedule edit", schedule="Weekly")
        (button,) = [label for label in panel.buttons if label.startswith("Opens ")]
        asked = await panel.click(button)
        assert asked.modal is not None
        panel = await asked.modal.submit({"When does it open?": opens})
        return await panel.click("Save")

"""The tour *Set up a group*: made, given a schedule and members, in five minutes of an evening."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.playground.app.people import LUIS, PRIYA, ROBIN, TOM
from bot.playground.app.tours.playing import Play, time_passes

if TYPE_CHECKING:
    from bot.playground.server.page import Stage
    from bot.playground.server.world.models import Channel

INVITE = "Invite people, up to 25 at once"
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ZONE = "Europe/London"


class SetUpAGroup(Play):
    """Robin makes a group for three; each time the tour is played it is another one."""

    id: str = "group"
    title: str = "Set up a group"
    lasts: str = "30 seconds"
    steps: int = 8

    async def run(self, stage: Stage) -> None:
        """Play it."""
        robin, tom = self.person(ROBIN), self.person(TOM)
        channel = self._new_channel()
        name = channel.name.replace("-", " ").title()
        await stage.say(
            f"Robin has added a private channel, #{channel.name}, and makes a group in it:"
            " a name, a channel, a city whose clock counts.",
            as_=robin,
            channel=channel,
            part="message_box",
        )
        given = {"name": name, "channel": channel, "zone": _ZONE}
        asked = await robin.slash("group create", given, channel=channel)
        await stage.say(
            "Everything is read back before it is done, the time of day there too. Robin only"
            " hosts this group."
        )
        made = await asked.click("Only hosting")
        await stage.say("It is made, and nobody has been told yet. Next comes its rhythm.")
        panel = await made.click("Schedule")
        await stage.say(
            "A good one is proposed. Robin takes every second week instead, and sees the next five"
            " dates."
        )
        panel = await panel.choose("How often?", "Every 2 weeks")
        panel = await panel.choose("On which day?", "Tuesday")
        await stage.rest(2)
        await panel.click("Save")
        await stage.say("Saved. Whom to invite is chosen from a list, many at once.")
        members = await robin.slash("group members", channel=channel)
        people = [self.person(each) for each in (TOM, PRIYA, LUIS)]
        members = await (await members.choose(INVITE, *people)).click("Required")
        shown = await members.click("Invitation")
        await stage.say("Robin reads the invitation first, and sees how many phones will ring.")
        await shown.click("Post")
        await time_passes(stage, timedelta(minutes=1))
        await stage.say(
            "Tom reads what he would join, and who can read his answers. Nobody is mentioned,"
            " expected or counted before they press “Join”.",
            as_=tom,
            channel=channel,
        )
        for person in people[:2]:
            await person.finds(f"**{name}**", channel).click("Join")
        await stage.say(
            "Tom and Priya are in, and told when it begins. Luis may think it over.",
        )

    def _new_channel(self) -> Channel:
        """Add a private channel, whose name is that of the group."""
        world = self.world.stand_in.world
        taken = {each.name for each in world.channels_of(self.world.guild.id)}
        names = (f"{each}-table" for each in _ORDINALS)
        later = (f"table-{number}" for number in range(len(_ORDINALS) + 2, 10_000))
        name = next(each for each in (*names, *later) if each not in taken)
        return self.world.add_private_channel(name, TOM, PRIYA, LUIS)

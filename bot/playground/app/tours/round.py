"""The tour *Run a check-in round*: from the ping that opens it to the summary that closes it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.playground.app.people import GRACE, LUIS, MAYA, PRIYA, TOM
from bot.playground.app.tours.playing import (
    KEPT,
    Play,
    fill_in,
    first_promise,
    time_passes,
    until_it_opens,
)
from bot.playground.app.world import CHECK_INS

if TYPE_CHECKING:
    from bot.playground.app.people import Owner
    from bot.playground.server import Reply, SeenMessage
    from bot.playground.server.page import Stage
    from bot.playground.server.world.models import Channel

OPENING = "**Check-in: "
_AN_HOUR = timedelta(hours=1)
ANSWERS: dict[Owner, dict[str, object]] = {
    MAYA: {
        "moved": "Jonas starts on the first of the month. He said yes on the phone.",
        "next": "Plan his first week",
    },
    GRACE: {
        "moved": "Ines does the monthly invoices now. I only look at the total.",
        "next": "Stop looking at the total",
    },
    PRIYA: {
        "moved": "We take a second dispatcher, half days to begin with.",
        "next": "Write down what she will *not* do",
        "hand": "how to tell whether half days are enough",
    },
    TOM: {"moved": "The client who complained about the new rates has signed."},
}


class RunARound(Play):
    """Four answer in their own time, one takes a break, and the group sees how it went."""

    id: str = "round"
    title: str = "Run a check-in round"
    lasts: str = "40 seconds"
    steps: int = 9

    async def run(self, stage: Stage) -> None:
        """Play it."""
        maya, channel = self.person(MAYA), self.channel(CHECK_INS)
        await stage.say(
            "It is nearly time for the group's weekly check-in. We let the clock run on.",
            as_=maya,
            channel=channel,
            part="clock",
        )
        await until_it_opens(stage, maya, channel, OPENING)
        await stage.say(
            "It opens: one message, in which those who want it are mentioned, and a thread for the"
            " answers. Nobody's phone rings at night."
        )
        await self._answers(MAYA)
        await stage.say(
            "Maya fills in one form. It asks first what she has kept of her promises, and she ticks"
            " one; what has no tick is carried over."
        )
        await time_passes(stage, _AN_HOUR)
        await self._answers(GRACE)
        await stage.say(
            "Grace, too. Everybody's answer is a card in the thread, which its writer can change.",
            as_=self.person(GRACE),
            channel=self._thread(),
        )
        await time_passes(stage, 7 * _AN_HOUR)
        await self._answers(PRIYA)
        await stage.say(
            "Priya needs a hand. What the library knows about it is shown to her alone.",
            as_=self.person(PRIYA),
            channel=channel,
        )
        await time_passes(stage, 18 * _AN_HOUR)
        await stage.say(
            "A day later those who are missing are reminded, once, and nobody else.",
            as_=self.person(TOM),
            channel=self._thread(),
        )
        await self._answers(TOM)
        await time_passes(stage, 6 * _AN_HOUR)
        await self._skips(LUIS)
        await stage.say(
            "Luis has a hard week and skips this one with a press. It is no miss, and nobody asks"
            " why.",
            as_=self.person(LUIS),
            channel=channel,
        )
        await time_passes(stage, 42 * _AN_HOUR)
        await stage.say(
            "The round is over. The summary says who was in, what was kept, and where a hand is"
            " wanted. Who was missing is a number, never a name.",
            as_=maya,
            channel=channel,
        )
        await stage.say(
            "Who comes late is still welcome: “Add mine” stays until the next one opens."
        )

    async def _answers(self, owner: Owner) -> None:
        """Let somebody check in, unless a visitor has done it for them."""
        opened = await self._press(owner, "Check in")
        if opened is not None and opened.modal is not None:
            kept = first_promise(opened.modal)
            await fill_in(opened, ANSWERS[owner] | ({KEPT: kept} if kept else {}))

    async def _skips(self, owner: Owner) -> None:
        asked = await self._press(owner, "Away")
        if asked is not None and "Skip this one" in asked.buttons:
            await asked.click("Skip this one")

    async def _press(self, owner: Owner, label: str) -> Reply | None:
        opening = self._opening()
        if label not in opening.buttons:  # somebody has moved the clock beyond the close
            return None
        return await self.person(owner).view(opening).click(label)

    def _opening(self) -> SeenMessage:
        return self.person(MAYA).finds(OPENING, self.channel(CHECK_INS))

    def _thread(self) -> Channel:
        """Return where the answers are; the channel itself while there are none."""
        channel = self.channel(CHECK_INS)
        world = self.world.stand_in.world
        threads = [
            each for each in world.threads_of(self.world.guild.id) if each.parent_id == channel.id
        ]
        return max(threads, key=lambda each: each.id, default=channel)

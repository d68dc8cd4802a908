"""The tour *Ask the library*: a question with typing errors, an answer that is shared, and none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.app.people import PRIYA, TOM
from bot.playground.app.tours.playing import Play
from bot.playground.app.world import GENERAL

if TYPE_CHECKING:
    from bot.playground.server.page import Stage

QUESTION = "how do i deligate work to my tecnicians"
WITHOUT_ANSWER = "which coffee machine should we buy"


class AskTheLibrary(Play):
    """Priya asks, shares what she finds, and asks what no article answers."""

    id: str = "ask"
    title: str = "Ask the library"
    lasts: str = "20 seconds"
    steps: int = 6

    async def run(self, stage: Stage) -> None:
        """Play it."""
        priya, tom, general = self.person(PRIYA), self.person(TOM), self.channel(GENERAL)
        await stage.say(
            "Priya asks as one asks on a phone: in a hurry, and with typing errors.",
            as_=priya,
            channel=general,
            part="message_box",
        )
        answer = await priya.slash("ask", question=QUESTION, channel=general)
        await stage.say(
            "Only she sees the answer: passages of the articles, word for word, each with its"
            " source. What was read for the mistyped words is said above them."
        )
        shown = await answer.click("Share")
        await stage.say("“Share” shows her first what would be posted, and where.")
        await shown.click("Post")
        await stage.say(
            "Now Tom reads it too, and anybody else in #general. She can take it back.",
            as_=tom,
            channel=general,
        )
        await stage.say(
            "And what no article answers?", as_=priya, channel=general, part="message_box"
        )
        await priya.slash("ask", question=WITHOUT_ANSWER, channel=general)
        await stage.say(
            "Then the bot says so; it makes nothing up. Those who keep the library see what was"
            " missing, and not who asked."
        )

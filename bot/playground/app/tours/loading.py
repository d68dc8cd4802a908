"""The tour *Load an article*: a file goes in, and the next question finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.app.people import LUIS, ROBIN
from bot.playground.app.tours.playing import Play
from bot.playground.app.world import GENERAL

if TYPE_CHECKING:
    from bot.playground.server.page import Stage

TITLE = "When Clients Call Your Own Phone"
QUESTION = "what do i say when clients call my own phone"
ARTICLE = f"""\
---
title: {TITLE}
author: Robin Vale
date: 2026-05-04
tags: [service desk, clients]
---

# Why they do it

Clients call your own phone because it works. You pick up, you know them, and it is done in five
minutes. The desk would have needed ten, and would have written it down.

# What it costs

Nobody else learns that client. Nobody sees the pattern in the faults. And your evening is over.

# What to say

Say it once, kindly, and every time the same: "I have opened a ticket for you, and the desk calls
you within ten minutes." Then let the desk call. If you solve it yourself after that sentence, the
sentence was worth nothing.

After a month of this the calls stop. Not because the clients were told, but because the desk
answers faster than you do.
"""


class LoadAnArticle(Play):
    """Robin, who looks after the server, loads a file; Luis finds it."""

    id: str = "load"
    title: str = "Load an article"
    lasts: str = "15 seconds"
    steps: int = 4

    async def run(self, stage: Stage) -> None:
        """Play it."""
        robin, luis, general = self.person(ROBIN), self.person(LUIS), self.channel(GENERAL)
        await stage.say(
            "Robin has written an article, a plain Markdown file, and hands it to"
            " /library add. Web pages and text files will do as well.",
            as_=robin,
            channel=general,
            part="message_box",
        )
        file = ("own-phone.md", ARTICLE.encode())
        loaded = await robin.slash("library add", file=file, channel=general)
        if loaded.content.startswith("Unchanged"):
            told = "It was there already, so nothing changes: the same file is never in twice."
        else:
            told = "It is in. Only Robin sees this, and “Undo” would take it out again."
        await stage.say(told)
        await stage.say(
            "Luis asks at once, from Denver.",
            as_=luis,
            channel=general,
            part="message_box",
        )
        await luis.slash("ask", question=QUESTION, channel=general)
        await stage.say(
            "He gets Robin's own words, with the article, the heading and the paragraph. Every"
            " server has a library of its own, and no other server's members can read it."
        )

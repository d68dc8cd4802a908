"""What people do while they are timed: in rounds, while articles come in, or all at once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.bot_library import in_batches
from benchmarks.bot_people import Waits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from benchmarks.bot_library import Matter
    from benchmarks.bot_people import Crowd
    from benchmarks.bot_process import BotProcess
    from bot.playground.server.people import Person, Reply

PING = "/ping"
HELP = "/help"
RUSH = "at once"
FILES_AT_ONCE = 5
"""As many as `/library add` takes as options."""
_LOADERS = 2
_TYPED = 6
_TURNS = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """What was measured in one stretch of time.

    Attributes:
        waits: How long people waited.
        since: When it began, by `time.monotonic`.
        until: When it ended.
    """

    waits: Waits
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Rush:
    """What happened when many people used a bot at once.

    Attributes:
        per_second: Interactions answered a second.
        cpu_ms: The bot's processor time for each, in milliseconds.
        scene: The waits.
    """

    per_second: float
    cpu_ms: float
    scene: Scene


class Rounds:
    """Everything that members and librarians do often, again and again, one after the other.

    In each round somebody also pings the empty bot: it lives on the same machine at the same time,
    and so meets the same neighbours.

    Args:
        people: The bot's.
        empty: The empty bot's.
        matter: What can be asked.
        check: Raises an error when a bot has ended; asked after each round.
    """

    def __init__(
        self, people: Crowd, empty: Crowd, matter: Matter, check: Callable[[], None]
    ) -> None:
        self._people = people
        self._empty = empty
        self._check = check
        self._questions = {kind: cycle(texts) for kind, texts in matter.questions.items()}
        self._titles = cycle(matter.titles)

    async def play(self, enough: Callable[[int], bool]) -> Scene:
        """Play rounds until there are enough; at least one."""
        waits = Waits()
        since = time.monotonic()
        count = 0
        while not count or not enough(count):
            await self._round(waits)
            self._check()
            count += 1
            for crowd in (self._people, self._empty):
                crowd.tidy()
        return Scene(waits, since, time.monotonic())

    async def _round(self, waits: Waits) -> None:
        await _slash(waits, self._empty, PING, "ping")
        for kind in self._questions:
            await self._ask(waits, kind)
        for act, words, given in self._commands():
            await _slash(waits, self._people, act, words, **given)
        await self._complete(waits)
        for act, words in (("/library list", "library list"), ("/library gaps", "library gaps")):
            librarian = self._people.librarian()
            await self._people.timed(waits, act, librarian, librarian.slash(words))

    def _commands(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        public_id, _ = next(self._titles)
        yield HELP, "help", {}
        yield "/article list", "article list", {}
        yield "/article read", "article read", {"name": public_id}

    async def _ask(self, waits: Waits, kind: str) -> None:
        """Ask, turn the page, and say that it helped."""
        who = self._people.member()
        asked = who.slash("ask", question=next(self._questions[kind]))
        reply = await self._people.timed(waits, f"/ask, {kind}", who, asked)
        for label in ("More", "Helped"):
            if reply is not None and label in reply.buttons:
                pressed = reply.click(label)
                reply = await self._people.timed(waits, f"press {label}", who, pressed)

    async def _complete(self, waits: Waits) -> None:
        _, title = next(self._titles)
        for act, words, option in (
            ("/ask, completing", "ask", "article"),
            ("/article read, completing", "article read", "name"),
        ):
            who = self._people.member()
            typed = who.autocomplete(words, option, title[:_TYPED])
            await self._people.timed(waits, act, who, typed)


async def load(people: Crowd, files: Sequence[tuple[str, bytes]]) -> Waits:
    """Let librarians load files with `/library add`, two at a time; return how they waited."""
    waits = Waits()
    batches = in_batches(files, FILES_AT_ONCE)

    async def work() -> None:
        for batch in batches:
            names = ("file", *(f"file{number}" for number in range(2, FILES_AT_ONCE + 1)))
            given = dict(zip(names, batch, strict=False))
            await _load(waits, people, people.librarian(), given)

    await asyncio.gather(*(work() for _ in range(_LOADERS)))
    return waits


async def rush(
    process: BotProcess, people: Crowd, count: int, doing: Callable[[Person], Awaitable[Reply]]
) -> Rush:
    """Let many people do the same thing, each as soon as the one before is answered.

    Args:
        process: The bot.
        people: Who.
        count: How many at once.
        doing: What they do.
    """
    turns = iter(range(count * _TURNS))
    waits = Waits()

    async def one_after_another() -> None:
        for _ in turns:
            who = people.member()
            await people.timed(waits, RUSH, who, doing(who))
            process.check()

    people.tidy()
    before = process.use().cpu_seconds
    since = time.monotonic()
    await asyncio.gather(*(one_after_another() for _ in range(count)))
    until = time.monotonic()
    done = len(waits.by_act[RUSH])
    cpu_ms = (process.use().cpu_seconds - before) * 1000 / max(done, 1)
    return Rush(done / (until - since), cpu_ms, Scene(waits, since, until))


async def _load(
    waits: Waits, people: Crowd, librarian: Person, files: dict[str, tuple[str, bytes]]
) -> None:
    await people.timed(waits, "/library add", librarian, librarian.slash("library add", files))


async def _slash(waits: Waits, people: Crowd, act: str, words: str, **given: str) -> None:
    who = people.member()
    await people.timed(waits, act, who, who.slash(words, given))

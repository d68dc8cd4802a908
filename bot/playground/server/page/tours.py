"""Tours: short plays with the real bot, told step by step while they happen on the page."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from bot.playground.server.page.errors import Refused, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.page.heart import Heart
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Channel, Json

_log = logging.getLogger(__name__)


class Tour(Protocol):
    """A tour, as whoever built the world knows it.

    Attributes:
        id: By which the page starts it.
        title: What stands on its button.
        steps: How many steps it has.
        lasts: How long it takes, in words: "half a minute".
    """

    id: str
    title: str
    steps: int
    lasts: str

    async def run(self, stage: Stage) -> None:
        """Play it."""
        ...


class Stage:
    """What a tour plays on: it says what happens, and waits until that was read.

    Args:
        tour: What is played.
        tell: Hands a frame to every page.
        heart: The clock.
        pace: How many real seconds a step is shown at least; more for a longer sentence.
    """

    def __init__(self, tour: Tour, tell: Callable[[Json], None], heart: Heart, pace: float) -> None:
        self._tour = tour
        self._tell = tell
        self._pace = pace
        self._step = 0
        self.heart = heart

    async def say(
        self,
        sentence: str,
        *,
        as_: Person | None = None,
        channel: Channel | None = None,
        part: str | None = None,
    ) -> None:
        """Begin the next step: say what happens, and leave time to read it.

        Args:
            sentence: What is said.
            as_: Through whose eyes the page looks from now on.
            channel: Where it looks.
            part: What it points at: "message_box", "clock" or "people".
        """
        self._step += 1
        self.show(sentence, as_=as_, channel=channel, part=part)
        await self.rest(1.0 + len(sentence) / 60)

    async def rest(self, steps: float = 1.0) -> None:
        """Leave time to look."""
        await asyncio.sleep(self._pace * steps)

    def show(
        self,
        sentence: str,
        *,
        as_: Person | None = None,
        channel: Channel | None = None,
        part: str | None = None,
        done: bool = False,
    ) -> None:
        """Tell every page what is said."""
        self._tell(
            {
                "id": self._tour.id,
                "title": self._tour.title,
                "step": self._step,
                "steps": self._tour.steps,
                "say": sentence,
                "as": str(as_.id) if as_ else None,
                "channel_id": str(channel.id) if channel else None,
                "highlight": {"part": part} if part else None,
                "done": done,
            }
        )


class Tours:
    """Plays tours, one at a time.

    Args:
        tell: Hands a frame to every page.
        heart: The clock.
        pace: See `Stage`.
    """

    def __init__(self, tell: Callable[[Json], None], heart: Heart, pace: float) -> None:
        self._tell = tell
        self._heart = heart
        self._pace = pace
        self._known: dict[str, Tour] = {}
        self._playing: asyncio.Task[None] | None = None

    def add(self, tour: Tour) -> None:
        """Offer a tour."""
        self._known[tour.id] = tour

    def offered(self) -> list[Json]:
        """Return what the page shows of each."""
        return [
            {"id": each.id, "title": each.title, "lasts": each.lasts}
            for each in self._known.values()
        ]

    def start(self, tour_id: str) -> None:
        """Play a tour.

        Raises:
            Refused: There is none of that name, or one is being played.
        """
        tour = self._known.get(tour_id)
        if tour is None:
            raise Refused("There is no such tour.")
        if self._playing is not None and not self._playing.done():
            raise Refused("A tour is under way: stop it first.")
        stage = Stage(tour, self._tell, self._heart, self._pace)
        self._playing = asyncio.create_task(self._play(tour, stage), name="page: tour")

    async def stop(self) -> None:
        """End the tour that is being played, where it is."""
        if self._playing is not None:
            self._playing.cancel()
            await asyncio.gather(self._playing, return_exceptions=True)

    async def finished(self) -> None:
        """Return once no tour is being played."""
        if self._playing is not None:
            await asyncio.wait({self._playing})

    async def _play(self, tour: Tour, stage: Stage) -> None:
        said = "That was it. Look around, and try it yourself."
        try:
            await tour.run(stage)
        except asyncio.CancelledError:
            said = "Stopped. Everything stays as it is now."
            raise
        except Exception as error:  # noqa: BLE001 - said on the page, and in the log
            _log.exception("the tour %s ended early", tour.id)
            said = f"The tour ended early: {sentence(error)}"
        finally:
            stage.show(said, done=True)

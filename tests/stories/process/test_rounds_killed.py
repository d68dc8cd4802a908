"""`kill -9` in the midst of a round: nobody is told twice or not at all, and buttons work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.stories.conftest import OPENAPI
from tests.stories.process.gathering import (
    A_MOMENT,
    CARD,
    CLOSED,
    CLOSES,
    COUNTING,
    NUDGE,
    NUDGES,
    OPENING,
    OPENS,
    SUMMARY,
    THREADING,
    TWO_HOURS,
    Gathering,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from datetime import timedelta
    from pathlib import Path

    from tests.stories.process.gathering import Step

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")

OPENED = {
    "pings": 1,
    "threads": 1,
    "DM openings": 1,
    "rings for Alice": 1,
    "rings for Carol": 1,
}
ANSWERED = OPENED | {"cards": 1}
NUDGED = ANSWERED | {"nudges": 1, "DM nudges": 1, "rings for Carol": 2}
SUMMED_UP = NUDGED | {"summaries": 1}
LATE = SUMMED_UP | {"cards": 2}
STEPS = (OPENING, THREADING, CARD, COUNTING, NUDGE, SUMMARY, CLOSED)


@pytest.fixture
async def gathering(tmp_path: Path) -> AsyncIterator[Gathering]:
    """Lend the running bot and the group; nothing it asked Discord for may have been wrong."""
    async with Gathering(tmp_path, OPENAPI if OPENAPI.exists() else None) as gathering:
        yield gathering
    assert gathering.stand_in.violations == []
    assert gathering.stand_in.journal.crashes == []
    for log in gathering.logs:
        assert '"ERROR", "logger": "bot' not in log
        assert "Task exception was never retrieved" not in log


class Week:
    """A round from its opening to what comes after its end.

    Args:
        gathering: Where.
        kills: At which steps the bot is killed, and whether its requests arrive.
        pause: For how long it is down after that.
    """

    def __init__(
        self, gathering: Gathering, kills: dict[Step, bool], pause: timedelta = A_MOMENT
    ) -> None:
        self._here = gathering
        self._kills = kills
        self._pause = pause

    async def passes(self) -> None:
        """Live through it, and look after each of its steps at all that has come."""
        await self.opens()
        await self.is_answered()
        await self.nudges()
        await self.closes()
        await self.is_answered_late()

    async def opens(self) -> None:
        """Let the round open."""
        await self._through(self._here.moves_to(OPENS), OPENING, THREADING)
        await self._here.comes(OPENED, "To come 3")

    async def is_answered(self) -> None:
        """Let Alice answer."""
        await self._through(self._answer(), CARD, COUNTING)
        await self._here.comes(ANSWERED, "In 1 · Away 0 · To come 2")
        card = self._here.alice.finds("**Moved**", self._here.threads[0])
        assert (await card.click("Edit")).modal is not None

    async def nudges(self) -> None:
        """Let the time come at which those who are missing are nudged."""
        await self._through(self._here.moves_to(NUDGES), NUDGE)
        await self._here.comes(NUDGED)
        nudge = self._here.carol.finds("Still time: closes", self._here.threads[0])
        assert (await nudge.click("Check in")).modal is not None
        assert (await self._here.bob.dms[-1].click("Check in")).modal is not None

    async def closes(self) -> None:
        """Let the round close."""
        await self._through(self._here.moves_to(CLOSES), SUMMARY, CLOSED)
        await self._here.comes(SUMMED_UP, "Not this time: 2", "Closed. You can still add yours.")

    async def is_answered_late(self) -> None:
        """Let Carol answer after all."""
        summary = self._here.carol.finds("**Circle · 3 Mar**", self._here.channel)
        modal = (await summary.click("Add mine")).modal
        assert modal is not None
        await modal.submit({"moved": "Slept"})
        await self._here.comes(LATE, f"Late: <@{self._here.carol.id}>", "Late 1")

    async def _answer(self) -> None:
        modal = (await self._here.ping(self._here.alice).click("Check in")).modal
        assert modal is not None
        await modal.submit({"moved": "Hired a dispatcher"})

    async def _through(self, act: Awaitable[object], *steps: Step) -> None:
        """Do what leads to some steps; at those that are no good, the bot dies and comes back."""
        for step in steps:
            if step in self._kills:
                await self._here.killed_at(step, act, arrives=self._kills[step])
                await self._here.stand_in.clock.advance(seconds=self._pause.total_seconds())
                act = self._here.start()
        await act


async def test_killed_again_and_again_and_back_at_once(gathering: Gathering) -> None:
    kills = {OPENING: True, CARD: False, NUDGE: True, SUMMARY: True}
    await Week(gathering, kills).passes()


async def test_killed_again_and_again_and_back_after_two_hours(gathering: Gathering) -> None:
    kills = {OPENING: True, CARD: True, NUDGE: False, SUMMARY: True}
    await Week(gathering, kills, TWO_HOURS).passes()


@pytest.mark.proof
@pytest.mark.parametrize("pause", [A_MOMENT, TWO_HOURS], ids=["at once", "after two hours"])
@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "is lost"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
async def test_killed_at_any_step(
    gathering: Gathering, step: Step, pause: timedelta, *, arrives: bool
) -> None:
    await Week(gathering, {step: arrives}, pause).passes()

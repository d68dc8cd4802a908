"""`kill -9` in the midst of a round: nobody is told twice or not at all, and buttons work."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.stories.conftest import OPENAPI
from tests.stories.process.gathering import (
    CARD,
    CLOSED,
    CLOSES,
    COUNTING,
    NUDGE,
    NUDGE_BY_DM,
    NUDGES,
    OPENING,
    OPENING_BY_DM,
    OPENS,
    SUMMARY,
    THREADING,
    Gathering,
    Trouble,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Mapping
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
STEPS = (
    *(OPENING, OPENING_BY_DM, THREADING, CARD, COUNTING),
    *(NUDGE, NUDGE_BY_DM, SUMMARY, CLOSED),
)
# Which commands there are, and where a conversation is: nobody sees anything of that.
HARMLESS = {
    ("PUT", "/applications/{application_id}/commands"),
    ("POST", "/users/@me/channels"),
}
AT_ONCE, A_MOMENT, TWO_HOURS = timedelta(), timedelta(seconds=10), timedelta(hours=2)


@pytest.fixture
async def gathering(tmp_path: Path) -> AsyncIterator[Gathering]:
    """Lend the running bot and the group; nothing it asked Discord for may have been wrong."""
    async with Gathering(tmp_path, OPENAPI if OPENAPI.exists() else None) as gathering:
        await gathering.greeted()
        yield gathering
    assert gathering.stand_in.violations == []
    assert gathering.stand_in.journal.crashes == []
    lines = "".join(gathering.logs).splitlines()
    assert [line for line in lines if '"ERROR", "logger": "bot' in line] == []
    assert [line for line in lines if "Task exception was never retrieved" in line] == []


class Week:
    """A round from its opening to what comes after its end.

    Args:
        gathering: Where.
        troubles: What happens at which steps.
    """

    def __init__(self, gathering: Gathering, troubles: Mapping[Step, Trouble]) -> None:
        self._here = gathering
        self._troubles = troubles

    async def passes(self) -> None:
        """Live through it, and look after each of its steps at all that has come."""
        await self.opens()
        await self.goes_on()

    async def goes_on(self) -> None:
        """Live through what comes after the opening."""
        await self.is_answered()
        await self.nudges()
        await self.closes()
        await self.is_answered_late()

    async def opens(self) -> None:
        """Let the round open."""
        await self._through(self._here.moves_to(OPENS), OPENING, OPENING_BY_DM, THREADING)
        await self._here.comes(OPENED, "To come 3")

    async def is_answered(self) -> None:
        """Let Alice answer."""
        await self._through(self._answer(), CARD, COUNTING)
        await self._here.comes(ANSWERED, "In 1 · Away 0 · To come 2")
        card = self._here.alice.finds("**Moved**", self._here.threads[0])
        assert (await card.click("Edit")).modal is not None

    async def nudges(self) -> None:
        """Let the time come at which those who are missing are nudged."""
        await self._through(self._here.moves_to(NUDGES), NUDGE, NUDGE_BY_DM)
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
        expected = (f"Late: <@{self._here.carol.id}>", "Late 1")
        await self._here.comes(LATE, *expected)
        await self._here.waits(hours=6)
        await self._here.comes(LATE, *expected)

    async def _answer(self) -> None:
        modal = (await self._here.ping(self._here.alice).click("Check in")).modal
        assert modal is not None
        await modal.submit({"moved": "Hired a dispatcher"})

    async def _through(self, act: Awaitable[object], *steps: Step) -> None:
        """Do what leads to some steps, of which one may end in trouble."""
        for step in steps:
            if step in self._troubles:
                return await self._here.meets(step, self._troubles[step], act)
        await act
        return None


async def test_killed_and_cut_off_in_one_week(gathering: Gathering) -> None:
    troubles = {
        OPENING: Trouble(arrives=True, pause=TWO_HOURS),
        CARD: Trouble(arrives=True, pause=A_MOMENT, kills=False),
        NUDGE: Trouble(arrives=True, pause=TWO_HOURS, kills=False),
        SUMMARY: Trouble(arrives=False, pause=A_MOMENT, kills=False),
    }
    await Week(gathering, troubles).passes()


async def test_a_backup_from_before_the_opening(gathering: Gathering) -> None:
    assert "Copied and checked" in await gathering.command("backup")
    week = Week(gathering, {})
    await week.opens()
    assert await gathering.stop() == 0
    await gathering.command("restore", "--yes")

    gathering.stand_in.requests.clear()
    await gathering.start()
    await gathering.bot.said("was sent before the file was restored")
    await gathering.waits(minutes=20)
    await gathering.comes(OPENED, "To come 3", held=True)
    made = {(one.method, one.route) for one in gathering.stand_in.requests if one.method != "GET"}
    assert made <= HARMLESS
    assert (await gathering.ping(gathering.alice).click("Check in")).modal is not None
    await gathering.command("resume")
    await gathering.waits(minutes=1)
    await gathering.bot.said("The hold after the restore has ended; 0 messages")
    await gathering.comes(OPENED)
    await week.goes_on()


# -- the whole table


@pytest.mark.proof
@pytest.mark.parametrize("pause", [AT_ONCE, TWO_HOURS], ids=["at once", "after two hours"])
@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "does not arrive"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
async def test_killed_at_any_step(
    gathering: Gathering, step: Step, pause: timedelta, *, arrives: bool
) -> None:
    await Week(gathering, {step: Trouble(arrives=arrives, pause=pause)}).passes()


@pytest.mark.proof
@pytest.mark.parametrize("pause", [A_MOMENT, TWO_HOURS], ids=["in a moment", "in two hours"])
@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "does not arrive"])
async def test_cut_off_again_and_again(
    gathering: Gathering, pause: timedelta, *, arrives: bool
) -> None:
    cut = Trouble(arrives=arrives, pause=pause, kills=False)
    await Week(gathering, dict.fromkeys((OPENING, CARD, NUDGE, SUMMARY), cut)).passes()


@pytest.mark.proof
@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "does not arrive"])
@pytest.mark.parametrize("step", [THREADING, OPENING_BY_DM, NUDGE_BY_DM], ids=lambda one: one.name)
async def test_cut_off_beside(gathering: Gathering, step: Step, *, arrives: bool) -> None:
    cut = Trouble(arrives=arrives, pause=A_MOMENT, kills=False)
    await Week(gathering, {step: cut, COUNTING: cut, CLOSED: cut}).passes()


@pytest.mark.proof
async def test_not_running_when_the_round_opens(gathering: Gathering) -> None:
    await gathering.kill()
    await gathering.moves_to(OPENS + TWO_HOURS)
    await gathering.start()
    await gathering.bot.said("The scheduler goes on.")
    await gathering.waits(minutes=1)
    await gathering.comes(OPENED, "I was down, sorry: this is 2 hours late.")
    await Week(gathering, {}).goes_on()

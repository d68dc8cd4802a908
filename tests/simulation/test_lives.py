"""Groups live through 45 days of crashes, lost replies, outages and wrong clocks, seed by seed.

Whatever happens: no message stands there twice, no round is lost that could have been opened, and
nobody is mentioned twice. A failing seed is named, and lives the same life again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.courier.port import RefusedError, Why
from tests.simulation.life import Life, Outcome
from tests.simulation.pretend_discord import Mishap, PretendDiscord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.courier.port import Landed, Place

AT_ONCE = 5
IN_THE_TEST_RUN = 20
IN_THE_PROOF = 10_000


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Say nothing of what the bot logs: it is killed and misled all the time."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


async def live(seeds: range, folder: Path) -> list[Outcome]:
    return [await Life(seed, folder).live() for seed in seeds]


def check(outcomes: list[Outcome]) -> None:
    bad = [one for one in outcomes if not one.good]
    assert not bad, "\n".join(
        f"seed {one.seed}: doubled {one.doubled}, lost {one.lost}, wrong {one.wrong}" for one in bad
    )
    assert sum(one.messages for one in outcomes) > 10 * len(outcomes)
    assert sum(one.kills for one in outcomes) > len(outcomes)


@pytest.mark.parametrize("first", range(0, IN_THE_TEST_RUN, AT_ONCE))
async def test_nothing_is_doubled_or_lost(first: int, tmp_path: Path) -> None:
    check(await live(range(first, first + AT_ONCE), tmp_path))


@pytest.mark.proof
@pytest.mark.parametrize("first", range(IN_THE_TEST_RUN, IN_THE_PROOF, 20 * AT_ONCE))
async def test_nothing_is_doubled_or_lost_in_ten_thousand_lives(first: int, tmp_path: Path) -> None:
    check(await live(range(first, min(first + 20 * AT_ONCE, IN_THE_PROOF)), tmp_path))


async def test_a_bot_that_does_not_look_before_it_sends_again_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulation can fail: without the search, something is doubled."""

    async def find(self: PretendDiscord, place: Place, mark: str, since: datetime) -> Landed | None:
        del self, place, mark, since
        return None

    monkeypatch.setattr(PretendDiscord, "find", find)
    likely = {Mishap.KILLED_AFTER: 0.2, Mishap.REPLY_LOST: 0.2}
    outcomes = [await Life(seed, tmp_path, likely=likely).live() for seed in range(3)]
    assert any(one.doubled for one in outcomes)


async def test_a_bot_that_forgets_to_post_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulation can fail: where nothing is ever sent, rounds are lost."""
    monkeypatch.setattr(PretendDiscord, "_before", _refuse)
    assert (await Life(1, tmp_path).live()).lost


def _refuse(self: PretendDiscord) -> Mishap:
    self.asked += 1
    raise RefusedError(Why.REFUSED)

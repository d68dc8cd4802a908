"""Two copies of the bot with one token: the one that is always too late holds back, and says so."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.client import SoundingBoard
from bot.scheduler.scheduler import Hold
from bot.services import build_services

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.stories.house import House


_LONGEST_LUCK = 60


async def test_the_copy_that_is_always_too_late_holds_back_and_people_notice_nothing(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    services = build_services(tmp_path / "copy", house.stand_in.clock)
    await services.start()
    copy = SoundingBoard(services, max_wait=0.02, longest_nap=timedelta(hours=12))
    await copy.login(house.stand_in.token)
    running = asyncio.create_task(copy.connect())
    await copy.wait_until_ready()
    await house.stand_in.settle()

    try:
        # Which of the two is faster is a matter of luck; three times in a row is noticed.
        holds: set[Hold | None] = set()
        for _ in range(_LONGEST_LUCK):
            assert (await house.alice.slash("help")).content
            await house.stand_in.settle()
            holds = {house.bot.scheduler.hold, copy.scheduler.hold}
            if Hold.ANOTHER_COPY in holds:
                break
        assert holds == {None, Hold.ANOTHER_COPY}
        assert "Another copy of the bot runs with this token" in caplog.text
    finally:
        await copy.close()
        await asyncio.gather(running, return_exceptions=True)
        await services.close()


async def test_receipts_that_were_lost_are_no_other_copy(house: House) -> None:
    for _ in range(4):
        house.stand_in.faults.lose_reply(
            "POST /interactions/{interaction_id}/{interaction_token}/callback"
        )
        assert (await house.alice.slash("help")).content
    await house.stand_in.settle()
    assert house.bot.scheduler.hold is None

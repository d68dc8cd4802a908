"""The courier's share of Discord's limit."""

from __future__ import annotations

import asyncio

from bot.courier.pace import AT_ONCE, PER_SECOND, Pace


async def turns(pace: Pace, count: int) -> list[float]:
    """Return when so many requests that come at once are let through."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    let_through: list[float] = []

    async def one() -> None:
        await pace.turn()
        let_through.append(loop.time() - start)

    await asyncio.gather(*(one() for _ in range(count)))
    return let_through


async def test_a_few_go_at_once_and_the_rest_evenly() -> None:
    when = await turns(Pace(per_second=200, at_once=4), 44)
    assert when == sorted(when)
    # Four and the forty after them: however slow the computer is, none is let through too early.
    assert when[-1] >= 40 / 200 - 0.01


async def test_what_was_not_used_is_not_saved_up() -> None:
    pace = Pace(per_second=200, at_once=4)
    await turns(pace, 1)
    await asyncio.sleep(0.2)
    assert (await turns(pace, 24))[-1] >= 20 / 200 - 0.01


def test_it_leaves_a_tenth_of_discord_s_fifty_to_people_s_presses() -> None:
    assert PER_SECOND + AT_ONCE < 45

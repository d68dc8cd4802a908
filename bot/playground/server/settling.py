"""Waits until nothing happens any more: the bot has read everything and answered what it will."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.gateway import Gateway
    from bot.playground.server.interactions import Interactions
    from bot.playground.server.rest.journal import Journal

# What discord.py calls the tasks in which a bot's own code handles an event, and what the bot calls
# those in which it works by itself. They are seen only where it runs in this very loop, as in
# tests.
_HANDLERS = (
    "discord.py: ",
    "CommandTree-invoker",
    "discord-ui-view-dispatch-",
    "discord-ui-modal-dispatch-",
    "discord-ui-dynamic-item",
    "courier: ",
    "scheduler: ",
)
_TURNS = 3


class NotSettledError(Exception):
    """Something still runs after a long time; the message names it."""


async def settle(
    gateway: Gateway,
    journal: Journal,
    interactions: Interactions,
    *,
    within: float,
    quiet: float = 0.0,
) -> None:
    """Return once the bot has read every event, its handlers have ended and REST is quiet.

    Args:
        gateway: What the bot reads from.
        journal: What it asks for.
        interactions: In which people may be waiting for it.
        within: Real seconds.
        quiet: For how many real seconds REST must have been quiet, and nobody be waiting; for a
            bot in a process of its own, whose handlers are not seen.

    Raises:
        NotSettledError: When it takes longer.
    """
    try:
        async with asyncio.timeout(within):
            while await _something_happened(gateway, journal) or (
                quiet and await _may_happen(journal, interactions, quiet)
            ):
                pass
    except TimeoutError:
        names = ", ".join(task.get_name() for task in _handlers()) or "the gateway or REST"
        raise NotSettledError(f"After {within} s there still runs: {names}") from None


async def _something_happened(gateway: Gateway, journal: Journal) -> bool:
    """Wait for what is going on; tell whether there was anything."""
    asked = len(journal.requests)
    await gateway.caught_up()
    await journal.quiet()
    running = _handlers()
    if running:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        return True
    for _ in range(_TURNS):
        # A handler that has just ended may have started another, or a request.
        await asyncio.sleep(0)
    return bool(journal.in_flight or len(journal.requests) > asked or _handlers())


async def _may_happen(journal: Journal, interactions: Interactions, quiet: float) -> bool:
    """Tell whether somebody waits for an answer, or a request came after all."""
    if interactions.open():
        await interactions.news.until(lambda: not interactions.open(), quiet)
        return True
    asked = len(journal.requests)
    await asyncio.sleep(quiet)
    return bool(journal.in_flight or len(journal.requests) > asked)


def _handlers() -> list[asyncio.Task[object]]:
    current = asyncio.current_task()
    return [
        task
        for task in asyncio.all_tasks()
        if task is not current and task.get_name().startswith(_HANDLERS)
    ]

"""From services and client that are built to both that are closed: the life of a running bot."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot.accountability.store.migrations import SCHEMA_VERSION as ACCOUNTABILITY_VERSION
from bot.backups import Shelf, is_older, unfinished_restore
from bot.cli.version import own_version
from bot.client import SoundingBoard
from bot.clock import Clock, RemoteClock, SystemClock
from bot.desk.migrations import SCHEMA_VERSION as DESK_VERSION
from bot.development import in_place_of_discord
from bot.errors import StorageError
from bot.log import log_loop_exception
from bot.scheduler.nightly import NightlyBackup
from bot.services import Limits, build_services
from knowledge.store import sqlite_is_old, sqlite_version

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic import SecretStr

    from bot.cli.signals import StopSignals
    from bot.services import Services
    from bot.settings import Settings

_log = logging.getLogger(__name__)

# In seconds; together they leave a second before the deadline of the signals.
_TO_FINISH = 5.5
_TO_LEAVE = 1.5


async def live(settings: Settings, token: SecretStr, signals: StopSignals) -> None:
    """Run the bot until it is asked to stop, or can't go on.

    Raises:
        Exception: What it can't go on with; everything is closed by then.
    """
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(log_loop_exception)
    stop = asyncio.Event()
    signals.event(loop, stop)
    _log.info(
        "Sounding Board %s starts; its files are in %s.",
        own_version(),
        settings.data_dir.absolute(),
    )
    if sqlite_is_old():
        _log.warning(
            "This is SQLite %s. Before version 3.51.3 it can, rarely, damage a file that two"
            " programs write to.",
            sqlite_version(),
        )
    _collect_rarely()
    async with AsyncExitStack() as stack:
        stack.enter_context(in_place_of_discord(settings.stand_in))
        clock = await _clock(settings, stack)
        shelf = Shelf(settings.data_dir, own_version())
        await asyncio.to_thread(look_at_files, shelf, clock.now())
        services = _services(settings, clock)
        stack.push_async_callback(services.close)
        await services.start()
        if not stop.is_set():
            client = SoundingBoard(services, nightly=NightlyBackup(shelf))
            await _serve(client, token, stop)
    _log.info("Stopped.")


def _collect_rarely() -> None:
    """Spare the garbage collector what was imported, and let it look at the rest less often.

    A full collection holds everything else up, answers too, for as long as a library's vocabulary
    is large: a quarter of a second at 100,000 passages (benchmarks/README.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)


def look_at_files(shelf: Shelf, now: datetime) -> None:
    """Refuse files of a restore that was interrupted; back up those that are about to change.

    Raises:
        StorageError: A restore is to be done again, or no backup can be made.
    """
    unfinished = unfinished_restore(shelf.folder)
    if unfinished is not None:
        raise StorageError(
            f"The restore of {unfinished} was interrupted. Run `python -m bot restore` again."
        )
    versions = {"desk.db": DESK_VERSION, "accountability.db": ACCOUNTABILITY_VERSION}
    if any(is_older(shelf.folder / name, version) for name, version in versions.items()):
        backup, _ = shelf.make(now)
        _log.info("The files are brought up to date; as they were, they are in %s.", backup.path)


async def _clock(settings: Settings, stack: AsyncExitStack) -> Clock:
    stand_in = settings.stand_in
    if stand_in is None or stand_in.clock is None:
        return SystemClock()
    return await stack.enter_async_context(RemoteClock(stand_in.clock))


def _services(settings: Settings, clock: Clock) -> Services:
    return build_services(
        settings.data_dir,
        clock,
        limits=Limits(settings.library_articles, settings.library_megabytes),
        open_libraries=settings.open_libraries,
        attachment_hosts=settings.stand_in.attachment_hosts if settings.stand_in else (),
    )


async def _serve(client: SoundingBoard, token: SecretStr, stop: asyncio.Event) -> None:
    """Stay connected until the stop; then finish what was begun, and leave."""
    async with client:
        connected = asyncio.create_task(client.start(token.get_secret_value()), name="connection")
        stopped = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({connected, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if connected.done():
            stopped.cancel()
            await connected
            return
        _log.info("Stopping: finishing what was begun.")
        await client.finish(_TO_FINISH)
        # In this order: the client leaves the gateway politely, and what still tried to connect
        # would try for ever.
        await asyncio.wait({asyncio.create_task(client.close())}, timeout=_TO_LEAVE)
        connected.cancel()
        await asyncio.gather(connected, return_exceptions=True)

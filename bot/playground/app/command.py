"""`python -m bot playground` and `python -m bot start`. Help imports nothing of Discord."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
import threading
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.exits import ExitCode, Failure
from bot.cli.run import run
from bot.cli.signals import StopSignals
from bot.log import logging_set_up
from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from bot.playground.app.playground import Playground

PORT = 8765
"""Where it is looked for first; any free port if that is taken."""
_HIGHEST_PORT = 65_535
_BUG = (
    "Something went wrong that should not have; the lines above say what. If it happens again,"
    " please report it."
)

_log = logging.getLogger(__name__)


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, _HIGHEST_PORT),
    default=None,
    help=f"Where the page listens on this computer; {PORT} if that is free.",
)
@click.option("--no-open", is_flag=True, help="Print the address only, and open no browser.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Keep the bot's files in this empty folder; they are thrown away otherwise.",
)
def playground(port: int | None, no_open: bool, keep: Path | None) -> None:  # noqa: FBT001 - click
    """Try the whole bot in the browser, with no Discord account.

    It opens a page on this computer alone: a server with five owners, a library, and three weeks
    of check-ins behind them. Nothing leaves this computer. Ctrl-C ends it.
    """
    if keep is not None and keep.is_dir() and any(keep.iterdir()):
        raise Failure(ExitCode.STORAGE, f"{keep} is not empty. Choose another folder.")
    with StopSignals() as signals, ExitStack() as stack:
        folder = keep or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="sounding-board-"))
        )
        stack.enter_context(logging_set_up("WARNING", "auto"))
        try:
            asyncio.run(_play(folder, port, opens=not no_open, signals=signals))
        except Failure:
            raise
        except Exception as error:
            _log.exception("The playground ended with an error")
            raise Failure(ExitCode.BUG, _BUG) from error
    left = "Nothing of it is left." if keep is None else f"The bot's files are in {keep}."
    click.echo(f"The playground is closed. {left}", err=True)


@click.command()
@click.pass_context
def start(context: click.Context) -> None:
    """Run the bot if there is a token, and the playground if there is none."""
    try:
        settings = load_settings(needs_token=False)
    except SettingsError as error:
        raise Failure(ExitCode.SETTINGS, str(error)) from None
    if settings.discord_token is None:
        context.invoke(playground)
    else:
        context.invoke(run)


async def _play(folder: Path, port: int | None, *, opens: bool, signals: StopSignals) -> None:
    stop = asyncio.Event()
    signals.event(asyncio.get_running_loop(), stop)
    opened = await _opened(folder, port)
    try:
        click.echo(opened.address)
        click.echo("It listens on this computer alone. Ctrl-C ends it.", err=True)
        if opens and has_a_screen(terminal=sys.stdout.isatty()):
            # Some browsers keep who opens them waiting, and the bot is to come in meanwhile.
            threading.Thread(target=webbrowser.open, args=(opened.address,), daemon=True).start()
        await _live(opened, stop)
    finally:
        await opened.close()


async def _live(opened: Playground, stop: asyncio.Event) -> None:
    """Fill the playground while it is looked at, and stay until the stop."""
    stopped = asyncio.create_task(stop.wait(), name="playground: stop")
    filled = asyncio.create_task(opened.fill(), name="playground: filling")
    try:
        await asyncio.wait({stopped, filled}, return_when=asyncio.FIRST_COMPLETED)
        if filled.done():
            await filled
            await stopped
    finally:
        stopped.cancel()
        filled.cancel()
        await asyncio.gather(stopped, filled, return_exceptions=True)


async def _opened(folder: Path, port: int | None) -> Playground:
    """Open it on a port; on any free one if none was asked for and the usual one is taken.

    Raises:
        Failure: The port that was asked for can't be used.
    """
    # Only now: help and faults shall not wait for the server.
    from bot.playground.app.playground import Playground  # noqa: PLC0415

    for each in (PORT, 0) if port is None else (port,):
        opened = Playground(folder, port=each)
        try:
            await opened.open()
        except OSError as error:
            await opened.close()
            reason = error.strerror
        else:
            return opened
    raise Failure(ExitCode.UNREACHABLE, f"Port {each} can't be used: {reason}. Choose another.")


def has_a_screen(*, terminal: bool) -> bool:
    """Tell whether there is somebody before a browser: not on a server, and not in a test.

    Args:
        terminal: Whether what is printed goes to a terminal.
    """
    if os.environ.get("CI") or not terminal:
        return False
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )

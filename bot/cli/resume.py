"""`python -m bot resume`: all is well, and the bot may send again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli.data_folder import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.store.notices import FactRows


@click.command()
def resume() -> None:
    """End the hold after a restore, a move, or a second copy of the bot.

    Look first whether all is well: that only one copy runs, and that it is the right data. What was
    sent already is not sent again; what would be due and is not too old goes out. It may run while
    the bot does, which goes on within a minute.
    """
    from bot.instance import FolderInUseError, sole_instance

    with data_folder() as folder:
        if not _end_hold(folder / "accountability.db"):
            click.echo("Nothing is on hold.")
            return
        try:
            with sole_instance(folder):
                click.echo("The hold ends when the bot starts.")
        except FolderInUseError:
            click.echo("The hold ends: the bot goes on within a minute.")


def _end_hold(path: Path) -> bool:
    """Say in the file that the hold is to end; tell whether there is one."""
    from bot.accountability.store.file import File
    from bot.accountability.store.notices import FactRows
    from bot.scheduler.facts import RESUME

    if not path.exists():
        return False
    file = File(path)
    try:
        facts = FactRows(file)
        if not _is_on_hold(facts, path):
            return False
        facts.put(RESUME, datetime.now(UTC).isoformat())
    finally:
        file.close()
    return True


def _is_on_hold(facts: FactRows, path: Path) -> bool:
    from bot.scheduler.facts import ANOTHER_COPY, RESTORED
    from bot.scheduler.origin import came_from_elsewhere

    held = facts.get(RESTORED) is not None or facts.get(ANOTHER_COPY) is not None
    return held or came_from_elsewhere(facts, path)

"""`python -m bot restore`: the files of a backup in the place of the present ones."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli.backup import files
from bot.cli.data_folder import data_folder, size
from bot.cli.exits import ExitCode, Failure
from bot.cli.version import own_version

if TYPE_CHECKING:
    from pathlib import Path

    from bot.backups import Backup, Shelf


@click.command()
@click.argument("name", required=False)
@click.option("--list", "only_list", is_flag=True, help="Show which backups there are, and end.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def restore(name: str | None, *, only_list: bool, yes: bool) -> None:
    """Put the files of a backup in the place of the present ones.

    NAME is one that --list shows; without it, the newest. The bot must not be running. The backup
    is read whole before anything changes, and the present files are set aside, never deleted.

    The bot then starts on hold: what it would send is looked for in the channels first, and nothing
    is sent until you run `python -m bot resume`.
    """
    from bot.backups import Shelf
    from bot.instance import sole_instance

    with data_folder() as folder:
        shelf = Shelf(folder, own_version())
        if only_list:
            for one in shelf.backups():
                click.echo(one.name)
            return
        with sole_instance(folder):
            _restore(shelf, _chosen(shelf, name), folder, asks=not yes)


def _chosen(shelf: Shelf, name: str | None) -> Backup:
    found = shelf.backups()
    if not found:
        raise Failure(ExitCode.STORAGE, f"There are no backups in {shelf.folder / 'backups'}.")
    for one in found:
        if name in {None, one.name}:
            return one
    raise Failure(
        ExitCode.STORAGE, "There is no such backup. `python -m bot restore --list` shows them."
    )


def _restore(shelf: Shelf, backup: Backup, folder: Path, *, asks: bool) -> None:
    from bot.backups import restore as put_back

    manifest = shelf.verify(backup)
    total = sum(file.bytes for file in manifest.files)
    click.echo(f"The backup {backup.name} is whole: {files(len(manifest.files))}, {size(total)}.")
    if asks:
        click.echo(
            "Its files take the place of the present ones, which are set aside. What was written"
            " since will be there only."
        )
        click.confirm("Restore it?", abort=True)
    done = put_back(shelf, backup, datetime.now(UTC))
    click.echo(f"Restored {files(len(done.files))} in {folder.absolute()}.")
    if done.set_aside is not None:
        click.echo(f"What was there before is in {done.set_aside}.")
    click.echo(
        "Start the bot. It looks in the channels for what was sent since, and sends nothing until"
        " you run `python -m bot resume`."
    )

"""`python -m bot backup`: a verified copy of every file, while the bot runs or not."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli.data_folder import data_folder, size
from bot.cli.exits import ExitCode, Failure
from bot.cli.version import own_version


@click.command()
def backup() -> None:
    """Copy every file of the data folder, and check each copy.

    It may run while the bot does. The copies are in DATA_DIR/backups, in a folder named for the
    instant. The newest of each of seven days and of four weeks stay; the bot itself makes one every
    night. Copy that folder to another machine now and then.
    """
    from bot.backups import Shelf
    from bot.backups.manifest import present_files

    with data_folder() as folder:
        paths = present_files(folder)
        if not paths:
            raise Failure(ExitCode.STORAGE, f"There is nothing to copy in {folder.absolute()} yet.")
        shelf = Shelf(folder, own_version())
        with click.progressbar(length=len(paths), label="Copying") as bar:
            made, manifest = shelf.make(datetime.now(UTC), lambda _path: bar.update(1))
        total = sum(file.bytes for file in manifest.files)
        click.echo(f"Copied and checked {files(len(manifest.files))}, {size(total)}: {made.path}")
        gone = shelf.prune()
        if gone:
            click.echo(f"Thrown away as old: {', '.join(one.name for one in gone)}")


def files(count: int) -> str:
    """Return how many files, in words."""
    return "1 file" if count == 1 else f"{count} files"

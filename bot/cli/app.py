"""The commands of `python -m bot`."""

from __future__ import annotations

import click

from bot.cli.backup import backup
from bot.cli.invite import invite
from bot.cli.restore import restore
from bot.cli.resume import resume
from bot.cli.run import run
from bot.cli.version import own_version


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(own_version(), prog_name="Sounding Board", message="%(prog)s %(version)s")
def sounding_board() -> None:
    """Run Sounding Board on Discord.

    docs/operators.md takes you from a token to a running bot in ten steps.
    """


for command in (run, invite, backup, restore, resume):
    sounding_board.add_command(command)

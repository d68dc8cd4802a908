"""The bot's command line: `python -m bot run`, `python -m bot invite`.

It reads the settings, builds everything, and turns what goes wrong into a sentence and an exit
code. Help imports nothing of Discord.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click


def main(more: Callable[[], Iterable[click.Command]] = tuple) -> None:
    """Run the command line with the program's arguments, and exit.

    Args:
        more: Returns further commands, which the bot itself knows nothing of.
    """
    try:
        # Imported here, so that Ctrl-C says nothing of modules however early it is pressed.
        from bot.cli.app import sounding_board

        # A terminal that can't show a sign gets a question mark, not an error.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        for command in more():
            sounding_board.add_command(command)
        sounding_board(prog_name="python -m bot")
    except KeyboardInterrupt:
        sys.exit(130)

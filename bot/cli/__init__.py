"""The bot's command line: `python -m bot run`, `python -m bot invite`.

It reads the settings, builds everything, and turns what goes wrong into a sentence and an exit
code. Help imports nothing of Discord.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with the program's arguments, and exit."""
    try:
        # Imported here, so that Ctrl-C says nothing of modules however early it is pressed.
        from bot.cli.app import sounding_board

        # A terminal that can't show a sign gets a question mark, not an error.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        sounding_board(prog_name="python -m bot")
    except KeyboardInterrupt:
        sys.exit(130)

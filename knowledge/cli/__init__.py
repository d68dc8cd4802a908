"""The command line of the library: `python -m knowledge`, or `sounding-board-library`.

It reads options, calls the facade and prints. Rules of the library stand below it.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with the program's arguments, and exit."""
    try:
        # Imported here, so that Ctrl-C says nothing of modules however early it is pressed.
        from knowledge.cli.app import library

        # A terminal that can't show a curly quote gets a question mark, not an error.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        library()
    except KeyboardInterrupt:
        sys.exit(130)

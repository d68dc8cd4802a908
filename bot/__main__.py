"""`python -m bot`: the bot's command line, with the playground beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli import main

if TYPE_CHECKING:
    import click


def _more() -> list[click.Command]:
    from bot.playground.app.command import playground, start  # noqa: PLC0415 - only for this

    return [playground, start]


if __name__ == "__main__":
    main(_more)

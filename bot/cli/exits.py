"""How the program ends: the exit codes, as sysexits.h of BSD names them, and their sentence."""

from __future__ import annotations

from enum import IntEnum
from typing import IO, Any

import click


class ExitCode(IntEnum):
    """What a supervisor learns; starting again by itself helps with 69 and 70 only."""

    OK = 0
    UNREACHABLE = 69
    """Discord can't be reached."""
    BUG = 70
    """Something that should not happen."""
    STORAGE = 74
    """The data folder or a file in it can't be used."""
    IN_USE = 75
    """Another bot runs on the data folder."""
    SETTINGS = 78
    """The settings or the token are wrong, or a newer program wrote the files."""


class Failure(click.ClickException):
    """An end with a sentence on standard error, and no traceback."""

    def __init__(self, exit_code: ExitCode, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence; with several faults, one a line."""
        for line in self.message.splitlines():
            shown = "".join(sign if sign.isprintable() else "?" for sign in line)
            click.echo(shown, file=file, err=file is None)

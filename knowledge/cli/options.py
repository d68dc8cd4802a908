"""What every command accepts: `--db` and `--json`, before the command or after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from knowledge.cli.settings import default_library

if TYPE_CHECKING:
    from collections.abc import Callable

_Command = TypeVar("_Command", bound="Callable[..., Any] | click.Command")

LARGEST_ID = 2**63 - 1
"""SQLite's integers end here."""


@dataclass(slots=True)
class Choices:
    """What was chosen for the whole run."""

    db: Path | None = None
    as_json: bool = False

    @property
    def library(self) -> Path:
        """The library file to use."""
        return self.db or default_library()


pass_choices = click.make_pass_decorator(Choices, ensure=True)


def _choose_db(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Choices).db = value


def _choose_json(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
    if value:
        context.ensure_object(Choices).as_json = True


_DB = click.option(
    "--db",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    expose_value=False,
    callback=_choose_db,
    help="The library file. Default: library.db in the folder $DATA_DIR, or in data.",
)
_JSON = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=_choose_json,
    help="Print JSON on standard output, and nothing else there.",
)


def with_choices(command: _Command) -> _Command:
    """Give a command `--db` and `--json`."""
    return _DB(_JSON(command))


with_audiences = click.option(
    "--audience",
    "audiences",
    metavar="NAME",
    multiple=True,
    help="Include the articles of this audience too; may be given several times.",
)

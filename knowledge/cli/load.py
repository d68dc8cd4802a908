"""`load`: articles into the library, one line for each file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from knowledge.cli.load_report import LoadReport, progress
from knowledge.cli.load_target import LoadTarget
from knowledge.cli.options import Choices, pass_choices, with_choices
from knowledge.cli.terminal import Failure
from knowledge.errors import DocumentRefused, KnowledgeError
from knowledge.models import LoadResult, LoadStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.loading import Limits

_REFUSED = 1
_STARTERS = Path(__file__).parents[1] / "starter"


class _File(NamedTuple):
    path: Path
    name: str
    starter: bool


@click.command(short_help="Load articles from files and folders.")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path, readable=False)
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--audience", metavar="NAME", help="Show the articles to this audience alone.")
@click.option("--site", metavar="URL", default="", help="The site that permalinks belong to.")
@click.option("--starter", is_flag=True, help="Load the starter articles that come with it.")
@click.option(
    "--max-bytes",
    metavar="N",
    type=click.IntRange(min=1),
    help="Read files of up to N bytes.  [default: 10485760]",
)
@click.option(
    "--max-characters",
    metavar="N",
    type=click.IntRange(min=1),
    help="Read texts of up to N characters.  [default: 2000000]",
)
@click.option("--quiet", is_flag=True, help="Print refused files and the total only.")
@with_choices
@pass_choices
@click.pass_context
def load(  # noqa: PLR0913 - one argument per option of the command line
    context: click.Context,
    choices: Choices,
    *,
    paths: tuple[Path, ...],
    dry_run: bool,
    audience: str | None,
    site: str,
    starter: bool,
    max_bytes: int | None,
    max_characters: int | None,
    quiet: bool,
) -> None:
    """Load the files and folders PATH: Markdown, plain text and web pages.

    One line for each file says what became of it: added, updated, unchanged, or refused and why.
    What was reported is in the library, whatever happens next. The exit code is 1 if a file was
    refused; the others are loaded.

    \b
    python -m knowledge load articles/
    python -m knowledge load --site https://example.com _posts/ notes.txt
    """
    if not paths and not starter:
        raise click.UsageError("Name the files or folders to load, or --starter.")
    files = _files(paths, starter=starter)
    report = LoadReport(as_json=choices.as_json, quiet=quiet, dry_run=dry_run)
    target = LoadTarget(choices.library, audience=audience, dry_run=dry_run)
    try:
        with target, progress(len(files)) as advance:
            for file in files:
                _load(file, target, report, _limits(max_bytes, max_characters), site)
                advance()
            target.settle(report.changed)
    finally:
        # Also of a load that was stopped or failed half-way: what was reported is in the library.
        if report.files:
            report.finish()
    context.exit(_REFUSED if report.refused else 0)


def _files(paths: Sequence[Path], *, starter: bool) -> list[_File]:
    from knowledge.loading import find_files
    from knowledge.loading.kinds import SUPPORTED

    starters = sorted(_STARTERS.glob("*.md")) if starter else ()
    files = [_File(path, f"starter/{path.name}", starter=True) for path in starters]
    files += [_File(path, str(path), starter=False) for path in find_files(paths)]
    if not files:
        places = ", ".join(map(str, paths))
        raise Failure(f"There is nothing to load in {places}; supported are {SUPPORTED}.")
    return files


def _limits(max_bytes: int | None, max_characters: int | None) -> Limits:
    from knowledge.loading import Limits

    given = {"max_bytes": max_bytes, "max_characters": max_characters}
    return Limits(**{name: value for name, value in given.items() if value is not None})


def _load(file: _File, target: LoadTarget, report: LoadReport, limits: Limits, site: str) -> None:
    """Load one file and tell what became of it; a bad file never stops the others."""
    from knowledge.loading import read_file

    title = ""
    try:
        document = read_file(file.path, limits=limits, site=site)
        title = document.title
        result = target.add(document, starter=file.starter)
    except DocumentRefused as error:
        result = LoadResult(LoadStatus.REFUSED, None, str(error))
    except KnowledgeError:
        raise  # it is the library that fails, and would fail for the next file too
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is told
        reason = f"It can't be loaded ({type(error).__name__}: {error}); please report it."
        result = LoadResult(LoadStatus.REFUSED, None, reason)
    report.tell(file.name, title, result)

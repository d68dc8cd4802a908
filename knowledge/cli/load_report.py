"""What is told of a load: a line for each file once it is in the library, and the total."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from knowledge.cli.terminal import one_line, print_json
from knowledge.models import LoadStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.models import LoadResult

_WIDTH = max(len(status) for status in LoadStatus)


class LoadReport:
    """Prints one line a file as it comes; JSON at the end, if that was asked for."""

    def __init__(self, *, as_json: bool, quiet: bool, dry_run: bool) -> None:
        self._as_json = as_json
        self._quiet = quiet
        self._dry_run = dry_run
        self._forms: list[dict[str, object]] = []
        self._totals: Counter[str] = Counter()

    @property
    def files(self) -> int:
        """How many files were reported."""
        return self._totals.total()

    @property
    def refused(self) -> int:
        """How many files were refused."""
        return self._totals[LoadStatus.REFUSED]

    @property
    def changed(self) -> int:
        """How many articles were added or updated."""
        return self._totals[LoadStatus.ADDED] + self._totals[LoadStatus.UPDATED]

    def tell(self, path: str, title: str, result: LoadResult) -> None:
        """Report one file; the line is written out before the next file is read."""
        self._totals[result.status] += 1
        if self._as_json:
            self._forms.append(
                {
                    "path": path,
                    "status": str(result.status),
                    "reason": result.reason,
                    "id": result.article_id,
                }
            )
        elif result.status is LoadStatus.REFUSED:
            click.echo(f"{result.status:<{_WIDTH}}  {one_line(path)}: {one_line(result.reason)}")
        elif not self._quiet:
            why = f": {one_line(result.reason)}" if result.reason else ""
            click.echo(f"{result.status:<{_WIDTH}}  {one_line(title)}  ({one_line(path)}){why}")

    def finish(self) -> None:
        """Print the total, or the JSON of it all."""
        totals = {str(status): self._totals[status] for status in LoadStatus}
        if self._as_json:
            print_json({"files": self._forms, "totals": totals})
            return
        numbers = ", ".join(f"{number:,} {status}" for status, number in totals.items())
        click.echo(f"Total{' (nothing was written)' if self._dry_run else ''}: {numbers}")


@contextmanager
def progress(files: int) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error if it is a terminal; yield what moves it on by one file."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # Lines for the same terminal go above the bar; lines for a pipe go straight there.
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task("", total=files)
        yield lambda: bar.advance(task)

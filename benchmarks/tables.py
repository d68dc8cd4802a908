"""The results of `benchmarks.search` as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.refusal import Refusal
    from benchmarks.small_libraries import SizeReport
    from benchmarks.verdicts import Failure

_LENGTH = "excerpt length"


def ranking_table(
    name: str, results: Mapping[str, Mapping[str, Mapping[str, float | None]]]
) -> Table:
    """Show variant → system → measure → value."""
    table = _table(f"{name}: ranking and excerpts")
    table.add_column("variant")
    table.add_column("system")
    measures = next(iter(next(iter(results.values())).values()))
    for measure in measures:
        table.add_column(measure, justify="right")
    for variant, systems in results.items():
        for system, values in systems.items():
            cells = (
                _length(value) if measure == _LENGTH else _share(value)
                for measure, value in values.items()
            )
            table.add_row(variant, system, *cells)
        table.add_section()
    return table


def refusal_table(name: str, shipped: Refusal, at_97: Refusal | None) -> Table:
    """Show the shares at both thresholds."""
    table = _table(f"{name}: answer or no answer")
    for column in ("threshold", "kept", *(f"refused, {other}" for other in shipped.other)):
        table.add_column(column, justify="right")
    table.add_column("refused, own", justify="right")
    table.add_column("refused, unanswerable", justify="right")
    for refusal in (shipped, at_97):
        if refusal is not None:
            label = "shipped" if refusal.threshold is None else f"{refusal.threshold:.3f}"
            shares = (refusal.kept, *refusal.other.values(), refusal.own, refusal.unanswerable)
            table.add_row(label, *map(_share, shares))
    return table


def size_table(name: str, reports: Sequence[SizeReport]) -> Table:
    """Show the libraries of a few articles."""
    table = _table(f"{name}: small libraries, shipped threshold")
    for column in (
        "articles",
        "libraries",
        "questions",
        "first hit right",
        "kept",
        "off questions",
        "refused",
    ):
        table.add_column(column, justify="right")
    for report in reports:
        table.add_row(
            str(report.size),
            str(report.libraries),
            str(report.answerable),
            _share(report.right_first),
            _share(report.kept),
            str(report.unanswerable),
            _share(report.refused),
        )
    return table


def failure_table(name: str, failures: Sequence[Failure]) -> Table:
    """Show each question that went wrong."""
    table = _table(f"{name}: {len(failures)} failures")
    for column in ("question", "expected", "got"):
        table.add_column(column, overflow="fold")
    table.add_column("confidence", justify="right")
    for failure in failures:
        table.add_row(failure.question, failure.expected, failure.got, f"{failure.confidence:.3f}")
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _length(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"

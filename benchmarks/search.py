"""Search quality: `python -m benchmarks.search SET…`.

Ranks, quotes and refuses with this library and with what one might have taken instead, on the
same questions in the same run. See `benchmarks/README.md` for what the columns mean.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks import tables
from benchmarks.command_line import BadInputError, results_console, temporary_folder
from benchmarks.question_sets import QuestionSet, QuestionSetError, read_question_set
from benchmarks.search_report import SEED, Scope, SetReport, measure_set
from benchmarks.systems import NAMES

if TYPE_CHECKING:
    from rich.console import Console

# Wide enough for the ranking table where there is no terminal to say how wide it is.
_WIDTH = 160


@click.command()
@click.argument(
    "folders", metavar="SET...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--systems",
    "system_list",
    default=",".join(NAMES),
    show_default=True,
    metavar="NAMES",
    help="Which systems to measure, separated by commas.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Take the first N questions of each file only.",
)
@click.option(
    "--refusal-sample",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    metavar="N",
    help="Ask at most N questions of each kind that has no answer.",
)
@click.option("--no-refusal", is_flag=True, help="Leave the decision to answer out.")
@click.option("--verbose", is_flag=True, help="List the questions that went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def main(  # noqa: PLR0913 - one argument per option of the command line
    *,
    folders: tuple[Path, ...],
    system_list: str,
    limit: int | None,
    refusal_sample: int,
    no_refusal: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Measure the search with each SET, a folder of documents, questions and judgements."""
    scope = Scope(_systems(system_list), None if no_refusal else refusal_sample, verbose)
    question_sets = _question_sets(folders, limit)
    reports = []
    for question_set in question_sets:
        others = [other for other in question_sets if other is not question_set]
        with temporary_folder() as folder:
            reports.append(measure_set(question_set, others, Path(folder), scope))
        if not as_json:
            _show(reports[-1], results_console(_WIDTH))
    if as_json:
        sets = {report.name: asdict(report) for report in reports}
        click.echo(json.dumps({"seed": SEED, "sets": sets}, ensure_ascii=False, indent=1))


def _question_sets(folders: tuple[Path, ...], limit: int | None) -> list[QuestionSet]:
    try:
        question_sets = [read_question_set(folder, limit) for folder in folders]
    except QuestionSetError as error:
        raise BadInputError(str(error)) from error
    names = [question_set.name for question_set in question_sets]
    if len(set(names)) < len(names):
        raise BadInputError("Two sets have the same name.")
    return question_sets


def _systems(system_list: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in system_list.split(",") if name.strip()))
    unknown = [name for name in names if name not in NAMES]
    if unknown or not names:
        raise BadInputError(
            f"There is no system “{', '.join(unknown)}”; there are {', '.join(NAMES)}."
        )
    return names


def _show(report: SetReport, console: Console) -> None:
    console.print(
        f"{report.name}: {report.documents} documents, {report.answerable} questions with an"
        f" answer, {report.unanswerable} without",
        style="bold",
    )
    console.print(tables.ranking_table(report.name, report.ranking))
    if report.shipped is not None:
        console.print(tables.refusal_table(report.name, report.shipped, report.calibrated))
    if report.small_libraries:
        console.print(tables.size_table(report.name, report.small_libraries))
    if report.failures:
        console.print(tables.failure_table(report.name, report.failures))


if __name__ == "__main__":
    main()

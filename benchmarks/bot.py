"""The bot as people meet it: `python -m benchmarks.bot`.

Sounding Board and a bot that can only say "pong", each in a process of its own, before a stand-in
for Discord in this one. See `benchmarks/README.md` for what the figures mean.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from benchmarks.bot_library import (
    STARTER_SET,
    build_library,
    files_to_load,
    settle_library,
    sort_questions,
)
from benchmarks.bot_process import BotFailedError
from benchmarks.bot_report import bots_table, waits_table
from benchmarks.bot_run import Plan, measure
from benchmarks.command_line import BadInputError, results_console, temporary_folder
from benchmarks.question_sets import QuestionSetError, read_question_set

SEED = 20240501
# Wide enough for the tables where there is no terminal to say how wide it is.
_WIDTH = 200


@click.command()
@click.option(
    "--passages",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    metavar="N",
    help="The size of the library.",
)
@click.option(
    "--load",
    "to_load",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="N",
    help="How many articles librarians add meanwhile.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=2),
    default=30,
    show_default=True,
    metavar="N",
    help="How often everything is done while nothing is loaded.",
)
@click.option(
    "--people",
    "at_once",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many people ask at once in the end.",
)
@click.option(
    "--set",
    "folder",
    type=click.Path(path_type=Path),
    default=STARTER_SET,
    show_default="the starter set",
    metavar="SET",
    help="The folder whose sentences are recombined and whose questions are asked.",
)
@click.option(
    "--library",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep the library in this file; if it is there already, use it, whatever its size.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def main(  # noqa: PLR0913 - one for each option
    *,
    passages: int,
    to_load: int,
    rounds: int,
    at_once: int,
    folder: Path,
    library: Path | None,
    as_json: bool,
) -> None:
    """Measure the bot beside an empty one, in the same run."""
    try:
        question_set = read_question_set(folder)
    except QuestionSetError as error:
        raise BadInputError(
            f"{error} Name a question set with --set; benchmarks/README.md says what that is."
        ) from error
    with temporary_folder() as name:
        place = Path(name)
        file = library or place / "library.db"
        if not file.exists():
            build_library(file, question_set, passages, SEED)
        settled = place / "settled.db"
        settle_library(file, settled)
        matter = sort_questions(settled, question_set, max(rounds, 100), SEED)
        files = tuple(files_to_load(question_set, to_load, SEED))
        try:
            report = measure(settled, place, matter, Plan(rounds, at_once, files))
        except BotFailedError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        result = {"seed": SEED, "set": question_set.name, **asdict(report)}
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
        return
    console = results_console(_WIDTH)
    console.print(
        f"{report.articles:,} articles, {report.passages:,} passages; {report.loaded:,} loaded"
    )
    for table in (waits_table(report), bots_table(report)):
        console.print(table)


if __name__ == "__main__":
    main()

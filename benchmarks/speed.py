"""Speed and size: `python -m benchmarks.speed --passages N`.

A synthetic library of N passages, the same questions to this library and to what one might have
taken instead, in the same run. See `benchmarks/README.md` for what the columns mean.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from benchmarks.command_line import BadInputError, results_console, temporary_folder
from benchmarks.question_sets import QuestionSetError, read_question_set
from benchmarks.speed_report import draw_questions, measure_size, speed_table, write_corpus

SEED = 20240501
DEFAULT_SET = Path("../shared/search/squad")
# Wide enough for the table where there is no terminal to say how wide it is.
_WIDTH = 220


@click.command()
@click.option(
    "--passages",
    "sizes",
    type=click.IntRange(min=1),
    multiple=True,
    required=True,
    metavar="N",
    help="The size of the library; give it again for further sizes.",
)
@click.option(
    "--set",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT_SET,
    show_default=True,
    metavar="SET",
    help="The folder whose sentences are recombined and whose questions are asked.",
)
@click.option(
    "--queries",
    type=click.IntRange(min=2),
    default=300,
    show_default=True,
    metavar="K",
    help="How many of its questions to ask.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def main(*, sizes: tuple[int, ...], folder: Path, queries: int, as_json: bool) -> None:
    """Measure building and asking in libraries of N passages."""
    try:
        question_set = read_question_set(folder)
    except QuestionSetError as error:
        raise BadInputError(
            f"{error} Name a question set with --set; benchmarks/README.md says what that is."
        ) from error
    questions = draw_questions(question_set, queries, SEED)
    reports = []
    for passages in sizes:
        with temporary_folder() as name:
            place = Path(name)
            write_corpus(question_set, passages, place, SEED)
            reports.append(measure_size(passages, place, questions))
    if as_json:
        result = {
            "seed": SEED,
            "set": question_set.name,
            "questions": len(next(iter(questions.by_variant.values()))),
            "sizes": [asdict(report) for report in reports],
        }
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        results_console(_WIDTH).print(speed_table(reports))


if __name__ == "__main__":
    main()

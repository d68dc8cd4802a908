"""What is measured of one size of library, for `benchmarks.speed`, and the table of it."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.command_line import tracked
from benchmarks.question_sets import CLEAN
from benchmarks.synthetic import passages_of, sentences_of, synthesise
from benchmarks.systems import NAMES, OURS
from benchmarks.timing import ask, build, in_own_process

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from benchmarks.question_sets import QuestionSet, SourceDocument
    from benchmarks.timing import AskCost, BuildCost

ONE_TYPO = "typo1"
WARM_UP = 30
_MEGABYTE = 1_000_000

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked: questions by variant, and others to warm up with."""

    by_variant: Mapping[str, tuple[str, ...]]
    warm_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeedReport:
    """The figures of one size: by system, and ours divided by each other system's."""

    passages: int
    figures: Mapping[str, Figures]
    ratios: Mapping[str, Figures]


def draw_questions(question_set: QuestionSet, count: int, seed: int) -> Questions:
    """Draw questions, the same ones in the clean and the one-typo variant, and some to warm up."""
    typos = {question.id: question.text for question in question_set.variants.get(ONE_TYPO, ())}
    clean = list(question_set.variants[CLEAN])
    random.Random(seed).shuffle(clean)
    asked = clean[:count]
    by_variant = {CLEAN: tuple(question.text for question in asked)}
    if typos:
        by_variant[ONE_TYPO] = tuple(typos.get(question.id, question.text) for question in asked)
    # In a set with no questions to spare, the warm-up knows the first of them already.
    warm_up = tuple(question.text for question in (clean[count:] or clean)[:WARM_UP])
    return Questions(by_variant, warm_up)


def write_corpus(question_set: QuestionSet, passages: int, folder: Path, seed: int) -> None:
    """Write the synthetic library twice: as documents, and as one document per passage."""
    sentences = sentences_of(question_set.documents)
    with (
        (folder / "documents.jsonl").open("w", encoding="utf-8") as whole,
        (folder / "passages.jsonl").open("w", encoding="utf-8") as cut,
    ):
        for document in synthesise(sentences, passages, seed):
            whole.write(_line(document))
            cut.writelines(_line(passage) for passage in passages_of(document))


def measure_size(passages: int, folder: Path, questions: Questions) -> SpeedReport:
    """Measure all systems on the library that was written to the folder."""
    figures: dict[str, Figures] = {}
    for name in tracked(NAMES, f"{passages:,} passages"):
        place = folder / name
        place.mkdir()
        # The others cut nothing: with whole articles they would quote and rank more coarsely.
        source = folder / ("documents.jsonl" if name == OURS else "passages.jsonl")
        built = in_own_process(build, name, source, place)
        asked = in_own_process(ask, name, place, questions.by_variant, questions.warm_up)
        figures[name] = _figures(built, asked)
    return SpeedReport(passages, figures, ratios(figures))


def ratios(figures: Mapping[str, Figures]) -> dict[str, Figures]:
    """Divide each of our figures by the other systems'."""
    ours = figures[OURS]
    return {
        name: {key: ours[key] / value for key, value in theirs.items() if value}
        for name, theirs in figures.items()
        if name != OURS
    }


def speed_table(reports: Iterable[SpeedReport]) -> Table:
    """Show the figures of each size, and below them the ratios."""
    table = Table(title="Cost (ratios: ours / other)", title_justify="left")
    table.add_column("passages", justify="right")
    table.add_column("system")
    columns: list[str] = []
    for report in reports:
        if not columns:
            columns = list(report.figures[OURS])
            for column in columns:
                table.add_column(column, justify="right")
        size = f"{report.passages:,}"
        for name, figures in report.figures.items():
            table.add_row(size, name, *(_number(figures.get(column)) for column in columns))
        for name, figures in report.ratios.items():
            cells = (_number(figures.get(column), "×") for column in columns)
            table.add_row(size, f"ours / {name}", *cells, style="dim")
        table.add_section()
    return table


def _figures(built: BuildCost, asked: AskCost) -> Figures:
    figures = {
        "indexed": float(built.passages),
        "build s": built.seconds,
        "file MB": built.file_bytes / _MEGABYTE,
        "build MB": built.peak_bytes / _MEGABYTE,
        "ask MB": asked.peak_bytes / _MEGABYTE,
        "shown": asked.shown,
        "first ms": asked.first,
    }
    for variant, latency in asked.latencies.items():
        figures[f"{variant} p50 ms"] = latency.p50
        figures[f"{variant} p99 ms"] = latency.p99
        figures[f"{variant} mean ms"] = latency.mean
    return figures


def _line(document: SourceDocument) -> str:
    fields = {"id": document.id, "title": document.title, "text": document.text}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _number(value: float | None, unit: str = "") -> str:
    if value is None:
        return "–"
    large = 100
    return (f"{value:,.0f}" if value >= large else f"{value:.2f}") + unit

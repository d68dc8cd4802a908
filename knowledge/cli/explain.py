"""`explain`: how a question was read, scored and decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from knowledge.cli.library import open_to_read
from knowledge.cli.options import Choices, pass_choices, with_audiences, with_choices
from knowledge.cli.terminal import make_console, one_line, print_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from knowledge.models import Explanation, ScoredPassage, TermReading

_ASIDE = "dim"
_MOST_READINGS = 5
_TITLE = 24  # so that the table fits a terminal of 80 columns
_COLUMNS = ("", "passage", "words", "pairs", "title", "near", "×cover", "score", "×votes", "sure")
_WIDE = frozenset({"word", "searched as", "passage"})


@click.command(short_help="Say how a question was read, scored and decided.")
@click.argument("words", metavar="QUESTION...", nargs=-1, required=True)
@click.option(
    "-k",
    "limit",
    metavar="N",
    type=click.IntRange(1, 60),
    default=8,
    show_default=True,
    help="Show at most N of the passages that were considered.",
)
@with_audiences
@with_choices
@pass_choices
def explain(
    choices: Choices, *, words: tuple[str, ...], limit: int, audiences: tuple[str, ...]
) -> None:
    """Say what QUESTION was searched as, how passages were scored, and why there is an answer.

    \b
    python -m knowledge explain what is a productive distraction
    """
    question = " ".join(words).strip()
    if not question:
        raise click.UsageError("The question is empty; write it after the command.")
    with open_to_read(choices.library) as library:
        found = library.explain(question, limit, audiences=frozenset(audiences))
    if choices.as_json:
        print_json(asdict(found) | {"answered": found.answered, "curated": _curated(found)})
    else:
        _print(make_console(), found)


def _curated(found: Explanation) -> str | None:
    return found.curated.text if found.curated else None


def _print(console: Console, found: Explanation) -> None:
    console.print(one_line(found.question), style="bold", soft_wrap=True)
    key = found.key.removeprefix(": ") or "none"
    console.print(f"asks for: {found.kind} · key words: {key}", style=_ASIDE, soft_wrap=True)
    console.print()
    console.print(_table("word", "share", "searched as", rows=[_word(one) for one in found.terms]))
    console.print()
    if found.candidates:
        console.print(_table(*_COLUMNS, rows=[_passage(one) for one in found.candidates]))
        console.print("* shown · s starter article", style=_ASIDE)
    console.print()
    console.print(_decision(found), soft_wrap=True)


def _table(*columns: str, rows: list[tuple[str, ...]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in columns:
        if name in _WIDE:
            table.add_column(name)
        else:
            table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _word(term: TermReading) -> tuple[str, str, str]:
    typed = one_line(term.typed)
    readings = [
        f"{one_line(one.word)} ({one.how}, ×{one.weight:.2f}, idf {one.idf:.1f})"
        for one in term.readings[:_MOST_READINGS]
    ]
    return typed, f"{term.share:.0%}", "; ".join(readings) or "nothing like it in the library"


def _passage(one: ScoredPassage) -> tuple[str, ...]:
    whole = one_line(one.title) + (f" › {one_line(one.heading)}" if one.heading else "")
    title = whole if len(whole) <= _TITLE else f"{whole[: _TITLE - 1]}…"
    parts = (one.words, one.pairs, one.title_pairs, one.together, one.coverage, one.score)
    marks = f"{'*' if one.shown else ''}{'s' if one.starter else ''}"
    sure = "" if one.confidence is None else f"{one.confidence:.2f}"
    numbers = [f"{part:.2f}" for part in parts]
    return (marks, title, *numbers, f"{one.favour:.1f}", sure)


def _decision(found: Explanation) -> str:
    sure, needed = f"{found.confidence:.2f}", f"{found.threshold:.2f}"
    if found.curated:
        return f"Answered by a librarian; of the articles, {sure} sure, where {needed} is needed."
    if not found.passages:
        return "No answer: the library is empty."
    if found.answered:
        return f"Answered: {sure} sure, where {needed} is needed."
    return f"No answer: {sure} sure, where {needed} is needed."

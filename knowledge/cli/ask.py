"""`ask`: a question in plain words, answered with excerpts and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from knowledge.cli.forms import answer_form
from knowledge.cli.library import open_to_read
from knowledge.cli.options import Choices, pass_choices, with_audiences, with_choices
from knowledge.cli.terminal import (
    byline,
    make_console,
    one_line,
    plain,
    print_json,
    print_wrapped,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from knowledge.models import Answer, Citation, Excerpt

_NO_ANSWER = 1
_INDENT = "   "
_MATCH = "bold"
_TITLE = "cyan"
_ASIDE = "dim"


@click.command(short_help="Answer a question with excerpts and their sources.")
@click.argument("words", metavar="QUESTION...", nargs=-1, required=True)
@click.option(
    "-k",
    "limit",
    metavar="N",
    type=click.IntRange(1, 50),
    default=3,
    show_default=True,
    help="Show at most N excerpts.",
)
@with_audiences
@with_choices
@pass_choices
@click.pass_context
def ask(
    context: click.Context,
    choices: Choices,
    *,
    words: tuple[str, ...],
    limit: int,
    audiences: tuple[str, ...],
) -> None:
    """Answer QUESTION with excerpts of the articles, word for word, and their sources.

    Typing errors are mended where the library knows a word that was meant, and told. The exit code
    is 0 if there is an answer, and 1 if the library has none.

    \b
    python -m knowledge ask what is a productive distraction
    python -m knowledge ask -k 1 "how do I delegate?"
    """
    question = " ".join(words).strip()
    if not question:
        raise click.UsageError("The question is empty; write it after the command.")
    with open_to_read(choices.library) as library:
        answer = library.ask(question, limit, audiences=frozenset(audiences))
        empty = not answer.answered and not library.articles(audiences=frozenset(audiences))
    if choices.as_json:
        print_json(answer_form(answer))
    else:
        print_answer(make_console(), answer, empty=empty)
    context.exit(0 if answer.answered else _NO_ANSWER)


def print_answer(console: Console, answer: Answer, *, empty: bool = False) -> None:
    """Print an answer for a person; `empty` says that the library holds no article at all."""
    for correction in answer.corrections:
        used, typed = one_line(correction.used), one_line(correction.typed)
        console.print(f'Searched for "{used}" instead of "{typed}".', style="italic")
    for number, excerpt in enumerate(answer.excerpts, 1):
        if number > 1 or answer.corrections:
            console.print()
        first = f"{number}. " if len(answer.excerpts) > 1 else _INDENT
        print_wrapped(console, _marked(excerpt), _INDENT, first)
        _print_citation(console, excerpt.citation)
    if answer.answered:
        return
    console.print("The library has no answer to that.")
    if answer.nearest:
        console.print("Nearest articles:", style=_ASIDE)
        for title in answer.nearest:
            console.print(f"{_INDENT}{one_line(title)}", soft_wrap=True)
    elif empty:
        console.print("It is empty. Load articles first: python -m knowledge load PATH")


def _marked(excerpt: Excerpt) -> Text:
    """Return an excerpt's text with the matched words marked.

    Control characters are taken out piece by piece, so that what remains keeps its mark.
    """
    from rich.text import Text

    text = Text()
    at = 0
    for start, end in excerpt.highlights:
        text.append(plain(excerpt.text[at:start]))
        text.append(plain(excerpt.text[start:end]), style=_MATCH)
        at = end
    text.append(plain(excerpt.text[at:]))
    return text


def _print_citation(console: Console, citation: Citation) -> None:
    from rich.text import Text

    article = citation.article
    place = [one_line(citation.heading)] if citation.heading else []
    parts = [*byline(article), *place, f"paragraph {citation.paragraph}"]
    source = Text()
    source.append(one_line(article.title), style=_TITLE)
    source.append("".join(f" · {part}" for part in parts), style=_ASIDE)
    print_wrapped(console, source, _INDENT)
    # A starter article is on no site; its address is only its name.
    if article.url and not (article.starter and article.url.startswith("/")):
        console.print(Text(_INDENT + one_line(article.url), style=_ASIDE), soft_wrap=True)

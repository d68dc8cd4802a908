"""`list`, `show` and `stats`: what is in the library."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from knowledge.cli.forms import entry_form, full_form
from knowledge.cli.library import open_to_read
from knowledge.cli.options import (
    LARGEST_ID,
    Choices,
    pass_choices,
    with_audiences,
    with_choices,
)
from knowledge.cli.terminal import (
    byline,
    count,
    make_console,
    one_line,
    plain,
    print_json,
    print_wrapped,
    say,
)
from knowledge.models import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.models import Article, Block

_KILOBYTE = 1024


@click.command("list", short_help="List the articles, by title.")
@click.option("--tag", metavar="TAG", default="", help="Only the articles with this tag.")
@with_audiences
@with_choices
@pass_choices
def list_articles(choices: Choices, *, tag: str, audiences: tuple[str, ...]) -> None:
    """List the articles by title, with the number that `show` and `remove` take.

    \b
    python -m knowledge list
    python -m knowledge list --tag priority
    """
    with open_to_read(choices.library) as library:
        articles = library.articles(tag=tag, audiences=frozenset(audiences))
    if choices.as_json:
        print_json([entry_form(article) for article in articles])
        return
    width = max((len(str(article.id)) for article in articles), default=1)
    for article in articles:
        title = click.style(one_line(article.title), bold=True)
        click.echo(f"{article.id:>{width}}  {title}")
        if details := _details(article):
            click.echo(f"{'':{width}}  {click.style(details, dim=True)}")
    if not articles:
        say(f"No article has the tag “{tag}”." if tag else "The library is empty.")


@click.command(short_help="Print one article.")
@click.argument("article_id", metavar="ID", type=click.IntRange(1, LARGEST_ID))
@with_audiences
@with_choices
@pass_choices
def show(choices: Choices, *, article_id: int, audiences: tuple[str, ...]) -> None:
    """Print the article with the number ID, as `list` shows it.

    \b
    python -m knowledge show 3
    """
    visible = frozenset(audiences)
    with open_to_read(choices.library) as library:
        article = library.get(article_id, audiences=visible)
        blocks = library.body(article_id, audiences=visible)
    if choices.as_json:
        print_json(full_form(article, blocks))
    else:
        _print_article(article, blocks)


@click.command(short_help="Count what is in the library.")
@with_audiences
@with_choices
@pass_choices
def stats(choices: Choices, *, audiences: tuple[str, ...]) -> None:
    """Count articles, passages and words, and say how large the file is.

    \b
    python -m knowledge stats
    """
    with open_to_read(choices.library) as library:
        found = library.statistics(audiences=frozenset(audiences))
    if choices.as_json:
        print_json(asdict(found))
        return
    rows = (
        ("Articles", f"{found.articles:,}"),
        ("of them starters", f"{found.starters:,}"),
        ("Passages", f"{found.passages:,}"),
        ("Words", f"{found.words:,}"),
        ("Different words", f"{found.vocabulary:,}"),
        ("Size of the file", _size(found.bytes)),
    )
    width = max(len(value) for _, value in rows)
    for name, value in rows:
        click.echo(f"{name:<17} {value:>{width}}")


def _size(number: int) -> str:
    if number < _KILOBYTE * _KILOBYTE:
        return f"{number / _KILOBYTE:,.0f} KB"
    return f"{number / (_KILOBYTE * _KILOBYTE):,.1f} MB"


def _details(article: Article) -> str:
    parts = byline(article)
    if article.tags:
        parts.append(", ".join(one_line(tag) for tag in article.tags))
    if article.audience:
        parts.append(f"for {one_line(article.audience)}")
    if article.starter:
        parts.append("starter")
    return " · ".join(parts)


def _print_article(article: Article, blocks: Iterable[Block]) -> None:
    from rich.text import Text

    console = make_console()
    print_wrapped(console, Text(one_line(article.title), style="bold"), "")
    words = count(article.word_count, "word")
    details = " · ".join(filter(None, (_details(article), words)))
    print_wrapped(console, Text(details, style="dim"), "")
    if article.url:
        console.print(Text(one_line(article.url), style="dim"), soft_wrap=True)
    for block in blocks:
        console.print()
        style = "bold" if isinstance(block, Heading) else ""
        print_wrapped(console, Text(plain(block.text), style=style), "")

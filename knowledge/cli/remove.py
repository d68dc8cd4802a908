"""`remove`: articles out of the library, after asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from knowledge.cli.forms import article_form
from knowledge.cli.library import open_to_write
from knowledge.cli.options import (
    LARGEST_ID,
    Choices,
    pass_choices,
    with_audiences,
    with_choices,
)
from knowledge.cli.terminal import count, one_line, print_json, say

if TYPE_CHECKING:
    from knowledge.knowledge_base import KnowledgeBase
    from knowledge.models import Article

_KEPT = 1


@click.command(short_help="Remove articles, after asking.")
@click.argument("article_ids", metavar="ID...", nargs=-1, type=click.IntRange(1, LARGEST_ID))
@click.option("--starters", is_flag=True, help="Remove all starter articles together.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@with_audiences
@with_choices
@pass_choices
@click.pass_context
def remove(
    context: click.Context,
    choices: Choices,
    *,
    article_ids: tuple[int, ...],
    starters: bool,
    yes: bool,
    audiences: tuple[str, ...],
) -> None:
    """Remove the articles with the numbers ID, as `list` shows them.

    They are gone from the library and from its index at once; the files they came from are not
    touched. For seven days `restore` brings them back; then they are deleted. The exit code is 1 if
    you were asked and said no.

    \b
    python -m knowledge remove 3
    python -m knowledge remove --starters
    """
    if bool(article_ids) == starters:
        raise click.UsageError("Give the number of an article (see 'list'), or --starters.")
    with open_to_write(choices.library) as library:
        if starters:
            chosen = [article for article in library.articles() if article.starter]
        else:
            # All are looked up before any is removed: a wrong number removes nothing.
            visible = frozenset(audiences)
            chosen = [library.get(one, audiences=visible) for one in dict.fromkeys(article_ids)]
        if chosen and not yes and not _agreed(chosen):
            say("Nothing was removed.")
            context.exit(_KEPT)
        _remove(library, chosen, starters=starters)
    if choices.as_json:
        print_json({"removed": [article_form(article) for article in chosen]})
        return
    for article in chosen:
        click.echo(f"removed  {one_line(article.title)}")
    if chosen:
        say("For seven days this brings it back: python -m knowledge restore")
    else:
        click.echo("There are no starter articles in the library.")


def _agreed(chosen: list[Article]) -> bool:
    if len(chosen) == 1:
        question = f"Remove “{one_line(chosen[0].title)}”?"
    else:
        for article in chosen:
            click.echo(f"{article.id:>6}  {one_line(article.title)}", err=True)
        question = f"Remove these {count(len(chosen), 'article')}?"
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)
        say("Nobody answered; --yes removes without asking.")
        return False


def _remove(library: KnowledgeBase, chosen: list[Article], *, starters: bool) -> None:
    if starters:
        library.remove_starters()
        return
    for article in chosen:
        library.remove(article.id)

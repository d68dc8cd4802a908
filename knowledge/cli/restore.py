"""`restore`: what was removed, back into the library."""

from __future__ import annotations

import click

from knowledge.cli.forms import article_form
from knowledge.cli.library import open_to_read, open_to_write
from knowledge.cli.options import Choices, pass_choices, with_choices
from knowledge.cli.terminal import day, one_line, print_json, say


@click.command(short_help="Bring back what was removed in the last seven days.")
@click.argument("removals", metavar="[REMOVAL...]", nargs=-1)
@with_choices
@pass_choices
def restore(choices: Choices, *, removals: tuple[str, ...]) -> None:
    """Bring back what a REMOVAL took out; without one, list what can be brought back.

    What was removed is kept aside for seven days, and then deleted.

    \b
    python -m knowledge restore
    python -m knowledge restore R3b0_xYz81Qk
    """
    if not removals:
        _list(choices)
        return
    with open_to_write(choices.library) as library:
        back = [
            article for removal in dict.fromkeys(removals) for article in library.restore(removal)
        ]
    if choices.as_json:
        print_json({"restored": [article_form(article) for article in back]})
        return
    for article in back:
        click.echo(f"restored  {one_line(article.title)}")


def _list(choices: Choices) -> None:
    with open_to_read(choices.library) as library:
        kept = library.removals()
    if choices.as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "titles": list(one.titles),
                    "removed_at": one.removed_at.isoformat(),
                    "expires_at": one.expires_at.isoformat(),
                }
                for one in kept
            ]
        )
        return
    for one in kept:
        titles = ", ".join(map(one_line, one.titles))
        until = click.style(f"until {day(one.expires_at.date())}", dim=True)
        click.echo(f"{one.id}  {titles}  {until}")
    if not kept:
        say("Nothing was removed in the last seven days.")

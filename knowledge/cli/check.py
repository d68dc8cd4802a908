"""`check`: the proof that every article is whole and that the index agrees with the articles."""

from __future__ import annotations

import click

from knowledge.cli.library import open_to_write
from knowledge.cli.options import Choices, pass_choices, with_choices
from knowledge.cli.terminal import one_line, print_json

_DISAGREES = 1


@click.command(short_help="Prove that the library is whole.")
@click.option("--repair", is_flag=True, help="Write the index again if it does not agree.")
@with_choices
@pass_choices
@click.pass_context
def check(context: click.Context, choices: Choices, *, repair: bool) -> None:
    """Prove that every article is whole, and that the index agrees with the articles.

    The exit code is 0 if all is well (also after a repair), and 1 if it is not.

    \b
    python -m knowledge check
    python -m knowledge check --repair
    """
    with open_to_write(choices.library) as library:
        report = library.check(repair=repair)
    if choices.as_json:
        print_json(
            {"sound": report.sound, "faults": list(report.faults), "repaired": report.repaired}
        )
    else:
        for fault in report.faults:
            click.echo(one_line(fault))
        click.echo(_verdict(sound=report.sound, repaired=report.repaired, tried=repair))
    context.exit(0 if report.sound else _DISAGREES)


def _verdict(*, sound: bool, repaired: bool, tried: bool) -> str:
    if repaired:
        return "Repaired: the index was written again from the articles."
    if sound:
        return "All is well: every article is whole, and the index agrees with the articles."
    if tried:
        return "That could not be repaired from what the file holds; load the articles again."
    return "To write the index again from the articles: python -m knowledge check --repair"

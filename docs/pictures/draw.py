"""Draw the picture in the README: what a terminal of 80 columns shows, as SVG.

`make picture` starts it. The command is really run, in a pseudo-terminal; its output is drawn.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

_COLUMNS = 80
_QUESTION = "what is a prodctive distraction"
_THEME = TerminalTheme(
    (27, 31, 38),
    (205, 211, 222),
    [
        *((27, 31, 38), (236, 95, 103), (153, 199, 148), (250, 200, 99)),
        *((102, 153, 204), (197, 148, 197), (95, 179, 179), (205, 211, 222)),
    ],
)
# The reader's own fixed-width font: a picture in a page may fetch none.
_FONT = 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px FONT; }}
.{unique_id}-title {{ font: 18px system-ui, sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("FONT", _FONT)


@click.command()
@click.option("--db", required=True, metavar="FILE", help="The library that is asked.")
@click.argument("target", type=click.Path(path_type=Path))
def main(*, db: str, target: Path) -> None:
    """Write the picture to TARGET."""
    shown = Text.assemble(
        ("$ ", "green"), f"python -m knowledge ask {_QUESTION}\n", Text.from_ansi(_run(db)), "\n"
    )
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=_COLUMNS, file=nowhere, highlight=False)
        console.print(shown)
        title = "Sounding Board"
        svg = console.export_svg(title=title, theme=_THEME, code_format=_SVG, unique_id="ask")
    target.write_text(svg, encoding="utf-8")


def _run(db: str) -> str:
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(_COLUMNS)}
    command = [sys.executable, "-m", "knowledge", "--db", db, "ask", *_QUESTION.split()]
    subprocess.run(command, stdout=slave, env=environment, check=True)  # noqa: S603 - our own
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 65_536):
            shown += piece
    except OSError:  # Linux says so that the other side is closed
        pass
    os.close(master)
    return shown.decode("utf-8").replace("\r\n", "\n").rstrip()


if __name__ == "__main__":
    main()

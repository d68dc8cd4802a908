"""The figures of `benchmarks.bot`, beside the empty bot's, and the tables of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from benchmarks.bot_scenes import PING
from benchmarks.timing import summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.bot_people import Waits

Figures = dict[str, float]

OURS, EMPTY = "Sounding Board", "empty bot"
_FEWEST = 2
_LARGE = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured.

    Attributes:
        passages: In the library at first.
        articles: In the library at first.
        loaded: Articles that came in meanwhile.
        waits: Scene → what was done → figures, the empty bot's ping among them.
        bots: Bot → figures.
    """

    passages: int
    articles: int
    loaded: int
    waits: Mapping[str, Mapping[str, Figures]]
    bots: Mapping[str, Figures]


def wait_figures(waits: Waits) -> dict[str, Figures]:
    """Sum the waits of a scene up: in milliseconds, and as multiples of the empty bot's."""
    found: dict[str, Figures] = {}
    for act, each in waits.by_act.items():
        if len(each) < _FEWEST:
            continue
        first = summary([wait.first for wait in each])
        whole = summary([wait.whole for wait in each])
        found[act] = {
            "n": float(len(each)),
            "p50 ms": first.p50,
            "p99 ms": first.p99,
            "whole p99 ms": whole.p99,
            "unanswered": float(waits.unanswered[act]),
        }
    for act, number in waits.unanswered.items():
        found.setdefault(act, {"n": 0.0, "unanswered": float(number)})
    ping = found.get(PING, {})
    for figures in found.values():
        for name in ("p50", "p99"):
            if figures.get(f"{name} ms") and ping.get(f"{name} ms"):
                figures[f"{name} ratio"] = figures[f"{name} ms"] / ping[f"{name} ms"]
    return found


def waits_table(report: Report) -> Table:
    """Show each act in each scene."""
    table = Table(title="Milliseconds to the first answer (× the empty bot's)", box=box.MARKDOWN)
    table.add_column("what people do")
    for scene in report.waits:
        for column in (f"{scene}: n", "p50", "×", "p99", "×", "whole p99", "late"):
            table.add_column(column, justify="right")
    acts = dict.fromkeys(act for scene in report.waits.values() for act in scene)
    for act in acts:
        cells: list[str] = []
        for found in report.waits.values():
            figures = found.get(act, {})
            cells += [
                _number(figures.get(column))
                for column in (
                    "n",
                    "p50 ms",
                    "p50 ratio",
                    "p99 ms",
                    "p99 ratio",
                    "whole p99 ms",
                    "unanswered",
                )
            ]
        table.add_row(act, *cells)
    return table


def bots_table(report: Report) -> Table:
    """Show both bots and how many times the empty one's figures ours are."""
    table = Table(title="The bots", box=box.MARKDOWN)
    ours, empty = report.bots[OURS], report.bots[EMPTY]
    for column in ("", OURS, EMPTY, "ours / empty"):
        table.add_column(column, justify="right" if column else "left")
    for name, value in ours.items():
        other = empty.get(name)
        ratio = value / other if other else None
        table.add_row(name, _number(value), _number(other), _number(ratio))
    return table


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    if value >= _LARGE or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"

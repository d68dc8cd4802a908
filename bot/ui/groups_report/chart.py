"""The chart of a report, as a picture that can be read on a phone, in Discord's dark theme.

Importing it takes a second, because of matplotlib: import it when a chart is drawn, and draw off
the event loop. No word of a member's is in the picture: fonts have no sign for many of them.
"""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import PercentFormatter

from bot.ui.deliveries.wording import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from bot.ui.groups_report.sums import Bar

# 800 × 450 as Discord shows it, drawn at twice that size; a phone shows it at half that width.
_SIZE = (8.0, 4.5)
_DPI = 200
_FONT = 17.0

_GROUND = "#2b2d31"
_INK = "#f2f3f5"
_QUIET_INK = "#c4c9ce"
_GRID = "#4e5058"
# Blue and orange are told apart by all kinds of sight, the greys by their lightness.
_ON_TIME, _LATE, _AWAY, _MISSING = "#3c96d2", "#e69f00", "#a9aeb6", "#565a63"
_KEPT = "#ffffff"
_LABELS = ("On time", "Late", "Away", "Missing")
_COLOURS = (_ON_TIME, _LATE, _AWAY, _MISSING)
_PALE = 0.5

_FEWEST_PLACES = 4
_MOST_DATES = 4
_MANY = 26
_NEAR_THE_EDGE = 0.92

# Fonts are shared between figures, and a chart is worth no second core.
_ONE_AT_A_TIME = threading.Lock()


def draw(bars: Sequence[Bar]) -> bytes:
    """Return bars as a PNG: how a group answered, and which share of its promises it kept."""
    with _ONE_AT_A_TIME:
        figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor=_GROUND)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.115, 0.13, 0.865, 0.73))
        _dress(axes)
        _draw_shares(axes, bars)
        _draw_kept(axes, bars)
        _name_dates(axes, bars)
        _draw_legend(figure)
        written = io.BytesIO()
        figure.savefig(written, format="png", facecolor=_GROUND)
        return written.getvalue()


def _dress(axes: Axes) -> None:
    axes.set_facecolor(_GROUND)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_GRID)
    axes.set_ylim(0, 1.02)
    axes.set_yticks((0.0, 0.5, 1.0))
    axes.yaxis.set_major_formatter(PercentFormatter(xmax=1.0, decimals=0))
    axes.grid(axis="y", color=_GRID, linewidth=1.0)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=8, labelsize=_FONT, labelcolor=_QUIET_INK)


def _draw_shares(axes: Axes, bars: Sequence[Bar]) -> None:
    width = 1.0 if len(bars) > _MANY else 0.76
    for place, bar in enumerate(bars):
        bottom = 0.0
        # While a round is open, nobody is missing in it: they may still come.
        counts = (bar.on_time, bar.late, bar.away, 0 if bar.is_open else bar.missing)
        for number, colour in zip(counts, _COLOURS, strict=True):
            if not number:
                continue
            share = number / bar.people
            shown = _pale(colour) if bar.is_open else colour
            axes.bar(place, share, width, bottom, color=shown)
            bottom += share
    spare = max(0, _FEWEST_PLACES - len(bars)) / 2
    axes.set_xlim(-0.6 - spare, len(bars) - 0.4 + spare)


def _pale(colour: str) -> tuple[float, ...]:
    """Return a colour half sunk into the ground, without letting what is behind it through."""
    pairs = zip(to_rgb(colour), to_rgb(_GROUND), strict=True)
    return tuple(_PALE * own + (1 - _PALE) * ground for own, ground in pairs)


def _draw_kept(axes: Axes, bars: Sequence[Bar]) -> None:
    shares = [float("nan") if bar.kept_share is None else bar.kept_share for bar in bars]
    many = len(bars) > _MANY
    (line,) = axes.plot(
        range(len(bars)),
        shares,
        color=_KEPT,
        linewidth=2.2 if many else 3.0,
        marker="o",
        markersize=4.0 if many else 9.0,
        clip_on=False,
        zorder=3,
    )
    # A dark edge, so that it can be seen on light bars.
    line.set_path_effects([Stroke(linewidth=5.0 if many else 6.0, foreground=_GROUND), Normal()])


def _name_dates(axes: Axes, bars: Sequence[Bar]) -> None:
    step = max(1, -(-(len(bars) - 1) // (_MOST_DATES - 1)))
    places = range(0, len(bars), step)
    axes.set_xticks(list(places), [day(bars[place].on) for place in places], color=_QUIET_INK)
    for place, name in zip(places, axes.get_xticklabels(), strict=True):
        if place > _NEAR_THE_EDGE * len(bars) and len(bars) > _FEWEST_PLACES:
            name.set_horizontalalignment("right")


def _draw_legend(figure: Figure) -> None:
    handles = [
        *(Patch(color=colour, label=name) for name, colour in zip(_LABELS, _COLOURS, strict=True)),
        Line2D([], [], color=_KEPT, linewidth=3.0, marker="o", markersize=9.0, label="Kept"),
    ]
    figure.legend(
        handles=handles,
        loc="upper center",
        ncols=len(handles),
        frameon=False,
        fontsize=_FONT,
        labelcolor=_INK,
        handlelength=0.9,
        handletextpad=0.4,
        columnspacing=1.0,
        borderaxespad=0.3,
    )

from __future__ import annotations

import pytest

from bot.accountability.dispatch.reach import Reach, reach_of
from bot.accountability.models.groups import Pings
from bot.accountability.models.rounds import PingStyle

MENTION, SILENT, DM, NONE = Reach.MENTION, Reach.SILENT, Reach.DM, Reach.NONE

# For each style and wish: with DMs open, never tried, and closed.
MATRIX = {
    (PingStyle.MENTION, Pings.MENTION): (MENTION, MENTION, MENTION),
    (PingStyle.MENTION, Pings.DM): (DM, DM, SILENT),
    (PingStyle.MENTION, Pings.NONE): (NONE, NONE, NONE),
    (PingStyle.SILENT, Pings.MENTION): (SILENT, SILENT, SILENT),
    (PingStyle.SILENT, Pings.DM): (SILENT, SILENT, SILENT),
    (PingStyle.SILENT, Pings.NONE): (NONE, NONE, NONE),
    (PingStyle.DM, Pings.MENTION): (SILENT, SILENT, SILENT),
    (PingStyle.DM, Pings.DM): (DM, DM, SILENT),
    (PingStyle.DM, Pings.NONE): (NONE, NONE, NONE),
    (PingStyle.NONE, Pings.MENTION): (NONE, NONE, NONE),
    (PingStyle.NONE, Pings.DM): (NONE, NONE, NONE),
    (PingStyle.NONE, Pings.NONE): (NONE, NONE, NONE),
}


@pytest.mark.parametrize("style", PingStyle)
@pytest.mark.parametrize("wish", Pings)
def test_the_quieter_of_style_and_wish_wins(style: PingStyle, wish: Pings) -> None:
    reached = tuple(reach_of(style, wish, dm_open=is_open) for is_open in (True, None, False))

    assert reached == MATRIX[style, wish]

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cogs.check_ins.later import times_to_choose
from tests.bot.ui.group_values import NOW, round_

BERLIN = ZoneInfo("Europe/Berlin")
ROUND = round_()


def test_the_times_that_are_offered_are_on_the_own_clock_and_before_the_close() -> None:
    offered = times_to_choose(ROUND, BERLIN, NOW)  # 10:00 there
    assert [(each.label, f"{each.at.astimezone(BERLIN):%a %H:%M}") for each in offered] == [
        ("In 2 hours", "Mon 12:00"),
        ("Tonight", "Mon 19:00"),
        ("Tomorrow", "Tue 09:00"),
    ]


@pytest.mark.parametrize(
    ("closes_in", "offered"),
    [(1, []), (3, ["In 2 hours"]), (12, ["In 2 hours", "Tonight"])],
)
def test_what_would_come_after_the_close_is_not_offered(closes_in: int, offered: list[str]) -> None:
    soon = round_(close_at=NOW + timedelta(hours=closes_in))
    assert [each.label for each in times_to_choose(soon, BERLIN, NOW)] == offered


def test_in_the_evening_tonight_is_over() -> None:
    offered = times_to_choose(ROUND, BERLIN, NOW + timedelta(hours=10))
    assert [each.name for each in offered] == ["hours", "tomorrow"]

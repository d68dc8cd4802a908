from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.ui.check_ins import away as texts
from bot.ui.check_ins.away import Days
from bot.ui.moments import full
from tests.bot.ui.group_values import NOW, TODAY
from tests.bot.ui.library_values import button, labels, refused

GROUP = "group0000001"


def test_one_is_away_for_one_check_in_some_days_or_to_a_date() -> None:
    reply = texts.for_how_long(GROUP, TODAY, "round00000000001")
    assert reply.content == "For how long? No pings till you're back, and it's no miss."
    assert labels(reply) == ["Skip this one", "To Fri 5 Dec", "One week", "A date"]
    assert button(reply, "To Fri 5 Dec").argument == "2025-12-05"
    assert button(reply, "One week").argument == "2025-12-07"


@pytest.mark.parametrize("days", range(14))
def test_the_friday_is_one_to_come_and_no_two_buttons_are_the_same(days: int) -> None:
    today = TODAY + timedelta(days=days)
    reply = texts.for_how_long(GROUP, today)
    assert refused(reply) == []
    friday = next(one for one in labels(reply) if one.startswith("To Fri"))
    assert today < date.fromisoformat(button(reply, friday).argument) <= today + timedelta(days=7)


def test_both_ends_are_read_back() -> None:
    until = date(2025, 12, 14)
    reply = texts.away("absence00001", Days(TODAY, until, date(2025, 12, 15)), TODAY)
    assert reply.content == (
        "Away through Sun 14 Dec. You're back for Mon 15 Dec. No pings till then."
    )
    assert labels(reply) == ["Undo"]
    later = texts.away("absence00001", Days(date(2025, 12, 8), until), TODAY)
    assert later.content == (
        "Away from Mon 8 Dec through Sun 14 Dec. You're back on Mon 15 Dec. No pings till then."
    )


def test_skipping_says_which_one() -> None:
    this = texts.skipped("absence00001", TODAY, TODAY, is_open=True)
    assert this.content == ("Skipping this one. You're not missed, and nothing pings you for it.")
    coming = texts.skipped("absence00001", date(2025, 12, 8), TODAY, is_open=False)
    assert coming.content.startswith("Skipping the one on Mon 8 Dec.")


def test_coming_back_says_when_the_next_one_is() -> None:
    assert texts.back(NOW, "memo1").content == (f"Welcome back. The next check-in is {full(NOW)}.")
    assert texts.not_away(None).content == "You're not away."
    assert texts.undone().content == "Undone. It's as it was before."

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.groups import Absence
from bot.ui.moments import full, relative
from bot.ui.reply import Style
from bot.ui.today import Day, OpenRound, today
from tests.bot.ui.group_values import NOW, TODAY, commitment, commitments, group, round_
from tests.bot.ui.library_values import HOSTILE, button, labels, refused

NEXT = NOW + timedelta(days=7)
OPEN = OpenRound(round_(), "Weekly", answered=False)


def test_a_day_shows_what_is_open_what_comes_and_what_was_promised() -> None:
    day = Day(group(), (commitment(),), (OPEN,), NEXT)
    reply = today(day, TODAY)
    closes_at = OPEN.round.close_at
    assert reply.content == (
        "**Today · Owners Circle**\n"
        f"The check-in is open until {full(closes_at)}, {relative(closes_at)}.\n"
        f"Next check-in: {full(NEXT)}.\n"
        "\n"
        "You promised:\n"
        "1. Call three clients\n"
        "-# by Fri 5 Dec (in 4 days)\n"
        "-# Only you see this."
    )
    assert labels(reply) == ["Check in", "Add", "Close one", "Away"]
    assert button(reply, "Check in").style is Style.MAIN


def test_who_has_answered_is_in() -> None:
    answered = OpenRound(round_(), "Weekly", answered=True)
    reply = today(Day(group(), rounds=(answered,), next_opens_at=NEXT), TODAY)
    assert "You're in.\n" in reply.content
    assert button(reply, "Check in").style is Style.PLAIN


def test_an_empty_day_says_what_will_come_and_what_to_press() -> None:
    reply = today(Day(group()), TODAY)
    assert reply.content == (
        "**Today · Owners Circle**\n"
        "No check-in is planned just now.\n"
        "\n"
        "Nothing promised is open. *Add* notes something; a check-in does, too.\n"
        "-# Only you see this."
    )
    assert button(reply, "Close one").disabled


def test_several_schedules_are_told_apart_by_their_names() -> None:
    reply = today(Day(group(), rounds=(OPEN,), several=True), TODAY)
    assert "The check-in (Weekly) is open until" in reply.content


def test_who_is_away_reads_until_when_and_comes_back_by_a_press() -> None:
    absence = Absence("absence00001", "group0000001", 1, TODAY, date(2025, 12, 14))
    reply = today(Day(group(), absence=absence), TODAY)
    assert "You're away through Sun 14 Dec." in reply.content
    assert labels(reply) == ["Check in", "Add", "Close one", "I'm back"]


def test_who_only_hosts_is_not_asked_to_check_in() -> None:
    assert labels(today(Day(group(), hosts=True), TODAY)) == ["Add", "Close one"]


@given(HOSTILE, HOSTILE, st.integers(0, 30), st.integers(0, 30))
def test_whatever_a_day_holds_discord_takes_it(
    name: str, text: str, promised: int, rounds: int
) -> None:
    open_ = tuple(OpenRound(round_(), text, answered=bool(each % 2)) for each in range(rounds))
    day = Day(group(name), tuple(commitments(promised, text)), open_, NEXT, several=True)
    assert refused(today(day, TODAY)) == []

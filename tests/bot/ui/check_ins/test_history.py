from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.check_ins import History, PastCheckIn
from bot.accountability.models.rounds import CommitmentState, Report
from bot.ui.check_ins.history import page
from bot.ui.moments import full
from tests.bot.ui.group_values import NOW, TODAY, check_in, commitment, commitments, group
from tests.bot.ui.library_values import HOSTILE, button, labels, refused


def past(text: str = "Hired a dispatcher", number: int = 1) -> PastCheckIn:
    report = Report(moved=text, hand_lines=(text,) * number, own=((text, text),) * min(number, 4))
    kept = tuple(commitments(number, text))
    return PastCheckIn(check_in(report=report), text, TODAY, kept, kept)


def test_before_the_first_one_it_says_when_that_is() -> None:
    reply = page(group(), History((), 0, next_opens_at=NOW), 0, TODAY)
    assert reply.content == f"Nothing yet. Your first check-in is {full(NOW)}."
    unplanned = page(group(), History((), 0), 0, TODAY)
    assert unplanned.content == (
        "Nothing yet, and no check-in is planned. Those who run the group plan one with"
        " `/group schedule add`."
    )


def test_a_page_shows_what_one_wrote_and_what_became_of_it() -> None:
    report = Report(moved="Hired a dispatcher", hand_lines=("pricing",))
    one = PastCheckIn(
        check_in(report=report, late=True),
        "Weekly",
        date(2025, 11, 24),
        (commitment("Call Ann"),),
        (commitment("Raise prices", state=CommitmentState.MISSED), commitment("Write it down")),
    )
    reply = page(group(), History((one,), 1, 7, 9), 0, TODAY)
    assert reply.content == (
        "**Your check-ins · Owners Circle**\nKept 7 of 9 so far.\n-# 1 of 1 · Only you see this."
    )
    assert reply.embeds[0].title == "Mon 24 Nov 2025 · late · Weekly"
    assert reply.embeds[0].description == (
        "Moved: Hired a dispatcher\n"
        "Kept: Call Ann\n"
        "Next: Raise prices (missed); Write it down (open)\n"
        "A hand: pricing"
    )
    assert labels(reply) == []


def test_pages_are_turned_both_ways() -> None:
    history = History((past(), past(), past()), 8)
    reply = page(group(), history, 3, TODAY)
    assert "-# 4 to 6 of 8 · Only you see this." in reply.content
    assert button(reply, "‹ Newer").argument == "0"
    assert button(reply, "Older ›").argument == "6"
    assert labels(page(group(), History((past(), past()), 8), 6, TODAY)) == ["‹ Newer"]


@given(HOSTILE, st.integers(0, 10))
def test_whatever_was_written_discord_takes_the_page(text: str, number: int) -> None:
    history = History((past(text, number),) * 3, 300, 7, 9)
    assert refused(page(group(text), history, 3, TODAY)) == []

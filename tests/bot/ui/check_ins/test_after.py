from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.check_ins import Removed
from bot.ui.check_ins import after
from bot.ui.check_ins.after import Help
from bot.ui.moments import full
from tests.bot.ui.answer_values import answer, curated, excerpt
from tests.bot.ui.group_values import NOW, check_in, commitment, commitments
from tests.bot.ui.library_values import HOSTILE, button, labels, refused

NEXT = NOW + timedelta(days=7)


def test_who_is_in_reads_when_the_next_one_is() -> None:
    reply = after.done(check_in(), NEXT)
    assert reply.content == f"You're in. Next one {full(NEXT)}."
    assert labels(reply) == ["Edit", "Remove"]
    assert button(reply, "Edit").kind == "card.edit"
    assert after.done(check_in(), None).content == "You're in."


def test_late_and_early_ones_are_told_so() -> None:
    late = after.done(check_in(late=True), NEXT)
    assert late.content == f"You're in, and marked late. Next one {full(NEXT)}."
    early = after.done(check_in(round_id=None), NEXT)
    assert early.content == f"You're in early: it counts for {full(NEXT)}."


def test_where_a_hand_would_help_the_library_is_quoted_for_their_eyes_only() -> None:
    help_ = [Help("pricing a 40-seat quote", answer(excerpt(1), excerpt(2)))]
    reply = after.done(check_in(), NEXT, help_=help_)
    assert reply.content.endswith(
        "\n\nYou mentioned *pricing a 40-seat quote*. Your library says, for your eyes only:"
    )
    assert [embed.title for embed in reply.embeds] == ["Title 1"]


def test_what_librarians_wrote_comes_before_any_excerpt_and_alone() -> None:
    written = Help("pricing", answer(excerpt(1), curated=curated()))
    reply = after.done(check_in(), NEXT, help_=[written, Help("hiring", answer(excerpt(2)))])
    assert [embed.title for embed in reply.embeds] == ["How do I delegate?"]
    assert "You mentioned *pricing*. Your library says" in reply.content


def test_what_was_carried_three_times_is_asked_about_below() -> None:
    reply = after.done(check_in(), NEXT, [commitment()])
    assert reply.content == (
        f"You're in. Next one {full(NEXT)}.\n\n"
        "Carried over three times. Keep, change or drop?\n1. Call three clients"
    )
    assert labels(reply) == ["Edit", "Remove", "1 · Keep", "Change", "Drop"]


def test_a_change_is_told_and_a_removal_can_be_undone() -> None:
    assert after.edited(check_in()).content == "Changed. The card shows the new words."
    reply = after.removed(Removed(check_in(), NEXT))
    assert reply.content == (
        "Removed: its card is empty, and what it ticked is open again."
        f" You can undo that until {full(NEXT)}."
    )
    assert labels(reply) == ["Undo"]
    assert after.restored("checkin00001").content == "It's back as it was."


@given(HOSTILE, st.integers(0, 10))
def test_whatever_was_written_discord_takes_the_answer(text: str, number: int) -> None:
    help_ = [Help(text, answer(excerpt(1), curated=curated() if number % 2 else None))] * number
    reply = after.done(check_in(), NEXT, commitments(number, text), help_)
    assert refused(reply) == []

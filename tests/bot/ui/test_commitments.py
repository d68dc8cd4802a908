from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.rounds import CommitmentState
from bot.ui import commitments as texts
from bot.ui.forms import Written
from bot.ui.reply import Button, Reply
from tests.bot.ui.group_values import TODAY, commitment, commitments, group
from tests.bot.ui.library_values import HOSTILE, button, form_refused, labels, menu, refused

if TYPE_CHECKING:
    from bot.accountability.models.rounds import Commitment

LINK = "https://discord.com/channels/7/70/700"


def test_what_is_open_is_listed_with_its_dates_and_the_own_rate() -> None:
    late = commitment("Write the offer", due_on=date(2025, 11, 28), carried=2, source=LINK)
    reply = texts.listed(group(), [late, commitment()], (7, 9), TODAY)
    assert reply.content == (
        "**Your commitments · Owners Circle**\n"
        "1. Write the offer\n"
        "-# was due Fri 28 Nov 2025 (3 days ago) · carried over twice · [message](<"
        f"{LINK}>)\n"
        "2. Call three clients\n"
        "-# by Fri 5 Dec (in 4 days)\n"
        "Kept so far: 7 of 9.\n"
        "-# Only you see this."
    )
    assert labels(reply) == ["Add", "Close one"]


def test_an_empty_list_says_what_will_come_and_what_to_press() -> None:
    reply = texts.listed(group(), [], (0, 0), TODAY)
    assert reply.content == (
        "**Your commitments · Owners Circle**\n"
        "Nothing is open. What you promise in a check-in comes here, and so does what you add.\n"
        "-# Only you see this."
    )
    assert labels(reply) == ["Add"]


def test_a_long_list_says_how_many_more_there_are() -> None:
    reply = texts.listed(group(), commitments(13), (0, 0), TODAY)
    assert "-# and 3 more: *Close one* has them" in reply.content


def test_a_link_that_is_none_of_discords_is_not_shown() -> None:
    odd = commitment(source="https://evil.example")
    assert "evil" not in texts.listed(group(), [odd], (0, 0), TODAY).content


def test_a_new_one_reads_its_date_back_and_can_be_undone() -> None:
    reply = texts.added(group(), commitment(), TODAY)
    assert reply.content == (
        "Noted for **Owners Circle**, by Fri 5 Dec (in 4 days):\n"
        "“Call three clients”\n"
        "-# Only you see this."
    )
    assert button(reply, "Undo").kind == "commit.remove"
    assert texts.added(group(), commitment(due_on=None), TODAY).content.startswith(
        "Noted for **Owners Circle**:\n"
    )


def test_missed_can_be_pressed_only_once_the_date_has_passed() -> None:
    before = texts.what_became(commitment(), TODAY)
    assert labels(before) == ["Kept", "Missed", "Dropped", "‹ Back"]
    assert button(before, "Missed").disabled
    assert before.content == (
        "**Call three clients**\nWhat became of it?\n-# by Fri 5 Dec (in 4 days)\n"
        "-# *Missed* can be pressed once its date has passed."
    )
    on_the_day = texts.what_became(commitment(due_on=TODAY), TODAY)
    assert button(on_the_day, "Missed").disabled
    after = texts.what_became(commitment(due_on=date(2025, 11, 30)), TODAY)
    assert not button(after, "Missed").disabled
    assert after.content.endswith("was due Sun 30 Nov 2025 (yesterday)")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            CommitmentState.KEPT,
            "Kept. “Call three clients”\nThat makes 7 of 9, for your eyes only.",
        ),
        (
            CommitmentState.MISSED,
            "Noted as missed. “Call three clients”\nIt happens. Only you see it.",
        ),
        (CommitmentState.DROPPED, "Dropped. “Call three clients”\nIt counts neither way."),
    ],
)
def test_closing_is_said_and_can_be_undone(state: CommitmentState, sentence: str) -> None:
    reply = texts.closed(commitment(state=state), (7, 9))
    assert reply.content == sentence
    assert button(reply, "Undo").kind == "commit.reopen"


def test_what_is_open_again_has_nothing_to_undo() -> None:
    reply = texts.closed(commitment(), (7, 9))
    assert reply.content == "Open again. “Call three clients”"
    assert labels(reply) == ["Show all"]


def test_which_one_is_asked_with_a_menu_of_at_most_25() -> None:
    reply = texts.which(group(), commitments(30), TODAY)
    assert reply.content == "These are your 25 oldest."
    assert len(menu(reply).options) == 25
    assert menu(reply).options[0].description == "by Fri 5 Dec (in 4 days)"
    nothing = texts.which(group(), [], TODAY)
    assert nothing.content == "You have nothing open in that group."


def test_what_was_carried_three_times_is_kept_changed_or_dropped_by_number() -> None:
    text, rows = texts.carried([commitment(), commitment("Raise prices", id="commitment02")])
    assert text == (
        "Carried over three times. Keep, change or drop?\n1. Call three clients\n2. Raise prices"
    )
    assert [button.label for row in rows if isinstance(row, tuple) for button in row] == [
        *("1 · Keep", "Change", "Drop"),
        *("2 · Keep", "Change", "Drop"),
    ]
    assert len(texts.carried(commitments(9))[1]) == 4


def test_offered_while_typing_are_the_words_and_then_the_date() -> None:
    assert texts.option_words(commitment(), TODAY) == (
        "Call three clients · by Fri 5 Dec (in 4 days)"
    )
    assert len(texts.option_words(commitment("x" * 300), TODAY)) <= 100


def test_discord_takes_the_forms() -> None:
    opened = Written("commit.form", "memo1", values={texts.TEXT: "x" * 300})
    assert form_refused(texts.layout(opened), opened) == []
    assert form_refused(texts.layout_of_change(opened), opened) == []


def replies(name: str, one: Commitment, many: list[Commitment]) -> list[Reply]:
    circle = group(name)
    text, rows = texts.carried(many)
    return [
        texts.listed(circle, many, (7, 9), TODAY),
        texts.added(circle, one, TODAY),
        texts.removed(one),
        texts.which(circle, many, TODAY),
        texts.what_became(one, TODAY),
        texts.closed(one, (7, 9)),
        texts.kept_on(one),
        texts.changed(one),
        Reply(text, rows=(*rows, (Button("Edit", "card.edit", "checkin00001"),))),
    ]


@given(HOSTILE, HOSTILE, st.integers(0, 30))
def test_whatever_is_promised_discord_takes_it(name: str, text: str, number: int) -> None:
    one = commitment(text, carried=40, source=f"{LINK}{'0' * 40}")
    many = [commitment(text, id=f"commitment{each:02}", carried=40) for each in range(number)]
    for reply in replies(name, one, many):
        assert refused(reply) == []

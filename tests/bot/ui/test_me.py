from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.models.groups import Member, Part, Person, Pings, Standing
from bot.accountability.quiet_hours import QuietHours
from bot.ui import me as texts
from bot.ui.me import OwnGroup
from bot.ui.moments import full
from bot.ui.reply import Menu, Style
from tests.bot.ui.group_values import NOW, group
from tests.bot.ui.library_values import HOSTILE, button, labels, refused

LOCAL = datetime(2025, 12, 1, 14, 5)  # noqa: DTZ001 - what a clock on the wall shows
PERSON = Person(7, 1)
MEMBER = Member("group0000001", 1, Part.REQUIRED, Standing.JOINED, joined_at=NOW)


def test_a_clock_is_asked_about_by_the_time_that_it_shows() -> None:
    reply = texts.is_it_right("Berlin", LOCAL, "memo1")
    assert reply.content == "Berlin: for you it's **14:05** now. Right?"
    assert labels(reply) == ["Yes", "No"]


def test_a_clock_that_was_set_can_be_undone() -> None:
    reply = texts.clock_set("Berlin", LOCAL, "memo1")
    assert reply.content == (
        "Set: Berlin, 14:05 now. Quiet hours and reminders follow it;"
        " check-ins open on the group's clock."
    )
    assert labels(reply) == ["Undo"]
    assert texts.clock_undone(None, None).content == "Undone. I go by the group's clock."
    assert texts.clock_undone("Lima", LOCAL).content == "Undone. It's Lima again: 14:05 now."


def test_the_panel_says_how_one_is_told_and_when_not() -> None:
    reply = texts.pings(PERSON)
    assert reply.content == (
        "**How I reach you here**\n"
        "I mention you where your group's check-in opens.\n"
        "Quiet from 21:00 (9 pm) to 07:00 (7 am), on your clock: what comes then waits."
    )
    assert labels(reply) == [
        *("Mention", "DM", "None"),
        *("Quiet from …", "Quiet until …"),
        "No quiet hours",
    ]
    assert button(reply, "Mention").style is Style.MAIN
    first, second = (row for row in reply.rows if isinstance(row, Menu))
    assert [one.label for one in first.options if one.chosen] == ["Quiet from 21:00 (9 pm)"]
    assert [one.label for one in second.options if one.chosen] == ["Quiet until 07:00 (7 am)"]


@pytest.mark.parametrize(
    ("pings", "sentence"),
    [
        (
            Pings.DM,
            "I send you a DM when a check-in opens. Nobody mentions you in the channel.",
        ),
        (Pings.NONE, "I never ping you. `/today` shows what is open."),
    ],
)
def test_each_way_of_being_told_has_its_sentence(pings: Pings, sentence: str) -> None:
    assert sentence in texts.pings(replace(PERSON, pings=pings)).content


def test_no_quiet_hours_are_said_and_not_offered_again() -> None:
    reply = texts.pings(replace(PERSON, quiet=QuietHours(time(9), time(9))))
    assert reply.content.endswith("No quiet hours: I may mention you at any time.")
    assert button(reply, "No quiet hours").disabled


def test_who_joined_without_pings_reads_where() -> None:
    reply = texts.pings(PERSON, ["Owners Circle"])
    assert (
        "-# None for Owners Circle: you joined without pings. A press changes that."
        in reply.content
    )


def test_closed_dms_are_told_with_the_way_to_open_them() -> None:
    assert texts.dms_closed(PERSON).content.startswith(
        "I tried, and your DMs are closed here. Tap the server's name, then *Privacy Settings*,"
        " allow direct messages, and press *DM* again. Until then nothing is changed.\n"
    )


@pytest.mark.parametrize("value", ["", "24", "-1", "x", "٣", "9999"])
def test_what_is_no_hour_is_not_taken(value: str) -> None:
    assert texts.read_hour(value) is None


def test_hours_are_read() -> None:
    assert texts.read_hour("0") == time()
    assert texts.read_hour("23") == time(23)


def test_the_groups_are_listed_with_who_runs_them_and_the_way_out() -> None:
    other = group("Second", id="group0000002", channel_id=71)
    reply = texts.groups(
        [
            OwnGroup(group(), MEMBER, (1, 2)),
            OwnGroup(other, replace(MEMBER, part=Part.OBSERVER), ()),
        ]
    )
    assert reply.content == (
        "**Your groups here**\n"
        "**Owners Circle** in <#70>\n"
        "-# you take part · run by <@1>, <@2>\n"
        "**Second** in <#71>\n"
        "-# you host\n"
        "-# Only you see this list."
    )
    assert labels(reply) == ["Leave Owners Circle", "Leave Second"]


def test_leaving_asks_what_becomes_of_what_was_written_and_says_what_it_means() -> None:
    reply = texts.leaving(group())
    assert reply.content == (
        "**Leave Owners Circle?** Nothing of it reaches you after that.\n"
        "What you wrote there:\n"
        "*Keep it*: your check-ins and commitments stay with the group. You can undo that.\n"
        "*Delete it*: your cards are emptied, your check-ins and commitments deleted for good."
    )
    assert labels(reply) == ["Keep it, and leave", "Delete it, and leave", "Stay"]


def test_who_left_may_undo_it_unless_the_words_are_deleted() -> None:
    kept = texts.left(group(), kept=True)
    assert kept.content == (
        "You've left **Owners Circle**. What you wrote stays. Thank you for the time you gave it."
    )
    assert labels(kept) == ["Undo"]
    deleted = texts.left(group(), kept=False)
    assert deleted.content == (
        "You've left **Owners Circle**, and what you wrote there is deleted."
        " Thank you for the time you gave it."
    )
    assert labels(deleted) == []


def test_who_comes_back_reads_when_the_next_one_is() -> None:
    at = NOW + timedelta(days=7)
    assert texts.rejoined(group(), at).content == (
        f"You're in **Owners Circle** again. Next check-in: {full(at)}."
    )
    assert texts.rejoined(group(), None).content == "You're in **Owners Circle** again."
    assert texts.stayed(group()).content == "Good. You're still in **Owners Circle**."


@given(HOSTILE, st.integers(0, 40))
def test_whatever_groups_are_called_discord_takes_it(name: str, number: int) -> None:
    own = [
        OwnGroup(group(name, id=f"group{each:07}"), MEMBER, (2**63, 2**62, 5, 6))
        for each in range(number)
    ]
    replies = [
        texts.groups(own),
        texts.pings(PERSON, [name] * 9),
        texts.dms_closed(PERSON),
        texts.leaving(group(name)),
        texts.left(group(name), kept=True),
    ]
    for reply in replies:
        assert refused(reply) == []

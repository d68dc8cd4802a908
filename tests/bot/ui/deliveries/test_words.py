"""The exact words of every message, as a group reads them."""

from __future__ import annotations

import pytest

from bot.accountability.models.notices import Cause
from bot.ui.deliveries import draw
from bot.ui.reply import Button, Reply
from tests.bot.ui.deliveries.views import (
    DELIVERY,
    ENDING,
    MENTIONS,
    NOTE,
    STAMP,
    card,
    direct,
    invitation,
    notice,
    nudge,
    ping,
    summary,
)

UNTIL = f"<t:{STAMP}:F>"
IN = f"<t:{STAMP}:R>"
NEXT = f"<t:{STAMP + 5 * 86400}:F>"


def labels(reply: Reply) -> list[str]:
    return [one.label for row in reply.rows if isinstance(row, tuple) for one in row]


def test_an_opening() -> None:
    drawn = draw(ping(), DELIVERY)
    assert drawn.content == (
        "**Check-in: Owners Circle**\n"
        "<@1> <@2>\n"
        "What moved? What's next?\n"
        f"Two minutes. Open until {UNTIL} ({IN}).\n"
        "In 0 · Away 1 · To come 5"
    )
    assert labels(drawn) == ["Check in", "Later", "Away"]
    assert drawn.mentions == (1, 2)
    assert not drawn.silent


def test_questions_that_fill_a_line_have_one_each() -> None:
    asked = ("How many proposals went out?", "Where is the money stuck?")
    assert "\n".join(asked) in draw(ping(questions=asked), DELIVERY).content


def test_where_there_are_several_schedules_a_message_says_of_which_it_is() -> None:
    opening = draw(ping(series_name="Stand-up"), DELIVERY).content
    assert opening.startswith("**Check-in: Owners Circle · Stand-up**\n")
    closing = draw(summary(series_name="Stand-up"), DELIVERY).content
    assert closing.startswith("**Owners Circle · Stand-up · 3 Mar**\n")
    told = draw(direct("ping", series_name="Stand-up"), DELIVERY).content
    assert told.startswith("The check-in of **Owners Circle · Stand-up** is open.\n")


def test_a_silent_opening_names_and_rings_nobody() -> None:
    drawn = draw(ping(mentions=(), named=(1, 2), silent=True), DELIVERY)
    assert "<@1>, <@2>" in drawn.content
    assert drawn.silent
    assert drawn.mentions == ()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (7, "7 minutes"),
        (60, "1 hour"),
        (75, "1 hour 15 min"),
        (180, "3 hours"),
        (1000, "17 hours"),
    ],
)
def test_a_late_opening_says_how_late_it_is(minutes: int, words: str) -> None:
    drawn = draw(ping(late_minutes=minutes, close_moved=True), DELIVERY)
    assert drawn.content.endswith(
        f"\n-# I was down, sorry: this is {words} late. The close moved too."
    )


def test_an_opening_that_may_be_a_second_one_says_so() -> None:
    assert draw(ping(repeated=True), DELIVERY).content.endswith(
        "\n-# You may have seen this before: I couldn't look whether it was posted."
    )


def test_a_closed_round_takes_late_answers_until_the_next_opens() -> None:
    closed = draw(ping(mentions=(), is_open=False, checked_in=4, late=1), DELIVERY)
    assert closed.content == (
        "**Check-in: Owners Circle**\nClosed. You can still add yours.\nIn 4 · Late 1 · Away 1"
    )
    assert labels(closed) == ["Add mine"]
    over = draw(ping(mentions=(), is_open=False, accepts=False, checked_in=4), DELIVERY)
    assert over.content.endswith("Closed.\nIn 4 · Away 1")
    (row,) = over.rows
    assert isinstance(row, tuple)
    assert [(one.label, one.disabled) for one in row if isinstance(one, Button)] == [
        ("Closed", True)
    ]


def test_mentions_that_follow() -> None:
    drawn = draw(MENTIONS, DELIVERY)
    assert drawn.content == f"<@8> <@9>\nThe check-in is open until {UNTIL}."
    assert (drawn.mentions, drawn.silent) == ((8, 9), False)
    named = draw(MENTIONS.model_copy(update={"mentions": (), "named": (8,)}), DELIVERY)
    assert named.content == f"<@8>\nThe check-in is open until {UNTIL}."
    assert (named.mentions, named.silent) == ((), True)


def test_a_nudge() -> None:
    drawn = draw(nudge(named=(4,)), DELIVERY)
    assert drawn.content == f"<@3>\n<@4>\nStill time: closes {IN}.\nBusy week? Skipping is fine."
    assert labels(drawn) == ["Check in", "Skip this one"]
    assert (drawn.mentions, drawn.silent) == ((3,), False)
    assert draw(nudge(mentions=(), named=(4,)), DELIVERY).silent


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("ping", "The check-in of **Owners Circle** is open."),
        ("nudge", "**Owners Circle**: still time to check in."),
        ("reminder", "You asked me to remind you: the check-in of **Owners Circle** is open."),
    ],
)
def test_a_dm(reason: str, words: str) -> None:
    drawn = draw(direct(reason), DELIVERY)
    assert drawn.content == f"{words}\nTwo minutes, until {UNTIL} ({IN})."
    assert labels(drawn) == ["Check in", "Skip this one", "Open the channel"]


def test_a_card() -> None:
    drawn = draw(card(late=True, edited=True), DELIVERY)
    assert drawn.content == (
        "<@7> · late, edited\n"
        "✓ Call the bank\n"
        "**Moved** Two proposals out\n"
        "**Next**\n"
        "- Write the job ad\n"
        "**A hand**\n"
        "- pricing a 40-seat quote"
    )
    assert drawn.silent
    assert labels(drawn) == ["Edit"]


def test_a_card_with_own_questions() -> None:
    drawn = draw(card(moved="", kept=(), next=(), hands=(), own=(("Calls?", "12"),)), DELIVERY)
    assert drawn.content == "<@7>\n**Calls?**\n12"


def test_a_card_that_was_taken_back_says_nothing_of_it() -> None:
    drawn = draw(card(removed=True), DELIVERY)
    assert drawn.content == "-# Removed by its author."
    assert labels(drawn) == []


def test_a_summary() -> None:
    drawn = draw(summary(), DELIVERY)
    assert drawn.content == (
        "**Owners Circle · 3 Mar**\n"
        "In: <@1>, <@2>\n"
        "Late: <@3>\n"
        "Away: <@4>\n"
        "Not this time: 1\n"
        "Kept together: 7 of 9\n"
        "**Could use a hand**\n"
        "<@1>: pricing a 40-seat quote\n"
        f"Next: {NEXT}"
    )
    assert drawn.silent
    assert drawn.mentions == ()


def test_a_summary_of_a_quiet_round() -> None:
    drawn = draw(summary(in_ids=(), late_ids=(), hands=(), missing=4), DELIVERY)
    assert drawn.content == (
        "**Owners Circle · 3 Mar**\n"
        "A quiet one: no check-ins this time. What you promised carries over.\n"
        "Away: <@4>\n"
        f"Next: {NEXT}"
    )


def test_an_ending() -> None:
    drawn = draw(ENDING, DELIVERY)
    assert drawn.content == (
        "**Owners Circle has ended**\n"
        "6 rounds, 21 check-ins.\n"
        "Kept together: 17 of 24.\n"
        "Thank you for keeping each other company.\n"
        "-# It can be reopened for 30 days. Then everything is deleted."
    )
    assert labels(drawn) == ["Reopen"]


def test_an_invitation() -> None:
    drawn = draw(invitation(joined=(3,), open_to_role_ids=(44,)), DELIVERY)
    assert drawn.content == (
        "**Owners Circle** starts checking in.\n"
        "Every Monday at 09:00, Berlin time.\n"
        f"The first: {UNTIL}. Two minutes each.\n"
        "Invited: <@1>, <@2>\n"
        "Open to <@&44>.\n"
        "Joined: <@3>\n"
        "This channel reads your answers; so can the server's admins and whoever runs this bot."
        " Delete yours any time."
    )
    assert labels(drawn) == ["Join", "Join, no pings", "What's kept?"]
    assert drawn.mentions == (1, 2)


def test_an_invitation_that_stands_there_for_long_names_every_schedule_and_the_next_round() -> None:
    rhythm = "\n".join(f"Every {day} at 09:00" for day in ("Monday", "Tuesday", "Wednesday"))
    lines = draw(invitation(rhythm=rhythm, begun=True), DELIVERY).content.splitlines()
    assert lines[:5] == [
        "**Owners Circle** checks in.",
        "Every Monday at 09:00.",
        "Every Tuesday at 09:00.",
        "Every Wednesday at 09:00.",
        f"The next: {UNTIL}. Two minutes each.",
    ]
    many = draw(invitation(rhythm="\n".join(["Daily at 09:00"] * 6)), DELIVERY).content
    assert many.count("Daily at 09:00.") == 4
    assert "\nAnd 2 schedules more.\n" in many


def test_an_invitation_to_a_group_that_has_ended_invites_nobody() -> None:
    drawn = draw(invitation(is_open=False), DELIVERY)
    assert drawn.content == "**Owners Circle** has ended."
    assert drawn.mentions == ()
    (row,) = drawn.rows
    assert isinstance(row, tuple)
    assert [one.label for one in row if isinstance(one, Button) and not one.disabled] == [
        "What's kept?"
    ]


def test_the_note_to_somebody_who_was_missed() -> None:
    drawn = draw(NOTE, DELIVERY)
    assert drawn.content == (
        "We've missed you in **Owners Circle**. Nothing to catch up on. I'll stop pinging until"
        " you're back."
    )
    assert labels(drawn) == ["Check in", "Away", "Leave"]


@pytest.mark.parametrize(
    ("cause", "pressed"),
    [
        (Cause.SILENT, ["Change rhythm", "Pause", "Carry on"]),
        (Cause.PAUSED, ["Change rhythm", "Carry on"]),
        (Cause.MISSED, ["Seen"]),
        (Cause.NO_CHANNEL, ["Seen"]),
    ],
)
def test_a_notice_offers_what_can_be_done(cause: Cause, pressed: list[str]) -> None:
    assert labels(draw(notice(cause), DELIVERY)) == pressed
    assert labels(draw(notice(cause, fixed=True), DELIVERY)) == ["Seen"]


def test_a_notice_says_what_it_is_about() -> None:
    assert draw(notice(Cause.MISSED), DELIVERY).content == (
        "**Owners Circle**\n"
        "I was down on 3 Mar, so Monday check-in could not open. Everybody is excused. Nothing to"
        " do: the next one opens as planned."
    )
    assert draw(notice(Cause.MISSED, fixed=True), DELIVERY).content == (
        "**Owners Circle**\nMonday check-in opens again."
    )


def test_every_cause_has_its_own_two_sentences() -> None:
    causes = [cause for cause in Cause if cause is not Cause.MISSED_YOU]
    said = [draw(notice(cause), DELIVERY).content for cause in causes]
    said += [draw(notice(cause, fixed=True), DELIVERY).content for cause in causes]
    assert len(set(said)) == len(said)
    assert not any("needs your attention" in words for words in said)

from __future__ import annotations

from datetime import timedelta

from bot.ui.check_ins import later as texts
from bot.ui.moments import full, relative
from tests.bot.ui.group_values import NOW, round_
from tests.bot.ui.library_values import labels

ROUND = round_()


def test_each_time_is_a_press() -> None:
    choices = [texts.Choice("In 2 hours", "hours", NOW + timedelta(hours=2))]
    reply = texts.when(ROUND.id, choices, ROUND.close_at)
    assert reply.content == f"I'll remind you by DM. It's open until {full(ROUND.close_at)}."
    assert labels(reply) == ["In 2 hours"]


def test_no_time_left_leads_to_the_form() -> None:
    reply = texts.when(ROUND.id, [], ROUND.close_at)
    assert reply.content == f"There is no later any more: it closes {relative(ROUND.close_at)}."
    assert labels(reply) == ["Check in"]


def test_a_reminder_is_promised_and_can_be_undone() -> None:
    reply = texts.noted(ROUND.id, NOW)
    assert reply.content == (
        f"I'll remind you by DM {relative(NOW)}, {full(NOW)}, unless you're in by then."
    )
    assert labels(reply) == ["Undo"]


def test_closed_dms_are_told_and_nothing_is_promised() -> None:
    reply = texts.closed_dms(ROUND.id)
    assert reply.content == (
        "I can't send you a DM: yours are closed here. Tap the server's name, then *Privacy"
        " Settings*, and allow direct messages. Until then I can't remind you."
    )
    assert labels(reply) == ["Try again"]
    assert texts.test_of_dms("Owners Circle", NOW).content == (
        f"Here is where I'll remind you of **Owners Circle**: {full(NOW)}."
    )

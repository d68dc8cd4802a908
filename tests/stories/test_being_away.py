"""Away, skipping, coming back, and being reminded later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.rounds import Expectation
from bot.ui.moments import full, relative
from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.accountability.models.groups import Absence
    from bot.accountability.models.rounds import Round
    from bot.playground.server import Person
    from tests.stories.circle import Circle
    from tests.stories.house import House


async def absences(circle: Circle, person: Person) -> list[Absence]:
    return await circle.book(lambda book: book.rows.absences.of_member(circle.group.id, person.id))


async def expected(circle: Circle, found: Round, person: Person) -> Expectation:
    attendance = await circle.book(lambda book: book.rows.attendance.get(found.id, person.id))
    assert attendance is not None
    return attendance.expectation


async def reminders(circle: Circle, found: Round) -> list[datetime]:
    deliveries = await circle.book(
        lambda book: book.rows.deliveries.of_round(found.id, DeliveryKind.REMINDER)
    )
    return [one.not_before for one in deliveries if one.state is DeliveryState.PENDING]


async def test_skip_this_one_takes_one_out_and_is_undone_by_a_press(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    asked = await circle.ping(house.alice).click("Away")
    assert asked.content == "For how long? No pings till you're back, and it's no miss."
    assert asked.buttons == ["Skip this one", "To Fri 7 Mar", "One week", "A date"]
    skipped = await asked.click("Skip this one")
    assert skipped.content == (
        "Skipping this one. You're not missed, and nothing pings you for it."
    )
    assert await expected(circle, found, house.alice) is Expectation.SKIPPED
    undone = await skipped.click("Undo")
    assert undone.content == "Undone. It's as it was before."
    assert await expected(circle, found, house.alice) is Expectation.EXPECTED


async def test_skip_under_a_nudge_is_one_press(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    await circle.until(circle.now + timedelta(days=1))
    nudge = house.alice.finds("Still time", circle.thread)
    reply = await nudge.click("Skip this one")
    assert reply.content.startswith("Skipping this one.")
    again = await nudge.click("Skip this one")
    assert again.content.startswith("Skipping this one.")
    assert len(await absences(circle, house.alice)) == 1


async def test_who_has_checked_in_has_nothing_to_skip(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    await circle.checks_in(house.alice)
    reply = await circle.press(house.alice, "round.skip", found.id)
    assert reply.content == "You've checked in already, so there's nothing to skip."


async def test_away_for_a_week_names_the_check_in_one_is_back_for(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    asked = await circle.ping(house.alice).click("Away")
    away = await asked.click("One week")
    assert away.content == (
        "Away through Sun 9 Mar. You're back for Mon 10 Mar. No pings till then."
    )
    assert await expected(circle, found, house.alice) is Expectation.AWAY
    await away.click("Undo")
    assert await expected(circle, found, house.alice) is Expectation.EXPECTED
    assert await absences(circle, house.alice) == []


async def test_a_date_is_typed_and_read_back(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    asked = await circle.ping(house.alice).click("Away")
    opened = await asked.click("A date")
    assert opened.modal is not None
    away = await opened.modal.submit({"Which date?": "in 2 weeks"})
    assert away.content == (
        "Away through Mon 17 Mar. You're back for Mon 24 Mar. No pings till then."
    )


async def test_a_date_with_two_readings_is_asked_about_and_one_press_goes_on(
    house: House,
) -> None:
    circle = await gather(house, house.alice)
    asked = await house.alice.slash("checkin away", until="4/5", channel=circle.channel)
    assert asked.content == "By “4/5”, do you mean Sun 4 May or Sat 5 Apr?"
    assert asked.buttons == ["Sun 4 May", "Sat 5 Apr", "Another date"]
    away = await asked.click("Sat 5 Apr")
    assert away.content.startswith("Away through Sat 5 Apr.")
    (absence,) = await absences(circle, house.alice)
    assert absence.until_on == date(2031, 4, 5)


async def test_what_is_no_date_is_typed_again_in_a_form(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await house.alice.slash(
        "checkin away", {"until": "whenever", "from": "tomorrow"}, channel=circle.channel
    )
    assert asked.content.startswith("I can't read “whenever” as a date.")
    opened = await asked.click("Type it again")
    assert opened.modal is not None
    assert opened.modal.values == {"Which date?": "whenever"}
    away = await opened.modal.submit({"Which date?": "14 march"})
    assert away.content == (
        "Away from Tue 4 Mar through Fri 14 Mar. You're back for Mon 17 Mar. No pings till then."
    )


async def test_days_in_the_wrong_order_are_refused_with_a_way_on(house: House) -> None:
    circle = await gather(house, house.alice)
    refused = await house.alice.slash(
        "checkin away", {"until": "5 march", "from": "7 march"}, channel=circle.channel
    )
    assert refused.content == ("Wed 5 Mar comes before Fri 7 Mar. Choose a later last day.")
    opened = await refused.click("Another date")
    assert opened.modal is not None
    away = await opened.modal.submit({"Which date?": "9 march"})
    assert away.content.startswith("Away from Fri 7 Mar through Sun 9 Mar.")


async def test_dates_are_offered_while_typing(house: House) -> None:
    circle = await gather(house, house.alice)
    offered = await house.alice.autocomplete("checkin away", "until", "fr", channel=circle.channel)
    assert offered[0] == ("Fri 7 Mar · in 4 days", "2031-03-07")
    assert await house.bob.autocomplete("checkin away", "until", "fr") == []


async def test_skip_by_command_skips_the_next_where_none_is_open(house: House) -> None:
    circle = await gather(house, house.alice)
    reply = await house.alice.slash("checkin skip", channel=circle.channel)
    assert reply.content == (
        "Skipping the one on Mon 3 Mar. You're not missed, and nothing pings you for it."
    )
    found = await circle.opens()
    assert await expected(circle, found, house.alice) is Expectation.SKIPPED


async def test_coming_back_early_can_be_undone(house: House) -> None:
    circle = await gather(house, house.alice)
    opens_at = circle.now + timedelta(hours=1)
    not_away = await house.alice.slash("checkin back", channel=circle.channel)
    assert not_away.content == f"You're not away. The next check-in is {full(opens_at)}."
    await house.alice.slash("checkin away", until="in 2 weeks", channel=circle.channel)
    back = await house.alice.slash("checkin back", channel=circle.channel)
    assert back.content == f"Welcome back. The next check-in is {full(opens_at)}."
    assert await absences(circle, house.alice) == []
    await back.click("Undo")
    (absence,) = await absences(circle, house.alice)
    assert absence.until_on == date(2031, 3, 17)


async def test_the_private_note_leads_to_a_while_away(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await circle.press(house.alice, "note.away", circle.group.id, "delivery")
    assert asked.buttons == ["To Fri 7 Mar", "One week", "A date"]
    away = await asked.click("To Fri 7 Mar")
    assert away.content.startswith("Away through Fri 7 Mar.")


async def test_later_is_a_dm_that_is_tried_before_it_is_promised(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    asked = await circle.ping(house.alice).click("Later")
    assert asked.content == f"I'll remind you by DM. It's open until {full(found.close_at)}."
    assert asked.buttons == ["In 2 hours", "Tonight", "Tomorrow"]
    noted = await asked.click("Tonight")
    tonight = datetime(2031, 3, 3, 18, tzinfo=UTC)
    assert noted.content == (
        f"I'll remind you by DM {relative(tonight)}, {full(tonight)}, unless you're in by then."
    )
    assert house.alice.dms[-1].content == (
        f"Here is where I'll remind you of **Owners Circle**: {full(tonight)}."
    )
    assert await reminders(circle, found) == [tonight]
    undone = await noted.click("Undo")
    assert undone.content == "Undone. I won't remind you."
    assert await reminders(circle, found) == []


async def test_the_last_choice_of_a_reminder_counts_and_dms_are_tried_once(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    asked = await circle.ping(house.alice).click("Later")
    await asked.click("Tonight")
    asked = await circle.ping(house.alice).click("Later")
    await asked.click("Tomorrow")
    assert await reminders(circle, found) == [datetime(2031, 3, 4, 8, tzinfo=UTC)]
    assert len(house.alice.dms) == 1


async def test_closed_dms_are_told_and_nothing_is_promised(house: House) -> None:
    circle = await gather(house, house.alice)
    house.alice.dms_open = False
    found = await circle.opens()
    asked = await circle.ping(house.alice).click("Later")
    closed = await asked.click("Tonight")
    assert closed.content == (
        "I can't send you a DM: yours are closed here. Tap the server's name, then *Privacy"
        " Settings*, and allow direct messages. Until then I can't remind you."
    )
    assert await reminders(circle, found) == []
    house.alice.dms_open = True
    again = await closed.click("Try again")
    assert (await again.click("In 2 hours")).content.startswith("I'll remind you by DM")


async def test_after_the_close_there_is_nothing_to_remind_of(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    await circle.closes()
    reply = await circle.press(house.alice, "round.later", found.id)
    assert reply.content == (
        "That check-in has closed. You can still answer late, until the next one opens."
    )


async def test_the_reminder_comes_when_it_was_promised_and_checks_one_in(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    asked = await circle.ping(house.alice).click("Later")
    await asked.click("In 2 hours")
    await house.stand_in.live(hours=2, minutes=2)
    reminder = house.alice.dms[-1]
    assert "Owners Circle" in reminder.content
    opened = await reminder.click("Check in")
    assert opened.modal is not None
    reply = await opened.modal.submit({"moved": "From the sofa"})
    assert reply.content.startswith("You're in.")
    assert [each.report.moved for each in await circle.check_ins()] == ["From the sofa"]
    assert reminder.content.startswith("You asked me to remind you")


async def test_skipping_from_a_reminder_leaves_it_where_it_stands(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    asked = await circle.ping(house.alice).click("Later")
    await asked.click("In 2 hours")
    await house.stand_in.live(hours=2, minutes=2)
    reminder = house.alice.dms[-1]
    skipped = await reminder.click("Skip this one")
    assert skipped.content.startswith("Skipping this one.")
    assert reminder.content.startswith("You asked me to remind you")
    undone = await skipped.click("Undo")
    assert undone.content == "Undone. It's as it was before."

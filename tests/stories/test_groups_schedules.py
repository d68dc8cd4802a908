"""Schedules are put together press by press, read back, and saved; each change can be undone."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.rounds import PingStyle, Questions, ScheduleState
from bot.accountability.schedules import (
    DayOfMonth,
    Deadline,
    Monthly,
    OnWeekdays,
    Quarterly,
    Weekday,
    Weekly,
)
from tests.stories.circle import gather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.models.rounds import Series
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House

OFTEN, DAY, UNTIL, NUDGE = (
    "How often?",
    "On which day?",
    "Open until?",
    "Nudge those who are missing?",
)
CHANGED = "Somebody else has just changed this schedule. Look at it again."


async def run(circle: Circle, command: str, **options: object) -> Reply:
    return await circle.host.slash(f"group {command}", channel=circle.channel, **options)


async def schedules(circle: Circle) -> list[Series]:
    return await circle.book(lambda book: book.timetable.of(circle.group.id))


async def latest(circle: Circle) -> Series:
    return (await schedules(circle))[-1]


async def fill_in(asked: Reply, values: Mapping[str, object]) -> Reply:
    assert asked.modal is not None, asked.text
    return await asked.modal.submit(values)


def lines(reply: Reply) -> list[str]:
    return reply.content.split("\n")


async def test_a_schedule_is_proposed_read_back_and_saved_by_one_press(house: House) -> None:
    circle = await gather(house, house.alice)
    panel = await run(circle, "schedule add")
    assert panel.ephemeral
    title, words, lead, *runs = lines(panel)
    assert title == "**Weekly check-in** · new, not saved yet"
    assert words == (
        "Every Monday at 09:00, Berlin time; open until Wednesday 12:00, one nudge on Tuesday"
        " 09:00."
    )
    assert lead == "The next ones, on your own clock:"
    assert len(runs) == 5
    assert all(line.startswith("- <t:") for line in runs)
    assert panel.buttons == ["Save", "Opens 09:00", "From …", "Name", "Cancel"]
    assert len(await schedules(circle)) == 1
    saved = await panel.click("Save")
    assert saved.content.startswith("Saved: **Weekly check-in**\nEvery Monday at 09:00")
    made = await latest(circle)
    assert made.schedule.rhythm == Weekly(Weekday.MONDAY)
    undone = await saved.click("Undo")
    assert undone.content == "Undone: all is as it was."
    assert len(await schedules(circle)) == 1


async def test_each_choice_is_read_back_with_what_follows_from_it(house: House) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add", name="Stand-up")
    panel = await panel.choose(OFTEN, "Monday to Friday")
    assert "Monday to Friday at 09:00, Berlin time; open until 18:00 the same day, no nudge." in (
        panel.content
    )
    panel = await panel.choose(DAY, "Tuesday", "Thursday")
    assert "Every Tuesday and Thursday at 09:00" in panel.content
    panel = await fill_in(await panel.click("Opens 09:00"), {"When does it open?": "8.30"})
    assert "at 08:30" in panel.content
    panel = await panel.choose(UNTIL, "Open until 12:00 the next day")
    panel = await panel.choose(NUDGE, "Nudge at 18:00 the same day")
    await panel.click("Save")
    made = await latest(circle)
    assert made.name == "Stand-up"
    assert made.schedule.rhythm == OnWeekdays(frozenset({Weekday.TUESDAY, Weekday.THURSDAY}))
    assert made.schedule.wall_time == time(8, 30)
    assert made.schedule.close == Deadline(1, time(12))
    assert made.schedule.nudge == Deadline(0, time(18))
    assert made.style is PingStyle.SILENT


async def test_what_no_line_of_a_menu_offers_is_typed(house: House) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add")
    panel = await fill_in(
        await panel.choose(OFTEN, "Another number of weeks …"), {"Every how many weeks?": "3"}
    )
    assert "Every 3 weeks on Monday" in panel.content
    panel = await panel.choose(OFTEN, "Every month")
    panel = await fill_in(
        await panel.choose(DAY, "Another day …"),
        {"On which day of the month?": "fourth saturday"},
    )
    assert "Every month on the fourth Saturday" in panel.content
    panel = await fill_in(
        await panel.choose(UNTIL, "Until another time …"),
        {"On which day?": "6 days later", "At what time?": "20:15"},
    )
    assert "open until Friday 20:15" in panel.content
    panel = await panel.choose(OFTEN, "Every three months")
    panel = await fill_in(
        await panel.choose(DAY, "Another day …"), {"On which day of the month?": "last"}
    )
    await panel.click("Save")
    assert (await latest(circle)).schedule.rhythm == Quarterly(DayOfMonth(31))


async def test_a_time_in_doubt_is_asked_for_with_a_press(house: House) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add")
    asked = await fill_in(await panel.click("Opens 09:00"), {"When does it open?": "5"})
    assert asked.content == "By “5”, do you mean 17:00 (5 pm) or 05:00 (5 am)?"
    panel = await asked.click("17:00 (5 pm)")
    assert "Every Monday at 17:00" in panel.content
    assert "nudge on Tuesday 17:00" in panel.content


@pytest.mark.parametrize("typed", ["25:00", "24:00", "half past", "FREQ=DAILY"])
async def test_a_time_that_is_none_is_asked_for_again_with_what_was_typed(
    house: House, typed: str
) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add")
    refused = await fill_in(await panel.click("Opens 09:00"), {"When does it open?": typed})
    assert refused.content == (
        f"I can't read “{typed}” as a time of day. Try something like “9”, “9am” or “09:30”;"
        " midnight is “00:00”.\n\nNothing you wrote is lost."
    )
    again = (await refused.click("Try again")).modal
    assert again is not None
    assert again.values == {"When does it open?": typed}
    panel = await again.submit({"When does it open?": "10"})
    assert "Every Monday at 10:00" in panel.content


@pytest.mark.parametrize("typed", ["0", "every 0 days", "1000000000", "-", "53"])
async def test_a_number_of_weeks_that_cannot_be_gets_a_clear_sentence(
    house: House, typed: str
) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add")
    refused = await fill_in(
        await panel.choose(OFTEN, "Another number of weeks …"), {"Every how many weeks?": typed}
    )
    assert refused.content.startswith(
        "Choose a number of weeks from 1 to 52. Every 2 weeks is every other week."
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("32", "A month has the days 1 to 31."),
        ("0", "A month has the days 1 to 31."),
        ("fifth monday", "I can't read that as a day of a month."),
        ("Feb 30", "I can't read that as a day of a month."),
    ],
)
async def test_a_day_that_no_month_has_gets_a_clear_sentence(
    house: House, typed: str, sentence: str
) -> None:
    circle = await gather(house)
    panel = await (await run(circle, "schedule add")).choose(OFTEN, "Every month")
    refused = await fill_in(
        await panel.choose(DAY, "Another day …"), {"On which day of the month?": typed}
    )
    assert refused.content.startswith(sentence)


async def test_every_other_week_begins_in_the_week_that_was_chosen(house: House) -> None:
    circle = await gather(house)
    panel = await (await run(circle, "schedule add")).choose(OFTEN, "Every 2 weeks")
    first = panel.content
    asked = await panel.click("From …")
    (menu,) = asked.menus
    later = menu.options[2]
    panel = await asked.choose("From when on?", later.label)
    assert panel.content != first
    await panel.click("Save")
    assert (await latest(circle)).schedule.starts_on == date.fromisoformat(later.value)


async def test_clock_changes_and_holidays_are_marked_among_the_next_ones(house: House) -> None:
    circle = await gather(house, zone="America/New_York")
    await run(circle, "holidays add", dates="in 7 days", name="Snow day")
    panel = await (await run(circle, "schedule add")).choose(OFTEN, "Every month")
    assert "clocks go" in panel.content
    panel = await panel.choose(OFTEN, "Every day")
    panel = await panel.choose(OFTEN, "Every week")
    assert "none: Snow day" in panel.content


async def test_cancel_saves_nothing_and_loses_nothing(house: House) -> None:
    circle = await gather(house)
    panel = await (await run(circle, "schedule add")).choose(OFTEN, "Every month")
    cancelled = await panel.click("Cancel")
    assert cancelled.content == "Nothing is saved."
    assert "Every month on the first Monday" in (await cancelled.click("Back to it")).content
    assert len(await schedules(circle)) == 1


async def test_a_schedule_is_saved_once_however_often_it_is_pressed(house: House) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add")
    assert panel.message is not None
    save = panel.message.components[-1]["components"][0]["custom_id"]
    await panel.click("Save")
    again = await circle.host.forge(save)
    assert again.content == "That is saved already. `/group schedule list` shows it."
    assert len(await schedules(circle)) == 2


async def test_a_schedule_is_changed_and_changed_back(house: House) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule edit")
    assert lines(panel)[0] == "**Weekly** · changed, not saved yet"
    panel = await panel.choose(DAY, "Friday")
    saved = await panel.click("Save")
    assert (await latest(circle)).schedule.rhythm == Weekly(Weekday.FRIDAY)
    await saved.click("Undo")
    assert (await latest(circle)).schedule.rhythm == Weekly(Weekday.MONDAY)


async def test_of_two_who_change_a_schedule_at_once_the_second_looks_again(house: House) -> None:
    circle = await gather(house)
    mine = await run(circle, "schedule edit")
    theirs = await house.admin.slash("group schedule edit", channel=house.general)
    await (await theirs.choose(DAY, "Friday")).click("Save")
    refused = await (await mine.choose(DAY, "Thursday")).click("Save")
    assert refused.content == CHANGED
    assert (await latest(circle)).schedule.rhythm == Weekly(Weekday.FRIDAY)
    again = await refused.click("Look again")
    assert "Every Friday" in again.content


async def test_schedules_are_listed_removed_and_brought_back(house: House) -> None:
    circle = await gather(house)
    await (await run(circle, "schedule add", name="Numbers")).click("Save")
    listed = await run(circle, "schedule list")
    assert listed.content.startswith("**Schedules of Owners Circle**\n**Weekly** · next <t:")
    assert "**Numbers** · next <t:" in listed.content
    offered = await circle.host.autocomplete(
        "group schedule remove", "schedule", "num", channel=circle.channel
    )
    assert [name for name, _ in offered] == ["Numbers"]
    removed = await run(circle, "schedule remove", schedule=str(offered[0][1]))
    assert removed.content.startswith("Removed: **Numbers**.")
    assert len(await schedules(circle)) == 1
    restored = await removed.click("Undo")
    assert restored.content.startswith("**Numbers** is back. Next: <t:")
    which = await run(circle, "schedule edit")
    assert which.content == "Which schedule?"
    assert "**Numbers**" in (await which.choose("Which schedule?", "Numbers")).content


async def test_own_questions_are_written_seen_as_a_form_and_taken_back(house: House) -> None:
    circle = await gather(house)
    asked = await run(circle, "questions")
    assert lines(asked) == [
        "**Weekly** asks:",
        "- Which of these did you keep? (if there are any)",
        "- What moved forward?",
        "- What will you do by then?",
        "- Where could you use a hand?",
    ]
    form = await asked.click("Own questions")
    saved = await fill_in(
        form, {"Question 1": "How many proposals?", "Question 2": "Who owes *you*?"}
    )
    assert saved.content.startswith("Saved. It holds from the next answer on.")
    assert "- Who owes \\*you\\*?" in saved.content
    shown = (await saved.click("See the form")).modal
    assert shown is not None
    assert shown.fields[:1] == ["Which of these did you keep?"]
    assert "Who owes *you*?" in shown.fields
    only_looked_at = await shown.submit({"How many proposals?": "Four", "Who owes *you*?": "No"})
    assert only_looked_at.content == "That was only to look at: nothing of it is kept."
    assert (await latest(circle)).questions.own == ("How many proposals?", "Who owes *you*?")
    await saved.click("Undo")
    assert (await latest(circle)).questions == Questions()


async def test_too_many_questions_are_refused_and_nothing_written_is_lost(house: House) -> None:
    circle = await gather(house)
    form = await (await run(circle, "questions")).click("Own questions")
    texts = {f"Question {number}": f"What about {number}?" for number in (1, 2, 3)}
    refused = await fill_in(form, texts)
    assert refused.content.startswith(
        "Two questions fit beside the commitments. Leave some out, or don't ask for commitments."
    )
    again = (await refused.click("Try again")).modal
    assert again is not None
    beside = "Ask what was kept, and what comes next?"
    saved = await again.submit({beside: "No: up to four own questions"})
    assert "What about 3?" in saved.content
    assert (await latest(circle)).questions.commitments is False


async def test_nudge_and_style_are_saved_as_they_are_chosen_and_taken_back(house: House) -> None:
    circle = await gather(house)
    asked = await run(circle, "nudge")
    seen_before = asked.menus[0].custom_id
    saved = await asked.choose("How are members told?", "Silent")
    assert saved.content.startswith("Saved.\n**Weekly**")
    assert (await latest(circle)).style is PingStyle.SILENT
    saved = await saved.choose(NUDGE, "No nudge")
    assert (await latest(circle)).schedule.nudge is None
    stale = await circle.host.forge(seen_before, values=["none"])
    assert stale.content.startswith(CHANGED)
    await saved.click("Undo")
    assert (await latest(circle)).schedule.nudge == Deadline(1, time(9))


async def test_a_preview_shows_all_of_it_to_one_person_and_rings_no_phone(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    shown = await run(circle, "preview")
    assert shown.ephemeral
    assert shown.content.startswith(
        "-# Only you see this. No phone rings, and the answers are made up.\n"
        "**Check-in: Owners Circle**\n"
        f"<@{house.alice.id}> <@{house.bob.id}>\n"
    )
    assert shown.buttons[:3] == ["Check in", "Later", "Away"]
    assert {"Check in", "Later", "Away"} <= set(shown.disabled)
    card = await shown.click("Card")
    assert "**Moved** Two proposals out, one signed." in card.content
    nudge = await card.click("Nudge")
    assert "Still time" in nudge.content
    summary = await nudge.click("Summary")
    assert "Kept together: 7 of 9" in summary.content
    form = (await summary.click("Form")).modal
    assert form is not None
    assert form.title == "Check-in: Owners Circle"
    assert house.alice.pings == []
    assert house.bob.messages(circle.channel) == []


async def test_a_group_without_a_schedule_says_what_to_press(house: House) -> None:
    circle = await gather(house)
    await run(circle, "schedule remove")
    for command in ("preview", "questions", "nudge", "schedule list", "schedule edit"):
        empty = await run(circle, command)
        assert empty.content.startswith("**Owners Circle** has no schedule yet.")
        assert empty.buttons == ["Add a schedule"]


async def test_the_group_or_one_schedule_pauses_and_goes_on(house: House) -> None:
    circle = await gather(house)
    await (await run(circle, "schedule add", name="Numbers")).click("Save")
    asked = await run(circle, "pause")
    assert asked.buttons == ["Pause the group", "Pause Weekly", "Pause Numbers"]
    paused = await asked.click("Pause Numbers")
    assert (await latest(circle)).state is ScheduleState.PAUSED
    assert "Resume Numbers" in paused.buttons
    resumed = await paused.click("Resume Numbers")
    assert (await latest(circle)).state is ScheduleState.ACTIVE
    whole = await resumed.click("Pause the group")
    assert "is paused since <t:" in whole.content
    assert (await whole.click("Resume the group")).content.startswith(
        "**Owners Circle** goes on. Next: <t:"
    )


async def test_a_weekly_panel_becomes_monthly_on_a_date(house: House) -> None:
    circle = await gather(house)
    panel = await (await run(circle, "schedule add")).choose(OFTEN, "Every month")
    panel = await panel.choose(DAY, "The 15th")
    await panel.click("Save")
    made = await latest(circle)
    assert made.schedule.rhythm == Monthly(DayOfMonth(15))
    assert made.name == "Monthly check-in"

"""`/me`: the own clock, how one is told, and the way out of a group."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Pings, Standing
from bot.deletions import Deletions
from bot.ui.moments import full
from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.accountability.models.groups import Member, Person
    from bot.playground.server import Person as Someone
    from tests.stories.circle import Circle
    from tests.stories.house import House


async def known(house: House, someone: Someone) -> Person:
    return await house.services.follow_up.run(
        lambda book: book.people.get(house.guild.id, someone.id)
    )


async def membership(circle: Circle, someone: Someone) -> Member:
    member = await circle.book(lambda book: book.members.get(circle.group.id, someone.id))
    assert member is not None
    return member


async def test_a_clock_is_set_once_its_time_is_right_and_can_be_undone(house: House) -> None:
    offered = await house.alice.autocomplete("me timezone", "city", "berln")
    assert offered[0] == ("Berlin, Germany · UTC+1, now 10:00", "Europe/Berlin")
    asked = await house.alice.slash("me timezone", city="Europe/Berlin")
    assert asked.ephemeral
    assert asked.content == "Berlin: for you it's **10:00** now. Right?"
    assert (await known(house, house.alice)).zone is None
    done = await asked.click("Yes")
    assert done.content == (
        "Set: Berlin, 10:00 now. Quiet hours and reminders follow it;"
        " check-ins open on the group's clock."
    )
    assert (await known(house, house.alice)).zone == "Europe/Berlin"
    undone = await done.click("Undo")
    assert undone.content == "Undone. I go by the group's clock."
    assert (await known(house, house.alice)).zone is None


async def test_a_wrong_clock_is_not_kept(house: House) -> None:
    asked = await house.alice.slash("me timezone", city="new york")
    kept = await asked.click("No")
    assert kept.content == "Nothing is changed. Choose another city with `/me timezone`."
    assert (await known(house, house.alice)).zone is None


async def test_a_place_that_is_none_is_asked_about_again(house: House) -> None:
    reply = await house.alice.slash("me timezone", city="CST")
    assert reply.content.startswith("“CST” can mean several clocks. Choose a city instead:")


async def test_the_own_clock_tells_what_day_it_is(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await house.alice.slash("me timezone", city="Pacific/Auckland")
    await asked.click("Yes")
    await house.stand_in.live(hours=3)  # 12:00 in London, 01:00 on Tuesday in Auckland
    reply = await house.alice.slash(
        "commit add", text="Call Ann", due="today", channel=circle.channel
    )
    assert "by Tue 4 Mar (tomorrow)" in reply.content


async def test_one_chooses_how_to_be_told(house: House) -> None:
    panel = await house.alice.slash("me pings")
    assert panel.ephemeral
    assert panel.content == (
        "**How I reach you here**\n"
        "I mention you where your group's check-in opens.\n"
        "Quiet from 21:00 (9 pm) to 07:00 (7 am), on your clock: what comes then waits."
    )
    none = await panel.click("None")
    assert "I never ping you. `/today` shows what is open." in none.content
    assert (await known(house, house.alice)).pings is Pings.NONE


async def test_a_dm_is_tried_on_the_spot(house: House) -> None:
    panel = await house.alice.slash("me pings")
    chosen = await panel.click("DM")
    assert "I send you a DM when a check-in opens." in chosen.content
    assert house.alice.dms[-1].content == (
        "DMs reach you. From now on I tell you of check-ins here."
    )
    person = await known(house, house.alice)
    assert (person.pings, person.dm_open) == (Pings.DM, True)


async def test_closed_dms_change_nothing_and_say_how_to_open_them(house: House) -> None:
    house.alice.dms_open = False
    panel = await house.alice.slash("me pings")
    closed = await panel.click("DM")
    assert closed.content.startswith(
        "I tried, and your DMs are closed here. Tap the server's name, then *Privacy Settings*,"
    )
    person = await known(house, house.alice)
    assert (person.pings, person.dm_open) == (Pings.MENTION, False)
    house.alice.dms_open = True
    await closed.click("DM")
    assert (await known(house, house.alice)).pings is Pings.DM


async def test_quiet_hours_are_chosen_in_menus(house: House) -> None:
    panel = await house.alice.slash("me pings")
    panel = await panel.choose("Quiet from …", "Quiet from 22:00 (10 pm)")
    panel = await panel.choose("Quiet until …", "Quiet until 08:00 (8 am)")
    assert "Quiet from 22:00 (10 pm) to 08:00 (8 am), on your clock" in panel.content
    quiet = (await known(house, house.alice)).quiet
    assert (quiet.starts, quiet.ends) == (time(22), time(8))
    panel = await panel.click("No quiet hours")
    assert panel.content.endswith("No quiet hours: I may mention you at any time.")
    assert "No quiet hours" in panel.disabled


async def test_what_is_no_hour_and_no_way_is_refused(house: House) -> None:
    hour = await house.alice.forge("me.quiet_from:now", values=["25"])
    assert hour.content == "Choose one of the hours that I show."
    way = await house.alice.forge("me.pings:now:shout")
    assert way.content == "Choose one of the ways that I show."


async def test_joining_without_pings_is_shown_and_a_press_ends_it(house: House) -> None:
    circle = await gather(house, house.alice)
    group_id, alice_id = circle.group.id, house.alice.id
    await circle.book(
        lambda book: book.members.join(group_id, alice_id, circle.now, pings=Pings.NONE)
    )
    panel = await house.alice.slash("me pings")
    assert "-# None for Owners Circle: you joined without pings." in panel.content
    panel = await panel.click("Mention")
    assert "you joined without pings" not in panel.content
    assert (await membership(circle, house.alice)).pings is None


async def test_ones_groups_are_listed_and_leaving_asks_and_can_be_undone(house: House) -> None:
    circle = await gather(house, house.alice)
    listed = await house.alice.slash("me groups")
    assert listed.content == (
        "**Your groups here**\n"
        f"**Owners Circle** in <#{circle.channel.id}>\n"
        f"-# you take part · run by <@{circle.host.id}>\n"
        "-# Only you see this list."
    )
    asked = await listed.click("Leave Owners Circle")
    assert asked.content.startswith("**Leave Owners Circle?** Nothing of it reaches you")
    stayed = await asked.click("Stay")
    assert stayed.content == "Good. You're still in **Owners Circle**."
    asked = await listed.click("Leave Owners Circle")
    left = await asked.click("Keep it, and leave")
    assert left.content.startswith("You've left **Owners Circle**. What you wrote stays.")
    assert (await membership(circle, house.alice)).standing is Standing.LEFT
    opens_at = await circle.book(
        lambda book: book.timetable.first_opening(circle.group.id, circle.now)
    )
    assert opens_at is not None
    back = await left.click("Undo")
    assert back.content == (f"You're in **Owners Circle** again. Next check-in: {full(opens_at)}.")
    assert (await membership(circle, house.alice)).joined


async def test_leaving_may_delete_what_one_wrote(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    await circle.checks_in(house.alice, {"moved": "A start", "next": "Call Ann"})
    listed = await house.alice.slash("me groups")
    asked = await listed.click("Leave Owners Circle")
    left = await asked.click("Delete it, and leave")
    assert left.content.startswith(
        "You've left **Owners Circle**, and what you wrote there is deleted."
    )
    assert left.buttons == []
    assert await circle.check_ins() == []
    assert await circle.commitments(house.alice) == []
    (noted,) = Deletions(house.folder).since(None)  # so that no backup brings it back
    assert (noted.group_id, noted.user_id) == (circle.group.id, house.alice.id)


async def test_the_private_note_leads_out_too(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await circle.press(house.alice, "note.leave", circle.group.id, "delivery")
    assert asked.buttons == ["Keep it, and leave", "Delete it, and leave", "Stay"]


async def test_no_press_leads_into_a_group_in_which_one_never_was(house: House) -> None:
    circle = await gather(house, house.alice)
    for kind in ("me.rejoin", "me.leave", "me.leave_keep", "me.leave_delete", "me.stay"):
        reply = await circle.press(house.bob, kind, circle.group.id)
        assert reply.content == (
            "You're not in that group, or it is over. Ask whoever runs it, or an admin."
        ), kind
    nothing = await house.bob.slash("me groups")
    assert nothing.content == "You're not in a group here yet. Ask an admin, or see what I do."


async def test_the_buttons_work_after_a_restart(house: House) -> None:
    asked = await house.alice.slash("me timezone", city="Europe/Berlin")
    await house.restart()
    done = await asked.click("Yes")
    assert done.content.startswith("Set: Berlin")

"""`/today`: what is before a member, with a press for each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.groups import Part
from bot.ui.moments import full, relative
from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability
    from tests.stories.house import House


async def test_an_empty_day_says_what_comes(house: House) -> None:
    circle = await gather(house, house.alice)
    opens_at = circle.now + timedelta(hours=1)
    reply = await house.alice.slash("today", channel=circle.channel)
    assert reply.ephemeral
    assert reply.content == (
        "**Today · Owners Circle**\n"
        f"Next check-in: {full(opens_at)}.\n"
        "\n"
        "Nothing promised is open. *Add* notes something; a check-in does, too.\n"
        "-# Only you see this."
    )
    assert reply.buttons == ["Check in", "Add", "Close one", "Away"]


async def test_everything_of_a_day_is_one_press_away(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    await house.alice.slash("commit add", text="Call Ann", due="fri", channel=circle.channel)
    day = await house.alice.slash("today", channel=circle.channel)
    assert (
        f"The check-in is open until {full(found.close_at)}, {relative(found.close_at)}."
        in day.content
    )
    assert "You promised:\n1. Call Ann\n-# by Fri 7 Mar (in 4 days)" in day.content
    form = await day.click("Check in")
    assert form.modal is not None
    away = await day.click("Away")
    assert away.content == "For how long? No pings till you're back, and it's no miss."
    adding = await day.click("Add")
    assert adding.modal is not None
    assert "Call Ann" in (await day.click("Close one")).menus[0].options[0].label


async def test_who_is_in_reads_so(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    await circle.checks_in(house.alice)
    day = await house.alice.slash("today", channel=circle.channel)
    assert "\nYou're in.\n" in day.content


async def test_who_is_away_comes_back_by_a_press(house: House) -> None:
    circle = await gather(house, house.alice)
    await house.alice.slash("checkin away", until="in 2 weeks", channel=circle.channel)
    day = await house.alice.slash("today", channel=circle.channel)
    assert "You're away through Mon 17 Mar." in day.content
    back = await day.click("I'm back")
    assert back.content.startswith("Welcome back.")


async def test_who_only_hosts_has_a_day_without_check_ins(house: House) -> None:
    circle = await gather(house, house.alice)
    day = await circle.host.slash("today", channel=circle.channel)
    assert day.buttons == ["Add", "Close one"]


async def test_of_two_groups_one_is_chosen_and_its_name_is_shown_to_members_alone(
    house: House,
) -> None:
    await gather(house, house.alice)
    await gather(house, house.alice, name="Second Circle")
    await gather(house, house.bob, name="Third Circle")
    asked = await house.alice.slash("today")
    assert asked.content == "Which group?"
    assert sorted(asked.buttons) == ["Owners Circle", "Second Circle"]
    day = await asked.click("Second Circle")
    assert day.content.startswith("**Today · Second Circle**")


async def test_in_a_groups_channel_or_thread_its_own_group_is_meant(house: House) -> None:
    first = await gather(house, house.alice)
    second = await gather(house, house.alice, house.bob, name="Second Circle")
    here = await house.alice.slash("today", channel=second.channel)
    assert here.content.startswith("**Today · Second Circle**")
    thread = house.stand_in.world.start_thread(first.channel, house.alice, "Check-in · 3 Mar")
    await house.stand_in.settle()
    inside = await house.alice.slash("today", channel=thread)
    assert inside.content.startswith("**Today · Owners Circle**")


async def test_who_is_not_in_the_group_of_a_channel_is_answered_for_their_own(
    house: House,
) -> None:
    first = await gather(house, house.alice)
    await gather(house, house.bob, name="Second Circle")
    house.stand_in.world.set_overwrite(first.channel, house.bob.user, allow=1 << 10)
    await house.stand_in.settle()
    reply = await house.bob.slash("today", channel=first.channel)
    assert reply.content.startswith("**Today · Second Circle**")


async def test_who_is_invited_reads_that_one_press_lets_them_in(house: House) -> None:
    circle = await gather(house, house.alice)
    group_id, host_id, bob_id = circle.group.id, circle.host.id, house.bob.id

    def invite(book: Accountability) -> None:
        book.members.invite(group_id, [bob_id], Part.REQUIRED, host_id, circle.now)

    await circle.book(invite)
    reply = await house.bob.slash("today")
    assert reply.content == (
        "You're invited, and not in yet. It takes one press, and you can leave any time."
    )
    assert reply.buttons == [
        *("Join Owners Circle", "Join, no pings", "What's kept?"),
        "See what I do",
    ]

"""Two groups on one server: who runs one has nothing to do with the other, whatever they send."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ui.press import custom_id
from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.accountability.accountability import Accountability
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House

NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."
NOT_HERE = "That is no longer here. Run the command again."
OTHERS = "Quiet Circle"


async def two(house: House) -> tuple[Circle, Circle]:
    """Make two groups, each with people of its own."""
    mine = await gather(house, house.alice, name="Owners Circle")
    other = await gather(house, house.bob, name=OTHERS)
    return mine, other


async def test_nothing_of_the_other_group_is_offered_while_somebody_types(house: House) -> None:
    mine, other = await two(house)
    await other.host.slash(
        "group holidays add", dates="25 Dec", name=f"{OTHERS} day", channel=other.channel
    )
    for command, option in (
        ("schedule edit", "schedule"),
        ("schedule remove", "schedule"),
        ("questions", "schedule"),
        ("nudge", "schedule"),
        ("preview", "schedule"),
        ("holidays remove", "holiday"),
    ):
        for channel in (mine.channel, house.general):
            offered = await mine.host.autocomplete(f"group {command}", option, "", channel=channel)
            assert OTHERS not in str(offered)
            assert other.series.id not in str(offered)
    everybody = await house.admin.autocomplete(
        "group schedule edit", "schedule", "", channel=house.general
    )
    assert {name for name, _ in everybody} == {"Weekly · Owners Circle", f"Weekly · {OTHERS}"}


async def test_ids_of_the_other_group_lead_nowhere(house: House) -> None:
    mine, other = await two(house)
    kinds = [each for each in house.bot.routes._presses if each.startswith(("group.", "notice."))]  # noqa: SLF001 - those of tomorrow, too
    before = await other.book(lambda book: book.groups.export(other.group.id))
    memos = ("group.choose", "group.about", "group.kept")
    for kind in sorted(set(kinds) - set(memos)):
        for id_ in (other.group.id, other.series.id):
            reply = await mine.host.forge(
                custom_id(kind, id_, other.series.id), values=[other.series.id]
            )
            assert (
                reply.content in {NOT_IN_IT, NOT_HERE} or "manage this server" in reply.content
            ), kind
            assert reply.modal is None, kind
    assert await other.book(lambda book: book.groups.export(other.group.id)) == before


async def test_ids_of_the_other_group_are_no_choice_in_ones_own(house: House) -> None:
    mine, other = await two(house)
    for forged, values in (
        (custom_id("group.which", mine.group.id, "remove"), [other.series.id]),
        (custom_id("group.holiday_picked", mine.group.id), [other.series.id]),
        (custom_id("group.remove", mine.group.id, str(house.bob.id)), None),
        (custom_id("group.part", mine.group.id, f"o{house.bob.id}"), None),
        (custom_id("group.excuse_again", mine.group.id, str(house.bob.id)), None),
    ):
        reply = await mine.host.forge(forged, values=values)
        assert OTHERS not in reply.text
        assert "(reference" not in reply.text
    member = await other.book(lambda book: book.members.get(other.group.id, house.bob.id))
    assert member is not None
    assert member.joined


async def test_a_command_with_an_id_of_the_other_group_is_refused(house: House) -> None:
    mine, other = await two(house)
    for command in ("schedule edit", "schedule remove", "questions", "nudge", "preview"):
        reply = await mine.host.slash(
            f"group {command}", schedule=other.series.id, channel=mine.channel
        )
        assert reply.content == NOT_IN_IT
    assert len(await other.book(lambda book: book.timetable.of(other.group.id))) == 1


async def test_somebody_elses_panel_is_nobody_elses(house: House) -> None:
    mine = await gather(house, house.alice)
    panel = await mine.host.slash("group schedule add", channel=mine.channel)
    assert panel.message is not None
    save = panel.message.components[-1]["components"][0]["custom_id"]
    assert (await house.admin.forge(save)).content == NOT_HERE


async def test_who_does_not_run_it_any_more_saves_nothing_any_more(house: House) -> None:
    mine = await gather(house, house.alice)
    panel = await mine.host.slash("group schedule add", channel=mine.channel)
    await mine.book(
        lambda book: book.members.set_facilitators(
            mine.group.id, [house.alice.id], mine.host.id, mine.now
        )
    )
    refused = await panel.click("Save")
    assert refused.content == (
        f"Only those who run the group can do that. Ask <@{house.alice.id}>."
    )
    assert len(await mine.book(lambda book: book.timetable.of(mine.group.id))) == 1


async def test_a_zone_that_is_known_no_more_is_replaced_from_the_panel(house: House) -> None:
    mine = await gather(house, house.alice)

    def lose(book: Accountability) -> None:
        book.rows.groups.update(replace(mine.group, zone="Europe/Atlantis"))

    await mine.book(lose)
    panel = await mine.host.slash("group schedule edit", channel=mine.channel)
    assert "is no time zone I know." in panel.content
    form = (await panel.click("Clock")).modal
    assert form is not None
    await (await form.submit({"On which city's clock?": "Berlin"})).click("Yes")
    again = await mine.host.slash("group schedule edit", channel=mine.channel)
    assert "Every Monday" in again.content


@pytest.mark.parametrize("days", [0, 8])
async def test_a_new_zone_repeats_no_round(house: House, days: int) -> None:
    mine = await gather(house, house.alice)
    first = await mine.opens()
    await house.stand_in.live(days=days)
    panel = await mine.host.slash("group members", channel=mine.channel)
    settings = await panel.click("Name, clock")
    form = (await settings.click("Clock")).modal
    assert form is not None
    await (await form.submit({"On which city's clock?": "Auckland"})).click("Yes")
    await house.stand_in.live(days=3)
    every = await mine.book(
        lambda book: book.rows.rounds.of_group(
            mine.group.id, first.nominal_on, first.nominal_on + timedelta(days=30)
        )
    )
    assert first.nominal_on in {one.nominal_on for one in every}
    assert len({one.nominal_on for one in every}) == len(every)


async def test_whatever_is_pressed_twice_at_once_is_done_once(house: House) -> None:
    options = {"name": "Twice", "channel": house.general, "zone": "Berlin"}
    asked = await house.admin.slash("group create", options)
    await twice(asked, "Taking part")
    (group,) = await house.services.follow_up.run(lambda book: book.groups.in_guild(house.guild.id))
    panel = await house.admin.slash("group schedule add", channel=house.general)
    await twice(panel, "Save")
    added = await house.services.follow_up.run(lambda book: book.timetable.of(group.id))
    assert len(added) == 1


async def twice(reply: Reply, label: str) -> None:
    assert reply.message is not None
    (pressed,) = [
        one["custom_id"]
        for row in reply.message.components
        for one in row["components"]
        if one.get("label") == label
    ]
    both = await asyncio.gather(*(reply.person.forge(pressed) for _ in range(2)))
    assert all("(reference" not in one.text for one in both)

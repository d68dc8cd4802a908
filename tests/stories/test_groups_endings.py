"""A group ends with a word of what happens, comes back by a press, and tells how it did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.accountability.models.groups import GroupState
from bot.accountability.models.notices import Cause
from bot.accountability.models.rounds import ScheduleState
from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House

NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."


async def run(circle: Circle, command: str, **options: object) -> Reply:
    return await circle.host.slash(f"group {command}", channel=circle.channel, **options)


async def state(circle: Circle) -> GroupState:
    group = await circle.book(lambda book: book.rows.groups.get(circle.group.id))
    assert group is not None
    return group.state


async def test_an_ending_says_what_happens_first(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    await circle.opens()
    asked = await run(circle, "end")
    assert asked.content == (
        "**End Owners Circle?**\n"
        "- 1 open check-in: closed at once, with a summary.\n"
        f"- A last message in <#{circle.channel.id}>, with a thank-you.\n"
        "- 3 members hear nothing of it any more.\n"
        "- You get its settings as a file: no member's words. Members can take theirs.\n"
        "- *Reopen* brings it back for 30 days; then all of it is deleted."
    )
    assert (await asked.click("Keep it")).content == "Nothing is changed in **Owners Circle**."
    assert await state(circle) is GroupState.ACTIVE


async def test_a_group_ends_with_its_settings_and_comes_back_within_thirty_days(
    house: House,
) -> None:
    circle = await gather(house, house.alice)
    ended = await (await run(circle, "end")).click("End the group")
    ((name, data),) = ended.files
    assert name == "group-settings.json"
    assert json.loads(data)["name"] == "Owners Circle"
    assert await state(circle) is GroupState.ENDED
    await house.stand_in.live(minutes=1)
    last = house.alice.finds("**Owners Circle has ended**", circle.channel)
    refused = await last.click("Reopen")
    assert refused.content.startswith("Only those who run the group can do that.")
    asked = await circle.host.view(last).click("Reopen")
    assert asked.ephemeral
    assert asked.content.startswith("**Reopen Owners Circle?**")
    assert asked.files[0][0] == "group-settings.json"
    back = await asked.click("Reopen")
    assert back.content.startswith("**Owners Circle** is back, with everybody in it. Next: <t:")
    assert await state(circle) is GroupState.ACTIVE


async def test_an_ended_group_takes_no_changes_and_after_thirty_days_it_is_gone(
    house: House,
) -> None:
    circle = await gather(house, house.alice)
    ended = await (await run(circle, "end")).click("End the group")
    pressed = await circle.press(circle.host, "group.members", circle.group.id)
    assert pressed.content == ("This group has ended. For 30 days, those who run it can reopen it.")
    asked = await ended.click("Reopen")
    await house.stand_in.live(days=31)
    late = await asked.click("Reopen")
    assert late.content in {
        NOT_IN_IT,
        "This group ended more than 30 days ago. Start a new one with /group create.",
    }


async def test_a_report_names_who_answered_to_members_and_a_rate_to_its_owner(
    house: House,
) -> None:
    circle = await gather(house, house.alice, house.bob)
    await circle.opens()
    await circle.checks_in(house.alice, {"moved": "Hired", "next": "Call Ann"})
    await circle.closes()
    shown = await house.bob.slash("group report", channel=circle.channel)
    assert shown.ephemeral
    assert "Answered: 1 of 2 (50%)" in shown.content
    assert f"<@{house.alice.id}>" in shown.content
    assert f"<@{house.bob.id}>" not in shown.content
    assert [name.rpartition(".")[2] for name, _ in shown.files] == ["png", "csv"]
    admin = await house.admin.slash("group report", channel=house.general)
    assert "Answered: 1 of 2 (50%)" in admin.content
    assert f"<@{house.alice.id}>" not in admin.content
    dora = house.stand_in.person("Dora", guild=house.guild)
    outside = await dora.slash("group report", channel=house.general)
    assert "Owners Circle" not in outside.text
    assert outside.content.startswith("You're not in a group here yet.")


async def test_an_empty_report_says_that_it_fills(house: House) -> None:
    circle = await gather(house, house.alice)
    shown = await house.alice.slash("group report", range="a year", channel=circle.channel)
    assert "No check-in opened in that time. The report fills as they come." in shown.content
    assert shown.files == []


async def test_the_presses_under_a_notice_change_pause_and_carry_on(house: House) -> None:
    circle = await gather(house, house.alice)
    series_id = circle.series.id
    panel = await circle.press(circle.host, "notice.rhythm", series_id)
    assert panel.content.startswith("**Weekly** · changed, not saved yet")
    paused = await circle.press(circle.host, "notice.pause", series_id)
    assert paused.content == "**Weekly** is paused. An open check-in still gets its summary."
    goes_on = await paused.click("Resume")
    assert goes_on.content.startswith("**Weekly** goes on. Next: <t:")
    series = await circle.book(lambda book: book.rows.series.get(series_id))
    assert series is not None
    assert series.state is ScheduleState.ACTIVE
    for kind in ("notice.rhythm", "notice.pause", "notice.carry_on"):
        refused = await circle.press(house.alice, kind, series_id)
        assert refused.content.startswith("Only those who run the group can do that.")
        assert (await circle.press(house.bob, kind, series_id)).content == NOT_IN_IT
        assert (await circle.press(circle.host, kind, "nothing")).content == NOT_IN_IT


async def test_a_notice_is_seen_by_those_who_run_the_group(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.book(
        lambda book: book.notices.raise_(
            circle.group.id, Cause.MISSED, circle.now, circle.series.id, ("Weekly", "2031-03-03")
        )
    )
    await house.stand_in.live(minutes=2)
    notice = circle.host.finds("so Weekly could not open", circle.channel)
    assert (await notice.click("Seen")).content == (
        "Noted. It comes up again only if it happens again."
    )
    refused = await house.alice.view(notice).click("Seen")
    assert refused.content.startswith("Only those who run the group can do that.")


async def test_a_restart_in_between_loses_no_panel(house: House) -> None:
    circle = await gather(house)
    panel = await run(circle, "schedule add", name="Numbers")
    await house.restart()
    saved = await panel.click("Save")
    assert saved.content.startswith("Saved: **Numbers**")

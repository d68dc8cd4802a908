"""People are invited, join by their own press, take part in their way, and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import Member, Part, Pings, Standing
from tests.stories.circle import gather

if TYPE_CHECKING:
    from bot.playground.server import Person
    from bot.playground.server.people import Reply
    from tests.stories.circle import Circle
    from tests.stories.house import House

INVITE = "Invite people, up to 25 at once"
NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."


async def members(circle: Circle) -> dict[int, Member]:
    found = await circle.book(lambda book: book.members.of(circle.group.id))
    return {one.user_id: one for one in found}


async def panel(circle: Circle) -> Reply:
    return await circle.host.slash("group members", channel=circle.channel)


async def invite(circle: Circle, *people: Person, part: str = "Required") -> Reply:
    asked = await (await panel(circle)).choose(INVITE, *people)
    return await asked.click(part)


async def test_people_are_invited_many_at_once_and_in_only_by_their_own_press(
    house: House,
) -> None:
    circle = await gather(house)
    asked = await (await panel(circle)).choose(INVITE, house.alice, house.bob)
    assert asked.content == (
        f"<@{house.alice.id}>, <@{house.bob.id}>\n"
        "How do they take part? Nobody is mentioned or counted before they press *Join*.\n"
        "*Required*: expected each time\n"
        "*Optional*: welcome, never missed\n"
        "*Observer*: reads along, or hosts"
    )
    done = await asked.click("Required")
    assert done.content.startswith(
        "Done: 2 people, required. Whoever is not in yet presses *Join* in the invitation.\n"
        "**Members of Owners Circle**\n"
    )
    assert f"Invited, not in yet (2): <@{house.alice.id}>, <@{house.bob.id}>" in done.content
    found = await members(circle)
    assert found[house.alice.id].standing is Standing.INVITED
    assert house.alice.pings == []
    undone = await done.click("Undo")
    assert "Invited" not in undone.content
    assert house.alice.id not in await members(circle)


async def test_bots_take_no_part(house: House) -> None:
    circle = await gather(house)
    robot = house.stand_in.world.bot
    refused = await (await panel(circle)).choose(INVITE, robot)
    assert refused.content == "Choose people of this server: bots take no part."


async def test_the_invitation_is_seen_before_it_is_posted_and_can_be_taken_back(
    house: House,
) -> None:
    circle = await gather(house)
    house.stand_in.world.set_overwrite(circle.channel, house.alice.user, allow=1 << 10)
    await invite(circle, house.alice)
    shown = await (await panel(circle)).click("Invitation")
    assert shown.content == (
        f"Only you see this yet. It goes into <#{circle.channel.id}>. 1 phone rings."
    )
    assert "**Owners Circle**" in shown.text
    assert "Join · Join, no pings · What's kept?" in shown.text
    assert house.alice.messages(circle.channel) == []
    posted = await shown.click("Post")
    assert posted.content.startswith(f"Done: it's on its way to <#{circle.channel.id}>.")
    await house.stand_in.live(minutes=1)
    there = house.alice.finds("**Owners Circle**", circle.channel)
    assert there.buttons == ["Join", "Join, no pings", "What's kept?"]
    assert len(house.alice.pings) == 1
    await posted.click("Undo")
    assert there.gone


async def test_joining_says_when_it_begins_and_leaving_asks_what_becomes_of_it(
    house: House,
) -> None:
    circle = await gather(house)
    house.stand_in.world.set_overwrite(circle.channel, house.alice.user, allow=1 << 10)
    await invite(circle, house.alice)
    await (await (await panel(circle)).click("Invitation")).click("Post")
    await house.stand_in.live(minutes=1)
    there = house.alice.finds("**Owners Circle**", circle.channel)
    joined = await there.click("Join")
    assert joined.ephemeral
    assert joined.content.startswith("You're in **Owners Circle**. First check-in <t:")
    assert (await members(circle))[house.alice.id].joined
    kept = await there.click("What's kept?")
    assert f"whoever reads <#{circle.channel.id}>" in kept.content
    assert kept.buttons == ["Leave"]
    asked = await joined.click("Leave")
    assert asked.buttons == ["Keep it, and leave", "Delete it, and leave", "Stay"]
    await asked.click("Keep it, and leave")
    assert (await members(circle))[house.alice.id].standing is Standing.LEFT


async def test_who_joins_without_pings_gets_none_until_they_say_otherwise(house: House) -> None:
    circle = await gather(house)
    await invite(circle, house.alice)
    joined = await circle.press(house.alice, "group.join_quiet", circle.group.id)
    assert joined.content.endswith("You get no pings. `/today` shows what is open.")
    assert (await members(circle))[house.alice.id].pings is Pings.NONE


async def test_who_is_invited_may_decline_and_think_again(house: House) -> None:
    circle = await gather(house)
    await invite(circle, house.alice)
    kept = await circle.press(house.alice, "group.kept", circle.group.id)
    assert kept.buttons == ["Join", "Join, no pings", "No, thanks"]
    declined = await kept.click("No, thanks")
    assert declined.content == (
        "Fine: you're not in **Owners Circle**, and nothing of it reaches you."
    )
    assert (await declined.click("Join after all")).content.startswith("You're in")


async def test_a_role_only_decides_who_may_join(house: House) -> None:
    circle = await gather(house)
    owners = house.stand_in.world.add_role(house.guild, "Owners")
    dora = house.stand_in.person("Dora", guild=house.guild, roles=[owners])
    await house.stand_in.settle()
    assert (await circle.press(dora, "group.join", circle.group.id)).content == NOT_IN_IT
    asked = await (await panel(circle)).click("Roles")
    saved = await asked.choose("Roles that may join", owners)
    assert saved.content.startswith("Saved.\n**Members of Owners Circle**")
    assert f"May join: <@&{owners.id}>" in saved.content
    assert dora.id not in await members(circle)
    assert (await circle.press(dora, "group.join", circle.group.id)).content.startswith("You're in")
    undone = await saved.click("Undo")
    assert "May join" not in undone.content
    assert (await members(circle))[dora.id].joined


async def test_a_part_is_changed_by_a_press(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await (await panel(circle)).click("Change one")
    one = await asked.choose("Change or remove …", house.alice)
    assert one.content == f"<@{house.alice.id}>\nin · required: expected each time"
    assert one.disabled == ["Required"]
    optional = await one.click("Optional")
    assert "optional: welcome, never missed" in optional.content
    assert (await members(circle))[house.alice.id].part is Part.OPTIONAL


async def test_who_is_removed_stays_out_and_comes_back_as_they_were_by_undo(house: House) -> None:
    circle = await gather(house, house.alice)
    running = await (await panel(circle)).click("Who runs it")
    await running.choose("Facilitators", circle.host, house.alice)
    asked = await (await panel(circle)).click("Change one")
    one = await asked.choose("Change or remove …", house.alice)
    assert "runs the group" in one.content
    removed = await one.click("Remove")
    assert removed.content.startswith(f"<@{house.alice.id}> is out of **Owners Circle**")
    again = await circle.press(house.alice, "group.join", circle.group.id)
    assert again.content == "This group is by invitation. Ask those who run it to invite you."
    await removed.click("Undo")
    back = (await members(circle))[house.alice.id]
    assert (back.joined, back.part, back.runs) == (True, Part.REQUIRED, True)


async def test_facilitators_are_named_and_an_undo_names_those_from_before(house: House) -> None:
    circle = await gather(house, house.alice)
    asked = await (await panel(circle)).click("Who runs it")
    saved = await asked.choose("Facilitators", circle.host, house.bob)
    assert f"Runs it: <@{circle.host.id}>, <@{house.bob.id}>" in saved.content
    assert (
        "**Members of Owners Circle**"
        in (await house.bob.slash("group members", channel=house.general)).content
    )
    await saved.click("Undo")
    assert house.bob.id not in await members(circle)


async def test_who_runs_nothing_is_told_who_does(house: House) -> None:
    circle = await gather(house, house.alice)
    refused = await house.alice.slash("group members", channel=circle.channel)
    assert refused.content == (
        f"Only those who run the group can do that. Ask <@{circle.host.id}>."
    )
    pressed = await circle.press(house.alice, "group.members", circle.group.id)
    assert pressed.content == refused.content
    outside = await circle.press(house.bob, "group.members", circle.group.id)
    assert outside.content == NOT_IN_IT


async def test_name_channel_and_clock_are_changed_and_changed_back(house: House) -> None:
    circle = await gather(house, house.alice)
    settings = await (await panel(circle)).click("Name, clock")
    assert "on the clock of Berlin." in settings.content
    form = (await settings.click("Name")).modal
    assert form is not None
    saved = await form.submit({"Name": "Mond*ay* Circle"})
    assert "**Members of Mond\\*ay\\* Circle**" in saved.content
    assert "**Members of Owners Circle**" in (await saved.click("Undo")).content
    form = (await (await (await panel(circle)).click("Name, clock")).click("Clock")).modal
    assert form is not None
    asked = await form.submit({"On which city's clock?": "Lisbon"})
    assert "Lisbon: for you it's **" in asked.content
    await asked.click("Yes")
    group = await circle.book(lambda book: book.rows.groups.get(circle.group.id))
    assert group is not None
    assert group.zone == "Europe/Lisbon"
    settings = await (await panel(circle)).click("Name, clock")
    moved = await settings.choose("Move it to another channel …", circle.channel)
    assert moved.content.startswith("Saved.")


async def test_nobody_lets_the_bot_write_where_they_may_not(house: House) -> None:
    circle = await gather(house, house.alice)
    news = house.stand_in.world.add_channel(house.guild, "news")
    house.stand_in.world.set_overwrite(news, circle.host.user, deny=1 << 11)
    await house.stand_in.settle()
    settings = await (await panel(circle)).click("Name, clock")
    refused = await settings.choose("Move it to another channel …", news)
    assert refused.content == (
        "You may not write in that channel. Choose another one, or ask an admin."
    )

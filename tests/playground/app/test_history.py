"""What somebody finds who comes to look: three weeks that the bot has really lived through."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord
import pytest

from bot.permissions import NEEDED
from bot.playground.app.answers import REMARKS, WEEKS
from bot.playground.app.people import (
    EVERYBODY,
    GRACE,
    LUIS,
    MAYA,
    OWNERS,
    PRIYA,
    ROBIN,
    TOM,
    ZONE,
)
from bot.playground.app.world import CHECK_INS, GENERAL
from bot.playground.server.world.models import MessageFlag
from bot.playground.server.world.permissions import Permission

if TYPE_CHECKING:
    from bot.playground.app.people import Owner
    from bot.playground.app.playground import Playground
    from bot.playground.server.people import SeenMessage

pytestmark = pytest.mark.asyncio(loop_scope="module")

_OPENING, _SUMMARY = "**Check-in: ", "**Monday Circle · "
_DAY = range(7, 21)


@pytest.fixture(scope="module")
def now() -> datetime:
    """Return a time before weeks in which the clocks change: Berlin's on 30 March 2031."""
    return datetime(2031, 3, 12, tzinfo=UTC)


def seen(playground: Playground, beginning: str, channel: str = CHECK_INS) -> list[SeenMessage]:
    """Return the messages with a beginning, as the server's owner sees them."""
    messages = playground.world.people[ROBIN].messages(playground.world.channels[channel])
    return [each for each in messages if each.content.startswith(beginning)]


def cards(playground: Playground, week: int) -> str:
    """Return what stands in the thread of one week."""
    robin = playground.world.people[ROBIN]
    threads = playground.stand_in.world.threads_of(playground.world.guild.id)
    return robin.sees(threads[week])


def mention(playground: Playground, owner: Owner) -> str:
    return playground.world.people[owner].mention


async def test_one_arrives_on_a_monday_ten_minutes_before_a_check_in(
    playground: Playground,
) -> None:
    local = playground.stand_in.clock.now().astimezone(ZoneInfo(ZONE))
    assert f"{local:%Y-%m-%d %H:%M}" == "2031-04-07 08:50"
    maya = playground.world.people[MAYA]
    today = await maya.slash("today", channel=playground.world.channels[CHECK_INS])
    opens = int(local.replace(hour=9, minute=0, second=0, microsecond=0).timestamp())
    assert f"<t:{opens}:" in today.content


async def test_everybody_wrote_what_stands_in_the_answers(playground: Playground) -> None:
    for week, answers in enumerate(WEEKS):
        written = cards(playground, week)
        for answer in answers:
            assert f"**Moved** {answer.moved}" in written
            assert all(f"- {line}" in written for line in answer.next.splitlines())
            assert all(f"✓ {line}" in written for line in answer.kept)


async def test_one_is_late_one_away_and_one_silent_and_nobody_is_shamed(
    playground: Playground,
) -> None:
    first, second, third = (each.content for each in seen(playground, _SUMMARY))
    assert f"Late: {mention(playground, LUIS)}" in first
    assert f"Away: {mention(playground, GRACE)}" in second
    assert "Not this time: 1" in second
    assert mention(playground, LUIS) not in second
    assert f"Late: {mention(playground, TOM)}" in third
    assert "Kept together: 3 of 5" in second
    assert f"{mention(playground, PRIYA)}: when a second dispatcher pays off" in third


async def test_who_is_away_is_neither_mentioned_nor_nudged(playground: Playground) -> None:
    grace = playground.world.people[GRACE]
    openings = [each.message for each in seen(playground, _OPENING)]
    assert [grace.id in each.pinged for each in openings if each] == [True, False, True]
    assert grace.mention not in cards(playground, 1)


async def test_nobodys_phone_rings_at_night(playground: Playground) -> None:
    rung = []
    for owner in OWNERS:
        for ping in playground.world.people[owner].pings:
            message = ping.message
            assert message is not None
            if not message.flags & MessageFlag.SUPPRESS_NOTIFICATIONS:
                rung.append((owner.name, message.created_at.astimezone(ZoneInfo(owner.zone))))
    assert rung
    assert [each for each in rung if each[1].hour not in _DAY] == []


async def test_there_is_talk_and_an_answer_that_was_shared(playground: Playground) -> None:
    tom = playground.world.people[TOM]
    for remark in REMARKS:
        found = tom.finds(remark.said, playground.world.channels[remark.where])
        assert found.message is not None
        assert found.message.author_id == playground.world.people[remark.who].id
        likes = {(who, emoji) for emoji, those in found.message.reactions.items() for who in those}
        assert likes == {(playground.world.people[who].id, emoji) for who, emoji in remark.likes}
    general = tom.sees(playground.world.channels[GENERAL])
    assert f"Shared by {mention(playground, TOM)}" in general
    assert "Delegating Well" in general
    assert "Hi, I'm Sounding Board." in general


async def test_the_bot_may_do_what_its_invitation_asks_for_and_no_more(
    playground: Playground,
) -> None:
    world = playground.stand_in.world
    (role,) = (
        world.guilds[playground.world.guild.id].roles[each]
        for each in playground.world.guild.members[world.bot.id].roles
    )
    asked = discord.Permissions(**{need.flag: True for need in NEEDED})
    assert role.permissions == asked.value
    assert not role.permissions & Permission.ADMINISTRATOR


async def test_one_can_be_each_of_them_and_the_admin(playground: Playground) -> None:
    listed = [(each.person.name, each.role, each.zone) for each in playground.page.roster.all()]
    assert listed == [(owner.name, owner.role, owner.zone) for owner in EVERYBODY]
    assert len({owner.zone for owner in OWNERS}) == len(OWNERS)


async def test_the_clock_goes_by_itself_once_nobody_holds_it(playground: Playground) -> None:
    clock = playground.stand_in.clock
    before = clock.now()
    async with playground.page.heart.held() as pass_until:
        await pass_until(before + timedelta(seconds=2))
        assert playground.page.heart.moving
    assert not playground.page.heart.moving
    await asyncio.wait_for(clock.sleep_until(before + timedelta(seconds=3)), timeout=10)
